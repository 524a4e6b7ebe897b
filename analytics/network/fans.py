"""The shop's fan network: who brought whom, and what each fan is and was worth, up to the end of the data."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints, Mask
from analytics.coverage import present
from analytics.fan_history import first_purchase, joined_at, known_by_orders_only
from analytics.local_time import DAY
from analytics.network.forest import Forest, forest_of
from analytics.network.referrals import settled
from analytics.network.ties import Dirt
from analytics.paths import places
from storage.columns import MISSING
from storage.derive import paid
from storage.facts import Facts
from storage.words import Words

AWAY = 90
"""Days without a purchase after which a buyer has lapsed: the bound of "stayed away" in ``analytics/loyalty.py``."""

KINDS = {
    "supporting": Words("支撑粉丝", "Supporting fans"),
    "buyer": Words("买家", "Buyers"),
    "follower": Words("粉丝", "Followers"),
    "lapsed": Words(f"{AWAY} 天没买的买家", f"Buyers away {AWAY} days"),
}
"""Kinds of fans by key, in the order of their codes."""
KIND_RULES = {
    "supporting": Words("买过，并且带来至少一位买过的人；很久没买的也算。",
                        "Bought, and brought at least one who bought; also if long ago."),
    "buyer": Words(f"近 {AWAY} 天买过，还没带来买家。", f"Bought within {AWAY} days, and brought no buyer yet."),
    "follower": Words("还没买过。", "Has not bought yet."),
    "lapsed": Words(f"买过，但已经 {AWAY} 天没买，也没带来买家。",
                    f"Bought, but not for {AWAY} days, and brought no buyer."),
}  # fmt: skip
SUPPORTING, BUYER, FOLLOWER, LAPSED = range(4)


class Fans(Struct, frozen=True, eq=False):
    """One value per position in ``facts["customers"]``; moments are UTC milliseconds, ``MISSING`` where not known."""

    forest: Forest
    tie: Ints
    """Database row of the referral that counts; -1 for those the shop brought."""
    tied: Ints
    """When that tie began."""
    dirt: Dirt
    """Database rows of the referrals that do not count."""
    younger: Ints
    """Database rows of referrals that count although the parent came after the fan."""
    joined: Ints
    """When each became a fan."""
    since: Ints
    """When each was first known of: became a fan or bought, whichever came first."""
    first_purchase: Ints
    last_purchase: Ints
    orders: Ints
    """Paid orders."""
    sales: Ints
    """Payment amount of these, minor units."""
    bought: Mask
    lapsed: Mask
    """Bought, but not for ``AWAY`` days. Supporting fans may have lapsed too; who never bought has not."""
    kind: Codes
    """Places in ``KINDS``."""
    by_orders_only: bool
    """Nobody is known before the first purchase: all have bought, and conversion says nothing."""
    until: int
    """The end of the data."""

    def __len__(self) -> int:
        return len(self.kind)


def fans_forest(facts: Facts) -> Fans:
    """The network of all customers."""
    return facts.derived("fans forest", _fans_forest)


def brought_buyers(forest: Forest, bought: Mask) -> Ints:
    """How many buyers each one brought."""
    above = forest.parent[(forest.parent >= 0) & bought]
    return np.bincount(above, minlength=len(forest)).astype(np.int64)


def _fans_forest(facts: Facts) -> Fans:
    ties = settled(facts)
    forest = forest_of(ties.parent)
    joined, first, until = joined_at(facts), first_purchase(facts), present(facts)
    orders, sales, last = _purchases(facts)
    bought = first != MISSING
    lapsed = bought & (last + AWAY * DAY <= until)
    return Fans(
        forest,
        ties.tie,
        ties.tied,
        ties.dirt,
        ties.younger,
        joined,
        np.where(joined == MISSING, first, np.where(bought, np.minimum(joined, first), joined)),
        first,
        last,
        orders,
        sales,
        bought,
        lapsed,
        _kinds(bought, lapsed, brought_buyers(forest, bought) > 0),
        known_by_orders_only(facts),
        until,
    )


def _purchases(facts: Facts) -> tuple[Ints, Ints, Ints]:
    """Orders, sales and last purchase of each."""
    log, count = paid(facts), len(facts["customers"])
    buyer = places(facts, "customers")[log.buyer]
    known = buyer >= 0
    buyer, at = buyer[known], log.at[known]
    last = np.full(count, MISSING, np.int64)
    last[buyer] = at  # in the order of time: the last one assigned is the latest
    sales = np.bincount(buyer, log.amount[known].astype(np.float64), minlength=count)
    return np.bincount(buyer, minlength=count).astype(np.int64), np.rint(sales).astype(np.int64), last


def _kinds(bought: Mask, lapsed: Mask, brought: Mask) -> Codes:
    kind = np.where(bought, np.where(lapsed, LAPSED, BUYER), FOLLOWER)
    return np.where(bought & brought, SUPPORTING, kind).astype(np.int8)
