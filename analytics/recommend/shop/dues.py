"""Who is due to buy again, product by product: how many, how many of them will buy, and about how much that is."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes
from analytics.intervals import to_come
from analytics.paths import places
from analytics.recommend.shop.counter import Counter
from analytics.recommend.shop.odds import Chances
from analytics.result import Estimate
from storage.columns import MISSING
from storage.facts import Facts

Floats = NDArray[np.float64]


class DueProduct(Struct, frozen=True, eq=False):
    """One product that somebody has used up, or nearly."""

    item: int
    users: Codes
    """Who is due, the likely first."""
    chances: Chances
    """To buy it within 30 days, user by user."""
    expected: Estimate | None
    """How many of them will, whole people; None where the past does not tell."""


def due_products(counter: Counter) -> tuple[DueProduct, ...]:
    """Those that most are expected to buy first."""
    users, items, raw = _all_due(counter)
    chances = counter.due_chance(users, raw)
    likely = np.lexsort((users, -raw, -np.nan_to_num(chances.value)))
    found = [_product(item, users, chances, likely[items[likely] == item]) for item in np.unique(items).tolist()]
    return tuple(sorted(found, key=lambda one: (-float(np.nan_to_num(one.chances.value).sum()), -len(one.users))))


def worth(facts: Facts, item: int, expected: Estimate | None) -> Estimate | None:
    """What so many buyers pay for a piece each at the list price, minor units; None where either is not known."""
    place = int(places(facts, "products")[item])
    price = int(facts["products"]["price"][place]) if place >= 0 else MISSING
    return None if expected is None or price == MISSING else expected.times(price)


def _product(item: int, users: Codes, chances: Chances, rows: NDArray[np.int64]) -> DueProduct:
    own = Chances(chances.value[rows], chances.low[rows], chances.high[rows])
    return DueProduct(item, users[rows], own, _sum(own))


def _sum(chances: Chances) -> Estimate | None:
    value, low, high = (float(ends.sum()) for ends in (chances.value, chances.low, chances.high))
    scatter = float((chances.value * (1 - chances.value)).sum())
    return None if np.isnan(value) else to_come(Estimate(value, low, high), scatter)


def _all_due(counter: Counter) -> tuple[Codes, Codes, Floats]:
    """Customer, product, and the chance at their next order."""
    parts: list[tuple[Codes, Codes, Floats]] = []
    for users in counter.blocks():
        found = counter.due(users)
        row, place = np.nonzero(found.items >= 0)
        parts.append((users[row], found.items[row, place], found.chance[row, place]))
    nobody = counter.people[:0], counter.people[:0], np.zeros(0)
    users, items, chance = (np.concatenate(column) for column in zip(nobody, *parts, strict=True))
    return users, items, chance
