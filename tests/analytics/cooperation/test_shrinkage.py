"""Lifts drawn in by a mixture: held against plain integration, and few large ones are left where they are."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import binom, gamma, poisson

from analytics.cooperation.lifts import lifts, tails
from analytics.cooperation.shrinkage import Mixtures, drawn_in, mixtures_of
from analytics.rates import Prior


@pytest.mark.parametrize(("events", "expected"), [(0, 3.0), (12, 10.0), (40, 10.0), (66, 41.0)])
def test_mean_and_range_are_those_of_the_posterior(events: int, expected: float) -> None:
    close, wide, wider = Prior(100.0, 100.0), Prior(2.0, 1.0), Prior(1.0, 0.5)
    mixtures = Mixtures(((close, wide, 0.05), (close, wider, 0.2)), (1.0, 0.0))

    def weight(lift: float) -> float:
        close, wide = gamma.pdf(lift, 100, scale=1 / 100), gamma.pdf(lift, 2, scale=1.0)
        return float(poisson.pmf(events, expected * lift) * (0.95 * close + 0.05 * wide))

    grid = [0.0, 0.7, 1.0, 1.4, 3.0, 8.0, 30.0]

    def area(of, up_to: float) -> float:
        ends = [one for one in grid if one < up_to] + [up_to]
        return sum(quad(of, low, high)[0] for low, high in pairwise(ends))

    whole = area(weight, 30.0)
    found = drawn_in(np.array([events]), np.array([expected]), mixtures)
    assert found.value[0] == pytest.approx(area(lambda lift: lift * weight(lift), 30.0) / whole, rel=1e-4)
    assert area(weight, float(found.low[0])) / whole == pytest.approx(0.025, abs=1e-4)
    assert area(weight, float(found.high[0])) / whole == pytest.approx(0.975, abs=1e-4)


def test_a_few_that_stand_out_are_left_where_they_are_and_the_others_drawn_in() -> None:
    rng = np.random.default_rng(1)
    expected = rng.uniform(5, 60, 300)
    lift = np.where(np.arange(300) < 6, 2.7, 1.0)
    events = rng.poisson(expected * lift)
    rates = drawn_in(events, expected, mixtures_of(events, expected))
    holds = (rates.low <= lift) & (lift <= rates.high)
    assert holds[:6].mean() >= 0.8
    assert holds[6:].mean() > 0.95
    assert np.abs(rates.value[6:] - 1).mean() < np.abs(events[6:] / expected[6:] - 1).mean() / 2


def test_tails_are_those_of_the_binomial() -> None:
    inside, every, part = np.array([0, 3, 9, 10, 25]), np.array([10, 10, 9, 40, 40]), np.full(5, 0.3)
    exact = [2 * min(binom.cdf(k, n, 0.3), binom.sf(k - 1, n, 0.3)) for k, n in zip(inside, every, strict=True)]
    assert tails(inside, every, part) == pytest.approx(np.minimum(1, exact))


def test_what_is_mixed_with_others_is_told_as_it_would_be_alone() -> None:
    inside, every, part = np.array([60, *[20] * 40]), np.full(41, 100), np.full(41, 0.2)
    pure = lifts(inside, every, part, np.ones(41))
    half = lifts(inside, every, part, np.full(41, 0.5))
    assert half.value - 1 == pytest.approx(2 * (pure.value - 1))
    assert (half.high[0] - half.low[0]) == pytest.approx(2 * (pure.high[0] - pure.low[0]))
    assert pure.real.tolist() == half.real.tolist() == [True] + [False] * 40


def test_chance_alone_is_rarely_called_clear() -> None:
    rng = np.random.default_rng(5)
    every = rng.integers(20, 200, 100)
    wrong = [lifts(rng.binomial(every, 0.2), every, np.full(100, 0.2), np.ones(100)).real.any() for _ in range(60)]
    assert np.mean(wrong) <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / 60)


def test_ways_weigh_as_much_as_they_are_likely() -> None:
    rng = np.random.default_rng(2)

    def standing_out(lift: np.ndarray) -> float:
        mixtures = mixtures_of(rng.poisson(30.0 * lift), np.full(len(lift), 30.0))
        assert sum(mixtures.weight) == pytest.approx(1)
        return sum(weight * part for weight, (_, _, part) in zip(mixtures.weight, mixtures.ways, strict=True))

    assert standing_out(np.ones(400)) < 0.02
    assert standing_out(rng.gamma(2.0, 0.5, 400)) > 0.5


def test_what_is_asked_for_is_told_as_if_all_were() -> None:
    rng = np.random.default_rng(4)
    every, part, kept = rng.integers(20, 200, 100), np.full(100, 0.2), np.ones(100)
    inside = rng.binomial(every, np.where(np.arange(100) < 12, 0.5, 0.2))
    asked = np.arange(100) % 2 == 0
    whole, some = lifts(inside, every, part, kept), lifts(inside, every, part, kept, asked)
    assert 4 <= some.real.sum() < whole.real.sum()
    assert some.real.tolist() == (whole.real & asked).tolist()
    for ours, theirs in ((some.value, whole.value), (some.low, whole.low), (some.high, whole.high)):
        assert ours[some.real] == pytest.approx(theirs[some.real])
    assert np.isnan(some.value[~asked]).all()
