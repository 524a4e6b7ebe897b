"""New or known: whether a visitor had been there in the 365 days before the period."""

import numpy as np

from analytics.arrays import Codes
from analytics.cut import Cut
from analytics.keyfigures import YEAR_MS
from storage.derive import visits_by_time
from storage.words import Words

KINDS_OF_VISITORS = {"new": Words("新访客", "New visitors"), "known": Words("回访访客", "Known visitors")}
_NEW, _KNOWN = range(2)


def visitor_kind(cut: Cut) -> Codes:
    """0 for who did not visit in the 365 days before the period of the cut, 1 for who did, -1 without a mark."""
    visits = visits_by_time(cut.facts)
    start, end = cut.period.bounds(cut.facts.shop.zone)
    lo, hi = visits.between(start, end)
    since = int(visits.at.searchsorted(start - YEAR_MS))
    before = visits.previous[lo:hi]
    again = (before >= since) & (before < lo)  # only the first visit within the period has its previous one before it
    kinds = np.full(len(cut.facts.position("visitors")) + 1, _NEW, np.int8)
    kinds[visits.visitor[lo:hi][again]] = _KNOWN
    kinds[-1] = -1
    return kinds[cut.codes(("visitor_id",))]
