"""Groups of products whose price was raised and that sell less than the rest of the shop since then.

A rise is a step of the price level at one moment: the old price is (nearly) gone after it and the new one was (nearly)
unknown before. Prices that stand side by side, for large and small orders or for two kinds of buyers, are none, however
the mix of buyers changes; nor is what an order of quite another size costs.
"""

import math
from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.cards.wording import within
from analytics.counting import sorting
from analytics.intervals import Z95, widened
from analytics.log import SOLD
from analytics.result import Estimate
from analytics.slice import Slice
from storage.chains import running
from storage.columns import MISSING

Floats = NDArray[np.float64]

DEARER = 1.05
"""How far the new price must lie above the old one."""
LEAST_BEFORE, LEAST_AFTER = 20, 10
"""Orders at the old price and at the new one below which nothing can be told."""
LEAST_BUYERS = 5
"""People who must have paid the new price; every guest counts as one."""
STRAY = 0.05
"""The part of the orders that may lie on the wrong side of the step: a forgotten coupon, a late invoice."""
ALIKE = 3
"""Orders of up to so many times the usual pieces, or as many times fewer, are held against each other."""
LUMPY = 1.5
"""Variance of the number of orders over that of single independent ones: buyers come with several."""
ELASTICITY = Estimate(-2.62, -1.0, -4.0)
"""Of published ones: the mean; the weaker end, at which a rise costs no money; four of five lie below the stronger."""


class Sales(Struct, frozen=True, eq=False):
    """Lines sold in the order of time; ``price`` per piece before coupons where the source tells it, else as paid."""

    at: Ints
    product: Codes
    item: Codes
    """A variant, or a product without any: what has one price."""
    buyer: Codes
    pieces: Ints
    amount: Ints
    price: Floats

    def only(self, rows: Mask) -> "Sales":
        """Some of the lines."""
        return Sales(*(getattr(self, name)[rows] for name in self.__struct_fields__))


class Rise(Struct, frozen=True):
    """A group of products whose price was raised and that sold less since."""

    group: int
    since: int
    """The first sale at the new price, UTC milliseconds."""
    price: float
    """The new price as a part of the old one."""
    orders: Estimate
    """Orders against what the rest of the shop would lead one to expect, as a factor."""
    before: int
    """Orders at the old price in the days compared."""
    now: int
    """Orders at the new price in the period."""
    expected: float
    """Minor units: the amount before, moved like the rest of the shop."""

    @property
    def lost(self) -> Estimate:
        """Minor units less than at the old price, as far as the price explains it: never more than was really lost."""
        price = (ELASTICITY.value, ELASTICITY.low, ELASTICITY.high)
        seen = (self.orders.value, self.orders.high, self.orders.low)
        by = [min(1 - self.price ** (1 + power), 1 - self.price * factor)
              for power, factor in zip(price, seen, strict=True)]  # fmt: skip
        return within(Estimate(*(self.expected * part for part in by)), self.expected)


def solo_sales(cube: Slice) -> Sales:
    """What was sold outside group-buys: the end of one is no price rise."""
    cut = cube.cut(SOLD)
    product, variant = cut.codes(("product_id",)), cut.codes(("sku_id",))
    pieces, amount, listed = (cut.column(name) for name in ("quantity", "amount", "list_amount"))
    good = (pieces != MISSING) & (amount != MISSING) & (amount > 0) & (pieces > 0) & (product >= 0)
    good &= cut.codes(("order_id.group_id",)) < 0
    before_coupons = np.where((listed != MISSING) & (listed > 0), listed, amount)
    price = before_coupons / np.where(pieces > 0, pieces, 1)
    item = np.where(variant >= 0, variant, product + np.int32(len(cube.facts.position("skus"))))
    return Sales(cut.at, product, item, cut.codes(("order_id.buyer_id",)), pieces, amount, price).only(good)


