"""Prices that were really tried, and what each sold: a Poisson regression per item (a product, or one variant of it).

The price of a day is the median price paid per piece, so that a coupon here and there does not make a price of its own;
a day without a sale keeps the price before it. Days count by how much the whole shop sold: a promotion that fills the
shop is not mistaken for the effect of one price. Only days between an item's first and last sale count. The elasticity
is that of the number of sales, not of pieces: who takes a hundred pieces gets them cheaper, not the other way round.
Prices asked at the same time, wholesale beside retail, were not tried one after the other: they say who buys, not what
a price does.
"""

import math
from itertools import combinations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.chance import normal_tail
from analytics.intervals import Z95
from analytics.pace import pace
from analytics.result import Estimate

Floats = NDArray[np.float64]

GAP = 0.03
"""Prices closer than this part are one price."""
DAYS = 7
"""Days that a price must have stood."""
SPREAD = 1.05
"""How far the highest price must lie above the lowest."""
SALES = 5
"""Sales that must have been made at it."""
EVENTS = 20
"""Sales below which nothing is said of an item."""
BEYOND = 5.0
"""Elasticities further from zero than this are not those of a price: other things came with it, or the prices lie so
close that a little noise is a large slope. The mean of 1,851 published estimates is -2.6 (Bijmolt, van Heerde and
Pieters 2005, New empirical generalizations on the determinants of price elasticity, JMR 42, 141-156)."""
MOST = 9.0
"""The largest rise of sales told, as a part: tenfold. A larger one is not believed either."""
_MIXED = 0.5
"""Part of the changes from sale to sale by lot that prices one after another may make."""
_STEPS = 30


class Level(Struct, frozen=True):
    """One price, minor units, and how it sold."""

    price: int
    days: int
    pieces: int
    pace: Estimate
    """Pieces per day, of days on which the shop sells as usual."""


class Tried(Struct, frozen=True):
    """What the prices of one item did, from low to high."""

    levels: tuple[Level, ...]
    elasticity: Estimate
    """By how many percent more often it sells if the price rises by one percent; below zero as a rule."""

    @property
    def effect(self) -> Estimate:
        """How the number of sales changes from the highest price tried to the lowest, as a part."""
        ratio = self.levels[0].price / self.levels[-1].price
        ends = (self.elasticity.value, self.elasticity.high, self.elasticity.low)
        return Estimate(*(min(ratio**end - 1, MOST) for end in ends))

    @property
    def beyond_belief(self) -> bool:
        """Whether what came out cannot be the work of the price alone."""
        return abs(self.elasticity.value) > BEYOND or self.effect.value >= MOST

    @property
    def p_value(self) -> float:
        """How likely so strong an effect is by chance, were there none."""
        spread = (self.elasticity.high - self.elasticity.low) / (2 * Z95)
        return normal_tail(self.elasticity.value / spread) if spread > 0 else 1.0


class Sales(Struct, frozen=True, eq=False):
    """Lines of one item in the order of time."""

    day: Codes
    pieces: Ints
    price: Floats
    """Paid per piece, minor units."""
    by_price: Codes
    """Their places by day, those of a day by price."""
    sold: Ints
    """How many there are on each day from the first to the last."""
    prices: Floats
    """The price of each of these days."""

    def on_days(self, first: int, end: int) -> "Sales":
        """Those from the first day up to the end, exclusive, at least one; days count from the first."""
        lo, hi = np.searchsorted(self.day, (first, end)).tolist()
        mine, days = slice(lo, hi), slice(int(self.day[lo] - self.day[0]), int(self.day[hi - 1] - self.day[0]) + 1)
        own = (self.day[mine] - first, self.pieces[mine], self.price[mine], self.by_price[mine] - lo)
        return Sales(*own, self.sold[days], self.prices[days])

    def only(self, kept: Mask) -> "Sales":
        """Some of the lines."""
        place = np.cumsum(kept) - 1
        return _sales(self.day[kept], self.pieces[kept], self.price[kept], place[self.by_price[kept[self.by_price]]])


class Parallel(Struct, frozen=True):
    """An item sold at several prices at the same time, minor units."""

    lowest: int
    highest: int


def sales(day: Codes, pieces: Ints, price: Floats) -> Sales:
    """Lines of one item, at least one, given in the order of time."""
    return _sales(day, pieces, price, np.lexsort((price, day)))


def _sales(day: Codes, pieces: Ints, price: Floats, by_price: Codes) -> Sales:
    sold = np.bincount(day - day[0])
    return Sales(day, pieces, price, by_price, sold, _day_prices(price[by_price], sold))


