"""The holidays and sales days that move a Chinese shop, and the days before and after on which they act.

Spring Festival days: the lunar calendar as published by the Purple Mountain Observatory (GB/T 33661-2017).
"""

from datetime import date, timedelta
from functools import cache

from msgspec import Struct

from analytics.period import Period
from storage.shop import Shop
from storage.words import Words

_SPRING_FESTIVAL = {
    2015: (2, 19), 2016: (2, 8), 2017: (1, 28), 2018: (2, 16), 2019: (2, 5), 2020: (1, 25), 2021: (2, 12),
    2022: (2, 1), 2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26),
    2029: (2, 13), 2030: (2, 3), 2031: (1, 23), 2032: (2, 11), 2033: (1, 31), 2034: (2, 19), 2035: (2, 8),
}  # fmt: skip


class Kind(Struct, frozen=True):
    """A holiday of every year."""

    id: str
    """Also its key in findings: ("day", "春节")."""
    name: Words
    before: int
    """It acts from so many days before its day: shoppers stock up, parcels stop."""
    after: int
    """And until so many days after it."""
    fixed: tuple[int, int] | None = None
    """Month and day; None for the Spring Festival, which moves."""


NEW_YEAR = Kind("元旦", Words("元旦", "New Year"), 2, 2, (1, 1))
SPRING_FESTIVAL = Kind("春节", Words("春节", "Spring Festival"), 25, 15)
MAY_DAY = Kind("五一", Words("五一", "May Day"), 1, 4, (5, 1))
MID_YEAR = Kind("618", Words("618", "618"), 18, 2, (6, 18))
NATIONAL_DAY = Kind("国庆", Words("国庆", "National Day"), 1, 7, (10, 1))
DOUBLE_ELEVEN = Kind("双11", Words("双11", "Double 11"), 20, 4, (11, 11))
DOUBLE_TWELVE = Kind("双12", Words("双12", "Double 12"), 3, 2, (12, 12))

KINDS = (NEW_YEAR, SPRING_FESTIVAL, MAY_DAY, MID_YEAR, NATIONAL_DAY, DOUBLE_ELEVEN, DOUBLE_TWELVE)
"""By the time of the year."""


class Holiday(Struct, frozen=True):
    """A holiday of one year."""

    kind: Kind
    day: date

    @property
    def stretch(self) -> Period:
        """The days on which it acts."""
        return Period(self.day - timedelta(days=self.kind.before), self.day + timedelta(days=self.kind.after))

    def offsets(self, period: Period) -> range:
        """Which of its days, counted from the day itself, lie in a period; empty if none."""
        stretch = self.stretch
        first, last = max(period.first, stretch.first), min(period.last, stretch.last)
        return range((first - self.day).days, (last - self.day).days + 1)


def keeps(shop: Shop) -> bool:
    """Whether the shop sells by the Chinese calendar."""
    return shop.currency == "CNY"


def day_of(kind: Kind, year: int) -> date | None:
    """Its day in a year; None for a Spring Festival outside 2015 to 2035."""
    spot = kind.fixed or _SPRING_FESTIVAL.get(year)
    return date(year, *spot) if spot else None


def acting(shop: Shop, period: Period) -> tuple[Holiday, ...]:
    """The holidays that act on some day of a period."""
    return _acting(period) if keeps(shop) else ()


def uneven(shop: Shop, period: Period, comparison: Period) -> tuple[Kind, ...]:
    """The holidays that act on other days of themselves in the one than in the other: 双11 in November alone."""
    if not keeps(shop):
        return ()
    here, there = _days_of(period), _days_of(comparison)
    return tuple(kind for kind in KINDS if here.get(kind.id, []) != there.get(kind.id, []))


def _days_of(period: Period) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for holiday in _acting(period):
        found.setdefault(holiday.kind.id, []).extend(holiday.offsets(period))
    return {kind: sorted(days) for kind, days in found.items()}


def _acting(period: Period) -> tuple[Holiday, ...]:
    around = _stretches(period.first.year - 1, period.last.year + 1)
    return tuple(holiday for holiday, on in around if on.first <= period.last and period.first <= on.last)


@cache
def _stretches(first: int, last: int) -> tuple[tuple[Holiday, Period], ...]:
    """The holidays of some years and when they act; a diagnosis asks for the same years a thousand times."""
    days = [(kind, day_of(kind, year)) for year in range(first, last + 1) for kind in KINDS]
    found = [Holiday(kind, day) for kind, day in days if day is not None]
    return tuple((holiday, holiday.stretch) for holiday in found)
