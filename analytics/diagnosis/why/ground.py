"""What a number is made of on both sides: one row per order line, order or person, with its value of each dimension.

Rows add up exactly: money of an order that no line tells (freight) is a row of its own that belongs to no product.
Whoever is counted once counts with the first row of the period; an order's product is that of its dearest line.
"""

from collections.abc import Callable, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics import counting
from analytics.arrays import Codes, Ints, Mask
from analytics.cut import Cut
from analytics.diagnosis.noise.units import roster, unit_codes
from analytics.diagnosis.noise.windows import days_ratio
from analytics.dimension import Dimension
from analytics.dimensions.campaigns import CAMPAIGN
from analytics.dimensions.goods import CATEGORY, PRODUCT
from analytics.dimensions.order import ORDER_TYPE, ORDER_VALUE
from analytics.dimensions.people import BUYER_KIND
from analytics.dimensions.place import CHANNEL, PROVINCE
from analytics.log import PAID, SOLD, Log
from analytics.measure import term_for
from analytics.metric import Term
from analytics.parts.goods import SOLD_LINES
from analytics.parts.sales import FREIGHT, PAID_ORDERS
from analytics.slice import Slice
from storage.derive import sold_lines
from storage.facts import Facts
from storage.words import Words

Floats = NDArray[np.float64]

DIMENSIONS = (PRODUCT, CATEGORY, PROVINCE, CHANNEL, CAMPAIGN, BUYER_KIND, ORDER_VALUE)
"""Where an explanation is looked for."""
NOTHING = Words("对比期没有这一项。", "The comparison does not have this.")
GOODS = (PRODUCT, CATEGORY)


class Ground(Struct, frozen=True, eq=False):
    """n rows of several periods: 0 is the period asked about, 1 its comparison, 2 and more lie before them."""

    dimensions: tuple[Dimension, ...]
    codes: tuple[Codes, ...]
    """Per dimension n codes, -1 for not known."""
    sizes: tuple[int, ...]
    """Codes are below this; the last one stands for rows that have no such value, as freight has no product."""
    amount: Floats
    """What each row adds to the number."""
    unit: NDArray[np.int32]
    """Whose row it is, numbered from 0 (``noise.units``); -1 before the comparison."""
    block: NDArray[np.int8]
    """Which period it is of."""
    grouped: Mask
    """Which rows are of group-buys."""
    ratio: float
    """How much more the days of the period sell than those of its comparison by number and weekdays alone."""

    def __len__(self) -> int:
        return len(self.amount)

    @property
    def now(self) -> Mask:
        """Which rows are those of the period."""
        result: Mask = self.block == 0
        return result

    @property
    def signed(self) -> Floats:
        """What each row adds to now - before."""
        return np.select([self.block == 0, self.block == 1], [self.amount, -self.amount], 0.0)

    def only(self, kept: Mask) -> "Ground":
        """The rows of a mask."""
        codes = tuple(of[kept] for of in self.codes)
        amount, unit, block, grouped = self.amount[kept], self.unit[kept], self.block[kept], self.grouped[kept]
        return Ground(self.dimensions, codes, self.sizes, amount, unit, block, grouped, self.ratio)

    def inside(self, values: Sequence[tuple[int, int]]) -> Mask:
        """Which rows have these codes of these dimensions (by place); all for none."""
        kept: Mask = np.ones(len(self), dtype=np.bool_)
        for at, code in values:
            kept &= self.codes[at] == code
        return kept


class _Rows(Struct, frozen=True):
    """Rows of one period that are read alike."""

    cube: Slice
    cut: Cut
    amounts: Callable[[Cut], Ints] | None
    """None where rows are counted."""
    goods_of: Callable[[Cut, Dimension], Codes] | None = None
    """Where product and category come from, if not from the rows themselves."""

    @property
    def amount(self) -> Floats:
        """What each row adds."""
        return np.ones(len(self.cut)) if self.amounts is None else _known(self.amounts, self.cut)

    def codes(self, dimension: Dimension) -> Codes:
        """The code of each row."""
        if self.goods_of is not None and dimension in GOODS:
            return self.goods_of(self.cut, dimension)
        whole = self.cube.cut(self.cut.log)
        if dimension is not BUYER_KIND or whole.keep is not None:
            return dimension.codes(self.cut)
        # Whoever is new is found out once for all numbers of a period.
        codes = self.cube.codes(self.cut.log, dimension)
        return codes if self.cut.keep is None else codes[self.cut.keep - whole.lo]


