"""A holiday that only one of the periods has: what it makes of a number, learnt from the same holiday a year ago.

The rows of each of its days are held against those of calm days before and after it, weekday by weekday: rows, because
one large order would sway a day. These ratios are applied to the calm days of this time. What the history does not tell
is said without a size (``noise.saying``). How far these days stand above calm ones this time is a second guess of the
same size: both are weighed by how sure they are, and where they contradict each other, this time counts.
"""

import math
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics import holidays
from analytics.asked import Asked
from analytics.chance import normal_tail
from analytics.coverage import coverage
from analytics.diagnosis.finding import Finding
from analytics.finished import finished_days
from analytics.holidays import Holiday, Kind
from analytics.intervals import Z95
from analytics.measure import read_over, read_term
from analytics.metric import Metric, Term
from analytics.period import Period, midnight
from analytics.result import Estimate, Selection
from analytics.selections import on_days, selection
from analytics.slice import Slice
from storage.columns import MISSING
from storage.words import Words

Floats = NDArray[np.float64]

_AROUND = 35
"""Days before and after a holiday among which the calm ones tell what is normal."""
_LEAST_CALM = 10
_CONTRADICTION = 2.5758293035489004
"""Two guesses farther apart than this many standard errors are not of one size: once in a hundred by chance."""


class _Normal(Struct, frozen=True):
    """What a day would have come to without the holiday, day by day, and how sure that is."""

    values: dict[date, float]
    error: float
    """Standard error, as a part of the level."""
    scatter: float
    """Standard deviation of single days, as a part of the level."""


class _Series:
    """One number day by day over all finished days of the data."""

    def __init__(self, asked: Asked, term: Term) -> None:
        known = coverage(asked.facts)
        assert known is not None, "a comparison lies in the data"
        whole = finished_days(asked.facts, Period(known.first + timedelta(days=1), known.until_day))
        self.days = [whole.first + timedelta(days=n) for n in range(len(whole))] if whole else []
        self.of: dict[date, float] = {}
        if whole is not None:
            zone = asked.facts.shop.zone
            edges = [midnight(day, zone) for day in (*self.days, whole.last + timedelta(days=1))]
            cube = Slice(asked.facts, whole, asked.question.filters)
            values = read_over(cube, term, np.array(edges, dtype=np.int64))
            if not isinstance(values, Words):
                known_values = np.where(values == MISSING, 0, values).tolist()
                self.of = dict(zip(self.days, map(float, known_values), strict=True))
        shop = asked.facts.shop
        acting = holidays.acting(shop, whole) if whole else ()
        unusual = {day for holiday in acting for day in _days(holiday.stretch)}
        self.calm = [day for day in self.of if day not in unusual]
        self.weekday = _weekday_weights([(day, self.of[day]) for day in self.calm])

    def normal(self, holiday: Holiday, until: date) -> _Normal | None:
        """The normal level of each day of a holiday, from the calm days around it up to a day."""
        stretch = holiday.stretch
        first, last = stretch.first - timedelta(days=_AROUND), min(stretch.last + timedelta(days=_AROUND), until)
        calm = [day for day in self.calm if first <= day <= last]
        if sum(day < stretch.first for day in calm) < _LEAST_CALM:
            return None
        levels = np.array([self.of[day] / self.weekday[day.weekday()] for day in calm])
        if levels.mean() <= 0:
            return None
        line = _line(calm, levels, stretch)
        if min(line.low, line.high) <= 0:
            return None  # on one side nothing was sold at all: there is no normal day
        values = {day: float(line(day)) * self.weekday[day.weekday()] for day in _days(stretch)}
        scatter = float(np.std([level / line(day) for day, level in zip(calm, levels, strict=True)], ddof=1))
        return _Normal(values, scatter / math.sqrt(len(calm)), scatter)


class _Both(Struct, frozen=True):
    """What the holiday is applied to, and what it is learnt from."""

    amounts: _Series
    rows: _Series


def holiday_findings(asked: Asked, metric: Metric) -> list[Finding]:
    """The holidays that act unlike on both periods and whose effect is beyond chance; none for counts of people."""
    assert asked.comparison is not None, "there is a comparison"
    kinds = holidays.uneven(asked.facts.shop, asked.question.period, asked.comparison)
    if not kinds or not metric.top.adds:
        return []
    amounts, rows = _Series(asked, metric.top), _Series(asked, Term(metric.top.part, "count"))
    found = [_finding(asked, metric, _Both(amounts, rows), kind) for kind in kinds]
    return [finding for finding in found if finding is not None]


def _finding(asked: Asked, metric: Metric, series: _Both, kind: Kind) -> Finding | None:
    assert asked.comparison is not None, "there is a comparison"
    assert asked.before is not None, "nothing is found without its rows"
    period, before = asked.question.period, asked.comparison
    normal, learnt_from, there_is = 0.0, _Size(0.0, 0.0), _Size(0.0, 0.0)
    for side, sign in ((period, 1), (before, -1)):
        for holiday in (one for one in holidays.acting(asked.facts.shop, side) if one.kind == kind):
            learnt = _learnt(series, holiday, side, period.last)
            if learnt is None:
                return None
            learnt_from, there_is = learnt_from.and_(learnt.effect, sign), there_is.and_(learnt.there_is, sign)
            normal += learnt.normal if sign > 0 else 0.0
    if learnt_from.effect * there_is.effect <= 0:
        return None
    size = _together(learnt_from, there_is)
    effect, error = size.effect, math.sqrt(size.variance)
    if error <= 0 or abs(effect) <= Z95 * error:
        return None
    whole = _value(asked.now, metric) - _value(asked.before, metric)
    here, there = _rows(asked.now, metric, kind), _rows(asked.before, metric, kind)
    return Finding(
        metric.id,
        (("day", kind.id),),
        kind.name,
        round(effect),
        Estimate(round(effect), round(effect - Z95 * error), round(effect + Z95 * error)),
        effect / whole if whole else 0.0,
        normal_tail(effect / error),
        here,
        there,
        expected=round(normal),
    )


