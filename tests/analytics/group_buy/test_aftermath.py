"""Newcomers of group-buys beside others of the same months, against people counted one by one."""

import numpy as np
import pytest

from analytics.group_buy.aftermath import LEAST, Newcomers, aftermath
from analytics.local_time import DAY
from analytics.log import NEVER
from analytics.views import evaluate
from tests.analytics.group_buy.shops import asked_now, simulated_shop


def newcomers(rows: list[tuple[int, int, bool, int | None]]) -> Newcomers:
    """(day, month, by a group-buy, days until they bought again)."""
    at = np.array([day * DAY for day, *_ in rows])
    again = np.array([NEVER if gap is None else (day + gap) * DAY for day, _, _, gap in rows])
    return Newcomers(at, np.array([row[1] for row in rows]), np.array([row[2] for row in rows]), again)


def test_who_cannot_be_watched_to_the_end_is_left_out() -> None:
    early = [(0, 0, True, 10)] * 40 + [(0, 0, True, None)] * 40 + [(0, 0, False, 10)] * 40 + [(0, 0, False, 31)] * 120
    late = [(80, 2, True, 1)] * 500
    found = aftermath(newcomers(early + late), 30, until=100 * DAY)
    assert found is not None
    assert (found.newcomers, found.bought_again, found.others) == (80, 40, 160)
    assert found.again.value == 0.5
    assert found.usual.value == 0.25
    assert found.more.value == 0.25
    assert found.more.low > 0


def test_others_are_weighted_to_the_months_of_group_buys() -> None:
    """In both months group-buys make no difference; they just fall into the month in which people come again."""
    good = [(0, 0, True, 5)] * 72 + [(0, 0, True, None)] * 8 + [(0, 0, False, 5)] * 90 + [(0, 0, False, None)] * 10
    bad = [(30, 1, True, 5)] * 2 + [(30, 1, True, None)] * 18 + [(30, 1, False, 5)] * 90 + [(30, 1, False, None)] * 810
    found = aftermath(newcomers(good + bad), 30, until=365 * DAY)
    assert found is not None
    assert found.again.value == pytest.approx(0.74)
    assert found.usual.value == pytest.approx(0.74)
    assert found.more.low < 0 < found.more.high


def test_months_without_others_are_not_compared() -> None:
    alone = [(0, 0, True, 5)] * 100
    both = [(31, 1, True, 5)] * LEAST + [(31, 1, False, None)] * LEAST
    found = aftermath(newcomers(alone + both), 30, until=365 * DAY)
    assert found is not None
    assert found.newcomers == LEAST
    assert aftermath(newcomers(alone), 30, until=365 * DAY) is None


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    chance, held = np.random.default_rng(1), []
    for _ in range(400):
        rows = []
        for month, (ours, theirs, usual) in enumerate([(30, 200, 0.2), (80, 150, 0.4), (40, 60, 0.6)]):
            for by_group, many, part in ((True, ours, usual + 0.1), (False, theirs, usual)):
                rows += [(month * 30, month, by_group, 5 if chance.random() < part else None) for _ in range(many)]
        found = aftermath(newcomers(rows), 30, until=365 * DAY)
        assert found is not None
        held.append(found.more.low <= 0.1 <= found.more.high)
    assert 0.92 < np.mean(held) < 0.99


def test_the_difference_of_two_rates_is_named_as_points() -> None:
    facts = simulated_shop()
    table = evaluate("group-buy", facts, asked_now(facts)).table("aftermath")
    more = next(column.name for column in table.columns if column.id == "more")
    assert (more.zh, more.en) == ("相差(百分点)", "Difference (points)")
    cells = dict(zip((column.id for column in table.columns), table.rows[0].cells, strict=True))
    assert cells["more"].value == pytest.approx(100 * (cells["again"].value - cells["usual"].value))
