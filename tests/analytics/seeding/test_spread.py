"""Spread by drawing, backwards and forwards, against every way in which the coins can fall."""

import math

import numpy as np
import pytest

from analytics.result import Estimate
from analytics.seeding.cover import cover_of
from analytics.seeding.graph import graph_of
from analytics.seeding.reverse import Limits, draw
from analytics.seeding.spread import average, compare
from analytics.seeding.worlds import reached
from tests.analytics.seeding.exact import Case, bits, case_of, spreads

CASES = [case_of(seed, unequal=False) for seed in range(40)]
NOBODY = np.zeros(0, np.int64)
pytestmark = pytest.mark.usefixtures("few_worlds")


def sigmas(estimate: Estimate, truth: float) -> float:
    """How many standard errors an estimate is off."""
    error = (estimate.high - estimate.low) / 2 / 1.96
    return abs(estimate.value - truth) / error if error > 1e-12 else float(abs(estimate.value - truth) > 1e-9) * 99


def choice_of(case: Case, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.choice(case.people, rng.integers(1, case.people + 1), replace=False)


def test_reverse_sets_come_to_the_exact_spread() -> None:
    inside = 0
    for seed, case in enumerate(CASES):
        choice, sets = choice_of(case, seed), 20_000
        cover = cover_of(
            draw(case.graph, case.values, sets, np.random.default_rng(seed), Limits()), case.people, NOBODY
        )
        assert len(cover.drawn) == sets
        hits = np.zeros(sets)
        hits[: cover.won(choice)] = case.values.sum()
        off = sigmas(average(hits), float(spreads(case.people, case.edges, case.values)[bits(choice)]))
        assert off < 4.5
        inside += off < 1.96
    assert inside / len(CASES) >= 0.85


def test_worlds_come_to_the_exact_spread_of_people_and_of_value() -> None:
    inside = 0
    for seed, case in enumerate(CASES):
        choice = choice_of(case, seed)
        found = compare(case.graph, case.values, {"choice": lambda _, choice=choice: choice}, NOBODY, seed)["choice"]
        off = sigmas(found.value, float(spreads(case.people, case.edges, case.values)[bits(choice)]))
        assert off < 4.5
        assert sigmas(found.reach, float(spreads(case.people, case.edges, np.ones(case.people))[bits(choice)])) < 4.5
        inside += off < 1.96
    assert inside / len(CASES) >= 0.85


def test_those_who_have_it_already_are_left_out_of_what_is_won() -> None:
    for seed, case in enumerate(CASES):
        choice, already = choice_of(case, seed), choice_of(case, seed + 100)[:1]
        of_choice = spreads(case.people, case.edges, case.values)
        both = float(of_choice[bits({*choice.tolist(), *already.tolist()})] - of_choice[bits(already)])
        ways = {"choice": lambda _, choice=choice: choice}
        assert sigmas(compare(case.graph, case.values, ways, already, seed)["choice"].value, both) < 4.5
        drawn = draw(case.graph, case.values, 20_000, np.random.default_rng(seed), Limits())
        won = cover_of(drawn, case.people, already).won(choice) / 20_000
        part = both / case.values.sum()
        assert abs(won - part) < 4.5 * math.sqrt(part * (1 - part) / 20_000) + 1e-12


def test_ways_are_compared_in_the_same_worlds() -> None:
    """One who reaches whoever the other does, and is reached by nobody, is never behind in any world."""
    graph = graph_of(6, ([0, 1, 2, 3, 4], [1, 2, 3, 4, 5]), [1.0, 0.5, 0.5, 0.5, 0.5])
    ways = {"above": lambda _: np.array([0]), "below": lambda _: np.array([1])}
    found = compare(graph, np.ones(6), ways, NOBODY, 1)
    assert found["below"].behind == Estimate(1.0, 1.0, 1.0)
    assert found["above"].behind == Estimate(0.0, 0.0, 0.0)
    assert found["above"].reach.high > found["above"].reach.low


def test_worlds_do_not_depend_on_how_many_are_gone_through_at_once() -> None:
    rng = np.random.default_rng(1)
    graph = graph_of(30, (rng.integers(30, size=90), rng.integers(30, size=90)), 0.4)

    def people(worlds: range, salt: int) -> np.ndarray:
        return reached(graph, lambda _: np.array([3, 7]), np.ones((1, 30)), worlds, salt)

    whole = people(range(300), 5)
    assert (whole == np.concatenate([people(range(at, at + 50), 5) for at in range(0, 300, 50)])).all()
    assert (whole != people(range(300), 6)).any()


def test_sets_stop_at_their_limits() -> None:
    rng = np.random.default_rng(1)
    graph = graph_of(300, (rng.integers(300, size=3000), rng.integers(300, size=3000)), 0.3)
    few = draw(graph, np.ones(300), 100_000, np.random.default_rng(2), Limits(members=50_000))
    assert 0 < len(few) < 100_000
    assert len(few.members) < 2 * 50_000 + 300 * 256
    quick = draw(graph, np.ones(300), 100_000, np.random.default_rng(2), Limits(tosses=200_000))
    assert 0 < len(quick) < 100_000


def test_members_of_a_set_are_there_once_and_reach_its_root() -> None:
    """In a circle of certain edges everybody stands in every set; in a line only those before the root."""
    count = 7
    circle = graph_of(count, (list(range(count)), [*range(1, count), 0]), 1.0)
    drawn = draw(circle, np.ones(count), 50, np.random.default_rng(1), Limits())
    assert (drawn.members.reshape(50, count) == np.arange(count)).all()
    line = graph_of(count, (list(range(count - 1)), list(range(1, count))), 1.0)
    drawn = draw(line, np.ones(count), 50, np.random.default_rng(1), Limits())
    for at in range(50):
        mine = drawn.members[drawn.starts[at] : drawn.starts[at + 1]]
        assert mine.tolist() == list(range(len(mine)))


def test_roots_are_drawn_by_what_they_are_worth() -> None:
    alone = graph_of(4, ([], []), [])
    values = np.array([0.0, 1.0, 0.0, 3.0])
    roots = draw(alone, values, 40_000, np.random.default_rng(3), Limits()).members
    shares = np.bincount(roots, minlength=4) / 40_000
    assert shares[[0, 2]].tolist() == [0, 0]
    assert shares[3] == pytest.approx(0.75, abs=0.01)
