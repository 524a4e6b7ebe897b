"""Chances to buy the same again: at each later order of a buyer, how long after, and whether the product was in it.

A purchase waits until the same customer buys the product again, for at most ``LATER`` orders and a year and more. The
orders it waits through are counted by the days since: events per exposure, a table of products and days.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints
from analytics.local_time import DAY
from analytics.recommend.shop.past import Taken

Floats = NDArray[np.float64]
LATER = 12
EDGES = np.geomspace(4.0, 420.0, 25)
"""Bounds of days since a purchase; sooner is the same shopping, later says nothing of a rhythm."""
MIDDLES = np.sqrt(EDGES[1:] * EDGES[:-1])


class Chances(Struct, frozen=True, eq=False):
    """Counts of later orders, [products, days]."""

    exposed: Ints
    again: Ints
    by_chance: Floats
    """[products] The part of later orders that would have the product if its buyers came for their taste alone."""


def chances(taken: Taken, category: Codes) -> Chances:
    """All later orders; ``category`` is per product, -1 where not known."""
    lines = _lines(taken, len(category))
    shape = len(category), len(MIDDLES)
    exposed, again = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for step in range(1, LATER + 1):
        later = lines.visit + step
        waits = (later < lines.last[lines.user]) & (lines.steps >= step)
        place = np.searchsorted(EDGES, (lines.moment[later[waits]] - lines.at[waits]) / DAY, "right") - 1
        item, event = lines.item[waits], lines.steps[waits] == step
        inside = (place >= 0) & (place < shape[1])
        cell = item[inside].astype(np.int64) * shape[1] + place[inside]
        exposed += np.bincount(cell, minlength=exposed.size).reshape(shape)
        again += np.bincount(cell[event[inside]], minlength=exposed.size).reshape(shape)
    return Chances(exposed, again, _by_chance(lines, category))


class _Lines(Struct, frozen=True, eq=False):
    """Each product once an order, by customer and time."""

    user: Codes
    item: Codes
    at: Ints
    visit: Ints
    """Orders numbered through, those of a customer one after another."""
    moment: Ints
    """When each of these was."""
    last: Ints
    """Code of a customer -> the number after their last order."""
    steps: Ints
    """Orders of the customer until the product is bought again; very many where it is not."""


def _lines(taken: Taken, products: int) -> _Lines:
    order = np.lexsort((taken.item, taken.order, taken.user))
    user, item, at, number = (column[order] for column in (taken.user, taken.item, taken.at, taken.order))
    new = np.ones(len(user), bool)
    new[1:] = (user[1:] != user[:-1]) | (number[1:] != number[:-1])
    visit = np.cumsum(new) - 1
    once = new.copy()
    once[1:] |= item[1:] != item[:-1]
    last = np.zeros(int(user.max(initial=-1)) + 1, np.int64)
    last[user] = visit + 1  # in the order of visits: the last one stays
    user, item, moment, at, visit = user[once], item[once], at[new], at[once], visit[once]
    return _Lines(user, item, at, visit, moment, last, _steps(user, item, visit))


def _steps(user: Codes, item: Codes, visit: Ints) -> Ints:
    steps = np.full(len(user), np.iinfo(np.int64).max)
    by_pair = np.lexsort((visit, item, user))
    one, following = by_pair[:-1], by_pair[1:]
    same = (user[one] == user[following]) & (item[one] == item[following])
    steps[one[same]] = visit[following[same]] - visit[one[same]]
    return steps


def _by_chance(lines: _Lines, category: Codes) -> Floats:
    """How often an order has each product, times how much more often buyers of a category come back to it.

    That factor is told by the other products of the category in the next order: what is bought again itself is not to
    count as taste.
    """
    orders = max(len(lines.moment), 1)
    part = np.bincount(lines.item, minlength=len(category)) / orders
    kinds = int(category.max(initial=-1)) + 2
    kind = category + 1  # 0 is not known
    of_kind = np.bincount(kind, part, kinds)
    key = lines.visit * kinds + kind[lines.item]
    keys, counts = np.unique(key, return_counts=True)
    follows = lines.visit + 1 < lines.last[lines.user]
    item = lines.item[follows]
    wanted = (lines.visit[follows] + 1) * kinds + kind[item]
    place = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    found = np.where(keys[place] == wanted, counts[place], 0) if len(keys) else np.zeros(0)
    others = np.bincount(kind[item], found - (lines.steps[follows] == 1), kinds)
    usual = np.bincount(kind[item], of_kind[kind[item]] - part[item], kinds)
    loyal = np.where(usual > 0, others / np.maximum(usual, 1e-12), 1.0)
    return np.clip(part * np.maximum(loyal, 1.0)[kind], 1e-6, 0.5)
