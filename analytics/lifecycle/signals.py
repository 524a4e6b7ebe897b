"""The signs by which a stage is told, as they stood at the end of a day: how sales go, and how against last year.

Sales are told in stretches of fourteen days (two of each weekday), counted back from the day, per day and as
logarithms. Days on which a holiday or a sales festival acts are left out; against last year only those of the Spring
Festival are, the others being the same days of the year. Where most stretches sold nothing there is no course to tell.
"""

import math
from datetime import date

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints, Mask
from analytics.lifecycle.days import Days
from analytics.lifecycle.wander import wandering_slope
from analytics.result import Estimate
from storage.chains import running

Floats = NDArray[np.float64]

STRETCH = 14
STRETCHES = 13
"""Half a year."""
LEAST_STRETCHES = 8
LEAST_DAYS = 5
"""A stretch with fewer days left says nothing."""
YEAR_STRETCHES = 9
"""The newest stretches that are held against last year: the second lowest and the second highest of nine are a 96%
interval of their median (of eight 93%), and one odd stretch cannot move them far."""
YEAR_DAYS = YEAR_STRETCHES * STRETCH
MONTH = 365.25 / 12
NEWEST, BEFORE = 4, 26
TENFOLD = math.log(10)
"""Changes are told up to this."""
YEAR = 365


class Signals(Struct, frozen=True):
    """All are parts: -0.08 is 8% less. None where the data does not tell."""

    sales: Estimate | None
    """The change of the payment amount per month over half a year."""
    comparable: int
    """Stretches of that half year with enough ordinary days."""
    sold: int
    """Those of them in which money came in."""
    people: Estimate | None
    """The same of the different buyers per day."""
    against_last_year: Estimate | None
    """The same days last year, fortnight by fortnight: the one in the middle of the last months."""
    whole: float | None
    """The whole payment amount of the last ``YEAR_DAYS`` days, festivals too, against that of the same days last year:
    what anybody adds up. It has no interval: nothing is inferred from it."""
    season: Estimate | None
    """The change per month that is left when last year's course is taken off."""
    left: float | None
    """The payment amount of the newest stretches as a part of the usual one in the year before."""
    orders: int
    """Paid orders of the year."""


def signals_on(days: Days, place: int) -> Signals:
    """The signs at the end of a day."""
    sums = running(np.diff(days.amount_to) * days.ordinary)
    now = _per_day(sums, days.ordinary, place, STRETCHES)
    people = _per_day(running(days.buyers * days.ordinary), days.ordinary, place, STRETCHES)
    both_years = _both_years(days, place)
    over_last_year = _compared(both_years)
    start = max(place + 1 - YEAR, 0)
    return Signals(
        sales=_course(now),
        comparable=int(np.count_nonzero(~np.isnan(now))),
        sold=int(np.count_nonzero(now > 0)),
        people=_course(people),
        against_last_year=_middle(over_last_year),
        whole=_whole(days, place),
        season=_per_month(over_last_year),
        left=_left(sums, days, place, both_years),
        orders=int(days.orders[start : place + 1].sum()),
    )


def _per_day(sums: Ints, counted: Mask, place: int, many: int) -> Floats:
    """What was sold per counted day of so many stretches up to a day, oldest first; NaN where too few days count."""
    ends = place + 1 - STRETCH * np.arange(many, -1, -1)
    inside, at = ends >= 0, np.maximum(ends, 0)
    days = np.diff(running(counted)[at])
    known = inside[:-1] & (days >= LEAST_DAYS)
    return np.where(known, np.diff(sums[at]) / np.maximum(days, 1), np.nan)


def _levels(per_day: Floats) -> Floats:
    """The logarithms; of stretches that are to be compared at once, of any shape. NaN where none of them sold anything.

    Nothing sold counts as a tenth of the least that was sold in any: it is below everything else, by no more than that.
    """
    sold = per_day[per_day > 0]
    levels: Floats = np.log(np.maximum(per_day, sold.min() / 10)) if len(sold) else np.full_like(per_day, np.nan)
    return levels


def _both_years(days: Days, place: int) -> Floats:
    """What was sold per day of this half year's stretches and of the same ones last year; two rows."""
    sums = running(np.diff(days.amount_to) * days.off_festival)
    ends = (place, place - _a_year(days.day(place)))
    return np.stack([_per_day(sums, days.off_festival, at, STRETCHES) for at in ends])


def _compared(both_years: Floats) -> Floats:
    """This year's levels over last year's; NaN also where neither sold anything, which compares nothing."""
    now, before = _levels(both_years)
    return np.where((both_years > 0).any(axis=0), now - before, np.nan)


def _whole(days: Days, place: int) -> float | None:
    last_year = place - _a_year(days.day(place))
    if last_year + 1 < YEAR_DAYS:
        return None
    now, before = (int(days.amount_to[at + 1] - days.amount_to[at + 1 - YEAR_DAYS]) for at in (place, last_year))
    return now / before - 1 if before else None


def _a_year(day: date) -> int:
    """How many days ago the same day of last year was."""
    try:
        return (day - day.replace(year=day.year - 1)).days
    except ValueError:  # the 29th of February
        return 366


def _course(per_day: Floats) -> Estimate | None:
    """The change per month, where at least half of the known stretches sold something."""
    sold, known = np.count_nonzero(per_day > 0), np.count_nonzero(~np.isnan(per_day))
    return _per_month(_levels(per_day)) if 2 * sold >= known else None


def _per_month(levels: Floats) -> Estimate | None:
    known = np.flatnonzero(~np.isnan(levels))
    if len(known) < LEAST_STRETCHES:
        return None
    a_stretch = wandering_slope(levels[known], known.astype(np.float64))
    return _as_part(a_stretch.times(MONTH / STRETCH))


def _middle(levels: Floats) -> Estimate | None:
    """The median of the newest known, with the second lowest and the second highest for an interval."""
    known = np.sort(levels[~np.isnan(levels)][-YEAR_STRETCHES:])
    if len(known) < LEAST_STRETCHES:
        return None
    return _as_part(Estimate(float(np.median(known)), float(known[1]), float(known[-2])))


def _as_part(logs: Estimate) -> Estimate:
    return Estimate(*(math.expm1(min(max(value, -TENFOLD), TENFOLD)) for value in (logs.value, logs.low, logs.high)))


def _left(sums: Ints, days: Days, place: int, both_years: Floats) -> float | None:
    """The level of the newest two known stretches of two months against the middle of the year before.

    The higher of the two, so that a closed fortnight is not the end; and at least as a part of the same days of last
    year, so that a season is not: nothing sold this year and last is all that was sold.
    """
    levels = _levels(_per_day(sums, days.ordinary, place, NEWEST + BEFORE))
    newest, before = _newest_two(levels), levels[:-NEWEST]
    before = before[~np.isnan(before)]
    if len(newest) < 2 or len(before) < LEAST_STRETCHES:
        return None
    now, last = _levels(both_years)
    last_year = _newest_two(now - last)
    return math.exp(max(float(newest.max() - np.median(before)), float(last_year.max(initial=-np.inf))))


def _newest_two(levels: Floats) -> Floats:
    newest = levels[-NEWEST:]
    known: Floats = newest[~np.isnan(newest)][-2:]
    return known
