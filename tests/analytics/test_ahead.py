"""Records dated by mistake: they move the present nowhere, and whoever can mend them is told."""

from datetime import date

import pytest

from analytics.ahead import ahead, said_ahead
from analytics.coverage import coverage, present
from analytics.presets import default_period
from analytics.views import evaluate
from storage.facts import Facts
from tests.analytics.making import Book, asking, at, daily

AS_OF = "2026-07-01 00:00"


def book(*mistaken: str) -> Book:
    """An order at noon of each day of June, and one of each of these moments."""
    made = daily(Book(), "2026-06-01", 30, 100, buyer="b1")
    for when in mistaken:
        made.order(when, 100, "b1")
    return made


def told(facts: Facts) -> str:
    return " ".join(note.zh for note in evaluate("orders", facts, asking("2026-06-01", "2026-06-30")).notes)


@pytest.mark.parametrize("when", ["2026-07-02 00:01", "2062-12-03 09:00", "9999-12-31 23:00"])
def test_one_order_dated_too_late_moves_the_present_nowhere(when: str) -> None:
    good, with_it = book().facts(AS_OF), book(when).facts(AS_OF)
    assert present(with_it) == present(good) == at(AS_OF)
    assert coverage(with_it) == coverage(good)
    assert default_period(with_it) == default_period(good)


def test_it_is_told_where_the_numbers_stand() -> None:
    made = book("2062-12-03 09:00").visit("2031-01-01 10:00", "v").refund("2027-01-01 10:00", 5).facts(AS_OF)
    found = ahead(made)
    assert found is not None
    assert (found.records, found.furthest) == (3, date(2062, 12, 3))
    assert "有 3 条记录的日期比取到数据的时间还晚(最远 2062-12-03)" in told(made)
    one = said_ahead(book("2062-12-03 09:00").facts(AS_OF))
    assert one is not None
    assert one.en.startswith("1 record is dated later")
    assert ahead(book().facts(AS_OF)) is None
    assert "比取到数据的时间还晚" not in told(book().facts(AS_OF))


def test_clocks_may_be_wrong_by_a_day() -> None:
    made = book("2026-07-01 23:59").facts(AS_OF)
    assert ahead(made) is None
    assert present(made) == at("2026-07-01 23:59")


def test_a_stamp_before_everything_is_no_clock() -> None:
    made = book().facts("1990-01-01 00:00")
    assert ahead(made) is None
    assert present(made) == at("2026-06-30 12:00")
