"""Whom to give something: near to the best of all choices, within the budget, and refused where nobody can be."""

from typing import Any

import numpy as np
import pytest

from analytics.network.forest import forest_of
from analytics.seeding import plan as told
from analytics.seeding.choice import NEARLY
from analytics.seeding.graph import Graph, graph_of, graph_of_forest
from analytics.seeding.plan import Plan, Question, whom_to_give
from analytics.seeding.reverse import Limits
from tests.analytics.seeding.exact import best, bits, case_of, cost, spreads

TRAP = np.array([52.0, 50.0, 50.0])
pytestmark = pytest.mark.usefixtures("few_worlds")


def planned(graph: Graph, **asked: Any) -> Plan:
    plan = whom_to_give(graph, Question(**asked))
    assert isinstance(plan, Plan), str(plan)
    return plan


@pytest.mark.parametrize("seed", range(25))
def test_at_one_price_a_choice_is_never_far_from_the_best(seed: int) -> None:
    case = case_of(seed, unequal=False)
    plan = planned(case.graph, budget=case.budget, values=case.values)
    of_choice = spreads(case.people, case.edges, case.values)
    assert len(plan.nodes) <= case.budget
    assert of_choice[bits(plan.nodes)] >= NEARLY * best(case, of_choice)
    assert of_choice[bits(plan.nodes)] >= plan.certificate * best(case, of_choice) - 1e-9


@pytest.mark.parametrize("seed", range(25))
def test_at_several_prices_too_and_the_budget_is_kept(seed: int) -> None:
    case = case_of(seed, unequal=True)
    of_choice = spreads(case.people, case.edges, case.values)
    if best(case, of_choice) == 0:
        assert whom_to_give(case.graph, Question(budget=case.budget, costs=case.costs, values=case.values)) == (
            told.NOTHING_ADDED
        )
        return
    plan = planned(case.graph, budget=case.budget, costs=case.costs, values=case.values)
    assert cost(case.costs, bits(plan.nodes)) == pytest.approx(plan.cost)
    assert plan.cost <= case.budget * (1 + 1e-9)
    assert of_choice[bits(plan.nodes)] >= NEARLY * best(case, of_choice)
    for rival in plan.rivals:
        assert rival.cost is None or rival.cost <= case.budget * (1 + 1e-9)


def test_the_trap_of_one_who_is_worth_most_for_the_money_and_leaves_too_little() -> None:
    """Worth 52, 50, 50 for 51, 50, 50: the first is best by value and by value per cost, the other two together."""
    alone = graph_of(3, ([], []), [])
    plan = planned(alone, budget=100, costs=np.array([51.0, 50.0, 50.0]), values=TRAP)
    assert sorted(plan.nodes) == [1, 2]
    assert plan.rule == "enumeration"
    assert plan.value.value == 100
    assert plan.certificate > 0.9


def test_one_big_one_beats_many_who_are_worth_more_for_the_money() -> None:
    alone = graph_of(3, ([], []), [])
    plan = planned(alone, budget=100, costs=np.array([1.0, 100.0, 1.0]), values=np.array([2.0, 100.0, 1.5]))
    assert plan.nodes == (1,)
    assert plan.rule in ("gain", "single")


def test_excluded_people_and_those_who_have_it_are_not_chosen() -> None:
    star = graph_of(8, ([0, 0, 0, 0, 4, 4], [1, 2, 3, 4, 5, 6]), 0.8)
    assert planned(star, budget=1).nodes == (0,)
    assert planned(star, budget=1, excluded=[0]).nodes == (4,)
    without = planned(star, budget=8, excluded=[0, 4, 7], already=[1])
    assert set(without.nodes) == {2, 3, 5, 6}
    for rival in without.rivals:
        assert not set(rival.nodes) & {0, 1, 4, 7}


def test_those_who_have_it_already_leave_little_to_add_where_they_reach() -> None:
    """0 reaches most, but all of it is reached by 1 already."""
    graph = graph_of(9, ([0, 0, 0, 1, 1, 1, 1, 6], [2, 3, 4, 2, 3, 4, 0, 7]), 0.99)
    plan = planned(graph, budget=1, already=[1])
    assert plan.nodes == (6,)
    assert plan.value.low <= 1.99 <= plan.value.high


def test_the_same_question_has_the_same_answer() -> None:
    rng = np.random.default_rng(5)
    graph = graph_of(20, (rng.integers(20, size=80), rng.integers(20, size=80)), rng.random(80))
    asked = {"budget": 30.0, "costs": rng.integers(1, 20, 20).astype(float), "values": rng.random(20)}
    one, again = planned(graph, **asked), planned(graph, **asked)
    assert (one.nodes, one.value, one.certificate) == (again.nodes, again.value, again.certificate)
    assert [rival.spread for rival in one.rivals] == [rival.spread for rival in again.rivals]
    assert planned(graph, **asked, seed=2).value != one.value


def test_what_each_one_adds_sums_up_to_what_all_are_expected_to_reach() -> None:
    rng = np.random.default_rng(6)
    graph = graph_of(80, (rng.integers(80, size=200), rng.integers(80, size=200)), 0.3)
    plan = planned(graph, budget=10)
    assert len(plan.adds) == len(plan.nodes)
    assert sum(plan.adds) == pytest.approx(plan.value.value, rel=0.03)


