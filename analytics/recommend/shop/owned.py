"""What each customer has bought or looked at, each product once, found by customer."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints, Mask
from analytics.recommend.shop.past import Taken
from analytics.seeding.stretches import stretches


class Pairs(Struct, frozen=True, eq=False):
    """Products of some customers: one value per pair."""

    row: Ints
    """Place of the customer among those asked for."""
    item: Codes
    last: Ints
    """When last, UTC milliseconds."""


class Owned(Struct, frozen=True, eq=False):
    """Distinct pairs of customer and product, by customer, then by product."""

    items: int
    """How many codes of products there are."""
    starts: Ints
    """The pairs of customer u are ``starts[u]:starts[u + 1]``."""
    key: Ints
    """Customer x ``items`` + product, ascending."""
    last: Ints

    def of(self, users: Codes) -> Pairs:
        """The products of these customers."""
        places, lengths = stretches(self.starts, users.astype(np.int64))
        return Pairs(
            np.repeat(np.arange(len(users)), lengths), self.key[places] % max(self.items, 1), self.last[places]
        )

    def many(self) -> Ints:
        """How many different products each customer has."""
        return np.diff(self.starts)

    def has(self, users: Codes, items: Codes) -> Mask:
        """Whether each customer has each product, pair by pair."""
        return self.when(users, items) > np.iinfo(np.int64).min

    def when(self, users: Codes, items: Codes) -> Ints:
        """When each customer last had each product, pair by pair; the smallest number where never."""
        never = np.iinfo(np.int64).min
        if not len(self.key):
            return np.full(len(users), never)
        wanted = users.astype(np.int64) * self.items + items
        place = np.minimum(np.searchsorted(self.key, wanted), len(self.key) - 1)
        return np.where(self.key[place] == wanted, self.last[place], never)


def owned(taken: Taken, users: int, items: int) -> Owned:
    """The distinct pairs of what was taken."""
    key = taken.user.astype(np.int64) * items + taken.item
    order = np.argsort(key, kind="stable")  # in the order of time within a pair
    ends = np.ones(len(order), bool)
    ends[:-1] = key[order[1:]] != key[order[:-1]]
    kept = order[ends]
    many = np.bincount(taken.user[kept], minlength=users)
    return Owned(items, np.concatenate([[0], np.cumsum(many)]).astype(np.int64), key[kept], taken.at[kept])
