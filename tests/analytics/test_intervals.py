"""Ranges of small numbers, against what a statistics library says."""

from math import inf

import numpy as np
import pytest

from analytics.intervals import Z95, one_more, poisson, share, share_at, t95, to_come, widened
from analytics.result import Estimate


@pytest.mark.parametrize("count", [1, 3, 5, 8, 20, 100, 2000])
def test_a_count_has_its_exact_range_within_a_percent(count: int) -> None:
    from scipy.stats import chi2

    low, high = chi2.ppf(0.025, 2 * count) / 2, chi2.ppf(0.975, 2 * count + 2) / 2
    ours = poisson(count)
    assert ours.low == pytest.approx(low, rel=0.01 if count > 2 else 0.2, abs=0.05)
    assert ours.high == pytest.approx(high, rel=0.01)
    assert poisson(0).low == 0


@pytest.mark.parametrize(("people", "chance"), [(40, 0.03), (400, 0.01), (100, 0.2), (2000, 0.05), (30, 0.5)])
def test_as_many_come_as_was_said_however_well_the_chance_is_known(people: int, chance: float) -> None:
    """Of groups whose chance was told from so many others who came or not; both draws are new each time."""
    rng = np.random.default_rng(people)
    hits = []
    for seen in rng.binomial(1000, chance, 2000).tolist():
        rate = share(seen, 1000)
        assert rate is not None
        said = to_come(rate.times(people), people * rate.value * (1 - rate.value))
        hits.append(said.low <= rng.binomial(people, chance) <= said.high)
    assert 0.93 <= np.mean(hits) <= 0.995


def test_what_is_to_come_is_counted_in_whole_people() -> None:
    assert to_come(Estimate(1.33, 1.0, 1.7), 1.3) == Estimate(1, 0, 4)
    assert to_come(Estimate(0.2, 0.1, 0.3), 0.2) == Estimate(0, 0, 1)


def test_a_share_at_the_usual_width_is_the_usual_one() -> None:
    assert share_at(7, 30, Z95) == share(7, 30)
    assert share_at(7, 30, 3.0).low < share_at(7, 30, 2.0).low


def test_more_looks_ask_for_more() -> None:
    assert widened(0) == pytest.approx(Z95)
    assert widened(1) == pytest.approx(Z95)
    assert widened(50) == pytest.approx(3.29, abs=0.01)
    assert widened(10**6) < inf


def test_one_more_value_lies_where_the_prediction_interval_of_a_statistics_library_says() -> None:
    from scipy import stats

    assert [t95(freedom) for freedom in (4, 9, 21)] == [2.776, 2.262, 2.080]  # as tables print it
    values = [3.0, 5.5, 4.0, 7.0, 6.5, 2.0, 5.0, 4.5]
    found, spread = one_more(values), stats.tstd(values) * (1 + 1 / 8) ** 0.5
    low, high = stats.t.interval(0.95, 7, loc=sum(values) / 8, scale=spread)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.001 * spread)
