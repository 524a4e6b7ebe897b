"""Who is due to buy again, product by product: how many, how many of them will buy, and about how much that is."""

from collections.abc import Sequence

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


def purchases(dues: Sequence[DueProduct]) -> Estimate | None:
    """How many pieces will be bought again in all; None where the past does not tell."""
    return None if any(one.expected is None for one in dues) else _sum(_joined(dues), np.ones(1))


def worth(facts: Facts, dues: Sequence[DueProduct]) -> Estimate | None:
    """What a piece for each of those who buy costs at the list price, minor units; None where the past or a price does
    not tell."""
    prices = [price_of(facts, one.item) for one in dues]
    known = [price for price in prices if price is not None]
    if len(known) < len(prices) or any(one.expected is None for one in dues):
        return None
    return _sum(_joined(dues), np.repeat(known, [len(one.users) for one in dues]).astype(np.float64))


def price_of(facts: Facts, item: int) -> int | None:
    """The list price of a product, minor units; None where it is not known."""
    place = int(places(facts, "products")[item])
    price = int(facts["products"]["price"][place]) if place >= 0 else MISSING
    return None if price == MISSING else price


def _joined(dues: Sequence[DueProduct]) -> Chances:
    every = [one.chances for one in dues]
    return Chances(*(np.concatenate([getattr(one, end) for one in every]) for end in Chances.__struct_fields__))


def _product(item: int, users: Codes, chances: Chances, rows: NDArray[np.int64]) -> DueProduct:
    own = Chances(chances.value[rows], chances.low[rows], chances.high[rows])
    return DueProduct(item, users[rows], own, _sum(own, np.ones(1)))


def _sum(chances: Chances, each: Floats) -> Estimate | None:
    """Of what is still to come, where each of these chances counts so much; None where they are not known."""
    value, low, high = (float((ends * each).sum()) for ends in (chances.value, chances.low, chances.high))
    scatter = float((chances.value * (1 - chances.value) * each**2).sum())
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
