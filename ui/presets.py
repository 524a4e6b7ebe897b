"""Named periods that move with the data: 近30天 is kept as a name and means other days after the next sync.

"Today" is the shop's local day of its newest data, so that an imported file of last year still answers 近30天. The
last N days end on the day before it: an unfinished day compared with whole ones would always look bad.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from analytics.period import Comparison, Period
from analytics.question import Filters, Question

PresetName = Literal[
    "today", "yesterday", "last7", "last30", "last90", "month", "last_month", "year", "last_year", "custom"
]


class Asked(Struct, frozen=True):
    """What was chosen in the period bar, as it is kept: a named or custom period, comparison, filters."""

    preset: PresetName = "last30"
    custom: Period | None = None
    """The days, where ``preset`` is "custom"."""
    compare: Comparison = "previous"
    filters: Filters = Filters()


def _last(days: int) -> Callable[[date], Period]:
    return lambda today: Period(today - timedelta(days=days), today - timedelta(days=1))


def _last_month(today: date) -> Period:
    end = today.replace(day=1) - timedelta(days=1)
    return Period(end.replace(day=1), end)


def _last_year(today: date) -> Period:
    return Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))


PRESETS: dict[PresetName, Callable[[date], Period]] = {
    "today": lambda today: Period(today, today),
    "yesterday": _last(1),
    "last7": _last(7),
    "last30": _last(30),
    "last90": _last(90),
    "month": lambda today: Period(today.replace(day=1), today),
    "last_month": _last_month,
    "year": lambda today: Period(date(today.year, 1, 1), today),
    "last_year": _last_year,
}
"""Every named period, in the order they are offered."""


def period_of(asked: Asked, today: date) -> Period:
    """The days that are meant when the newest data is of ``today``."""
    if asked.preset == "custom" and asked.custom is not None:
        return asked.custom
    return PRESETS.get(asked.preset, PRESETS["last30"])(today)


def question_of(asked: Asked, today: date) -> Question:
    """The question that every view is asked."""
    return Question(period_of(asked, today), asked.compare, asked.filters)
