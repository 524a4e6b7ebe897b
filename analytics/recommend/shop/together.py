"""Which products the same customers buy, beyond chance: baskets as in ``analytics/baskets.py``, one per customer."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints
from analytics.baskets import pairs_in, real
from analytics.recommend.shop.past import Taken

Floats = NDArray[np.float64]
LEAST = 5
"""Customers who must have both."""


class Neighbours(Struct, frozen=True, eq=False):
    """Pairs of products, each both ways round."""

    items: int
    key: Ints
    """One product x ``items`` + the other, ascending."""
    lift: NDArray[np.float32]
    """How many times as many customers have both as by chance."""

    def of(self, one: Codes, other: Codes) -> NDArray[np.float32]:
        """The lift, pair by pair; 0 where they are not bought together beyond chance."""
        if not len(self.key):
            return np.zeros(len(one), np.float32)
        wanted = one.astype(np.int64) * self.items + other
        place = np.minimum(np.searchsorted(self.key, wanted), len(self.key) - 1)
        return np.where(self.key[place] == wanted, self.lift[place], np.float32(0))


def neighbours(taken: Taken, items: int) -> Neighbours:
    """Of the products that most customers have."""
    order = np.argsort(taken.user, kind="stable")
    pairs = pairs_in(taken.user[order], taken.item[order], LEAST)
    kept = real(pairs)
    one, other = pairs.one[kept].astype(np.int64), pairs.other[kept].astype(np.int64)
    key = np.concatenate([one * items + other, other * items + one])
    lift = np.tile(pairs.lift[kept], 2).astype(np.float32)
    rising = np.argsort(key)
    return Neighbours(items, key[rising], lift[rising])
