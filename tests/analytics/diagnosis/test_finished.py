"""Days that are not over are never compared with days that are."""

from datetime import date

import pytest

from analytics.diagnosis.finished import finished
from analytics.diagnosis.view import diagnose
from analytics.period import Period
from storage.facts import Facts
from storage.notebook import EMPTY
from tests.analytics.making import Book, asking, daily


def shop(until: str) -> Facts:
    """10 a day from the beginning of 2026, the last day a little only."""
    return daily(Book(), "2026-01-01", 100, 1000, buyer="b0").facts(until)


def days(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


def until(end: str) -> Facts:
    number = (date.fromisoformat(end) - date(2026, 1, 1)).days
    return daily(Book(), "2026-01-01", number, 1000, buyer="b0").order(f"{end} 08:00", 5, "b0").facts()


@pytest.mark.parametrize(
    ("end", "asked", "looked_at", "against"),
    [
        ("2026-03-20", ("2026-03-01", "2026-03-31"), ("2026-03-01", "2026-03-19"), ("2026-02-01", "2026-02-19")),
        ("2026-03-18", ("2026-03-16", "2026-03-22"), ("2026-03-16", "2026-03-17"), ("2026-03-09", "2026-03-10")),
        ("2026-03-31", ("2026-03-01", "2026-03-31"), ("2026-03-01", "2026-03-30"), ("2026-01-30", "2026-02-28")),
        ("2026-03-20", ("2026-03-01", "2026-03-20"), ("2026-03-01", "2026-03-19"), ("2026-02-09", "2026-02-27")),
    ],
    ids=("a month so far", "a week so far", "longer than the month before", "up to today"),
)
def test_finished_days_are_held_against_as_many(
    end: str, asked: tuple[str, str], looked_at: tuple[str, str], against: tuple[str, str]
) -> None:
    view = diagnose(until(end), asking(*asked), EMPTY)
    assert (view.period, view.comparison) == (days(*looked_at), days(*against))
    assert view.diagnosis is not None
    assert view.diagnosis.node("payment_amount").contribution == 0  # every finished day is the same
    assert "只看已经过完的" in view.notes[0].zh


def test_what_is_over_is_asked_as_it_is() -> None:
    question = asking("2026-02-01", "2026-02-28")
    assert finished(until("2026-03-20"), question) is question
    assert finished(Book().facts(), question) is question


def test_a_day_that_is_not_over_is_not_compared() -> None:
    view = diagnose(until("2026-03-20"), asking("2026-03-20", "2026-03-20"), EMPTY)
    assert view.diagnosis is not None
    assert view.diagnosis.rule == "none"
    assert view.diagnosis.node("payment_amount").value == 5
    assert "还没有结束" in view.headline.zh
