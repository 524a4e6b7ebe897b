"""What comes in of amounts that come whole or not at all: against every case counted out, and against known laws."""

from itertools import product

import numpy as np
import pytest
from scipy.stats import binom

from analytics.cards.all_or_nothing import comes_in, spread_like
from analytics.cards.reminder import ADDS, reminded
from analytics.result import Estimate


def by_every_case(amounts: list[float], chance: float, at: float) -> float:
    """The same quantile from all 2^n cases."""
    cases = []
    for taken in product((0, 1), repeat=len(amounts)):
        some = sum(taken)
        weight = chance**some * (1 - chance) ** (len(amounts) - some)
        cases.append((sum(amount for amount, comes in zip(amounts, taken, strict=True) if comes), weight))
    reached = 0.0
    for total, weight in sorted(cases):
        reached += weight
        if reached >= at:
            return total
    raise AssertionError


@pytest.mark.parametrize("chance", [0.01, 0.04, 0.3, 0.7])
def test_it_is_what_counting_every_case_tells(chance: float) -> None:
    amounts = [9_900.0, 18_000, 33_333, 12_345, 4_000, 39_000, 26_700]
    found = comes_in(np.array(amounts), Estimate(chance, chance, chance))
    cell = sum(amounts) / 1024
    assert found.value == pytest.approx(chance * sum(amounts))
    assert found.low == pytest.approx(by_every_case(amounts, chance, 0.025), abs=4 * cell)
    assert found.high == pytest.approx(max(found.value, by_every_case(amounts, chance, 0.975)), abs=4 * cell)


@pytest.mark.parametrize(("many", "chance"), [(162, 0.04), (5_000, 0.02), (5_000, 0.5)])
def test_equal_amounts_follow_the_binomial_law(many: int, chance: float) -> None:
    found = comes_in(np.full(many, 15_500.0), Estimate(chance, chance, chance))
    low, high = binom.ppf([0.025, 0.975], many, chance) * 15_500
    assert (found.low, found.high) == pytest.approx((low, high), rel=0.01)


def test_one_amount_comes_or_does_not() -> None:
    assert comes_in(np.array([18_000.0]), Estimate(0.04, 0.01, 0.07)) == Estimate(720, 0, 18_000)
    assert comes_in(np.array([18_000.0]), Estimate(0.01, 0.005, 0.02)) == Estimate(180, 0, 180)
    assert comes_in(np.zeros(0), Estimate(0.5, 0.4, 0.6)) == Estimate(0, 0, 0)


def test_the_range_takes_in_what_is_not_known_of_the_chance() -> None:
    amounts = np.full(1_000, 100.0)
    found = comes_in(amounts, Estimate(0.2, 0.1, 0.3))
    assert (found.low, found.high) == pytest.approx((100 * binom.ppf(0.025, 1_000, 0.1),
                                                     100 * binom.ppf(0.975, 1_000, 0.3)), rel=0.01)  # fmt: skip


def test_amounts_are_spread_like_those_seen() -> None:
    seen = np.array([1_000.0, 3_000, 3_000, 9_000])
    spread = spread_like(seen, 400)
    assert len(spread) == 400
    assert spread.mean() == pytest.approx(seen.mean())
    assert spread.max() > 2 * seen.mean()
    assert len(spread_like(np.zeros(0), 9)) == len(spread_like(seen, 0)) == 0


def test_a_reminder_brings_a_part_more_of_what_comes_anyway() -> None:
    amounts = np.full(100, 5_000.0)
    found = reminded(amounts, Estimate(0.2, 0.15, 0.25))
    assert found.value == pytest.approx(500_000 * 0.2 * ADDS.value)
    assert found.low == 0
    assert found.high == pytest.approx(5_000 * binom.ppf(0.975, 100, 0.25 * ADDS.high), rel=0.01)
