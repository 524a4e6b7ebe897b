"""Who brings more than their time explains: expectations by walking over all ties and fans, likelihoods by hand."""

import math
from random import Random

import numpy as np
import pytest

from analytics.arrays import Codes, Ints
from analytics.network.bringing import AGES, Bringing, bringing
from storage.columns import MISSING
from tests.analytics.network.forests import codes, random_parents

DAY = 86_400_000


def network(seed: int, count: int) -> tuple[Codes, Ints, Ints]:
    """Parents, arrivals and ties; some parents came after those they brought, or are known by their ties alone."""
    random = Random(seed)
    parents = random_parents(random, count)
    since = [random.choice((random.randint(0, 500) * DAY, random.randint(0, 500) * DAY + 77)) for _ in range(count)]
    tied = [MISSING if parent < 0 else at for parent, at in zip(parents, since, strict=True)]
    since = [random.choice((at, at, at, MISSING)) for at in since]
    return codes(parents), np.array(since, np.int64), np.array(tied, np.int64)


def bands(parent: Codes, since: Ints, tied: Ints) -> list[tuple[int, list[int | None]]]:
    """For each tie the parent, and the band of age of every fan at that moment, None for those not there yet."""
    start: list[float] = [math.inf if at == MISSING else float(at) for at in since.tolist()]
    for above, at in zip(parent.tolist(), tied.tolist(), strict=True):
        if above >= 0:
            start[above] = min(start[above], at)
    found = []
    for above, at in zip(parent.tolist(), tied.tolist(), strict=True):
        if above >= 0:
            ages = [None if begun > at else sum((at - begun) / DAY >= edge for edge in AGES) - 1 for begun in start]
            found.append((above, ages))
    return found


def likelihood(looks: list[tuple[int, list[int | None]]], eagerness: list[float]) -> float:
    """The partial likelihood of who brought, given that somebody did."""
    total = 0.0
    for above, ages in looks:
        band = ages[above]
        assert band is not None
        total += math.log(eagerness[band] / sum(eagerness[age] for age in ages if age is not None))
    return total


@pytest.mark.parametrize("seed", range(25))
def test_expected_friends_are_the_shares_in_every_tie(seed: int) -> None:
    parent, since, tied = network(seed, 40)
    found = bringing(parent, since, tied)
    expected = [0.0] * 40
    for _, ages in bands(parent, since, tied):
        weights = [0.0 if age is None else found.eagerness[age] for age in ages]
        for fan, weight in enumerate(weights):
            expected[fan] += weight / sum(weights)
    assert found.expected == pytest.approx(expected, abs=1e-9)
    assert found.expected.sum() == pytest.approx(found.friends.sum())
    assert found.friends.tolist() == [parent.tolist().count(fan) for fan in range(40)]


@pytest.mark.parametrize("seed", range(5))
def test_no_other_eagerness_makes_the_ties_likelier(seed: int) -> None:
    parent, since, tied = network(seed, 60)
    found, looks = bringing(parent, since, tied), bands(parent, since, tied)
    best = likelihood(looks, found.eagerness.tolist())
    for band in range(len(AGES)):
        for factor in (0.8, 0.99, 1.01, 1.25):
            other = found.eagerness.copy()
            other[band] *= factor
            if other[band]:
                assert likelihood(looks, other.tolist()) <= best + 1e-7


def drawn(shape: float, seed: int) -> tuple[Bringing, Ints]:
    """Fans who are all there from the beginning and bring by gamma-distributed weights."""
    rng = np.random.default_rng(seed)
    weight = rng.gamma(shape, 1.0, 3000)
    parent = np.full(9000, -1, np.int32)
    parent[3000:] = rng.choice(3000, 6000, p=weight / weight.sum())
    since = np.where(parent < 0, 0, 10**6 * DAY)
    tied = np.where(parent < 0, MISSING, rng.integers(1, 25 * DAY, 9000))
    return bringing(parent, since, tied), weight / weight.mean()


@pytest.mark.parametrize("shape", [0.2, 1.0, 4.0])
def test_the_spread_of_fans_and_their_ratios_are_found_again(shape: float) -> None:
    found, truth = drawn(shape, 5)
    of = np.arange(3000)
    late = found.expected[3000:]
    assert late.max() == 0, "who came after the last tie could bring nobody"
    assert found.shape == pytest.approx(shape, rel=0.12)
    low, high = found.bounds(of)
    held = float(((low <= truth) & (truth <= high)).mean())
    assert held == pytest.approx(0.95, abs=0.02)
    shrunk = float(((found.ratio[of] - truth) ** 2).mean())
    assert shrunk < float(((found.friends[of] / found.expected[of] - truth) ** 2).mean())


def test_who_brought_as_many_in_less_time_brings_more() -> None:
    parent = codes([-1, -1, *([0] * 10), *([1] * 5)])
    since = np.arange(17) * 10 * DAY
    since[1] = 115 * DAY
    found = bringing(parent, since, np.where(parent >= 0, since, MISSING))
    assert found.friends[0] > found.friends[1]
    assert found.ratio[1] > found.ratio[0] > found.ratio[5]
