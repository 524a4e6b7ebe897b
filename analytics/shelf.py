"""The shelf: what is in stock when the data ends, how fast it sold lately, and what has stopped selling."""

from datetime import date, timedelta

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.coverage import coverage
from analytics.finished import last_finished
from analytics.local_time import DAY
from analytics.pace import Pace, pace
from analytics.paths import places
from analytics.period import Period, midnight
from storage.columns import MISSING
from storage.derive import paid, sold_lines
from storage.facts import Facts
from storage.words import Words

SHORT = 14
"""Days of cover below which a product is about to run out."""
LONG = 180
"""Days of cover above which there is too much of it."""
DEAD = 90
"""Days without a sale after which stock is dead."""
WINDOW = 30
"""Finished days that the pace is measured over."""
_MANY_TIMES = 10
"""How many times the dearest piece ever sold a piece must cost before nobody can mean it."""

STATES = {
    "out": Words("已经卖断", "sold out"),
    "short": Words(f"{SHORT} 天内卖断", f"gone within {SHORT} days"),
    "enough": Words(f"够卖 {SHORT}–{LONG} 天", f"lasts {SHORT} to {LONG} days"),
    "long": Words(f"够卖 {LONG} 天以上", f"lasts over {LONG} days"),
    "dead": Words(f"{DEAD} 天没卖出", f"not sold for {DEAD} days"),
    "never": Words(f"上架 {DEAD} 天从没卖出", f"never sold in {DEAD} days"),
}
"""How a product's stock stands, by key."""
_OUT, _SHORT, _ENOUGH, _LONG, _DEAD, _NEVER = range(len(STATES))


class Shelf(Struct, frozen=True, eq=False):
    """One of each array per product, by position in ``facts["products"]``."""

    window: Period
    """The days that the pace is measured over."""
    stock: Ints
    """Pieces; ``MISSING`` where not known."""
    value: Ints
    """What the stock cost to buy, minor units; ``MISSING`` where not known."""
    pace: Pace
    before: Pace | None
    """The pace over twice as many days; None where the data is shorter."""
    last_sold: Ints
    """When it was last paid for; ``MISSING`` if never."""
    state: Codes
    """In the order of ``STATES``; -1 where stock is not known, and for what is neither on sale nor in stock."""

    @property
    def cover(self) -> tuple[NDArray[np.float64], ...]:
        """Days that the stock lasts at this pace: the value, its low and its high end."""
        stock = np.maximum(self.stock, 0).astype(np.float64)
        with np.errstate(divide="ignore"):
            return tuple(
                np.where(speed > 0, stock / np.maximum(speed, 1e-12), np.inf)
                for speed in (self.pace.value, self.pace.high, self.pace.low)
            )


def shelf(facts: Facts) -> Shelf | Words:
    """The shelf of a shop; else why it cannot be told."""
    return facts.derived("shelf", _shelf)


def _shelf(facts: Facts) -> Shelf | Words:
    products, known = facts["products"], coverage(facts)
    stock = stock_left(facts)
    if not len(products) or not (stock != MISSING).any():
        return Words("数据来源没有库存。", "The source supplies no stock.")
    window, since = last_finished(facts, WINDOW), last_finished(facts, DEAD)
    if window is None or known is None:
        return Words(f"销售记录还不满 {WINDOW} 天。", f"Sales are known for fewer than {WINDOW} days.")
    speed, last = _pace(facts, window), last_sale(facts)[facts["products"]["id"]]
    cover = np.where(speed.value > 0, np.maximum(stock, 0) / np.maximum(speed.value, 1e-12), np.inf)
    state = np.where(cover < SHORT, _SHORT, np.where(cover > LONG, _LONG, _ENOUGH))
    if since is not None:
        start = midnight(since.first, facts.shop.zone)
        listed = products["listed_at"]
        old = (last < start) & (listed < start)  # MISSING is smaller than any moment
        state = np.where(old, np.where(last == MISSING, _NEVER, _DEAD), state)
    state = np.where(stock <= 0, _OUT, state)
    off = _off_sale(facts) & (stock <= 0)
    state = np.where((stock == MISSING) | off, -1, state).astype(np.int32)
    twice = last_finished(facts, 2 * WINDOW)
    slow = None if twice is None else _pace(facts, twice)
    return Shelf(window, stock, _value(facts, stock), speed, slow, last, state)


