"""Periods people ask for by name, relative to a day."""

from datetime import date, timedelta

from msgspec import Struct

from analytics.coverage import coverage
from analytics.period import Period, compared_with
from storage.facts import Facts
from storage.words import Words


class Preset(Struct, frozen=True):
    """A named period."""

    id: str
    name: Words
    period: Period


def presets(today: date) -> tuple[Preset, ...]:
    """The named periods as of a day, shortest first.

    "Last ... days" end yesterday, as merchants know it: a day that is not over would make every change look worse.
    "This ..." ends today: it is compared with as many days before.
    """
    yesterday = today - timedelta(days=1)
    month = today.replace(day=1)
    year = today.replace(month=1, day=1)
    last_month = month - timedelta(days=1)
    named = (
        ("today", Words("今天", "Today"), today, today),
        ("yesterday", Words("昨天", "Yesterday"), yesterday, yesterday),
        ("last_7", Words("近 7 天", "Last 7 days"), today - timedelta(days=7), yesterday),
        ("this_week", Words("本周", "This week"), today - timedelta(days=today.weekday()), today),
        ("last_30", Words("近 30 天", "Last 30 days"), today - timedelta(days=30), yesterday),
        ("this_month", Words("本月", "This month"), month, today),
        ("last_month", Words("上月", "Last month"), last_month.replace(day=1), last_month),
        ("last_90", Words("近 90 天", "Last 90 days"), today - timedelta(days=90), yesterday),
        ("this_year", Words("今年", "This year"), year, today),
        ("last_year", Words("去年", "Last year"), year.replace(year=year.year - 1), year - timedelta(days=1)),
        ("last_365", Words("近 365 天", "Last 365 days"), today - timedelta(days=365), yesterday),
    )
    return tuple(Preset(id, name, Period(first, last)) for id, name, first, last in named)


def last_day(facts: Facts) -> date | None:
    """The local day of the last event in the data; None for a shop without any."""
    known = coverage(facts)
    return known.last if known else None


def default_period(facts: Facts) -> Period:
    """The last 30 days of the data that are over; the first day of a shop that has no other.

    A shop without any gets the first of 1970: as empty as all days.
    """
    known = coverage(facts)
    if known is not None and known.first == known.until_day:
        return Period(known.first, known.first)
    last = date(1970, 1, 30) if known is None else min(known.last, known.last_over)
    return Period(last - timedelta(days=29), last)


def comparable_period(facts: Facts) -> Period | None:
    """The newest finished days, 30 at most, before which as many lie in the data; None where there are no two days."""
    known = coverage(facts)
    if known is None:
        return None
    last = min(known.last, known.last_over)
    for many in range(30, 0, -1):
        period = Period(last - timedelta(days=many - 1), last)
        before = compared_with(period, "previous")
        if before is not None and before.first >= known.first:
            return period
    return None
