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
    times: Ints
    """In how many orders, or visits."""


class Owned(Struct, frozen=True, eq=False):
    """Distinct pairs of customer and product, by customer, then by product."""

    items: int
    """How many codes of products there are."""
    starts: Ints
    """The pairs of customer u are ``starts[u]:starts[u + 1]``."""
    key: Ints
    """Customer x ``items`` + product, ascending."""
    last: Ints
    times: Ints

    def of(self, users: Codes) -> Pairs:
        """The products of these customers."""
        places, lengths = stretches(self.starts, users.astype(np.int64))
        item = self.key[places] % max(self.items, 1)
        return Pairs(np.repeat(np.arange(len(users)), lengths), item, self.last[places], self.times[places])

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
    by_pair = np.argsort(key, kind="stable")  # in the order of time within a pair
    key, number = key[by_pair], taken.order[by_pair]
    ends = _changes(key)
    orders = np.concatenate([[0], np.cumsum(ends | _changes(number))])  # up to here, each order of a pair once
    last = np.flatnonzero(ends)
    times = np.diff(orders[last + 1], prepend=0)
    many = np.bincount(key[last] // max(items, 1), minlength=users)
    starts = np.concatenate([[0], np.cumsum(many)]).astype(np.int64)
    return Owned(items, starts, key[last], taken.at[by_pair[last]], times)


def _changes(values: Ints) -> Mask:
    """Which values are the last of a run of equal ones."""
    return np.append(values[1:] != values[:-1], np.ones(min(len(values), 1), bool))
