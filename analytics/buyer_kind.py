"""New, returning, or a guest: what a person is to the shop at the beginning of a period."""

import numpy as np

from analytics.arrays import Codes
from analytics.cut import Cut
from analytics.keyfigures import YEAR_MS
from storage.derive import paid
from storage.words import Words

KINDS_OF_BUYERS = {"new": Words("新买家", "New buyers"), "returning": Words("老买家", "Returning buyers")}
_NEW, _RETURNING = range(2)


def buyer_kind(cut: Cut) -> Codes:
    """0 for who paid nothing in the 365 days before the period of the cut, 1 for who did, -1 for a guest."""
    people = cut.codes(cut.log.person)
    start, _ = cut.period.bounds(cut.facts.shop.zone)
    orders = paid(cut.facts)
    before = orders.buyer[slice(*orders.between(start - YEAR_MS, start))]
    # One place more: guests (-1) pick the last, whatever the guests before have left there.
    kinds = np.full(len(cut.facts.position("customers")) + 1, _NEW, np.int8)
    kinds[before] = _RETURNING
    kinds[-1] = -1
    return kinds[people]
