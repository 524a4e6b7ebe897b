"""What became of each fan: when they came and left, when they first bought, and who brought them.

A fan is a customer whose first contact (joined) or first following is known. All arrays have one value per position in
``facts["customers"]``, times are UTC milliseconds and ``MISSING`` where not known.
"""

import numpy as np

from analytics.arrays import Codes, Ints, Mask
from analytics.local_time import DAY
from analytics.log import NEVER, Ordered
from analytics.network.referrals import settled
from analytics.paths import along, places
from storage.columns import MISSING
from storage.derive import paid
from storage.facts import Facts

_NEARLY_ALL = 0.99


def joined_at(facts: Facts) -> Ints:
    """When each became a fan: the first contact, or else the first following."""
    return along(facts, "customers", ("joined_at", "followed_at"))


def left_at(facts: Facts) -> Ints:
    """When each stopped following; not for those who follow again, nor before they came."""
    return facts.derived("fans left at", _left_at)


def first_purchase(facts: Facts) -> Ints:
    """When each paid for the first time."""
    return facts.derived("fans first purchase", _first_purchase)


def bringer(facts: Facts) -> Codes:
    """The code of the customer who brought each one; -1 where the shop did, or nobody says.

    It is the parent of the fan network (``network/ties.py``), or else somebody of whom there is no record.
    """
    return facts.derived("fans bringer", _bringer)


def known_by_orders_only(facts: Facts) -> bool:
    """Whether fans are just those who bought, known from their first purchase on: then all of them have bought."""
    return facts.derived("fans known by orders only", _known_by_orders_only)


def by_code(facts: Facts, values: Codes, otherwise: int) -> Codes:
    """Values per position as values per code of a customer; one place more, so that -1 finds ``otherwise``."""
    return np.append(values, values.dtype.type(otherwise))[places(facts, "customers")]


def came(facts: Facts) -> Ordered:
    """All fans by the time they came."""
    return facts.derived("fans came", lambda facts: _sorted(joined_at(facts)))


def left(facts: Facts) -> Ordered:
    """The fans who left, by that time."""
    return facts.derived("fans left", lambda facts: _sorted(left_at(facts)))


def brought(facts: Facts) -> Ordered:
    """The fans whom other fans brought, by the time they came."""

    def of_others(facts: Facts) -> Ordered:
        every = came(facts)
        kept = bringer(facts)[every.position] >= 0
        return Ordered(every.position[kept], every.at[kept])

    return facts.derived("fans brought", of_others)


def leaving(facts: Facts) -> Ints:
    """When each of ``came`` left, ``NEVER`` where they did not; in that order."""

    def in_order(facts: Facts) -> Ints:
        gone = left_at(facts)[came(facts).position]
        return np.where(gone == MISSING, NEVER, gone)

    return facts.derived("fans leaving", in_order)


def _sorted(at: Ints) -> Ordered:
    known = np.flatnonzero(at != MISSING)
    known = known[np.argsort(at[known], kind="stable")]
    return Ordered(known, at[known])


def _known_by_orders_only(facts: Facts) -> bool:
    customers = facts["customers"]
    fans = joined_at(facts) != MISSING
    if not fans.any() or (customers["followed_at"] != MISSING).any():
        return False
    since, first = joined_at(facts)[fans], first_purchase(facts)[fans]
    bought = first != MISSING
    at_once = np.abs(np.where(bought, first, 0) - since) <= DAY
    return bool((bought & at_once).mean() >= _NEARLY_ALL)


def _left_at(facts: Facts) -> Ints:
    customers = facts["customers"]
    since, followed, stopped = joined_at(facts), customers["followed_at"], customers["unfollowed_at"]
    gone = (stopped != MISSING) & (since != MISSING) & (followed <= stopped)
    return np.where(gone, np.maximum(stopped, since), MISSING)


def _first_purchase(facts: Facts) -> Ints:
    orders = paid(facts)
    first = np.flatnonzero((orders.buyer >= 0) & (orders.previous < 0))
    at = np.full(len(facts.position("customers")), MISSING, np.int64)
    at[orders.buyer[first]] = orders.at[first]
    return at[facts["customers"]["id"]]


def _bringer(facts: Facts) -> Codes:
    ties, who = facts["referrals"], settled(facts)
    found = np.append(facts["customers"]["id"], np.int32(-1))[who.parent]
    unrecorded = np.searchsorted(ties.row, who.dirt.orphans)
    unrecorded = unrecorded[np.argsort(ties["created_at"][unrecorded], kind="stable")][::-1]
    stranger = np.full(len(found) + 1, -1, np.int32)
    # of several the one assigned last stays: the earliest
    stranger[places(facts, "customers")[ties["child_id"][unrecorded]]] = ties["parent_id"][unrecorded]
    return np.where(found >= 0, found, stranger[:-1])


def still_here(facts: Facts) -> Mask:
    """Who has not stopped following."""
    gone = along(facts, "customers", ("unfollowed_at",))
    followed = along(facts, "customers", ("followed_at",))
    here: Mask = (gone == MISSING) | (followed > gone)
    return here
