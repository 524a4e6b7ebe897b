"""Ranges of small numbers, against what a statistics library says."""

from math import inf

import pytest

from analytics.intervals import Z95, one_more, poisson, share, share_at, t95, widened


@pytest.mark.parametrize("count", [1, 3, 5, 8, 20, 100, 2000])
def test_a_count_has_its_exact_range_within_a_percent(count: int) -> None:
    from scipy.stats import chi2

    low, high = chi2.ppf(0.025, 2 * count) / 2, chi2.ppf(0.975, 2 * count + 2) / 2
    ours = poisson(count)
    assert ours.low == pytest.approx(low, rel=0.01 if count > 2 else 0.2, abs=0.05)
    assert ours.high == pytest.approx(high, rel=0.01)
    assert poisson(0).low == 0


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