def beyond_sense(facts: Facts, found: Shelf) -> Mask:
    """Whose stock cost cannot be: more than the shop ever sold, at many times the dearest piece it ever sold.

    A digit too many, or a piece for show. A shop that sold nothing yet has nothing to hold it against.
    """
    lines = sold_lines(facts)
    told = (lines.amount != MISSING) & (lines.amount > 0) & (lines.quantity > 0)
    amount, pieces = lines.amount[told], lines.quantity[told]
    if not len(amount):
        return np.zeros(len(found.value), dtype=bool)
    each = found.value / np.maximum(found.stock, 1)
    absurd: Mask = (found.value > int(amount.sum())) & (each > _MANY_TIMES * float((amount / pieces).max()))
    return absurd


def stock_left(facts: Facts) -> Ints:
    """Pieces per product: its own figure, else those of its variants together."""
    own = facts["products"]["stock"]
    return np.where(own != MISSING, own, _of_variants(facts, facts["skus"]["stock"]))


def _value(facts: Facts, stock: Ints) -> Ints:
    """What the stock cost: pieces x cost of the product, else of each variant."""
    cost = facts["products"]["cost"]
    known = (cost != MISSING) & (stock != MISSING)
    by_product = np.where(known, np.where(known, cost, 0) * np.where(known, np.maximum(stock, 0), 0), MISSING)
    pieces, each = facts["skus"]["stock"], facts["skus"]["cost"]
    both = (pieces != MISSING) & (each != MISSING)
    variants = np.where(both, np.where(both, each, 0) * np.where(both, np.maximum(pieces, 0), 0), MISSING)
    return np.where(known, by_product, _of_variants(facts, variants))


def _of_variants(facts: Facts, values: Ints) -> Ints:
    """The sum over a product's variants; ``MISSING`` where one of them is not known, or there are none."""
    products = len(facts["products"])
    place = places(facts, "products")[facts["skus"]["product_id"]]
    mine = place >= 0
    unknown = np.bincount(place[mine & (values == MISSING)], minlength=products) > 0
    sums = np.bincount(place[mine], weights=np.where(values == MISSING, 0, values)[mine], minlength=products)
    some = np.bincount(place[mine], minlength=products) > 0
    return np.where(some & ~unknown, np.rint(sums).astype(np.int64), MISSING)


def _pace(facts: Facts, window: Period) -> Pace:
    place, lines = _positions(facts), sold_lines(facts)
    lo, hi = lines.starts[list(paid(facts).between(*window.bounds(facts.shop.zone)))].tolist()
    mine, pieces = place[lo:hi], lines.quantity[lo:hi]
    products = len(facts["products"])
    sums = np.bincount(mine + 1, weights=pieces, minlength=products + 1)[1:]
    squares = np.bincount(mine + 1, weights=pieces * pieces, minlength=products + 1)[1:]
    return pace(sums.astype(np.int64), squares.astype(np.int64), len(window))


def last_sale(facts: Facts) -> Ints:
    """Code of a product -> moment of its last paid order, ``MISSING`` where it was never sold."""

    def build(facts: Facts) -> Ints:
        lines = sold_lines(facts)
        last = np.full(len(facts.position("products")) + 1, MISSING, np.int64)
        last[lines.product] = paid(facts).at[lines.paid_index]  # in order of time: the latest is written last
        return last[:-1]

    return facts.derived("last sale of products", build)


def _positions(facts: Facts) -> Codes:
    """The place of each sold line's product in the table of products, -1 where there is none."""
    return facts.derived("products of sold lines", lambda facts: places(facts, "products")[sold_lines(facts).product])


def _off_sale(facts: Facts) -> NDArray[np.bool_]:
    off: NDArray[np.bool_] = facts["products"]["status"] == facts.category("status", "off_sale")
    return off


def runs_out_on(facts: Facts, days: float) -> date | None:
    """The local day on which stock that lasts so many days is gone; None beyond ten years."""
    known = coverage(facts)
    if known is None or days > 3650:
        return None
    return known.until_day + timedelta(days=int(days))


def days_without_sale(facts: Facts, last_sold: int) -> int | None:
    """Whole days since the last sale; None if there never was one."""
    known = coverage(facts)
    return None if known is None or last_sold == MISSING else max(0, (known.until - last_sold) // DAY)