class _Size(Struct, frozen=True):
    """How large an effect is, and how sure."""

    effect: float
    variance: float

    def and_(self, other: "_Size", sign: int) -> "_Size":
        """Both together, the other one taken off where ``sign`` is -1."""
        return _Size(self.effect + sign * other.effect, self.variance + other.variance)


def _together(learnt: _Size, there_is: _Size) -> _Size:
    """Two guesses of one size, each weighed by its variance; only the second where they contradict each other."""
    both = learnt.variance + there_is.variance
    if both <= 0 or abs(learnt.effect - there_is.effect) > _CONTRADICTION * math.sqrt(both):
        return there_is
    effect = (learnt.effect * there_is.variance + there_is.effect * learnt.variance) / both
    return _Size(effect, learnt.variance * there_is.variance / both)


class _Learnt(Struct, frozen=True):
    """What a holiday did to the days of one side."""

    effect: _Size
    """By what it did last time."""
    there_is: _Size
    """By what these days came to beyond calm ones."""
    normal: float
    """What they would have come to without it."""


def _learnt(series: _Both, holiday: Holiday, side: Period, until: date) -> _Learnt | None:
    """Of one holiday; None where last time is not in the data."""
    last = _last_time(holiday)
    if last is None or last.stretch.first - timedelta(days=_AROUND) < min(series.rows.days, default=date.max):
        return None
    then = series.rows.normal(last, holiday.stretch.first - timedelta(days=1))
    now = series.amounts.normal(holiday, until)
    if then is None or now is None:
        return None
    day_of = {offset: last.day + timedelta(days=offset) for offset in holiday.offsets(side)}
    factors = np.array([series.rows.of.get(day, 0.0) / then.values[day] for day in day_of.values()])
    normal = np.array([now.values[holiday.day + timedelta(days=offset)] for offset in day_of])
    effect = float((normal * (factors - 1)).sum())
    by_day = float(((normal * then.scatter) ** 2 * np.maximum(factors, 0.1)).sum())
    by_level = (float((normal * factors).sum()) * then.error) ** 2 + (effect * now.error) ** 2
    return _Learnt(_Size(effect, by_day + by_level), _there_is(series.amounts, holiday, side, now), float(normal.sum()))


def _there_is(amounts: _Series, holiday: Holiday, side: Period, now: _Normal) -> _Size:
    """How far the days of a holiday stand above calm ones."""
    days = [holiday.day + timedelta(days=offset) for offset in holiday.offsets(side)]
    normal = np.array([now.values[day] for day in days])
    came = sum(amounts.of.get(day, 0.0) for day in days)
    by_day = float(((normal * now.scatter) ** 2).sum())
    return _Size(came - float(normal.sum()), by_day + (float(normal.sum()) * now.error) ** 2)


def _last_time(holiday: Holiday) -> Holiday | None:
    day = holidays.day_of(holiday.kind, holiday.day.year - 1)
    return Holiday(holiday.kind, day) if day else None


def _line(days: Sequence[date], levels: Floats, stretch: Period) -> "_Straight":
    """The level before the holiday, or the line through those before and after it: not through the first few after."""
    sides = [[n for n, day in enumerate(days) if (day > stretch.last) == later] for later in (False, True)]
    points = [
        (float(np.mean([days[n].toordinal() for n in side])), float(levels[side].mean()))
        for side in sides
        if len(side) >= _LEAST_CALM
    ]
    return _Straight(*points[0], *points[-1])


class _Straight(Struct, frozen=True):
    """A straight line through two points, level beyond them."""

    first: float
    low: float
    last: float
    high: float

    def __call__(self, day: date) -> float:
        """The level of a day."""
        return float(np.interp(day.toordinal(), (self.first, self.last), (self.low, self.high)))


def _weekday_weights(days: Sequence[tuple[date, float]]) -> tuple[float, ...]:
    """What each weekday comes to, 1 on average; every weekday above zero."""
    average = sum(value for _, value in days) / max(len(days), 1)
    sums, counts = [average] * 7, [1] * 7  # one average day more on each
    for day, value in days:
        sums[day.weekday()] += value
        counts[day.weekday()] += 1
    each = [total / count for total, count in zip(sums, counts, strict=True)]
    mean = sum(each) / 7
    return tuple(max(value / mean, 0.01) if mean > 0 else 1.0 for value in each)


def _value(cube: Slice, metric: Metric) -> int:
    return int(read_term(cube, metric.top).value or 0)


def _rows(cube: Slice, metric: Metric, kind: Kind) -> Selection | None:
    """The rows of the holiday's days in a period."""
    for holiday in holidays.acting(cube.facts.shop, cube.period):
        if holiday.kind == kind:
            days = [holiday.day + timedelta(days=offset) for offset in holiday.offsets(cube.period)]
            return on_days(selection(cube, metric.top), Period(days[0], days[-1]))
    return None


def _days(period: Period) -> list[date]:
    return [period.first + timedelta(days=n) for n in range(len(period))]
