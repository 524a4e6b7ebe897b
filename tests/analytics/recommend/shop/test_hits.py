"""Lists against purchases: figures as plain loops make them, and an interval that is there only where it tells."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from analytics.recommend.shop.hits import LEAST_HITS, TOP, Hits, hits_of, ratio, score

RNG = np.random.default_rng(4)


def test_figures_are_those_of_plain_loops() -> None:
    items, lists = 30, np.stack([RNG.permutation(30)[:TOP] for _ in range(40)]).astype(np.int32)
    lists[::7, 3:] = -1
    bought = {row: set(RNG.permutation(items)[: RNG.integers(1, 8)].tolist()) for row in range(40)}
    row, item = np.array([(row, one) for row, some in bought.items() for one in sorted(some)]).T
    found = score(hits_of(lists, row, item, items), np.array([len(bought[at]) for at in range(40)]))
    met = [[one in bought[at] and one >= 0 for one in lists[at].tolist()] for at in range(40)]
    assert found.hits == sum(map(sum, met))
    assert found.hit == pytest.approx(np.mean([any(one) for one in met]))
    assert found.recall == pytest.approx(np.mean([sum(one) / len(bought[at]) for at, one in enumerate(met)]))
    gains = [
        sum(1 / math.log2(place + 2) for place, hit in enumerate(one) if hit)
        / sum(1 / math.log2(place + 2) for place in range(min(TOP, len(bought[at]))))
        for at, one in enumerate(met)
    ]
    assert found.gain == pytest.approx(np.mean(gains))


def with_hits(hits: NDArray[np.int64]) -> Hits:
    """Lists of which the first so many places were bought."""
    return Hits(np.arange(TOP) < hits[:, None])


def test_lists_of_one_customer_are_drawn_together() -> None:
    """The same hits by few customers who make many lists leave a wider interval."""
    ours, theirs = (with_hits(RNG.integers(0, high, 400)) for high in (4, 3))
    apart = ratio(ours, theirs, np.arange(400), 1)
    lumped = ratio(ours, theirs, np.repeat(np.arange(10), 40), 1)
    assert apart is not None
    assert lumped is not None
    assert apart.value == lumped.value
    assert apart.low < apart.value < apart.high
    few = ratio(ours.only(np.arange(400) < 20), theirs.only(np.arange(400) < 20), np.arange(20), 1)
    assert few is None or few.high - few.low > apart.high - apart.low


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    truth, held = 1.5, 0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        ours, theirs = with_hits(rng.binomial(TOP, 0.15, 300)), with_hits(rng.binomial(TOP, 0.1, 300))
        found = ratio(ours, theirs, np.arange(300), seed)
        held += found is not None and found.low <= truth <= found.high
    assert held >= 52


def test_against_too_few_hits_nothing_is_told() -> None:
    some = with_hits(np.array([1] * (LEAST_HITS - 1) + [0] * 20))
    assert ratio(with_hits(np.full(LEAST_HITS + 19, 2)), some, np.arange(LEAST_HITS + 19), 1) is None
