"""Means of what comes in lumps: against exact limits, and how often they hold."""

import numpy as np
import pytest

from analytics.clustered_rates import low_ends, lumps, per_unit
from analytics.rates import rate


@pytest.mark.parametrize(("events", "units"), [(1, 10), (7, 9), (40, 120)])
def test_lumps_of_one_have_the_limits_of_a_poisson_count(events: int, units: int) -> None:
    """Garwood's, as Fay and Feuer's gamma limits come to where every event counts alike."""
    values = np.array([1] * min(events, units) + [0] * max(0, units - events))
    found = per_unit(lumps(values, np.zeros(units, np.int64), 1))
    exact = rate(int(values.sum()), units)
    assert exact is not None
    assert (found.value[0], found.low[0], found.high[0]) == pytest.approx((exact.value, exact.low, exact.high))


def test_nothing_brought_is_bounded_by_a_lump_of_the_usual_size() -> None:
    values, group = np.array([0, 0, 0, 0, 6, 0]), np.array([0, 0, 0, 0, 1, 1])
    found = per_unit(lumps(values, group, 3))
    assert (found.value[0], found.low[0]) == (0, 0)
    assert found.high[0] == pytest.approx(3.688879 * 6 / 4, rel=1e-5)
    assert np.isnan(found.value[2])


def test_one_lucky_unit_makes_a_wide_interval() -> None:
    even = per_unit(lumps(np.ones(20, np.int64), np.zeros(20, np.int64), 1))
    lucky = per_unit(lumps(np.array([20] + [0] * 19), np.zeros(20, np.int64), 1))
    assert even.value[0] == lucky.value[0] == 1
    assert lucky.low[0] < 0.05 < even.low[0]
    assert lucky.high[0] > 2 * even.high[0]


@pytest.mark.parametrize("units", [20, 100])
def test_intervals_hold_for_uneven_units(units: int) -> None:
    rng = np.random.default_rng(units)
    group = np.repeat(np.arange(2000), units)
    values = rng.poisson(0.3 * rng.gamma(0.5, 2, len(group)))
    found = per_unit(lumps(values, group, 2000))
    held = (found.low <= 0.3) & (found.high >= 0.3)
    assert held.mean() >= 0.94


def test_where_only_chance_differs_hardly_ever_one_stands_out() -> None:
    rng, alarms = np.random.default_rng(1), 0
    for _ in range(200):
        group = np.repeat(np.arange(60), 1 + rng.geometric(0.1, 60))
        found = lumps(rng.poisson(0.25 * rng.gamma(0.5, 2, len(group))), group, 60)
        alarms += bool((low_ends(found) > found.total.sum() / found.units.sum()).any())
    assert alarms <= 8  # 4%
