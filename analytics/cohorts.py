"""Cohorts: buyers by the month of their first purchase, and in which months they came back."""

from datetime import date, timedelta

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints
from analytics.cut import Cut
from analytics.period import Period, local_day, midnight

_YEAR = 1970


class Retention(Struct, frozen=True, eq=False):
    """How many buyers of each first month bought in each month."""

    first: int
    """The month of the first row and column, counted from January 1970."""
    buyers: NDArray[np.int64]
    """[first month, month]; the diagonal is how many came new."""


def month_of(day: date) -> int:
    """The number of a month, counted from January 1970."""
    return (day.year - _YEAR) * 12 + day.month - 1


def days_of(month: int) -> Period:
    """The days of a month."""
    return Period(_first_day(month), _first_day(month + 1) - timedelta(days=1))


def name_of(month: int) -> str:
    """2025-03."""
    return f"{_first_day(month):%Y-%m}"


def retention(cut: Cut) -> Retention:
    """The buyers of a cut, which begins with the first order of all of them."""
    first, edges = _edges(cut)
    months = len(edges) - 1
    people, bounds = cut.codes(cut.log.person), np.searchsorted(cut.at, edges)
    began = np.full(len(cut.facts.position("customers")), -1, dtype=np.int32)
    buyers = np.zeros((months, months), dtype=np.int64)
    for month in range(months):
        here = _once_each(people[bounds[month] : bounds[month + 1]], len(began))
        began[here[began[here] < 0]] = month
        buyers[:, month] = np.bincount(began[here], minlength=months)
    return Retention(first, buyers)


def first_month(cut: Cut) -> Codes:
    """The month in which each row's buyer first bought within the cut, -1 for a guest."""
    first, edges = _edges(cut)
    people = cut.codes(cut.log.person)
    months = (first + np.searchsorted(edges, cut.at, side="right") - 1).astype(np.int32)
    began = np.full(len(cut.facts.position("customers")) + 1, -1, dtype=np.int32)
    began[people[::-1]] = months[::-1]  # of several rows the one assigned last stays: the earliest
    began[-1] = -1
    found: Codes = began[people]
    return found


def _edges(cut: Cut) -> tuple[int, Ints]:
    """The first month of the cut, and the moments at which its months begin and the last one ends."""
    zone, at = cut.facts.shop.zone, cut.at
    if not len(at):
        return 0, np.zeros(1, dtype=np.int64)
    first, last = (month_of(local_day(int(moment), zone)) for moment in (at[0], at[-1]))
    return first, np.array([midnight(_first_day(month), zone) for month in range(first, last + 2)], dtype=np.int64)


def _once_each(people: Codes, size: int) -> NDArray[np.intp]:
    seen = np.zeros(size + 1, dtype=bool)
    seen[people] = True
    return np.flatnonzero(seen[:-1])  # the last is for guests


def _first_day(month: int) -> date:
    return date(_YEAR + month // 12, month % 12 + 1, 1)
