"""Spread and edge of a slice, by hand."""

import numpy as np
import pytest

from analytics.diagnosis.search.leaves import Leaves
from analytics.diagnosis.search.ripple import Ripples
from analytics.diagnosis.search.rules import Rules

# Three regions by two channels, 1000 expected in each; the table is one row per region.
CODES = tuple(axis.ravel() for axis in np.indices((3, 2)))
RULES = Rules(doubt=1e-9, affected=0.3)


def share(actual: list[list[float]], values: tuple[tuple[int, int], ...]) -> float:
    leaves = Leaves(CODES, (3, 2), np.ravel(actual).astype(np.float64), np.full(6, 1000.0))
    return Ripples(leaves, RULES).share(values)


def test_a_cause_all_of_which_moved_and_beside_which_nothing_did() -> None:
    assert share([[200, 200], [1000, 1000], [1000, 1000]], ((0, 0),)) == pytest.approx(1)


def test_too_wide_only_half_of_it_moved() -> None:
    assert share([[200, 1000], [1000, 1000], [1000, 1000]], ((0, 0),)) == pytest.approx(0.5)


def test_too_deep_what_lies_beside_it_moved_as_well() -> None:
    assert share([[200, 200], [1000, 1000], [1000, 1000]], ((0, 0), (1, 0))) == pytest.approx(0)


def test_one_of_two_causes_beside_each_other() -> None:
    # Of the two regions beside it one moved: half an edge.
    assert share([[200, 200], [200, 200], [1000, 1000]], ((0, 0),)) == pytest.approx(0.5)


def test_a_part_that_moved_a_little_the_same_way_belongs_when_its_log_lift_reaches_the_share() -> None:
    # The slice fell to .45 of what was expected, ln .45 = -.799; 30% of it is reached at exp(-.2396) = .787.
    assert share([[120, 780], [1000, 1000], [1000, 1000]], ((0, 0),)) == pytest.approx(1)
    assert share([[100, 800], [1000, 1000], [1000, 1000]], ((0, 0),)) == pytest.approx(0.5)


def test_a_part_that_moved_the_other_way_does_not_belong() -> None:
    assert share([[100, 1300], [1000, 1000], [1000, 1000]], ((0, 0),)) == pytest.approx(0.5)


def test_a_part_too_thin_to_tell_is_believed_to_belong_inside_and_to_stand_still_outside() -> None:
    expected = np.array([1000, 0.5, 1000, 1000, 1000, 1000])
    still = Leaves(CODES, (3, 2), np.array([100, 0.5, 1000, 1000, 1000, 1000]), expected)
    thin = Ripples(still, Rules(doubt=5))
    assert thin.share(((0, 0),)) == pytest.approx(1)
    assert thin.share(((0, 0), (1, 0))) == pytest.approx(1)


def test_everything_has_no_edge() -> None:
    assert share([[500, 500], [500, 500], [500, 500]], ()) == pytest.approx(1)
    assert share([[500, 500], [500, 500], [1000, 1000]], ()) == pytest.approx(2 / 3)