def tried(sales: Sales, shop: Floats) -> Tried | Parallel | None:
    """What its prices did to an item; None where fewer than two were tried long enough.

    ``shop`` is how much the whole shop sold on each day, 1 on average; the days of the sales count from its first.
    """
    first, last = int(sales.day[0]), int(sales.day[-1])
    exposure, prices, number = shop[first : last + 1], sales.prices, sales.sold.astype(np.float64)
    level = _levels(prices)
    stood = (np.bincount(level) >= DAYS) & (np.bincount(level, weights=number) >= SALES)
    if np.count_nonzero(stood) < 2:
        return None
    own = _own_level(sales, prices, level)
    stood &= np.bincount(own + 1, minlength=len(stood) + 1)[1:] >= SALES  # a price between two is the mix of both
    kept = np.flatnonzero(stood)
    open_days = stood[level] & (exposure > 0)
    if len(kept) < 2 or number[open_days].sum() < EVENTS:
        return None
    if not _replaced(own, kept):
        ends = [round(float(np.median(prices[level == one]))) for one in (kept[0], kept[-1])]
        return Parallel(*ends) if ends[1] >= SPREAD * ends[0] else None
    slope = _slope(np.log(prices[open_days]), number[open_days], exposure[open_days])
    if slope is None:
        return None
    levels = tuple(
        _level(prices, sales.pieces[level[sales.day - first] == one], exposure, open_days & (level == one))
        for one in kept.tolist()
    )
    return Tried(levels, slope) if levels[-1].price >= SPREAD * levels[0].price else None


def _day_prices(price: Floats, sold: Ints) -> Floats:
    """The price of every day from the first to the last sale.

    ``price`` are those of the sales by day and price, ``sold`` is how many of them each day has.
    """
    days = np.flatnonzero(sold)
    counts, starts = sold[days], (np.cumsum(sold) - sold)[days]
    middle = (price[starts + (counts - 1) // 2] + price[starts + counts // 2]) / 2
    found: Floats = np.repeat(middle, np.diff(days, append=len(sold)))
    return found


def _levels(prices: Floats) -> Codes:
    """Which price, counted from the lowest, each day had: a new one begins where there is a gap."""
    different, which = np.unique(prices, return_inverse=True)
    steps = np.diff(np.log(different)) > GAP
    found: Codes = np.concatenate([[0], np.cumsum(steps)])[which]
    return found


def _own_level(sales: Sales, prices: Floats, level: Codes) -> Codes:
    """The price, as counted by ``_levels``, at which each sale was made; -1 for one at none of them (a coupon)."""
    own = np.full(len(sales.price), -1)
    for one in range(int(level.max()) + 1):
        here = prices[level == one]
        own[(sales.price >= here.min() * (1 - GAP / 2)) & (sales.price <= here.max() * (1 + GAP / 2))] = one
    return own


def _replaced(own: Codes, kept: NDArray[np.intp]) -> bool:
    """Whether of each two prices one came after the other; ``own`` are the prices of the sales in the order of time."""
    return all(_apart(own, one, other) for one, other in combinations(kept.tolist(), 2))


def _apart(own: Codes, one: int, other: int) -> bool:
    """Whether two prices change from sale to sale far less often than if they were drawn by lot.

    Each must also have stood through some sales in a row.
    """
    line = own[(own == one) | (own == other)] == one
    starts = np.flatnonzero(np.concatenate([[True], line[1:] != line[:-1]]))
    rows = np.diff(np.append(starts, len(line)))
    longest = min(int(rows[line[starts] == which].max(initial=0)) for which in (True, False))
    part = float(line.mean())
    return longest >= SALES and len(starts) - 1 <= _MIXED * 2 * part * (1 - part) * (len(line) - 1)


def _level(prices: Floats, pieces: Ints, exposure: Floats, days: NDArray[np.bool_]) -> Level:
    sold, squares = np.array([int(pieces.sum())]), np.array([int((pieces * pieces).sum())])
    speed = pace(sold, squares, max(float(exposure[days].sum()), 1e-9))
    estimate = Estimate(float(speed.value[0]), float(speed.low[0]), float(speed.high[0]))
    return Level(round(float(np.median(prices[days]))), int(days.sum()), int(sold[0]), estimate)


def _slope(logs: Floats, pieces: Floats, exposure: Floats) -> Estimate | None:
    """The exponent of the price in a Poisson regression, with the interval widened by how uneven the days are."""
    centred = logs - logs.mean()
    level, slope = math.log(max(float(pieces.sum()), 0.5) / float(exposure.sum())), 0.0
    mean, spread = exposure, 0.0
    for _ in range(_STEPS):
        mean = exposure * np.exp(np.clip(level + slope * centred, -50, 50))
        errors, weight = pieces - mean, float(mean.sum())
        cross, spread = float(mean @ centred), float(mean @ (centred * centred))
        inside = weight * spread - cross * cross
        if inside <= 1e-12:
            return None
        up, along = float(errors.sum()), float(errors @ centred)
        step = (weight * along - cross * up) / inside
        level, slope = level + (spread * up - cross * along) / inside, slope + step
        if abs(step) < 1e-9:
            break
    uneven = float(((pieces - mean) ** 2 / np.maximum(mean, 1e-9)).sum()) / max(len(pieces) - 2, 1)
    cross = float(mean @ centred)
    variance = max(uneven, 1.0) / max(float(mean @ (centred * centred)) - cross * cross / float(mean.sum()), 1e-12)
    reach = Z95 * math.sqrt(variance)
    return Estimate(slope, slope - reach, slope + reach)
