"""Baskets: which products are bought in one order, and how much more often than chance would have it.

Pairs are made line by line within each order, never product by product: the work is that of the pairs there are.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints
from analytics.chance import discovered
from analytics.intervals import Z95

Floats = NDArray[np.float64]

PRODUCTS = 1000
"""Products looked at, those in most orders; a table of all pairs of these has a million cells."""
_WAITING = 4_000_000
"""Pairs held before they are counted: long baskets have millions."""


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
    order, product, sizes, counts = _each_once(order, product)
    orders = len(sizes)
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


def real(pairs: Pairs) -> Ints:
    """Places of the pairs that are together beyond chance: false discoveries held, and the whole lift above 1."""
    beyond = discovered(surprise(pairs.together, pairs.expected), pairs.tested) & (lifts(pairs)[0] > 1)
    return np.flatnonzero(beyond)


def lifts(pairs: Pairs) -> tuple[Floats, Floats]:
    """The low and the high end of each lift: normal on the logarithm, with the variance of a ratio of counts."""
    both = pairs.together.astype(np.float64)
    spread = np.sqrt(np.maximum(1 / both - 1 / max(pairs.orders, 1), 0))
    reach = np.exp(Z95 * spread)
    return pairs.lift / reach, pairs.lift * reach


def surprise(together: Ints, expected: Floats) -> Floats:
    """The probability of at least so many orders with both by chance (a Poisson tail)."""
    from scipy.special import gammainc  # scipy takes its time to import

    found: Floats = gammainc(together.astype(np.float64), np.maximum(expected, 1e-12))
    return found


def _each_once(order: Codes, product: Codes) -> tuple[Codes, Codes, Ints, Ints]:
    """The lines of orders with several products, each product once; how many products every order has; the orders per
    product. Most orders have one product and need no sorting."""
    order, product = order[product >= 0], product[product >= 0].astype(np.int64)
    basket = np.cumsum(np.concatenate([[0], order[1:] != order[:-1]])) if len(order) else order.astype(np.int64)
    lines = np.bincount(basket)
    several = lines[basket] > 1
    size = int(product.max(initial=0)) + 1
    both = np.sort(basket[several] * size + product[several])
    both = both[np.diff(both, prepend=-1) > 0]
    counts = np.bincount(product[~several], minlength=size) + np.bincount(both % size, minlength=size)
    sizes = np.minimum(lines, 1)
    sizes[lines > 1] = np.bincount(both // size, minlength=len(lines))[lines > 1]
    return both // size, both % size, sizes, counts


def _most_frequent(counts: Ints, least: int) -> Codes:
    """The products in most orders, at least ``least`` each, the most frequent first; of equals the lower code."""
    enough = np.flatnonzero(counts >= max(least, 1))
    ranked: Codes = enough[np.argsort(-counts[enough], kind="stable")][:PRODUCTS]
    return ranked


def _together(order: Codes, rank: Codes, products: int) -> Ints:
    """Orders with both, per pair: cell = lower rank x products + higher rank."""
    start, step = np.arange(len(order)), 1
    counts, found, waiting = np.zeros(products * products, dtype=np.int64), [np.zeros(0, dtype=np.int64)], 0
    while len(start):  # pair each line with the one ``step`` lines on, as long as that is in the same order
        start = start[start + step < len(order)]
        start = start[order[start] == order[start + step]]
        one, other = rank[start].astype(np.int64), rank[start + step]
        found.append(np.minimum(one, other) * products + np.maximum(one, other))
        step, waiting = step + 1, waiting + len(start)
        if waiting > _WAITING:
            counts += np.bincount(np.concatenate(found), minlength=len(counts))
            found, waiting = [np.zeros(0, dtype=np.int64)], 0
    return counts + np.bincount(np.concatenate(found), minlength=len(counts))


def _chance(sizes: Ints) -> float:
    """The chance that an order has both of two products, per order with one times order with the other.

    Larger baskets have more pairs: of m products an order has m (m - 1) ordered pairs out of all that could be drawn.
    """
    sizes = sizes.astype(np.int64)
    lines = int(sizes.sum())
    drawn = lines * lines - int((sizes * sizes).sum()) if lines else 0
    return float((sizes * (sizes - 1)).sum()) / lines**2 if drawn else 0.0
