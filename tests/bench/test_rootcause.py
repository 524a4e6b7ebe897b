"""The benchmark of root causes is fair: nothing from the alarm on tells what was usual, and scores add up by hand."""

import numpy as np
import pytest
from msgspec.structs import replace

from analytics.diagnosis.search.search import search
from tests.bench._robustspot import Case, leaves_of, named, now, usual
from tests.bench.rootcause import RULES, adtributor, judged

ALARM = 600


def alarm_at(factor: float, later: float = 1.0) -> Case:
    """Eleven minutes of two channels on three devices; at minute ten channel b on device 1 stalls."""
    minutes, channel, device = (axis.ravel() for axis in np.indices((13, 2, 3)))
    viewers = np.full(len(minutes), 1000.0)
    stalling = np.full(len(minutes), 20.0) + minutes % 2
    stalling[(minutes == 10) & (channel == 1) & (device == 1)] *= factor
    stalling[minutes > 10] *= later
    cause = frozenset({("channel", "b"), ("device", "1")})
    values = (("a", "b"), ("0", "1", "2"))
    return Case(
        "case1", "s", ("channel", "device"), values, (channel, device), minutes * 60, stalling, viewers, ALARM,
        frozenset({cause}),
    )  # fmt: skip


def test_the_planted_alarm_is_found_by_ours() -> None:
    case = alarm_at(20)
    assert named(case, [found.values for found in search(leaves_of(case), RULES)]) == case.causes


def test_adtributor_names_single_attributes() -> None:
    assert adtributor(alarm_at(20)) == {frozenset({("device", "1")})}


def test_what_is_usual_knows_nothing_of_the_alarm_and_after() -> None:
    calm, storm = alarm_at(1, later=1), alarm_at(50, later=9)
    assert (storm.seconds[usual(storm)] < ALARM).all()
    assert (leaves_of(calm).expected == leaves_of(storm).expected).all()


def test_a_raised_minute_before_the_alarm_is_not_usual() -> None:
    case = alarm_at(20)
    raised = replace(case, stalling=np.where(case.seconds == 480, 400.0, case.stalling))
    assert 480 not in raised.seconds[usual(raised)]
    assert set(raised.seconds[usual(raised)]) >= {0, 60, 420, 540}


def test_labels_change_no_answer() -> None:
    case = alarm_at(20)
    other = replace(case, causes=frozenset())
    assert [found.values for found in search(leaves_of(other), RULES)] == [
        found.values for found in search(leaves_of(case), RULES)
    ]
    assert adtributor(other) == adtributor(case)


def test_where_the_minute_of_the_alarm_is_missing_the_next_one_counts() -> None:
    case = replace(alarm_at(20), alarm=590)
    assert set(case.seconds[now(case)]) == {600}


def test_scores_are_micro_averaged() -> None:
    # Named and true, named, true: 1 of 1 and 1, 0 of 1 and 1, 1 of 2 and 2.
    scores = np.array([[1, 1, 1], [0, 1, 1], [1, 2, 2]])
    result = judged(scores)
    assert (result.precision, result.recall) == (pytest.approx(2 / 4), pytest.approx(2 / 4))
    assert result.f1 == pytest.approx(2 * 2 / (4 + 4))
