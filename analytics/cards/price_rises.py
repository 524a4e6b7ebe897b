"""Groups of products that became dearer and sell less than the rest of the shop."""

import math
from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints
from analytics.cards.chance import widened
from analytics.cards.wording import within
from analytics.intervals import Z95
from analytics.log import SOLD
from analytics.result import Estimate
from analytics.slice import Slice
from storage.columns import MISSING

DEARER = 1.05
"""How much the price paid per piece must have risen."""
LEAST_LINES = 20
"""Orders of the comparison below which a fall cannot be told."""
LUMPY = 1.5
"""Variance of the number of orders over that of single independent ones: buyers come with several."""


class Sales(Struct, frozen=True, eq=False):
    """One value per product."""

    lines: Ints
    pieces: Ints
    amount: Ints


class Rise(Struct, frozen=True):
    """A group of products that became dearer and sold less."""

    group: int
    price: float
    """Price paid per piece of the same products, now as a part of before."""
    orders: Estimate
    """Orders against what the rest of the shop would lead one to expect, as a factor."""
    before: int
    """Orders in the comparison."""
    now: int
    expected: float
    """Minor units: the amount before, moved like the rest of the shop."""

    @property
    def lost(self) -> Estimate:
        """Minor units that the fewer orders cost beyond what the price brought in."""
        by = [self.expected * (1 - self.price * factor) for factor in
              (self.orders.value, self.orders.high, self.orders.low)]  # fmt: skip
        return within(Estimate(*by), self.expected)


def solo_sales(cube: Slice) -> Sales:
    """What was sold outside group-buys: the end of one is no price rise."""
    cut = cube.cut(SOLD)
    product, pieces, amount = cut.codes(("product_id",)), cut.column("quantity"), cut.column("amount")
    good = (pieces != MISSING) & (amount != MISSING) & (amount > 0) & (pieces > 0) & (product >= 0)
    good &= cut.codes(("order_id.group_id",)) < 0
    size = len(cube.facts.position("products"))

    def by_product(values: Ints | None) -> Ints:
        return np.bincount(product[good], values, size).round().astype(np.int64)

    return Sales(by_product(None), by_product(pieces[good]), by_product(amount[good]))


def rises(now: Sales, then: Sales, group: Codes) -> Iterator[Rise]:
    """Groups whose price rose and whose orders fell beyond noise, at the level that looking at so many asks for.

    ``group`` has the code of each product's group, -1 for none.
    """
    size = int(group.max(initial=-1)) + 1
    before, after = _by_group(then.lines, group, size), _by_group(now.lines, group, size)
    rest = np.stack([then.lines.sum() - before, now.lines.sum() - after])
    looked = (before >= LEAST_LINES) & (rest > 0).all(axis=0)
    z = widened(int((before > 0).sum()))
    prices = _prices(now, then, group, size)
    for code in np.flatnonzero(looked & (prices >= DEARER)).tolist():
        b, n, rest_b, rest_n = (float(value) for value in (before[code], after[code], *rest[:, code]))
        middle = math.log((n + 0.5) / (b + 0.5)) - math.log(rest_n / rest_b)
        spread = math.sqrt(LUMPY * (1 / (n + 0.5) + 1 / (b + 0.5) + 1 / rest_n + 1 / rest_b))
        if middle + z * spread < 0:
            factor = Estimate(*(math.exp(middle + width * spread) for width in (0, -Z95, Z95)))
            amount = float(then.amount[group == code].sum()) * rest_n / rest_b
            rise = Rise(code, float(prices[code]), factor, int(b), int(n), amount)
            if rise.lost.low > 0:
                yield rise


def _prices(now: Sales, then: Sales, group: Codes, size: int) -> NDArray[np.float64]:
    """Price per piece now against before, each product weighted by its pieces of both: the mix plays no part."""
    both = np.flatnonzero((now.pieces > 0) & (then.pieces > 0) & (group >= 0))
    weight, of = now.pieces[both] + then.pieces[both], group[both]
    is_now = np.bincount(of, weight * now.amount[both] / now.pieces[both], size)
    was = np.bincount(of, weight * then.amount[both] / then.pieces[both], size)
    return np.where(was > 0, is_now / np.maximum(was, 1), 0.0)


def _by_group(values: Ints, group: Codes, size: int) -> Ints:
    return np.bincount(group + 1, values, size + 1)[1:].round().astype(np.int64)
