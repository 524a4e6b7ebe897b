"""Buckets of a trend: days, stretches of seven days or months, counted from the first day of the period.

Counted so, and not by the calendar, the bucket of a period and that of its comparison have the same length.
"""

import calendar
from datetime import date, timedelta

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.period import Period, midnight
from storage.facts import Facts

_MOST_DAYS = 92
_MOST_WEEKS = 200  # days; longer periods are shown by month


class Buckets(Struct, frozen=True):
    """The days of a period in stretches."""

    grain: str
    periods: tuple[Period, ...]

    @property
    def starts(self) -> tuple[date, ...]:
        """The first day of each."""
        return tuple(period.first for period in self.periods)

    def edges(self, facts: Facts) -> Ints:
        """The moment each begins and, last, the moment after all of them, UTC milliseconds."""
        zone = facts.shop.zone
        starts = [midnight(period.first, zone) for period in self.periods]
        return np.array([*starts, midnight(self.periods[-1].last + timedelta(days=1), zone)], dtype=np.int64)

    @property
    def last_is_short(self) -> bool:
        """Whether the last one has fewer days than its grain asks for."""
        last = self.periods[-1]
        return last.last < _next(last.first, self.grain) - timedelta(days=1)


def grain_for(period: Period) -> str:
    """The grain in which a period reads well."""
    if len(period) <= _MOST_DAYS:
        return "day"
    return "week" if len(period) <= _MOST_WEEKS else "month"


def buckets(period: Period, grain: str) -> Buckets:
    """The period cut into days, sevens of days or months from its first day on."""
    starts = [period.first]
    while (start := _start(period.first, grain, len(starts))) <= period.last:
        starts.append(start)
    ends = [start - timedelta(days=1) for start in starts[1:]] + [period.last]
    return Buckets(grain, tuple(Period(first, last) for first, last in zip(starts, ends, strict=True)))


def _next(start: date, grain: str) -> date:
    return _start(start, grain, 1)


def _start(first: date, grain: str, number: int) -> date:
    """The first day of bucket ``number``, counted from 0."""
    if grain == "month":
        years, month = divmod(first.month - 1 + number, 12)
        year = first.year + years
        return date(year, month + 1, min(first.day, calendar.monthrange(year, month + 1)[1]))
    return first + timedelta(days=number * (7 if grain == "week" else 1))