class _Lines(Struct, frozen=True, eq=False):
    """Lines of about the usual size: those of the days compared, then those of the period."""

    product: Codes
    at: Ints
    level: Floats
    """The price as a part of the usual one of the days compared."""
    buyer: Codes

    def of(self, rows: Codes) -> "_Lines":
        """Some of the lines."""
        return _Lines(self.product[rows], self.at[rows], self.level[rows], self.buyer[rows])


class Both(Struct, frozen=True, eq=False):
    """What was sold in the period and in the days compared."""

    now: Sales
    then: Sales
    lines: _Lines


class _Grouped(Struct, frozen=True, eq=False):
    """Lines by group, those of a group in the order of time."""

    lines: _Lines
    order: Codes
    starts: Ints
    """Where in the order each group starts, and where the last one ends."""

    def of(self, code: int) -> _Lines:
        """Those of one group."""
        return self.lines.of(self.order[self.starts[code] : self.starts[code + 1]])

    def dearer(self, codes: Ints) -> Ints:
        """Those of the groups whose last lines are dearer than usual, and that have lines enough."""
        enough = codes[self.starts[codes + 1] - self.starts[codes] >= LEAST_BEFORE + LEAST_AFTER]
        last = self.order[self.starts[enough + 1, None] - np.arange(1, LEAST_AFTER + 1)]
        dearer: Ints = enough[np.median(self.lines.level[last], axis=1) >= DEARER]
        return dearer


def both(now: Sales, then: Sales) -> Both:
    """The two held against each other; what was not sold in the days compared has no usual price and is left out."""
    price, number = _usual(then)
    alike = [np.flatnonzero(_alike(sales, number)) for sales in (then, now)]
    product, at, item, paid, buyer = (
        np.concatenate([getattr(sales, name)[rows] for sales, rows in zip((then, now), alike, strict=True)])
        for name in ("product", "at", "item", "price", "buyer")
    )
    return Both(now, then, _Lines(product, at, paid / price[item], buyer))


def rises(sold: Both, group: Codes) -> Iterator[Rise]:
    """Groups whose price rose and whose orders fell beyond noise, at the level that looking at so many asks for.

    ``group`` has the code of each product's group, -1 for none.
    """
    size = int(group.max(initial=-1)) + 1
    now, then = (group[sales.product] for sales in (sold.now, sold.then))
    after, before = (np.bincount(of + 1, minlength=size + 1)[1:] for of in (now, then))
    z = widened(int((before > 0).sum()))
    lines = _grouped(sold.lines, group, size)
    for code in lines.dearer(np.flatnonzero((before >= LEAST_BEFORE) & (after >= LEAST_AFTER))).tolist():
        since = _step(lines.of(code))
        if since is None:
            continue
        rise = _fell(code, *since, sold, (now, then), z)
        if rise is not None:
            yield rise


def _grouped(lines: _Lines, group: Codes, size: int) -> _Grouped:
    of = group[lines.product] + 1
    return _Grouped(lines, sorting(of), running(np.bincount(of, minlength=size + 1))[1:])


def _step(lines: _Lines) -> tuple[int, float] | None:
    """When the price of a group rose and how far; None where it did not step up once, for good."""
    level = lines.level
    high = level >= math.sqrt(float(np.median(level[-LEAST_AFTER:])))
    place = _change(high)
    old, new = high[:place], high[place:]
    settled = old.sum() <= STRAY * len(old) and (~new).sum() <= STRAY * len(new)
    if not settled or len(old) < LEAST_BEFORE or len(new) < LEAST_AFTER or _people(lines.buyer[place:]) < LEAST_BUYERS:
        return None
    return int(lines.at[place]), float(np.median(level[place:]) / np.median(level[:place]))


def _usual(then: Sales) -> tuple[Floats, Floats]:
    """Per item the middle price and the middle number of pieces of the days compared; nan for what was not sold."""
    size = int(then.item.max(initial=0)) + 1  # room for one where nothing was sold before
    return _middles(then.item, then.price, size), _middles(then.item, then.pieces, size)


