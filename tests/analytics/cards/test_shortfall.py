"""A shortfall against what a statistics library says."""

import pytest

from analytics.cards.shortfall import shortfall


@pytest.mark.parametrize(("mean", "stock"), [(0, 3), (5, 0), (5, 3), (5, 12), (40, 40), (600, 580), (2000, 1500)])
def test_a_shortfall_is_what_summing_over_every_demand_gives(mean: float, stock: int) -> None:
    from scipy.stats import poisson as law

    top = int(mean + 12 * mean**0.5 + 20)
    brute = sum((demand - stock) * law.pmf(demand, mean) for demand in range(stock, top)) if mean else 0
    assert shortfall(mean, stock) == pytest.approx(brute, rel=1e-6, abs=1e-6)