def ground_of(
    term: Term,
    periods: Sequence[Slice],
    dimensions: Sequence[Dimension] = DIMENSIONS,
    share: float = 1.0,
) -> Ground | Words:
    """The rows behind a term in the period, its comparison, and what lies before; else why there are none.

    ``share`` of all units are taken with all their rows, always the same ones.
    """
    now, before = periods[:2]
    usable, there = term_for(now, term), term_for(before, term)
    if isinstance(usable, Words) or isinstance(there, Words):
        return usable if isinstance(usable, Words) else NOTHING
    told = tuple(one for one in dimensions if _told(now, before, usable, one))
    blocks = [_rows(cube, usable, share) for cube in periods]
    units = roster([rows.cut for rows in (*blocks[0], *blocks[1])])
    every = [rows for block in blocks for rows in block]
    recent = len(blocks[0]) + len(blocks[1])
    return Ground(
        told,
        tuple(np.concatenate([rows.codes(one) for rows in every]) for one in told),
        tuple(one.size(now.facts) + 1 for one in told),
        np.concatenate([rows.amount for rows in every]),
        np.concatenate(
            [
                units.number[unit_codes(rows.cut)] if at < recent else np.full(len(rows.cut), -1, dtype=np.int32)
                for at, rows in enumerate(every)
            ]
        ),
        np.concatenate(
            [np.full(len(rows.cut), at, dtype=np.int8) for at, block in enumerate(blocks) for rows in block]
        ),
        np.concatenate([_of_group_buys(rows.cut) for rows in every]),
        days_ratio(now.facts, now.period, before.period),
    )


def size_of(term: Term, periods: Sequence[Slice]) -> tuple[int, int]:
    """How many rows stand behind a term in some periods, and of how many units."""
    usable = [(cube, term_for(cube, term)) for cube in periods]
    rows = [one for cube, own in usable if not isinstance(own, Words) for one in _rows(cube, own)]
    return sum(len(one.cut) for one in rows), roster([one.cut for one in rows]).size


def _thinned(cut: Cut, share: float) -> Cut:
    """The rows of some units, told by their numbers alone."""
    if share >= 1:
        return cut
    drawn = unit_codes(cut).astype(np.uint32) * np.uint32(2654435761)  # what is beyond 32 bits falls away
    return cut.where(drawn < share * 2**32)


def _told(now: Slice, before: Slice, term: Term, dimension: Dimension) -> bool:
    """Whether both sides can be split by a dimension."""
    log: Log = SOLD if term.part.log is PAID and dimension in GOODS else term.part.log
    return now.lacks(log, (dimension,)) is None and before.lacks(log, (dimension,)) is None


def _rows(cube: Slice, term: Term, share: float = 1.0) -> list[_Rows]:
    """The rows of so many units; all that name the same one are of one unit, so the first of each stays the first."""
    if term.part is PAID_ORDERS and term.how == "sum":
        return [
            _Rows(cube, _thinned(cube.rows(SOLD_LINES), share), SOLD_LINES.amounts),
            _Rows(cube, _thinned(cube.rows(FREIGHT), share), FREIGHT.amounts, _no_goods),
        ]
    cut = _thinned(cube.rows(term.part), share)
    counted = term.how == "count"
    cut = counting.first_of_each(cut, term.part) if counted else cut
    return [_Rows(cube, cut, None if counted else term.part.amounts, _dearest if cut.log is PAID else None)]


def _known(amounts: Callable[[Cut], Ints], cut: Cut) -> Floats:
    return counting.known(amounts(cut)).astype(np.float64)


def _of_group_buys(cut: Cut) -> Mask:
    """Which rows are of group-buys; none where nothing is known of that."""
    code = ORDER_TYPE.code(cut.facts, "group")
    if code is None or cut.log.kind not in ORDER_TYPE.kinds:
        return np.zeros(len(cut), dtype=np.bool_)
    grouped: Mask = ORDER_TYPE.codes(cut) == code
    return grouped


def _no_goods(cut: Cut, dimension: Dimension) -> Codes:
    """The code of having no product: the one above all others."""
    return np.full(len(cut), dimension.size(cut.facts), dtype=np.int32)


def _dearest(cut: Cut, dimension: Dimension) -> Codes:
    """Product or category of the dearest line of each paid order."""
    return cut.of(cut.facts.derived(f"dearest {dimension.id}", lambda facts: _of_line(facts, dimension)))


def _of_line(facts: Facts, dimension: Dimension) -> Codes:
    of_lines = SOLD.codes(facts, dimension.paths[SOLD.kind])
    line = facts.derived("dearest line", _dearest_line)
    return np.where(line >= 0, np.append(of_lines, np.int32(-1))[line], np.int32(-1))


def _dearest_line(facts: Facts) -> Ints:
    """Per paid order the place of its dearest line among the lines sold, -1 where it has none."""
    lines = sold_lines(facts)
    line = np.full(len(lines.starts) - 1, -1, dtype=np.int64)
    by_amount = np.lexsort((-np.arange(len(lines.amount)), lines.amount))
    line[lines.paid_index[by_amount]] = by_amount  # the one assigned last stays: the dearest, the first of equals
    return line
