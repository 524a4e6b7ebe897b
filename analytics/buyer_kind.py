"""New, returning, or a guest: what a person is to the shop at the beginning of a period."""

import numpy as np

from analytics.arrays import Codes
from analytics.cut import Cut
from analytics.keyfigures import YEAR_MS
from analytics.log import PAID, SOLD
from storage.derive import paid
from storage.words import Words

KINDS_OF_BUYERS = {"new": Words("新买家", "New buyers"), "returning": Words("老买家", "Returning buyers")}
_NEW, _RETURNING = range(2)


def buyer_kind(cut: Cut) -> Codes:
    """0 for who paid nothing in the 365 days before the period of the cut, 1 for who did, -1 for a guest."""
    people = cut.codes(cut.log.person)
    # One place more: guests (-1) pick the last, whatever the guests before have left there.
    kinds = np.full(len(cut.facts.position("customers")) + 1, _NEW, np.int8)
    kinds[_returning(cut)] = _RETURNING
    kinds[-1] = -1
    return kinds[people]


def _returning(cut: Cut) -> Codes:
    """Whoever paid in the 365 days before the period; in orders paid only those of them who paid in it too.

    An order is linked with the one before it of the same buyer: a week need not look through a year.
    """
    start, end = cut.period.bounds(cut.facts.shop.zone)
    orders = paid(cut.facts)
    since, lo = orders.between(start - YEAR_MS, start)
    if cut.log not in (PAID, SOLD):
        return orders.buyer[since:lo]
    hi = int(orders.at.searchsorted(end))
    before = orders.previous[lo:hi]
    return orders.buyer[lo:hi][(since <= before) & (before < lo)]
