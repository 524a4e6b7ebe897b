"""The record of groups: levels that stay, drift that passes, and ranges that hold what comes."""

import numpy as np
import pytest
from msgspec.structs import replace
from numpy.testing import assert_allclose
from scipy.optimize import brentq

from analytics.lifetime.log import Floats
from analytics.lifetime.reach import drift_of, reach
from analytics.lifetime.record import Record, Stood, levels, record

EACH = 50.0
"""A purchase."""


def look(rng: np.random.Generator, part: Floats, many: tuple[int, ...], season: float = 1.0) -> Stood:
    """Groups of so many customers who are told 40 each; of each group ``part`` of it comes, in purchases by lot."""
    group = np.repeat(np.arange(len(many)), many)
    said = np.full(len(group), 40.0)
    came = rng.poisson(said * part[group] * season / EACH) * EACH
    return Stood(np.arange(len(group)), group, said, came.astype(np.float64), np.full(len(group), EACH))


def looks(seed: int, part: Floats, many: tuple[int, ...], seasons: tuple[float, ...] = (1, 1, 1)) -> list[Stood]:
    rng = np.random.default_rng(seed)
    return [look(rng, part, many, season) for season in seasons]


def recorded(some: list[Stood], groups: int) -> Record:
    """Levels, and then the record of what was set right by them."""
    found = levels(some, groups)
    return record([replace(one, said=one.said * found.of(one.group)) for one in some], groups, found)


def test_a_group_told_too_high_is_set_right_beside_the_others() -> None:
    found = levels(looks(1, np.array([1.0, 1.0, 0.3]), (800, 400, 150)), 3)
    whole = (800 + 400 + 0.3 * 150) / 1350
    assert_allclose(found.part, np.array([1.0, 1.0, 0.3]) / whole, atol=0.1)


def test_where_groups_differ_by_chance_only_they_are_left_as_they_are() -> None:
    parts = [levels(looks(seed, np.ones(3), (800, 400, 40)), 3).part[2] for seed in range(40)]
    raw = [looks(seed, np.ones(3), (800, 400, 40)) for seed in range(40)]
    apart = [sum(one.came[one.group == 2].sum() for one in some) / (3 * 40 * 40.0) for some in raw]
    assert np.std(parts) < 0.6 * np.std(apart)
    assert np.median(parts) == pytest.approx(1, abs=0.02)


def test_of_the_same_misfit_a_small_group_takes_less() -> None:
    large, small = (levels(looks(3, np.array([1.0, 0.5]), (900, many)), 2) for many in (300, 6))
    assert abs(small.part[1] - 1) < abs(large.part[1] - 1)
    assert small.unsure[1] > large.unsure[1]


def test_levels_are_those_of_paule_and_mandel_worked_out_apart() -> None:
    some = looks(5, np.array([1.1, 0.7, 0.4, 1.0]), (500, 200, 90, 10))
    said, came = (np.array([sum(getattr(one, name)[one.group == g].sum() for one in some) for g in range(4)])
                  for name in ("said", "came"))  # fmt: skip
    whole = came.sum() / said.sum()
    part, noise = came / (whole * said), np.zeros(4)
    for who in range(800):  # looks at one customer are not independent
        noise[some[0].group[who]] += sum(one.came[who] - whole * one.said[who] for one in some) ** 2
    noise /= (whole * said) ** 2
    wide = brentq(lambda tau: ((part - 1) ** 2 / (noise + tau)).sum() - 4, 0, 1)
    assert_allclose(levels(some, 4).part, 1 + wide / (wide + noise) * (part - 1), rtol=1e-6)


def test_a_season_moves_no_level_and_is_told_as_drift() -> None:
    some = looks(7, np.ones(2), (2_000, 1_000), (2.0, 2.0, 2.0))
    found = recorded(some, 2)
    assert_allclose(found.levels.part, 1, atol=0.03)
    assert found.drift == pytest.approx(1.0, abs=0.1)
    assert recorded(looks(7, np.ones(2), (2_000, 1_000)), 2).drift < 0.05


def test_a_group_without_any_past_is_taken_as_said_and_as_unsure_as_groups_are() -> None:
    found = levels(looks(1, np.array([1.0, 0.3, 1.0]), (800, 200, 0)), 3)
    assert found.part[2] == 1
    assert found.unsure[2] > 0
    nothing = [replace(one, came=np.zeros(len(one.who))) for one in looks(1, np.ones(2), (50, 50))]
    assert levels(nothing, 2).part == (1, 1)
    assert np.isfinite(recorded(nothing, 2).sum_of(100.0, np.array([50.0, 50.0])).high)


def test_nothing_scatters_less_than_purchases_that_come_whole_by_chance() -> None:
    few = [Stood(np.arange(30), np.zeros(30, int), np.full(30, 0.1), np.zeros(30), np.full(30, EACH))]
    assert recorded(few, 1).scatter[0] == pytest.approx(EACH)


def test_money_in_another_unit_changes_nothing_else() -> None:
    some = looks(9, np.array([1.0, 0.4]), (400, 100), (1.2, 0.9, 1.3))
    other = [replace(one, said=one.said * 100, came=one.came * 100, each=one.each * 100) for one in some]
    here = recorded(some, 2).sum_of(900.0, np.array([700.0, 200.0]))
    there = recorded(other, 2).sum_of(90_000.0, np.array([70_000.0, 20_000.0]))
    assert_allclose([there.value, there.low, there.high], [100 * here.value, 100 * here.low, 100 * here.high])


def test_ranges_hold_what_comes_as_often_as_they_say_in_the_group_that_is_told_wrong_too() -> None:
    part, many, held = np.array([1.0, 1.0, 0.35]), (600, 300, 60), np.zeros(4)
    for seed in range(150):
        some = looks(seed, part, many, (1.05, 0.97, 1.0))
        found, now = recorded(some[:-1], 3), some[-1]
        said = np.bincount(now.group, weights=now.said * found.levels.of(now.group))
        came = np.bincount(now.group, weights=now.came)
        for group in range(3):
            alone = np.where(np.arange(3) == group, said, 0.0)
            one = found.sum_of(float(alone.sum()), alone)
            held[group] += one.low <= came[group] <= one.high
        whole = found.sum_of(float(said.sum()), said)
        held[3] += whole.low <= came.sum() <= whole.high
    assert (held / 150 > 0.9).all(), held / 150


def test_drift_is_what_chance_does_not_explain() -> None:
    said, came = np.array([100.0, 100.0]), np.array([120.0, 80.0])
    assert drift_of(said, came, np.zeros(2)) == pytest.approx(0.2)
    assert drift_of(said, came, np.full(2, 300.0)) == pytest.approx(0.1)
    assert drift_of(said, came, np.full(2, 500.0)) == 0


def test_a_sum_reaches_by_luck_and_drift_and_not_below_nothing() -> None:
    assert reach(100.0, 25.0, 0.0, 3).high == pytest.approx(100 + 1.96 * 5, abs=0.01)
    assert reach(100.0, 0.0, 0.1, 3).high == pytest.approx(100 + 3.182 * 10, abs=0.01)
    assert reach(100.0, 0.0, 1.0, 3).low == 0
