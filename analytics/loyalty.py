"""How long ago a buyer last bought, and what kind of customer that and the number of orders make."""

import numpy as np

from analytics.arrays import Codes
from analytics.coverage import coverage
from analytics.cut import Cut
from analytics.local_time import DAY
from analytics.orders_of_buyer import MOST, orders_of_buyer
from storage.words import Words

RECENCIES = {
    "30": (30, Words("30 天内买过", "within 30 days")),
    "60": (60, Words("31–60 天前", "31–60 days ago")),
    "90": (90, Words("61–90 天前", "61–90 days ago")),
    "180": (180, Words("91–180 天前", "91–180 days ago")),
    "365": (None, Words("180 天以前", "over 180 days ago")),
}
"""Bands of the time since the last order, by key: up to how many days, and the label."""
_AWAY = 3
"""Bands from this one on are those who stayed away: over 90 days."""
_OFTEN, _TWICE = 2, 1  # codes of ``orders_of_buyer``: three orders or more, two

STANDINGS = {
    "loyal": Words("常客(90 天内买过，3 单及以上)", "Regulars (within 90 days, 3 orders or more)"),
    "second": Words("回头客(90 天内买过，2 单)", "Came back (within 90 days, 2 orders)"),
    "fresh": Words("首单新客(90 天内，1 单)", "First order (within 90 days)"),
    "slipping": Words("要叫回的常客(90 天没来，3 单及以上)", "Regulars to win back (90 days away, 3 orders or more)"),
    "drifting": Words("要叫回的回头客(90 天没来，2 单)", "To win back (90 days away, 2 orders)"),
    "once": Words("只买过一次(90 天没来)", "Bought once (90 days away)"),
}
KINDS = np.array(
    [(0 if often >= _OFTEN else 1 if often == _TWICE else 2) + 3 * (band >= _AWAY)
     for band in range(len(RECENCIES)) for often in range(MOST)],
    dtype=np.int8,
)  # fmt: skip
"""The kind of customer for each band of the time since the last order, and within it for each number of orders."""


def recency(cut: Cut) -> Codes:
    """The band of each row's buyer by the latest order of the cut, -1 for a guest."""
    people = cut.codes(cut.log.person)
    latest = np.zeros(len(cut.facts.position("customers")) + 1, dtype=np.int64)
    latest[people] = cut.at  # in the order of time: the last one assigned is the latest
    bounds = np.array([days * DAY for days, _ in RECENCIES.values() if days], dtype=np.int64)
    bands = np.searchsorted(bounds, _end(cut) - latest).astype(np.int32)
    bands[-1] = -1
    found: Codes = bands[people]
    return found


def standing(cut: Cut) -> Codes:
    """What kind of customer each row's buyer is within the cut, -1 for a guest."""
    last, often = recency(cut), orders_of_buyer(cut)
    found: Codes = np.append(KINDS, np.int8(-1))[np.where(last < 0, -1, last * MOST + often)]
    return found


def _end(cut: Cut) -> int:
    """The moment from which one looks back: the end of the period, or of the data if that comes first."""
    _, end = cut.period.bounds(cut.facts.shop.zone)
    known = coverage(cut.facts)
    return end if known is None else min(end, known.until)
