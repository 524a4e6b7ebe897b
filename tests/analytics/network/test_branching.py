"""R, k and extinction: published values, counts drawn from known ones, and what is too little to say anything."""

import math

import numpy as np
import pytest

from analytics.network.branching import LEAST_BUYERS, Branching, branching, extinction
from storage.words import Words


def drawn(mean: float, dispersion: float, buyers: int, seed: int) -> Branching:
    rng = np.random.default_rng(seed)
    rates = rng.gamma(dispersion, mean / dispersion, buyers) if math.isfinite(dispersion) else mean
    found = branching(rng.poisson(rates, buyers).astype(np.int64))
    assert isinstance(found, Branching)
    return found


@pytest.mark.parametrize(("dispersion", "expected"), [(0.16, 0.880), (1000, 0.343)])
def test_chains_of_sars_end_as_published(dispersion: float, expected: float) -> None:
    assert extinction(1.63, dispersion) == pytest.approx(expected, abs=0.0005)


@pytest.mark.parametrize("mean", [1.000001, 1.01, 1.2, 3.0, 40.0])
@pytest.mark.parametrize("dispersion", [0.01, 0.16, 1.0, 30.0, math.inf])
def test_extinction_is_the_smallest_root(mean: float, dispersion: float) -> None:
    def ends(q: float) -> float:
        if math.isinf(dispersion):
            return math.exp(-mean * (1 - q))
        return (1 + mean * (1 - q) / dispersion) ** -dispersion

    q = extinction(mean, dispersion)
    assert 0 < q < 1
    assert ends(q) == pytest.approx(q, abs=1e-9)
    assert all(ends(part * q) > part * q for part in np.linspace(0, 0.99, 50)), "there is no smaller root"


def test_with_one_brought_by_each_or_fewer_all_chains_end() -> None:
    assert extinction(1.0, 0.3) == extinction(0.2, math.inf) == 1.0


def test_chains_that_were_drawn_end_as_often_as_said() -> None:
    rng, mean, dispersion, ended = np.random.default_rng(4), 1.5, 0.5, 0
    for _ in range(2000):
        alive = 1
        while 0 < alive < 300:
            alive = int(rng.poisson(rng.gamma(dispersion, mean / dispersion, alive)).sum())
        ended += alive == 0
    assert ended / 2000 == pytest.approx(extinction(mean, dispersion), abs=4 * math.sqrt(0.25 / 2000))


@pytest.mark.parametrize(("mean", "dispersion"), [(0.4, 0.15), (1.3, 0.5), (0.8, 3.0)])
def test_what_was_drawn_is_found_again(mean: float, dispersion: float) -> None:
    found = drawn(mean, dispersion, 20_000, 1)
    assert found.reproduction.low < mean < found.reproduction.high
    assert found.dispersion == pytest.approx(dispersion, rel=0.15)
    assert found.extinction.low <= extinction(mean, dispersion) <= found.extinction.high


def test_the_fit_is_that_of_a_grid_over_a_second_library() -> None:
    from scipy.stats import nbinom

    counts = np.random.default_rng(3).poisson(np.random.default_rng(4).gamma(0.4, 2.0, 400)).astype(np.int64)
    found = branching(counts)
    assert isinstance(found, Branching)
    grid = np.exp(np.linspace(math.log(0.05), math.log(5), 2000))
    fits = [nbinom.logpmf(counts, k, k / (k + counts.mean())).sum() for k in grid]
    assert found.reproduction.value == pytest.approx(counts.mean())
    assert found.dispersion == pytest.approx(grid[int(np.argmax(fits))], rel=0.01)
    for end in (found.reproduction.low, found.reproduction.high):
        best = max(nbinom.logpmf(counts, k, k / (k + end)).sum() for k in grid)
        assert 2 * (max(fits) - best) == pytest.approx(3.841, abs=0.01)


def test_the_interval_holds_where_a_few_bring_almost_everybody() -> None:
    held, narrow = 0, 0
    for seed in range(300):
        found = drawn(0.8, 0.2, 250, seed)
        held += found.reproduction.low <= 0.8 <= found.reproduction.high
        reach = 1.96 * math.sqrt(found.reproduction.value / 250)
        narrow += abs(found.reproduction.value - 0.8) <= reach
    assert held / 300 >= 0.92
    assert narrow / 300 < 0.75, "an interval of Poisson counts would not have held"


def test_equal_buyers_are_poisson() -> None:
    found = branching(np.tile([0, 1, 1, 2], 50).astype(np.int64))
    assert isinstance(found, Branching)
    assert math.isinf(found.dispersion)
    alike = branching(np.ones(100, np.int64))
    assert isinstance(alike, Branching)
    assert alike.reproduction.low < 1 < alike.reproduction.high
    assert alike.extinction.high == 1.0


@pytest.mark.parametrize("offspring", [[], [9] * (LEAST_BUYERS - 1), [0] * 500, [0] * 500 + [4, 90, 1, 1]])
def test_too_little_is_refused_with_a_reason(offspring: list[int]) -> None:
    assert isinstance(branching(np.array(offspring, dtype=np.int64)), Words)


def test_the_least_that_is_told_has_an_end() -> None:
    for counts in ([1] * 5, [40] * 5, [1, 1, 1, 1, 200]):
        found = branching(np.array([0] * (LEAST_BUYERS - 5) + counts, dtype=np.int64))
        assert isinstance(found, Branching)
        assert found.reproduction.low < found.reproduction.value < found.reproduction.high < max(counts) * 10
