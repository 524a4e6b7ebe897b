"""Sets to sell as one, or to put beside a group-buy: products that orders have together beyond chance.

Pairs are those of ``analytics/baskets.py``. A pair becomes three where a third goes with both of them and enough orders
have all three.
"""

import math
from collections import Counter

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints, Mask
from analytics.baskets import Pairs, pairs_in, real
from analytics.intervals import Z95
from analytics.local_time import DAY
from analytics.recommend.shop.past import Taken
from analytics.result import Estimate

LEAST = 5
"""Orders that must have all of a set."""
DAYS = 365
"""Orders looked at."""
MOST, EACH = 30, 3
"""Sets, and sets that a product is part of."""


class Together(Struct, frozen=True):
    """Products that sell as a set."""

    items: tuple[int, ...]
    orders: int
    """Orders with all of them."""
    lift: Estimate
    """How many times as many as if none cared for the others."""


def sets(taken: Taken, until: int, may: Mask) -> tuple[Together, ...]:
    """The sets beyond chance that may be offered, those in most orders beyond chance first."""
    late = taken.within(until - DAYS * DAY, until)
    pairs = pairs_in(late.order, late.item, LEAST)
    places = real(pairs)
    places = places[may[pairs.one[places]] & may[pairs.other[places]]]
    beyond = pairs.together[places] - pairs.expected[places]
    places = places[np.argsort(-beyond, kind="stable")]
    orders = _orders_with(late, np.unique(np.concatenate([pairs.one[places], pairs.other[places]])))
    return tuple(_together(items, orders, pairs.orders) for items in _varied(_grown(pairs, places, orders)))


def _varied(every: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Each set once, and no product in more than ``EACH``."""
    used, found = Counter[int](), list[tuple[int, ...]]()
    for items in dict.fromkeys(every):
        if max(used[item] for item in items) < EACH and len(found) < MOST:
            used.update(items)
            found.append(items)
    return found


def _grown(pairs: Pairs, places: Ints, orders: dict[int, Ints]) -> list[tuple[int, ...]]:
    """Each pair, or the three that it is part of."""
    two = [(int(pairs.one[place]), int(pairs.other[place])) for place in places.tolist()]
    beside: dict[int, set[int]] = {}
    for one, other in two:
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    return [_with_third(pair, beside, orders) for pair in two[: 10 * MOST]]


def _with_third(pair: tuple[int, int], beside: dict[int, set[int]], orders: dict[int, Ints]) -> tuple[int, ...]:
    thirds = sorted(beside[pair[0]] & beside[pair[1]])
    counts = [len(_all_of((*pair, third), orders)) for third in thirds]
    if not counts or max(counts) < LEAST:
        return tuple(sorted(pair))
    return tuple(sorted((*pair, thirds[counts.index(max(counts))])))


def _together(items: tuple[int, ...], orders: dict[int, Ints], every: int) -> Together:
    """With the lift of all of them at once, its interval normal on the logarithm."""
    both = len(_all_of(items, orders))
    lift = both * every ** (len(items) - 1) / math.prod(len(orders[item]) for item in items)
    reach = math.exp(Z95 * math.sqrt(max(1 / both - 1 / every, 0.0)))
    return Together(items, both, Estimate(lift, lift / reach, lift * reach))


def _orders_with(taken: Taken, items: Ints) -> dict[int, Ints]:
    """The orders that have each product."""
    return {item: np.unique(taken.order[taken.item == item]) for item in items.tolist()}


def _all_of(items: tuple[int, ...], orders: dict[int, Ints]) -> NDArray[np.int64]:
    found = orders[items[0]]
    for item in items[1:]:
        found = np.intersect1d(found, orders[item], assume_unique=True)
    return found
