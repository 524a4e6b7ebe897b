"""Where the ticks of a trend stand: round values upwards, whole buckets across. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil, floor, log10

from analytics.result import Shown

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_WEEK = 7


def value_ticks(values: Iterable[float | None], shown: Shown, wanted: int = 4) -> list[float]:
    """Round values from zero (or below, where values are) to just above the largest; at least two."""
    known = [value for value in values if value is not None]
    low, high = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
    least = 1.0 if shown is Shown.COUNT else 0.0
    step = max(_round_step((high - low) / wanted), least) if high > low else _empty_step(shown)
    first, last = floor(low / step), ceil(high / step)
    if first == last:
        last += 1
    return [index * step for index in range(first, last + 1)]


def _round_step(rough: float) -> float:
    size = 10.0 ** floor(log10(rough))
    return float(next(step * size for step in _STEPS if step * size >= rough * 0.999))


def _empty_step(shown: Shown) -> float:
    return 0.01 if shown is Shown.RATIO else 100.0 if shown is Shown.MONEY else 1.0


def bucket_ticks(starts: Sequence[date], grain: str, room: int) -> list[int]:
    """Which buckets get a label when ``room`` labels fit. Days fall on Mondays as soon as a week is skipped."""
    if not starts or room < 1:
        return []
    needed = ceil(len(starts) / room)
    if grain == "day" and needed > 2:
        step = ceil(needed / _WEEK) * _WEEK
        first = -starts[0].weekday() % _WEEK
        return list(range(first, len(starts), step)) or [0]
    if grain == "month":
        step = next((size for size in (1, 2, 3, 6, 12) if size >= needed), needed)
        first = next((i for i, start in enumerate(starts[:step]) if (start.month - 1) % step == 0), 0)
        return list(range(first, len(starts), step))
    return list(range(0, len(starts), needed))


def is_weekend(day: date) -> bool:
    """Saturday or Sunday."""
    return day.weekday() >= 5


def apart(ends: Sequence[float | None], least: float, bottom: float, top: float) -> list[float | None]:
    """Where two lines end, moved up and down until names ``least`` high do not touch, within [bottom, top]."""
    first, second = ends
    if first is None or second is None:
        return [first, second]
    low, high = sorted((first, second))
    lacking = max(least - (high - low), 0.0)
    low, high = low - lacking / 2, high + lacking / 2
    shift = max(bottom - low, 0.0) or min(top - high, 0.0)
    return [high + shift, low + shift] if first >= second else [low + shift, high + shift]
