"""Whom a campaign is for, where the data tells: who holds its coupons, or who took part in such campaigns before."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints
from analytics.coverage import present
from analytics.recommend.shop.audience import audience
from analytics.recommend.shop.segments import LEAST
from storage.columns import MISSING
from storage.facts import Facts
from storage.words import Words

HOLDERS = Words("手里有没用的券", "hold its coupons")
TOOK_PART = Words("参加过同类活动", "took part in such campaigns before")


class Aimed(Struct, frozen=True, eq=False):
    """A campaign that runs, or is to come, and those it is for."""

    place: int
    """Position in ``facts["campaigns"]``."""
    users: Codes
    """Nobody where the data does not tell."""
    why: Words | None


def campaigns(facts: Facts) -> tuple[Aimed, ...]:
    """Those that are not over when the data ends, the next to begin last; no advertising."""
    going = np.setdiff1d(_going(facts), advertising(facts))
    order = going[np.argsort(facts["campaigns"]["starts_at"][going], kind="stable")]
    return tuple(_aimed(facts, int(place), present(facts)) for place in order)


def advertising(facts: Facts) -> Ints:
    """Positions of those that are not over and reach strangers, of whom nothing is known."""
    going = _going(facts)
    found: Ints = going[facts["campaigns"]["type"][going] == facts.category("type", "ad")]
    return found


def _going(facts: Facts) -> Ints:
    ends = facts["campaigns"]["ends_at"]
    return np.flatnonzero((ends != MISSING) & (ends > present(facts)))


def _aimed(facts: Facts, place: int, now: int) -> Aimed:
    for users, why in ((_holders(facts, place, now), HOLDERS), (_took_part(facts, place), TOOK_PART)):
        users = users[audience(facts)[users]]
        if len(users) >= LEAST:
            return Aimed(place, users, why)
    return Aimed(place, np.zeros(0, np.int64), None)


def _holders(facts: Facts, place: int, now: int) -> Codes:
    claims = facts["coupon_claims"]
    ends = claims["expires_at"]
    open_ones = (claims["used_at"] == MISSING) & ((ends == MISSING) | (ends > now))
    mine = open_ones & (claims["campaign_id"] == facts["campaigns"]["id"][place]) & (claims["customer_id"] >= 0)
    return np.unique(claims["customer_id"][mine])


def _took_part(facts: Facts, place: int) -> Codes:
    """The buyers of orders credited to a campaign of the same type."""
    table, orders = facts["campaigns"], facts["orders"]
    alike = table["type"] == table["type"][place]
    of_order = np.append(alike, False)[np.append(facts.position("campaigns"), np.int32(-1))[orders["campaign_id"]]]
    mine = of_order & (orders["paid_at"] != MISSING) & (orders["buyer_id"] >= 0)
    return np.unique(orders["buyer_id"][mine])
