"""What a shop knows of its buyers beside their purchases, as it stood on the evening of a day.

Everything is read from moments up to that evening. Columns that a source overwrites with today's state (member level,
points, promoter) are left out: nobody can say what they were then.
"""

from collections.abc import Callable, Iterator

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints
from analytics.churn.following import following
from analytics.lifetime.log import Floats
from analytics.local_time import DAY
from storage.columns import MISSING
from storage.facts import Facts

NEVER = 10_000.0
"""Days since something that has not happened yet."""


class _Deeds(Struct, frozen=True, eq=False):
    """Things people did, in the order of time: when, and the code of the customer (-1 where not known)."""

    at: Ints
    who: Codes


def deeds(facts: Facts, moment: int) -> Floats:
    """[codes of customers + 1, k] numbers of each customer at a moment, UTC milliseconds; the last row is nobody's.

    The columns are the same whatever kinds of records there are, or later come to be.
    """
    size = len(facts.position("customers")) + 1
    columns = [column for read in _READ for column in read(facts, moment, size)]
    return np.stack(columns, axis=1)


def _visits(facts: Facts, moment: int, size: int) -> Iterator[Floats]:
    yield from _counted(_log(facts, "visits", "created_at", "customer_id"), moment, size, (7, 30, 90))
    yield _since(_log(facts, "visits", "created_at", "customer_id"), moment, size)


def _shares(facts: Facts, moment: int, size: int) -> Iterator[Floats]:
    yield from _counted(_log(facts, "shares", "created_at", "customer_id"), moment, size, (30, 90))
    yield _since(_log(facts, "shares", "created_at", "customer_id"), moment, size)


def _refunds(facts: Facts, moment: int, size: int) -> Iterator[Floats]:
    asked = _log(facts, "refunds", "created_at", "buyer_id")
    yield from _counted(asked, moment, size, (60, 365))
    yield _since(asked, moment, size)


def _coupons(facts: Facts, moment: int, size: int) -> Iterator[Floats]:
    claims = facts["coupon_claims"]
    held = (claims["created_at"] < moment) & ((claims["used_at"] == MISSING) | (claims["used_at"] >= moment))
    good = held & ((claims["expires_at"] == MISSING) | (claims["expires_at"] > moment))
    who = claims["customer_id"][good]
    yield np.bincount(who[who >= 0], minlength=size).astype(np.float64)
    yield from _counted(_log(facts, "coupon_claims", "created_at", "customer_id"), moment, size, (90,))
    yield from _counted(_log(facts, "coupon_claims", "used_at", "customer_id"), moment, size, (365,))


def _ties(facts: Facts, moment: int, size: int) -> Iterator[Floats]:
    yield from _counted(_log(facts, "referrals", "created_at", "parent_id"), moment, size, (90, 3650))
    yield from _counted(_log(facts, "referrals", "created_at", "child_id"), moment, size, (3650,))


def _groups(facts: Facts, moment: int, size: int) -> Iterator[Floats]:
    yield from _counted(_log(facts, "group_members", "created_at", "customer_id"), moment, size, (60, 365))


def _left(facts: Facts, moment: int, size: int) -> Iterator[Floats]:
    yield (~following(facts, moment)).astype(np.float64)


_READ: tuple[Callable[[Facts, int, int], Iterator[Floats]], ...] = (
    _visits, _shares, _refunds, _coupons, _ties, _groups, _left,
)  # fmt: skip


def _log(facts: Facts, kind: str, time: str, who: str) -> _Deeds:
    def sort(facts: Facts) -> _Deeds:
        at = facts[kind][time]
        known = np.flatnonzero(at != MISSING)
        known = known[np.argsort(at[known], kind="stable")]
        return _Deeds(at[known], facts[kind][who][known])

    return facts.derived(f"deeds {kind} {time} {who}", sort)


def _counted(log: _Deeds, moment: int, size: int, windows: tuple[int, ...]) -> Iterator[Floats]:
    """How often within so many days up to the moment."""
    for days in windows:
        lo, hi = np.searchsorted(log.at, (moment - days * DAY, moment))
        who = log.who[lo:hi]
        yield np.bincount(who[who >= 0], minlength=size).astype(np.float64)


def _since(log: _Deeds, moment: int, size: int) -> Floats:
    """Days since the last time."""
    hi = int(np.searchsorted(log.at, moment))
    last = np.full(size, moment - int(NEVER) * DAY, np.int64)
    last[log.who[:hi]] = log.at[:hi]  # in the order of time: the last one assigned is the latest
    found: Floats = (moment - last) / DAY
    return found
