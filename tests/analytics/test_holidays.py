"""The moving holidays: when they are, when they act, and when they make two periods unlike."""

from datetime import date, timedelta

import pytest

from analytics.holidays import (
    DOUBLE_ELEVEN,
    KINDS,
    MID_YEAR,
    NEW_YEAR,
    SPRING_FESTIVAL,
    Holiday,
    acting,
    day_of,
    uneven,
)
from analytics.period import Period
from storage.shop import Shop
from sync.sandbox.holidays import SPRING_FESTIVAL as SIMULATED

CHINA = Shop(id="s", name="茶舍")
BRITAIN = Shop(id="s", name="Tea", currency="GBP", timezone="Europe/London")


def days(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("year", range(2015, 2036))
def test_the_spring_festival_is_a_new_moon_between_january_21_and_february_20(year: int) -> None:
    festival = day_of(SPRING_FESTIVAL, year)
    assert festival is not None
    assert date(year, 1, 21) <= festival <= date(year, 2, 20)
    # A new moon every 29.530588 days since the one of 2000-01-06, 18:14 UTC: within a day of the mean moon.
    since = (festival - date(2000, 1, 6)).days - 0.42
    assert min(since % 29.530588, 29.530588 - since % 29.530588) < 1.2


def test_it_falls_on_the_days_that_the_simulated_shop_knows() -> None:
    assert {year: day_of(SPRING_FESTIVAL, year) for year in SIMULATED} == SIMULATED


def test_outside_the_published_years_nothing_is_claimed() -> None:
    assert day_of(SPRING_FESTIVAL, 2014) is None
    assert acting(CHINA, days("2014-01-20", "2014-02-20")) == ()


def test_a_holiday_acts_on_days_before_and_after_it() -> None:
    assert acting(CHINA, days("2026-11-12", "2026-11-12")) == (Holiday(DOUBLE_ELEVEN, date(2026, 11, 11)),)
    assert acting(CHINA, days("2026-08-01", "2026-08-31")) == ()
    festival = Holiday(SPRING_FESTIVAL, date(2026, 2, 17))
    assert list(festival.offsets(days("2026-02-16", "2026-02-18"))) == [-1, 0, 1]


def test_a_holiday_in_one_of_two_months_makes_them_unlike() -> None:
    assert uneven(CHINA, days("2026-06-01", "2026-06-30"), days("2026-05-06", "2026-05-30")) == (MID_YEAR,)
    assert uneven(CHINA, days("2026-07-21", "2026-08-19"), days("2026-06-21", "2026-07-20")) == ()


def test_november_is_like_the_november_before_but_february_is_not() -> None:
    assert uneven(CHINA, days("2026-11-01", "2026-11-30"), days("2025-11-01", "2025-11-30")) == ()
    february = days("2026-02-01", "2026-02-28"), days("2025-02-01", "2025-02-28")
    assert uneven(CHINA, *february) == (SPRING_FESTIVAL,)


def test_new_year_belongs_to_both_years_it_touches() -> None:
    assert acting(CHINA, days("2025-12-30", "2025-12-31")) == (Holiday(NEW_YEAR, date(2026, 1, 1)),)


def test_a_shop_that_sells_in_pounds_knows_none_of_them() -> None:
    assert acting(BRITAIN, days("2026-01-01", "2026-12-31")) == ()


@pytest.mark.parametrize("first", range(0, 800, 13))
def test_those_acting_are_all_whose_days_lie_in_the_period(first: int) -> None:
    """Every holiday of every year, one by one."""
    begin = date(2024, 11, 1) + timedelta(days=first)
    period = Period(begin, begin + timedelta(days=first % 40))
    every = [(kind, day_of(kind, year)) for year in range(2014, 2037) for kind in KINDS]
    found = [Holiday(kind, day) for kind, day in every if day is not None]
    assert list(acting(CHINA, period)) == [one for one in found if set(one.offsets(period))]
