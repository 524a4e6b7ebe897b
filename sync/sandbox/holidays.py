"""How much is bought on each day of the Chinese year: holidays that move, promotions that do not."""

from datetime import date, timedelta

SPRING_FESTIVAL = {
    2015: date(2015, 2, 19),
    2016: date(2016, 2, 8),
    2017: date(2017, 1, 28),
    2018: date(2018, 2, 16),
    2019: date(2019, 2, 5),
    2020: date(2020, 1, 25),
    2021: date(2021, 2, 12),
    2022: date(2022, 2, 1),
    2023: date(2023, 1, 22),
    2024: date(2024, 2, 10),
    2025: date(2025, 1, 29),
    2026: date(2026, 2, 17),
    2027: date(2027, 2, 6),
    2028: date(2028, 1, 26),
    2029: date(2029, 2, 13),
    2030: date(2030, 2, 3),
}
"""New Year's day of the lunar calendar."""

_AROUND_FESTIVAL = ((-25, -9, 1.30), (-8, -5, 0.85), (-4, -1, 0.45), (0, 3, 0.22), (4, 7, 0.40), (8, 12, 0.75))
"""Days before and after the festival: stocking up, then couriers go home, then the slow return."""

_FIXED = (
    ((1, 1), (1, 1), 0.90),
    ((3, 6), (3, 8), 1.35),
    ((5, 1), (5, 3), 0.80),
    ((5, 18), (5, 20), 1.20),
    ((6, 1), (6, 1), 1.90),
    ((6, 2), (6, 15), 1.15),
    ((6, 16), (6, 17), 1.60),
    ((6, 18), (6, 18), 3.00),
    ((6, 19), (6, 20), 1.20),
    ((9, 9), (9, 9), 1.40),
    ((10, 1), (10, 5), 0.75),
    ((10, 24), (10, 31), 1.15),
    ((11, 1), (11, 3), 1.80),
    ((11, 4), (11, 9), 1.10),
    ((11, 10), (11, 10), 1.60),
    ((11, 11), (11, 11), 4.00),
    ((11, 12), (11, 15), 0.70),
    ((12, 11), (12, 11), 1.20),
    ((12, 12), (12, 12), 2.20),
)

PROMOTIONS = {
    "女王节": ((3, 6), (3, 8)),
    "618 年中大促": ((6, 1), (6, 20)),
    "99 大促": ((9, 9), (9, 9)),
    "双11 狂欢": ((11, 1), (11, 11)),
    "双12 年终盛典": ((12, 11), (12, 12)),
}
"""Discount days: name, first and last day."""

_WEEK = (0.96, 0.93, 0.94, 0.97, 1.02, 1.12, 1.10)


def weight(day: date) -> float:
    """Orders of the day, relative to an average day."""
    return _WEEK[day.weekday()] * _fixed(day) * festival_weight(day)


def festival_weight(day: date) -> float:
    """The part of a day's weight that the moving Spring Festival makes."""
    festival = SPRING_FESTIVAL.get(day.year)
    if festival is None:
        return 1.0
    distance = (day - festival).days
    return next((factor for first, last, factor in _AROUND_FESTIVAL if first <= distance <= last), 1.0)


def _fixed(day: date) -> float:
    spot = (day.month, day.day)
    return next((factor for first, last, factor in _FIXED if first <= spot <= last), 1.0)


def promotion_on(day: date) -> str | None:
    """The promotion a day belongs to."""
    spot = (day.month, day.day)
    return next((name for name, (first, last) in PROMOTIONS.items() if first <= spot <= last), None)


def days_from(first: date, count: int) -> list[date]:
    """``count`` days from ``first`` on."""
    return [first + timedelta(days=i) for i in range(count)]
