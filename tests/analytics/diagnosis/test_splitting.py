"""How the change of a product is split: against published numbers, a brute-force twin, and what must always hold."""

import math
from itertools import permutations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analytics.diagnosis import lmdi, shapley
from analytics.diagnosis.apportion import apportion
from analytics.diagnosis.rule import makes, parts, rule_for

BEFORE, NOW = (1000.0, 0.05, 120.0), (1300.0, 0.04, 126.0)
"""Visitors x conversion x amount per buyer: 6000 became 6552."""
above_zero = st.floats(1e-3, 1e6)
any_number = st.one_of(
    st.just(0.0), st.integers(-1000, 1000).map(float), st.floats(-1e4, 1e4).map(lambda number: round(number, 6))
)


def pairs(numbers: st.SearchStrategy[float], most: int) -> st.SearchStrategy[list[tuple[float, float]]]:
    return st.lists(st.tuples(numbers, numbers), min_size=1, max_size=most)


def split(rule: str, factors: list[tuple[float, float]]) -> list[float]:
    return parts(rule, [before for before, _ in factors], [now for _, now in factors])  # type: ignore[arg-type]


def test_lmdi_of_the_published_example() -> None:
    assert parts("lmdi", BEFORE, NOW) == pytest.approx([1645.536, -1399.546, 306.010], abs=5e-4)


def test_shapley_of_the_published_example() -> None:
    assert parts("shapley", BEFORE, NOW) == pytest.approx([1659, -1416, 309], abs=5e-4)


def test_a_cell_at_or_below_zero_calls_for_shapley() -> None:
    assert rule_for([1, 0.5, 3.0]) == "lmdi"
    assert rule_for([1, 0, 3]) == "shapley"
    assert rule_for([1, -2, 3]) == "shapley"
    assert rule_for([1, None]) == "shapley"


def test_what_had_no_value_before_had_no_part_in_the_change() -> None:
    """The first ten buyers of a shop brought it all: there was no amount per buyer that could have changed."""
    assert parts("shapley", (0, None), (10, 100.0)) == [1000.0, 0.0]
    assert parts("shapley", (10, 100.0), (0, None)) == [-1000.0, 0.0]
    assert parts("shapley", (0, None), (0, None)) == [0.0, 0.0]


def test_factors_that_do_not_make_the_number_are_known_as_such() -> None:
    assert makes(1000, (0, None), (10, 100.0))
    assert not makes(7, (10, 100.0), (0, None))  # money without any buyer


@given(pairs(above_zero, 6))
def test_lmdi_adds_up(factors: list[tuple[float, float]]) -> None:
    change = math.prod(now for _, now in factors) - math.prod(before for before, _ in factors)
    found = split("lmdi", factors)
    assert sum(found) == pytest.approx(change, rel=1e-9, abs=1e-9 * max(map(abs, found)))


@given(pairs(any_number, 6))
def test_shapley_adds_up_over_zeros_and_negatives(factors: list[tuple[float, float]]) -> None:
    change = math.prod(now for _, now in factors) - math.prod(before for before, _ in factors)
    size = math.prod(max(abs(before), abs(now)) for before, now in factors)
    assert sum(split("shapley", factors)) == pytest.approx(change, rel=1e-9, abs=1e-9 * size)


@given(pairs(any_number, 5))
@settings(max_examples=40, deadline=None)
def test_shapley_is_the_mean_over_all_orders_of_moving(factors: list[tuple[float, float]]) -> None:
    """The twin moves one factor after the other, in every order there is."""
    sums = [0.0] * len(factors)
    orders = list(permutations(range(len(factors))))
    for order in orders:
        at = [before for before, _ in factors]
        for place in order:
            ago = math.prod(at)
            at[place] = factors[place][1]
            sums[place] += math.prod(at) - ago
    size = math.prod(max(abs(before), abs(now)) for before, now in factors)
    expected = [total / len(orders) for total in sums]
    assert split("shapley", factors) == pytest.approx(expected, rel=1e-9, abs=1e-9 * size)


@given(pairs(above_zero, 6), st.sampled_from(("lmdi", "shapley")))
def test_swapping_the_two_times_flips_every_part_exactly(factors: list[tuple[float, float]], rule: str) -> None:
    there, back = split(rule, factors), split(rule, [(now, before) for before, now in factors])
    assert [-part for part in back] == there


