"""A shortfall and a demand against what a statistics library says."""

import pytest
from scipy.stats import poisson as law

from analytics.cards.shortfall import demand, shortfall
from analytics.result import Estimate


@pytest.mark.parametrize(("mean", "stock"), [(0, 3), (5, 0), (5, 3), (5, 12), (40, 40), (600, 580), (2000, 1500)])
def test_a_shortfall_is_what_summing_over_every_demand_gives(mean: float, stock: int) -> None:
    top = int(mean + 12 * mean**0.5 + 20)
    brute = sum((demand - stock) * law.pmf(demand, mean) for demand in range(stock, top)) if mean else 0
    assert shortfall(mean, stock) == pytest.approx(brute, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize(
    ("low", "mean", "high"), [(0.0, 0.4, 1.1), (9.3, 14.0, 19.2), (480.0, 499.0, 520.0), (900.0, 950.0, 999.0)]
)
def test_the_demand_may_be_any_number_that_its_law_allows(low: float, mean: float, high: float) -> None:
    found = demand(Estimate(mean, low, high))
    assert found.value == mean
    assert (found.low, found.high) == pytest.approx((law.ppf(0.025, low), law.ppf(0.975, high)), abs=1.5)
    if high < 500:
        assert (found.low, found.high) == (law.ppf(0.025, low), law.ppf(0.975, high))
