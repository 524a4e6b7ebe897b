"""The search finds what was planted, names it no wider and no deeper, and is quiet where nothing was."""

import numpy as np
import pytest
from msgspec.structs import replace

from analytics.diagnosis.search.leaves import Leaves, Values, grain_of
from analytics.diagnosis.search.rules import Rules
from analytics.diagnosis.search.search import search
from tests.analytics.diagnosis.search.planting import planted

SEEDS = range(20)


def named(leaves: Leaves, rules: Rules | None = None) -> list[Values]:
    return [found.values for found in search(leaves, rules)]


def share_right(causes: dict[Values, float], rules: Rules | None = None) -> float:
    return float(np.mean([set(named(planted(causes, seed=seed), rules)) == set(causes) for seed in SEEDS]))


@pytest.mark.parametrize("factor", [0.5, 1.8])
def test_one_value_that_fell_or_rose_is_named_alone(factor: float) -> None:
    assert share_right({((1, 3),): factor}) >= 0.9


@pytest.mark.parametrize("factor", [0.3, 3.0])
def test_two_values_together_are_named_as_two(factor: float) -> None:
    assert share_right({((1, 3), (2, 1)): factor}) >= 0.9


@pytest.mark.parametrize("factor", [0.1, 6.0])
def test_three_values_together_are_named_as_three(factor: float) -> None:
    assert share_right({((1, 2), (2, 0), (3, 1)): factor}) >= 0.9


def test_two_causes_in_different_places_are_both_named() -> None:
    assert share_right({((0, 2),): 0.2, ((1, 4), (2, 2)): 0.2}) >= 0.9


def test_two_values_of_one_dimension_are_two_causes_not_their_common_parent() -> None:
    assert share_right({((1, 0), (3, 1)): 4.0, ((1, 1), (3, 1)): 4.0}) >= 0.9


def test_a_rise_and_a_fall_that_cancel_are_both_found() -> None:
    assert share_right({((1, 0),): 0.4, ((1, 1),): 1.6}) >= 0.9


def test_only_the_direction_asked_for_counts() -> None:
    leaves = planted({((1, 0),): 0.4, ((2, 1),): 1.8})
    assert named(leaves, Rules(direction="fall")) == [((1, 0),)]
    assert named(leaves, Rules(direction="rise")) == [((2, 1),)]


def test_the_heavier_cause_comes_first() -> None:
    leaves = planted({((2, 1),): 0.2, ((1, 3), (3, 0)): 0.3})
    first, second = search(leaves)
    assert first.values == ((2, 1),)
    assert first.score > second.score
    assert first.excess < second.excess < 0


def test_quiet_where_only_chance_is_at_work() -> None:
    assert sum(bool(named(planted({}, seed=seed))) for seed in range(100)) <= 8


def test_quiet_between_two_periods_of_the_same_shop() -> None:
    # The period before is as much a matter of chance as this one; taken for certain, it makes chance look like causes.
    chance = np.random.default_rng(4)
    certain = [replace(of, expected=chance.poisson(of.expected) * 1.0) for of in (planted({}, seed=s) for s in SEEDS)]
    assert sum(bool(named(of)) for of in certain) >= 5
    assert sum(bool(named(replace(of, periods=1))) for of in certain) <= 1


def test_without_the_demand_for_proof_something_is_always_named() -> None:
    assert all(named(planted({}, seed=seed), Rules(false_alarm=1)) for seed in SEEDS)


@pytest.mark.parametrize("factor", [0.7, 1.5])
def test_what_moves_everywhere_alike_is_nobodys_fault(factor: float) -> None:
    leaves = [planted({}, seed=seed) for seed in SEEDS]
    moved = [replace(of, expected=of.expected / factor) for of in leaves]
    assert sum(bool(named(of)) for of in moved) <= 2


def test_one_cause_is_still_seen_while_all_else_falls_a_little() -> None:
    leaves = [planted({((1, 3),): 0.3}, seed=seed) for seed in SEEDS]
    fallen = [replace(of, expected=of.expected / 0.95) for of in leaves]
    assert np.mean([named(of)[:1] == [((1, 3),)] for of in fallen]) >= 0.9


def test_a_product_sold_only_now_is_named_without_dividing_by_zero() -> None:
    leaves = planted({})
    new = leaves.codes[0] == 5
    leaves = replace(leaves, expected=np.where(new, 0.0, leaves.expected))
    found = search(leaves)
    assert [of.values for of in found] == [((0, 5),)]
    assert found[0].expected == 0
    assert found[0].excess == leaves.actual[new].sum()


