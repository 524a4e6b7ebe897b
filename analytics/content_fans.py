"""Through which content each fan came.

Who was brought by a share came through the content of that share; where the share passed on no content, through none.
Of everybody else the latest visit that a content led to counts (the visit names it, or the share it came from does),
if it began no more than a week before the fan came and not after.
"""

import numpy as np

from analytics.arrays import Codes, Ints
from analytics.fan_history import joined_at
from analytics.local_time import DAY
from analytics.log import Ordered
from analytics.network.referrals import settled
from analytics.paths import along, places
from storage.columns import MISSING
from storage.derive import Paid, paid
from storage.facts import Facts

BEFORE = 7
"""Days before coming in which the visit must lie."""


def content_of_fan(facts: Facts) -> Codes:
    """The code of the content, per position in ``facts["customers"]``; -1 where there is none or nobody knows."""
    return facts.derived("content of fans", _content_of_fan)


def bought_by_fans(facts: Facts) -> Ordered:
    """Paid orders of fans by the moment the buyer became one."""
    return facts.derived("orders by when the fan came", _bought_by_fans)


def soon_after(facts: Facts, days: int) -> Ints:
    """What each fan paid within so many days of coming, minor units, per position in ``facts["customers"]``."""

    def sales(facts: Facts) -> Ints:
        orders, buyer, came = _of_fans(facts)
        at = orders.at
        rows = np.flatnonzero((came != MISSING) & (at >= came))
        rows = rows[at[rows] < came[rows] + days * DAY]
        sums = np.bincount(buyer[rows], orders.amount[rows].astype(np.float64), minlength=len(facts["customers"]))
        return np.rint(sums).astype(np.int64)

    return facts.derived(f"paid within {days} days of coming", sales)


def _content_of_fan(facts: Facts) -> Codes:
    content = _by_visit(facts)
    ties, tie = facts["referrals"], settled(facts).tie
    brought = np.flatnonzero(tie >= 0)
    row = np.searchsorted(ties.row, tie[brought])
    by_share = along(facts, "referrals", ("share_id",))[row] >= 0
    content[brought[by_share]] = along(facts, "referrals", ("share_id.content_id",))[row[by_share]]
    return content


def _by_visit(facts: Facts) -> Codes:
    """By the latest visit through a content."""
    visits, came = facts["visits"], joined_at(facts)
    content = along(facts, "visits", ("content_id", "share_id.content_id"))
    fan = places(facts, "customers")[visits["customer_id"]]
    rows = np.flatnonzero((content >= 0) & (fan >= 0) & (visits["created_at"] != MISSING))
    rows = rows[came[fan[rows]] != MISSING]
    at, joined = visits["created_at"][rows], came[fan[rows]]
    rows = rows[(at <= joined) & (at >= joined - BEFORE * DAY)]
    rows = rows[np.argsort(visits["created_at"][rows], kind="stable")]
    found = np.full(len(came), -1, np.int32)
    found[fan[rows]] = content[rows]  # of several the one assigned last stays: the latest
    return found


def _of_fans(facts: Facts) -> tuple[Paid, Codes, Ints]:
    """Paid orders, the place of the buyer of each, and when that fan came; -1 and ``MISSING`` for others."""
    log = paid(facts)
    buyer = places(facts, "customers")[log.buyer]
    return log, buyer, np.append(joined_at(facts), MISSING)[buyer]


def _bought_by_fans(facts: Facts) -> Ordered:
    log, _, came = _of_fans(facts)
    rows = np.flatnonzero(came != MISSING)
    rows = rows[np.argsort(came[rows], kind="stable")]
    return Ordered(log.position[rows], came[rows])
