"""Baskets: which products are bought in one order, and how much more often than chance would have it.

Pairs are made line by line within each order, never product by product: the work is that of the pairs there are.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints

Floats = NDArray[np.float64]

PRODUCTS = 1000
"""Products looked at, those in most orders; a table of all pairs of these has a million cells."""


class Pairs(Struct, frozen=True, eq=False):
    """Pairs of products seen together, one of each array per pair."""

    orders: int
    """Orders with a known product."""
    one: Codes
    """Code of the product that is in more orders."""
    other: Codes
    together: Ints
    """Orders with both."""
    with_one: Ints
    with_other: Ints
    expected: Floats
    """Orders with both that chance would make, given how many products orders have."""
    tested: int
    """Pairs there could be among the products looked at."""

    @property
    def lift(self) -> Floats:
        """How many times as many orders have both as if one did not care for the other."""
        found: Floats = self.together * self.orders / (self.with_one * self.with_other)
        return found


def pairs_in(order: Codes, product: Codes, least: int) -> Pairs:
    """Pairs that at least ``least`` orders have; lines of one order follow one another. -1 is an unknown product."""
    order, product = _each_once(order, product)
    sizes = np.bincount(order) if len(order) else np.zeros(0, dtype=np.int64)
    orders = int(np.count_nonzero(sizes))
    counts = np.bincount(product, minlength=1)
    top = _most_frequent(counts, least)
    rank = np.full(len(counts), -1, dtype=np.int32)
    rank[top] = np.arange(len(top), dtype=np.int32)
    kept = rank[product] >= 0
    together = _together(order[kept], rank[product[kept]], len(top))
    cells = np.flatnonzero(together >= max(least, 1))
    one, other = top[cells // max(len(top), 1)], top[cells % max(len(top), 1)]
    chance = _chance(sizes)
    return Pairs(
        orders,
        one,
        other,
        together[cells],
        counts[one],
        counts[other],
        (counts[one] * counts[other] * chance).astype(np.float64),
        len(top) * (len(top) - 1) // 2,
    )


def surprise(together: Ints, expected: Floats) -> Floats:
    """The probability of at least so many orders with both by chance (a Poisson tail)."""
    from scipy.special import gammainc  # scipy takes its time to import

    found: Floats = gammainc(together.astype(np.float64), np.maximum(expected, 1e-12))
    return found


def _each_once(order: Codes, product: Codes) -> tuple[Codes, Codes]:
    """Each product of an order once, by order and product."""
    known = product >= 0
    order, product = order[known].astype(np.int64), product[known].astype(np.int64)
    size = int(product.max(initial=0)) + 1
    both = np.unique(order * size + product)
    return both // size, both % size


def _most_frequent(counts: Ints, least: int) -> Codes:
    """The products in most orders, at least ``least`` each, the most frequent first; of equals the lower code."""
    enough = np.flatnonzero(counts >= max(least, 1))
    ranked: Codes = enough[np.argsort(-counts[enough], kind="stable")][:PRODUCTS]
    return ranked


def _together(order: Codes, rank: Codes, products: int) -> Ints:
    """Orders with both, per pair: cell = lower rank x products + higher rank."""
    cells = np.zeros(products * products, dtype=np.int64)
    sorting = np.lexsort((rank, order))
    order, rank = order[sorting], rank[sorting].astype(np.int64)
    start = np.arange(len(order))
    step = 1
    while len(start):  # pair each line with the one ``step`` lines on, as long as that is in the same order
        start = start[start + step < len(order)]
        start = start[order[start] == order[start + step]]
        cells += np.bincount(rank[start] * products + rank[start + step], minlength=len(cells))
        step += 1
    return cells


def _chance(sizes: Ints) -> float:
    """The chance that an order has both of two products, per order with one times order with the other.

    Larger baskets have more pairs: of m products an order has m (m - 1) ordered pairs out of all that could be drawn.
    """
    sizes = sizes.astype(np.int64)
    lines = int(sizes.sum())
    drawn = lines * lines - int((sizes * sizes).sum()) if lines else 0
    return float((sizes * (sizes - 1)).sum()) / lines**2 if drawn else 0.0
