"""The slope by the median of pairs, against scipy and against every pair in plain loops."""

from itertools import combinations
from statistics import median

import numpy as np
import pytest
from scipy.stats import norm, theilslopes

from analytics.lifecycle.slopes import slope
from analytics.lifecycle.wander import neighbours, wandering_slope


@pytest.mark.parametrize("seed", range(30))
def test_slope_and_interval_are_those_of_scipy(seed: int) -> None:
    rng = np.random.default_rng(seed)
    many = int(rng.integers(5, 30))
    values = rng.normal(0, 1, many) + 0.1 * np.arange(many)
    if seed % 3 == 0:
        values = np.round(values)  # equal values
    at = np.sort(rng.choice(60, many, replace=False)).astype(float)
    widened = float(rng.choice([1.0, 1.4]))
    theirs = theilslopes(values, at, alpha=2 * norm.cdf(1.959963984540054 * widened) - 1)
    ours = slope(values, at, widened)
    assert ours.value == pytest.approx(theirs.slope)
    assert (ours.low, ours.high) == pytest.approx((theirs.low_slope, theirs.high_slope))


def test_slope_is_the_median_over_all_pairs_and_one_odd_value_moves_it_little() -> None:
    values = np.array([1.0, 2.2, 2.9, 4.1, 50.0, 6.0, 7.1])
    at = np.arange(7.0)
    pairs = [(values[b] - values[a]) / (b - a) for a, b in combinations(range(7), 2)]
    assert slope(values, at).value == pytest.approx(median(pairs))
    assert slope(values, at).value == pytest.approx(1.0, abs=0.15)


def hanging(rng: np.random.Generator, many: int, r: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    values = np.zeros(many)
    values[0] = rng.normal()
    for place in range(1, many):
        values[place] = r * values[place - 1] + rng.normal(0, np.sqrt(1 - r * r))
    return values


@pytest.mark.parametrize("r", [0.0, 0.3, 0.5])
def test_the_correlation_of_neighbours_is_found_in_few_values(r: float) -> None:
    rng, at = np.random.default_rng(1), np.arange(13.0)
    found = []
    for _ in range(1500):
        values = hanging(rng, 13, r)
        found.append(neighbours(values - np.polyval(np.polyfit(at, values, 1), at), at))
    assert np.mean(found) == pytest.approx(r, abs=0.09)


@pytest.mark.parametrize(("r", "least"), [(0.0, 0.95), (0.3, 0.92), (0.6, 0.8)])
def test_the_interval_holds_where_neighbours_hang_together(r: float, least: float) -> None:
    rng, at = np.random.default_rng(2), np.arange(13.0)
    held = plain = 0
    for _ in range(500):
        values = hanging(rng, 13, r) + 0.1 * at
        wide, narrow = wandering_slope(values, at), slope(values, at)
        held += wide.low <= 0.1 <= wide.high
        plain += narrow.low <= 0.1 <= narrow.high
    assert held / 500 >= least
    assert plain <= held
