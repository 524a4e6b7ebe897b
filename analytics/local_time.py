"""Local clock time of UTC moments: which hour, weekday and day a moment falls on, summer time included."""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np

from analytics.arrays import Codes, Ints

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
"""Milliseconds, as all moments are counted."""


def hours(at: Ints, zone: ZoneInfo) -> Codes:
    """The local hour, 0 to 23, of each moment."""
    return (_local(at, zone) // HOUR % 24).astype(np.int32)


def weekdays(at: Ints, zone: ZoneInfo) -> Codes:
    """The local weekday of each moment, Monday 0 to Sunday 6."""
    return ((_local(at, zone) // DAY + 3) % 7).astype(np.int32)  # 1970-01-01 was a Thursday


def day_numbers(at: Ints, zone: ZoneInfo) -> Ints:
    """The local day of each moment, counted from 1970-01-01."""
    found: Ints = _local(at, zone) // DAY
    return found


def _local(at: Ints, zone: ZoneInfo) -> Ints:
    if not len(at):
        return at
    first, last = (datetime.fromtimestamp(int(edge) / 1000, UTC).year for edge in (at.min(), at.max()))
    shifts = [shift for year in range(first, last + 1) for shift in _shifts(zone, year)]
    starts = np.array([start for start, _ in shifts], dtype=np.int64)
    offsets = np.array([offset for _, offset in shifts], dtype=np.int64)
    return at + offsets[np.searchsorted(starts, at, side="right") - 1]


@cache
def _shifts(zone: ZoneInfo, year: int) -> tuple[tuple[int, int], ...]:
    """(from when, offset) in milliseconds for each stretch of a UTC year with one offset from UTC."""
    start, end = (int(datetime(y, 1, 1, tzinfo=UTC).timestamp()) * 1000 for y in (year, year + 1))
    shifts = [(start, _offset(start, zone))]
    for day in range(start, end, DAY):
        if _offset(day + DAY, zone) != shifts[-1][1]:
            moment = _change(day, day + DAY, zone)
            shifts.append((moment, _offset(moment, zone)))
    return tuple(shifts)


def _change(before: int, after: int, zone: ZoneInfo) -> int:
    """The minute in which the offset changes between two moments."""
    while after - before > MINUTE:
        middle = (before + after) // (2 * MINUTE) * MINUTE
        if _offset(middle, zone) == _offset(before, zone):
            before = middle
        else:
            after = middle
    return after


def _offset(moment: int, zone: ZoneInfo) -> int:
    offset = datetime.fromtimestamp(moment // 1000, zone).utcoffset()
    return int((offset or timedelta()).total_seconds() * 1000)