def test_a_product_that_vanished_is_named() -> None:
    leaves = planted({((0, 5),): 0.0})
    assert named(leaves) == [((0, 5),)]


def test_three_orders_of_something_new_prove_nothing() -> None:
    leaves = planted({})
    chance_find = np.flatnonzero(leaves.expected < 1)[0]
    actual, expected = leaves.expected.copy(), leaves.expected.copy()
    actual[chance_find], expected[chance_find] = 3, 0
    assert named(replace(leaves, actual=actual, expected=expected), Rules(support=0, depth=4)) == []


def test_a_part_that_moved_more_than_its_neighbours_does_not_hide_that_all_moved() -> None:
    # Value 1 of dimension 2 rose 9 times in one place and 3 times elsewhere: the value is the cause, not the place.
    assert all(named(planted({((2, 1),): 3.0, ((2, 1), (3, 0)): 3.0}, seed=seed)) == [((2, 1),)] for seed in SEEDS)


def test_a_second_cause_must_explain_enough_next_to_the_first() -> None:
    leaves = planted({((2, 1),): 0.05, ((1, 4), (2, 2)): 0.5})
    assert named(leaves) == [((2, 1),)]
    assert named(leaves, Rules(enough=0)) == [((2, 1),), ((1, 4), (2, 2))]


def test_no_more_slices_than_asked_for() -> None:
    leaves = planted({((1, 0),): 0.3, ((1, 1),): 0.3})
    assert len(named(leaves)) == 2
    assert len(named(leaves, Rules(most=1))) == 1


def test_not_known_is_a_value_like_any_other() -> None:
    leaves = planted({((1, 3),): 0.3})
    unknown = tuple(np.where(codes == 3, -1, codes) if at == 1 else codes for at, codes in enumerate(leaves.codes))
    assert named(replace(leaves, codes=unknown)) == [((1, -1),)]


def test_what_follows_from_another_value_is_not_named_again() -> None:
    # The category is known from the product: "product 2" says all, "product 2 of category 0" says it twice.
    leaves = planted({((0, 2),): 0.2})
    category = leaves.codes[0] // 4
    leaves = replace(leaves, codes=(*leaves.codes, category), sizes=(*leaves.sizes, 3))
    assert named(leaves) == [((0, 2),)]


def test_with_no_cost_for_length_all_that_the_leaves_share_is_named() -> None:
    leaves = planted({((0, 2),): 0.2})
    category = leaves.codes[0] // 4
    leaves = replace(leaves, codes=(*leaves.codes, category), sizes=(*leaves.sizes, 3))
    assert named(leaves, Rules(brevity=0)) == [((0, 2), (4, 0))]


def test_a_dimension_with_one_value_is_never_named() -> None:
    leaves = planted({((1, 3),): 0.3})
    only_one = np.zeros(len(leaves), dtype=np.int32)
    leaves = replace(leaves, codes=(only_one, *leaves.codes), sizes=(1, *leaves.sizes))
    assert named(leaves, Rules(brevity=0)) == [((2, 3),)]


def test_sums_are_those_of_the_leaves_it_covers() -> None:
    leaves = planted({((1, 3), (2, 1)): 0.3})
    (found,) = search(leaves)
    held = (leaves.codes[1] == 3) & (leaves.codes[2] == 1)
    assert np.array_equal(found.leaves, np.flatnonzero(held))
    assert found.actual == pytest.approx(leaves.actual[held].sum())
    assert found.expected == pytest.approx(leaves.expected[held].sum())
    assert found.excess == pytest.approx(found.actual - found.expected)
    p, q = found.expected / leaves.expected.sum(), found.actual / leaves.actual.sum()
    assert found.surprise == pytest.approx((p * np.log(2 * p / (p + q)) + q * np.log(2 * q / (p + q))) / 2)


def test_nothing_to_search_finds_nothing() -> None:
    none = np.empty(0)
    assert search(Leaves((none.astype(np.int32),) * 2, (3, 3), none, none)) == ()
    zero = np.zeros(4)
    codes = np.arange(4, dtype=np.int32)
    assert search(Leaves((codes, codes % 2), (4, 2), zero, zero)) == ()


def test_the_grain_of_equal_orders_is_one_order() -> None:
    assert grain_of(np.full(50, 12_800.0)) == pytest.approx(12_800)


def test_the_grain_of_unequal_orders_is_the_noise_of_their_sum() -> None:
    chance = np.random.default_rng(3)
    amounts = chance.lognormal(9, 1, 200_000)
    sums = [chance.choice(amounts, chance.poisson(400)).sum() for _ in range(4_000)]
    assert grain_of(amounts) == pytest.approx(np.var(sums) / np.mean(sums), rel=0.1)
