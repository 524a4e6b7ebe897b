"""Periods of local days, and the period each is compared with."""

import calendar
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

Comparison = Literal["previous", "year", "none"]


class Period(Struct, frozen=True, order=True):
    """Local days of the shop, both ends included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"the period ends ({self.last}) before it begins ({self.first})")

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def bounds(self, zone: ZoneInfo) -> tuple[int, int]:
        """First moment and the moment after the last one, UTC milliseconds."""
        return midnight(self.first, zone), midnight(self.last + timedelta(days=1), zone)


@cache
def midnight(day: date, zone: ZoneInfo) -> int:
    """The first moment of a local day in UTC milliseconds."""
    return int(datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC).timestamp() * 1000)


def local_day(moment: int, zone: ZoneInfo) -> date:
    """The local day that a UTC millisecond falls on."""
    return datetime.fromtimestamp(moment / 1000, zone).date()


def compared_with(period: Period, how: Comparison) -> Period | None:
    """The period before (as many whole months, else as many days), the same days last year, or none."""
    if how == "none":
        return None
    if how == "year":
        return Period(_months_back(period.first, 12), _months_back(period.last, 12))
    months = whole_months(period)
    if months:
        return Period(_months_back(period.first, months), period.first - timedelta(days=1))
    return Period(period.first - timedelta(days=len(period)), period.first - timedelta(days=1))


def whole_months(period: Period) -> int:
    """How many whole calendar months the period is; 0 if it is not made of whole months."""
    ends_month = (period.last + timedelta(days=1)).day == 1
    if period.first.day != 1 or not ends_month:
        return 0
    return (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1


def _months_back(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