@given(pairs(any_number, 6))
def test_swapping_flips_shapley_over_zeros_and_negatives_too(factors: list[tuple[float, float]]) -> None:
    there, back = split("shapley", factors), split("shapley", [(now, before) for before, now in factors])
    assert [-part for part in back] == there


@given(above_zero, above_zero)
def test_the_logarithmic_mean_lies_between_the_geometric_and_the_arithmetic(one: float, other: float) -> None:
    mean = lmdi.log_mean(one, other)
    assert math.sqrt(one * other) * (1 - 1e-9) <= mean <= (one + other) / 2 * (1 + 1e-9)
    assert mean == lmdi.log_mean(other, one)


def test_the_logarithmic_mean_of_neighbours_keeps_its_digits() -> None:
    assert lmdi.log_mean(1e9 + 1, 1e9) == pytest.approx(1e9 + 0.5, rel=1e-15)
    assert lmdi.log_mean(5.0, 5.0) == 5.0


@given(pairs(above_zero, 6).filter(lambda factors: len(factors) > 2))
@example([(0.001, 0.001), (0.001, 0.0010000000000000002), (0.001, 0.001)])
def test_factors_taken_together_have_the_parts_of_each_under_lmdi(factors: list[tuple[float, float]]) -> None:
    """Buyers have the parts of visitors and conversion: the tree may be cut at any depth."""
    (a, b), (c, d), *others = factors
    apart, together = split("lmdi", factors), split("lmdi", [(a * c, b * d), *others])
    whole = math.prod(max(pair) for pair in factors)
    slack = 1e-9 * max(map(abs, apart)) + 1e-14 * whole  # the second: what doubles of that size cannot tell apart
    assert together[0] == pytest.approx(apart[0] + apart[1], abs=slack)
    assert together[1:] == pytest.approx(apart[2:], abs=slack)


@given(st.lists(pairs(above_zero, 3).filter(lambda factors: len(factors) == 3), min_size=1, max_size=5))
def test_cells_of_slices_and_factors_add_up_to_the_whole_under_lmdi(slices: list[list[tuple[float, float]]]) -> None:
    cells = [split("lmdi", factors) for factors in slices]
    before, now = (sum(math.prod(pair[time] for pair in factors) for factors in slices) for time in (0, 1))
    scale = max(abs(cell) for row in cells for cell in row)
    assert sum(map(sum, cells)) == pytest.approx(now - before, abs=1e-9 * (scale + 1))


def test_a_price_times_the_change_is_the_part() -> None:
    for rule in (lmdi, shapley):
        prices = rule.prices(BEFORE, NOW)
        assert sum(price * (now - ago) for price, ago, now in zip(prices, BEFORE, NOW, strict=True)) == pytest.approx(
            552
        )


def whole_numbers() -> st.SearchStrategy[tuple[list[float], int]]:
    amounts = st.lists(st.one_of(st.floats(-1e6, 1e6), st.integers(-9, 9).map(lambda n: n / 2)), min_size=1, max_size=9)
    return amounts.map(lambda given: (given, round(sum(given))))


@given(whole_numbers())
def test_whole_numbers_add_up_and_stay_close(case: tuple[list[float], int]) -> None:
    amounts, total = case
    whole = apportion(amounts, total)
    assert sum(whole) == total
    assert all(abs(each - amount) <= 1.5 for each, amount in zip(whole, amounts, strict=True))


@given(whole_numbers())
def test_negating_everything_negates_the_whole_numbers(case: tuple[list[float], int]) -> None:
    amounts, total = case
    assert apportion([-amount for amount in amounts], -total) == [-each for each in apportion(amounts, total)]


def test_of_equal_halves_the_first_gives_way_and_whole_numbers_stay() -> None:
    assert apportion([0.5, 0.5, -1.0], 0) == [0, 1, -1]
    assert apportion([-0.5, -0.5, 1.0], 0) == [0, -1, 1]
    assert apportion([3.0, -4.0], -1) == [3, -4]
    assert apportion([-999.9999, 2999.9999], 2000) == [-1000, 3000]
    assert apportion([33.3, 33.3, 33.4], 100) == [33, 33, 34]


def test_a_total_that_is_far_off_is_shared_by_all() -> None:
    assert sum(apportion([0.0, 0.0, 0.0], 100)) == 100
    with pytest.raises(ValueError, match="nothing to give 5 to"):
        apportion([], 5)
    assert apportion([], 0) == []
