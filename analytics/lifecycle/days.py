"""What a shop sold on each of its local days, and which of these days say something of an ordinary one."""

from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np
from msgspec import Struct

from analytics import holidays
from analytics.arrays import Ints, Mask
from analytics.coverage import coverage
from analytics.period import Period, local_day, midnight
from storage.chains import running
from storage.derive import Paid, paid
from storage.facts import Facts
from storage.shop import Shop

CLOSED_BEFORE, CLOSED_AFTER = 10, 15
"""Around the Spring Festival parcels stop and small shops close, until the Lantern Festival: such days say nothing of a
pause."""


class Days(Struct, frozen=True, eq=False):
    """All local days from that of the first paid order to the last one that is over. All arrays: one value per day."""

    first: date
    amount_to: Ints
    """Running sums of the payment amount, minor units; length n + 1."""
    orders: Ints
    buyers: Ints
    """Different buyers of the day; of a shop that names nobody, its orders."""
    ordinary: Mask
    """No holiday or sales day acts on it."""
    off_festival: Mask
    """The Spring Festival, which moves through the year, does not act on it."""
    open: Mask
    """A pause on it counts: not one of the days on which a small shop closes for the Spring Festival."""
    named: bool
    """Whether anybody's name is known, so that ``buyers`` are people."""

    def __len__(self) -> int:
        return len(self.orders)

    def place(self, day: date) -> int:
        """Which day of these it is, from 0; below 0 and beyond the end for days outside."""
        return (day - self.first).days

    def day(self, place: int) -> date:
        """The day at a place."""
        return self.first + timedelta(days=place)


def days_of(facts: Facts) -> Days | None:
    """The days of a shop; None where nothing was ever paid or no day is over. Worked out once per facts."""
    return facts.derived("days of the life cycle", _days_of)


def _days_of(facts: Facts) -> Days | None:
    known, log = coverage(facts), paid(facts)
    if known is None or not len(log):
        return None
    first = local_day(int(log.at[0]), facts.shop.zone)
    edges = _edges(facts.shop, first, known.last_over)
    if len(edges) < 2:
        return None
    starts = log.at.searchsorted(edges)
    period = Period(first, known.last_over)
    orders = np.diff(starts)
    named = bool((log.buyer >= 0).any())
    return Days(
        first=first,
        amount_to=log.amount_to[starts],
        orders=orders,
        buyers=_different(log, starts) if named else orders,
        ordinary=_outside(period, [one.stretch for one in holidays.acting(facts.shop, period)]),
        off_festival=_outside(period, [one.stretch for one in _festivals(facts.shop, period)]),
        open=_outside(period, [_closed(one.day) for one in _festivals(facts.shop, period)]),
        named=named,
    )


def _edges(shop: Shop, first: date, last: date) -> Ints:
    """The first moment of each day and, last, the moment after all of them."""
    many = max((last - first).days + 2, 0)
    return np.array([midnight(first + timedelta(days=day), shop.zone) for day in range(many)], dtype=np.int64)


def _different(log: Paid, starts: Ints) -> Ints:
    """Different buyers of each day: orders whose buyer's previous one lies before the day."""
    begun, ended = int(starts[0]), int(starts[-1])
    first_of_day = (log.previous[begun:ended] < np.repeat(starts[:-1], np.diff(starts))) & (log.buyer[begun:ended] >= 0)
    to = running(first_of_day)
    return np.diff(to[starts - begun])


def _festivals(shop: Shop, period: Period) -> list[holidays.Holiday]:
    return [one for one in holidays.acting(shop, period) if one.kind is holidays.SPRING_FESTIVAL]


def _closed(festival: date) -> Period:
    return Period(festival - timedelta(days=CLOSED_BEFORE), festival + timedelta(days=CLOSED_AFTER))


def _outside(period: Period, stretches: Iterable[Period]) -> Mask:
    """Which days of a period lie in none of the stretches."""
    outside = np.ones(len(period), dtype=bool)
    for one in stretches:
        first, last = (one.first - period.first).days, (one.last - period.first).days
        outside[max(first, 0) : max(last + 1, 0)] = False
    return outside