def test_ours_is_compared_with_each_other_way_to_spend_the_same() -> None:
    """0 and 1 know the same people, more than 8 does, who knows others; 9 buys most and knows nobody."""
    edges = [(a, b) for a in (0, 1) for b in range(2, 8)] + [(8, b) for b in (10, 11, 12, 13)]
    graph = graph_of(14, ([a for a, _ in edges], [b for _, b in edges]), 0.95)
    bought = np.zeros(14)
    bought[[9, 10]] = 500.0
    plan = planned(graph, budget=2, bought=bought)
    assert set(plan.nodes) == {0, 8} or set(plan.nodes) == {1, 8}
    rivals = {rival.id: rival for rival in plan.rivals}
    assert set(rivals) == {"best_known", "pagerank", "buyers", "by_lot"}
    assert set(rivals["best_known"].nodes) == {0, 1}
    assert set(rivals["buyers"].nodes) == {9, 10}
    for name in ("best_known", "buyers", "by_lot"):
        assert rivals[name].spread.behind.low > 0
    for rival in plan.rivals:
        assert rival.spread.behind.value == pytest.approx(plan.value.value - rival.spread.value.value)


def test_on_trees_of_certain_ties_the_sums_of_everybody_below_are_the_best_and_it_says_so() -> None:
    rng = np.random.default_rng(7)
    for seed in range(30):
        parent = np.array([int(rng.integers(-1, at)) if at else -1 for at in range(8)])
        values, budget = rng.integers(0, 5, 8).astype(float), float(rng.integers(1, 4))
        graph = graph_of_forest(forest_of(parent), np.ones(8))
        excluded, already = rng.choice(8, 2, replace=False).tolist()
        if not graph.edges():
            continue
        edges = [(int(above), at, 1.0) for at, above in enumerate(parent) if above >= 0]
        of_choice = spreads(8, edges, values)
        allowed = [
            mask for mask in range(256)
            if mask.bit_count() <= budget and not mask >> excluded & 1 and not mask >> already & 1
        ]  # fmt: skip
        most = max(of_choice[mask | 1 << already] for mask in allowed) - of_choice[1 << already]
        plan = whom_to_give(graph, Question(budget=budget, values=values, excluded=[excluded], already=[already]))
        if isinstance(plan, Plan):
            assert plan.note == told.ON_CERTAIN_FOREST, seed
            assert plan.rule == "downstream"
            assert plan.value.value == pytest.approx(most)
            assert sum(plan.adds) == pytest.approx(most)
        else:
            assert most == 0


def test_a_circle_or_a_chance_is_no_certain_forest() -> None:
    assert planned(graph_of(3, ([0, 1, 2], [1, 2, 0]), 1.0), budget=1).note is None
    assert planned(graph_of(3, ([0, 1], [1, 2]), 0.9), budget=1).note is None


@pytest.mark.parametrize(
    ("count", "asked", "why"),
    [
        (0, {"budget": 5}, told.NOBODY),
        (3, {"budget": 0}, told.NO_BUDGET),
        (3, {"budget": 5, "excluded": [0, 1], "already": [2]}, told.NO_CANDIDATES),
        (3, {"budget": 5, "values": np.zeros(3)}, told.NO_VALUE),
        (3, {"budget": 5, "values": np.array([0.0, 0.0, 1.0]), "excluded": [2]}, told.NOTHING_ADDED),
        (3, {"budget": 5, "values": np.array([0.0, 0.0, 1.0]), "already": [2]}, told.NOTHING_ADDED),
    ],
)
def test_where_nobody_can_be_chosen_it_says_why(count: int, asked: dict[str, Any], why: object) -> None:
    assert whom_to_give(graph_of(count, ([], []), []), Question(**asked)) == why


def test_a_budget_below_the_cheapest_says_what_the_cheapest_costs() -> None:
    answer = whom_to_give(
        graph_of(3, ([0], [1]), 0.5), Question(budget=9.5, costs=np.array([5.0, 12.0, 11.0]), excluded=[0])
    )
    assert answer == told.TOO_DEAR.fill(budget=9.5, cheapest=11.0)
    assert "9.5" in str(answer)
    assert "11" in str(answer)


@pytest.mark.parametrize(
    "asked",
    [
        {"budget": -1},
        {"budget": float("nan")},
        {"budget": 1, "costs": np.array([1.0, 0.0, 1.0])},
        {"budget": 1, "values": np.array([1.0, -2.0, 1.0])},
        {"budget": 1, "values": np.array([1.0, 2.0])},
        {"budget": 1, "excluded": [3]},
        {"budget": 1, "bought": np.array([np.nan, 1.0, 1.0])},
    ],
)
def test_what_makes_no_sense_is_a_mistake(asked: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        whom_to_give(graph_of(3, ([0], [1]), 0.5), Question(**asked))


def test_where_the_limits_end_the_drawing_it_is_said_and_the_certificate_is_lower() -> None:
    rng = np.random.default_rng(8)
    graph = graph_of(150, (rng.integers(150, size=450), rng.integers(150, size=450)), 0.2)
    whole = planned(graph, budget=5)
    short = planned(graph, budget=5, limits=Limits(members=4000))
    assert not whole.limited
    assert short.limited
    assert short.sets < whole.sets
    assert short.certificate < whole.certificate
