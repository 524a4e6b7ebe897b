"""What a group of customers buys more than all buyers do: told by purchases on record, needing no model.

Each product counts once per customer. How active a group is says nothing of its taste, so its part of all such
purchases is what chance would give it of every product; the lifts are those of ``analytics/cooperation/lifts.py``.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints, Mask
from analytics.cooperation.lifts import lifts
from analytics.rates import Floats
from analytics.recommend.shop.counter import Counter
from analytics.result import Estimate

LEAST = 5
"""Customers of the group who must have bought it."""


class Favourites(Struct, frozen=True, eq=False):
    """n products, those that stand out most first; ``low`` and ``high`` are the 95% interval of the lift."""

    items: Codes
    lift: Floats
    low: Floats
    high: Floats

    def first(self, most: int) -> dict[int, Estimate]:
        """Product -> how many times as many of the group have it as of all buyers."""
        places = range(min(most, len(self.items)))
        ends = self.lift, self.low, self.high
        return {int(self.items[at]): Estimate(*(float(end[at]) for end in ends)) for at in places}


def favourites(counter: Counter, users: Codes) -> Favourites:
    """Of what may be offered and not all of the group have; nothing for a group that is all buyers, or none."""
    have = counter.now.owned
    every = np.bincount(have.key % max(have.items, 1), minlength=have.items)
    inside = np.bincount(have.of(users).item, minlength=have.items)
    part = float(inside.sum() / max(every.sum(), 1))
    told = np.flatnonzero(counter.may & (every >= LEAST))
    if not 0 < part < 1:
        told = told[:0]
    asked = _open(inside[told], len(users))
    found = lifts(inside[told], every[told], np.full(len(told), part), np.ones(len(told)), asked)
    real = found.real & (found.low > 1)
    best = np.flatnonzero(real)[np.argsort(-found.value[real], kind="stable")]
    return Favourites(told[best], found.value[best], found.low[best], found.high[best])


def _open(inside: Ints, people: int) -> Mask:
    """Bought by enough of a group, and not yet by all of it."""
    found: Mask = (inside >= LEAST) & (inside < people)
    return found
