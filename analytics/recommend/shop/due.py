"""What customers have used up, or nearly: products that are bought again, apart from those new to them."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Mask
from analytics.local_time import DAY
from analytics.recommend.shop.again import LEAST, Again
from analytics.recommend.shop.hits import TOP
from analytics.recommend.shop.moment import Moment
from analytics.recommend.shop.plain import AHEAD
from analytics.recommend.shop.ranking import first_of

Floats = NDArray[np.float64]
NEARLY, LATE = 0.6, 4.0
"""The part of its usual days after which a product is nearly used up; after so many times that, nobody waits for it."""
NO_RHYTHM = 21
"""The usual days where there is no rhythm."""
CHANCES = (0.2, 0.35, 0.5)
"""Bounds of the steps by which it is counted how often it came true."""


class Due(Struct, frozen=True, eq=False):
    """[customers, TOP] What is due first, -1 where there is no more."""

    items: NDArray[np.int32]
    days: Floats
    """Since it was last bought."""
    chance: Floats
    """That it is in an order in the middle of the days ahead."""


def due(now: Moment, again: Again, users: Codes, may: Mask) -> Due:
    """Products of ``may`` that are bought again and nearly used up, while it is not too long ago for another."""
    has = now.owned.of(users)
    days = (now.at - has.last) / DAY
    chance = again.after(has.item, days + AHEAD / 2)
    usual = np.where(np.isnan(again.days), NO_RHYTHM, again.days)[has.item]
    used_up = days >= NEARLY * usual
    missed = days > LATE * usual
    kept = may[has.item] & again.bought_again(now.consumable)[has.item] & (chance >= LEAST) & used_up & ~missed
    items = first_of(has.row[kept], has.item[kept], now.habit(again, has, AHEAD / 2)[kept], len(users), TOP)
    since = now.since(np.repeat(users, TOP), np.maximum(items, 0).ravel()).reshape(items.shape)
    since = np.where(items >= 0, since, np.nan)
    return Due(items, since, np.where(items >= 0, again.after(np.maximum(items, 0), since + AHEAD / 2), np.nan))


def step_of(chance: Floats) -> Codes:
    """The step of ``CHANCES`` that a chance lies in."""
    found: Codes = np.searchsorted(CHANCES, chance, "right").astype(np.int8)
    return found
