"""Who reached whom in the past, by bringing them or by a share they came through, and whether that led to a purchase.

A person reached counts once per reacher, from the first time on. Whoever was reached less than a full window ago still
may buy, so such ties say nothing about how often they do.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.fan_history import first_purchase
from analytics.local_time import DAY
from analytics.network.fans import fans_forest
from analytics.network.share_ties import Pairs, came_by_share
from analytics.paths import places
from analytics.sharing_logs import SHARER_OF_ORDER, SOLD_BY_SHARING
from storage.columns import MISSING
from storage.derive import paid
from storage.facts import Facts

Floats = NDArray[np.float64]
_SECOND = 1000


class Reached(Struct, frozen=True, eq=False):
    """One value per pair of people, positions in ``facts["customers"]``; amounts in minor units."""

    who: Codes
    whom: Codes
    at: Ints
    """When ``who`` first reached ``whom``."""
    watched: Mask
    """Whether a full window has passed since."""
    bought: Mask
    """Whether ``whom`` bought within the window, for the first time or credited to ``who``."""
    sales: Ints
    """What ``whom`` paid within the window."""

    def __len__(self) -> int:
        return len(self.who)

    def by(self, moment: int, days: int) -> "Reached":
        """The pairs there were by a moment, as much of them as was known then; of those not watched nothing was."""
        kept = self.at < moment
        watched = self.at + days * DAY <= moment
        return self.only(kept, watched)

    def only(self, kept: Mask, watched: Mask) -> "Reached":
        """Some of the pairs, of which some were watched."""
        return Reached(
            self.who[kept], self.whom[kept], self.at[kept], watched[kept], self.bought[kept], self.sales[kept]
        )


def reached(facts: Facts, days: int) -> Reached:
    """All pairs, watched for so many days.

    A purchase up to a day before counts too: many a shop writes the tie down after the payment that led to it.
    """
    who, whom, at = _first_times(*_both(_brought(facts), came_by_share(facts)))
    start, stop = at - DAY, at + days * DAY
    first = first_purchase(facts)[whom]
    newly = (first != MISSING) & (first >= start) & (first < stop)
    return Reached(
        who,
        whom,
        at,
        stop <= fans_forest(facts).until,
        newly | _credited(facts, who, whom, start, stop),
        _paid_between(facts, whom, start, stop),
    )


def _brought(facts: Facts) -> Pairs:
    """Each fan by the one who brought them."""
    fans, ties = fans_forest(facts), facts["referrals"]
    child = np.flatnonzero((fans.forest.parent >= 0) & (fans.tie >= 0))
    row = np.searchsorted(ties.row, fans.tie[child])
    return fans.forest.parent[child], child, ties["created_at"][row]


def _both(one: Pairs, other: Pairs) -> Pairs:
    who, whom, at = (np.concatenate(columns) for columns in zip(one, other, strict=True))
    return who, whom, at


def _first_times(who: Codes, whom: Codes, at: Ints) -> Pairs:
    order = np.lexsort((at, whom, who))
    who, whom, at = who[order], whom[order], at[order]
    first = np.ones(len(who), np.bool_)
    first[1:] = (who[1:] != who[:-1]) | (whom[1:] != whom[:-1])
    return who[first], whom[first], at[first]


def _credited(facts: Facts, who: Codes, whom: Codes, start: Ints, stop: Ints) -> Mask:
    """Whether an order of ``whom`` credited to ``who`` was paid in [start, stop)."""
    place = places(facts, "customers")
    to, by = (place[SOLD_BY_SHARING.codes(facts, paths)] for paths in (SHARER_OF_ORDER, ("buyer_id",)))
    known = (to >= 0) & (by >= 0)
    pair = _pair_of(who, whom, to[known], by[known])
    at = SOLD_BY_SHARING.ordered(facts).at[known]
    inside = (pair >= 0) & (at >= start[pair]) & (at < stop[pair]) if len(who) else np.zeros(len(pair), np.bool_)
    found = np.zeros(len(who), np.bool_)
    found[pair[inside]] = True
    return found


def _pair_of(who: Codes, whom: Codes, to: Codes, by: Codes) -> Ints:
    """The place of each (to, by) among the pairs, which are sorted; -1 where it is none."""
    keys, wanted = (a.astype(np.int64) << 32 | b for a, b in ((who, whom), (to, by)))
    if not len(keys):
        return np.full(len(wanted), -1, np.int64)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[place] == wanted, place, -1)


def _paid_between(facts: Facts, buyer: Codes, start: Ints, stop: Ints) -> Ints:
    """What each buyer paid in [start, stop)."""
    log = paid(facts)
    position = places(facts, "customers")[log.buyer]
    order = np.argsort(position, kind="stable")  # by buyer, each in the order of time
    keys = _key(position[order], log.at[order])
    up_to = np.concatenate([[0], np.cumsum(log.amount[order])])
    between: Ints = up_to[np.searchsorted(keys, _key(buyer, stop))] - up_to[np.searchsorted(keys, _key(buyer, start))]
    return between


def _key(person: Codes, at: Ints) -> Ints:
    key: Ints = (person.astype(np.int64) << 36) + np.clip(at // _SECOND, 0, 2**36 - 1)
    return key


def amounts_bought(facts: Facts) -> Floats:
    """What each customer ever paid, minor units."""
    return fans_forest(facts).sales.astype(np.float64)