def _middles(item: Codes, values: Floats | Ints, size: int) -> Floats:
    """The median of the values of each item."""
    rising = np.argsort(values)
    values = values[rising[sorting(item[rising])]]
    starts = running(np.bincount(item, minlength=size))
    first, end = starts[:-1], starts[1:]
    sold = np.flatnonzero(end > first)
    middles = np.full(size, np.nan)
    middles[sold] = (values[(first + end - 1)[sold] // 2] + values[(first + end)[sold] // 2]) / 2
    return middles


def _alike(sales: Sales, number: Floats) -> Mask:
    """The lines of items sold before, of about the usual size."""
    known = sales.item < len(number)
    usual = np.where(known, number[np.where(known, sales.item, 0)], np.nan)
    alike: Mask = (sales.pieces <= ALIKE * usual) & (usual <= ALIKE * sales.pieces)
    return alike


def _change(high: Mask) -> int:
    """The place at which the fewest lines lie on the wrong side."""
    wrong = np.concatenate([[0], np.cumsum(high)]) + np.concatenate([np.cumsum(~high[::-1])[::-1], [0]])
    return int(np.argmin(wrong))


def _people(buyer: Codes) -> int:
    return len(np.unique(buyer[buyer >= 0])) + int((buyer < 0).sum())


def course(now: Sales, then: Sales, among: Mask) -> float | None:
    """What became of the orders of some products (by code), beside all others; None where there were too few."""
    mine = [float(among[sales.product].sum()) for sales in (now, then)]
    rest = [len(sales.at) - own for sales, own in zip((now, then), mine, strict=True)]
    if mine[1] < LEAST_BEFORE or min(rest) <= 0:
        return None
    return math.exp(_factor((mine[0], mine[1]), (rest[0], rest[1]))[0])


def _fell(code: int, since: int, up: float, sold: Both, groups: tuple[Codes, Codes], z: float) -> Rise | None:
    """What became of the orders; None where they fell no more than the rest, or had been falling before the rise."""
    late, early = (int(np.searchsorted(sales.at, since)) for sales in (sold.now, sold.then))
    here, there = groups[0][late:] == code, groups[1][:early] == code
    mine = float(np.count_nonzero(here)), float(np.count_nonzero(there))
    rest = len(here) - mine[0], len(there) - mine[1]
    if min(rest) <= 0 or mine[1] < LEAST_BEFORE or mine[0] < LEAST_AFTER:
        return None
    middle, spread = _factor(mine, rest)
    if middle + z * spread >= 0 or _had_fallen(there, mine[0], rest[0]):
        return None
    factor = Estimate(*(math.exp(middle + width * spread) for width in (0, -Z95, Z95)))
    expected = float(sold.then.amount[:early][there].sum()) * rest[0] / rest[1]
    rise = Rise(code, since, up, factor, int(mine[1]), int(mine[0]), expected)
    return rise if rise.lost.value > 0 else None


def _factor(mine: tuple[float, float], rest: tuple[float, float]) -> tuple[float, float]:
    """The logarithm of what became of the orders beside the rest, with its standard error; (now, before) each."""
    middle = math.log((mine[0] + 0.5) / (mine[1] + 0.5)) - math.log(rest[0] / rest[1])
    inverse = 1 / (mine[0] + 0.5) + 1 / (mine[1] + 0.5) + 1 / rest[0] + 1 / rest[1]
    return middle, math.sqrt(LUMPY * inverse)


def _had_fallen(mine: Mask, orders: float, rest: float) -> bool:
    """Whether the second half of the lines before the rise sold no better than those after: it did not fall by it."""
    half = np.arange(len(mine)) >= len(mine) // 2
    own, others = float((half & mine).sum()), float((half & ~mine).sum())
    if not own or not others:
        return True
    middle, spread = _factor((orders, own), (rest, others))
    return middle + Z95 * spread >= 0
