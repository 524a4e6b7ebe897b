"""The cells of a ratio over a dimension at both times: the largest slices one by one, the small ones as one."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.asked import Asked
from analytics.counting import known
from analytics.diagnosis.mix import Cells
from analytics.diagnosis.rates import Rate
from analytics.measure import read_by
from analytics.metric import Term
from analytics.part import Narrow
from analytics.slice import Slice
from storage.words import Words

MOST = 10
"""Slices shown one by one."""


class Row(Struct, frozen=True):
    """One slice of a grid."""

    name: str | Words
    narrow: Narrow


class Grid(Struct, frozen=True):
    """A ratio over the values of a dimension, before and now."""

    rate: Rate
    rows: tuple[Row, ...]
    before: Cells
    now: Cells

    @property
    def change(self) -> int:
        """How much the top changed over all slices."""
        return int(sum(self.now.tops) - sum(self.before.tops))


def grid(asked: Asked, rate: Rate) -> Grid | None:
    """The grid of a ratio; None where the data does not tell, or knows one slice only."""
    if asked.before is None or rate.dimension.untold(asked.facts) is not None:
        return None
    cubes = (asked.before, asked.now)
    read = [_read(cube, term, rate) for cube in cubes for term in (rate.top, rate.bottom)]
    values = [each for each in read if each is not None]
    if len(values) < len(read):
        return None
    codes, others = _chosen(asked, rate, values)
    if len(codes) + bool(len(others)) < 2:
        return None
    cells = [_cells(tops, bottoms, codes, others) for tops, bottoms in (values[:2], values[2:])]
    return Grid(rate, _rows(asked, rate, codes, len(others)), *cells)


def _read(cube: Slice, term: Term, rate: Rate) -> Ints | None:
    values = read_by(cube, term, rate.dimension)
    return None if isinstance(values, Words) else known(values)


def _chosen(asked: Asked, rate: Rate, values: list[Ints]) -> tuple[list[int], Ints]:
    """The codes shown one by one, the largest tops first, and those that are put together."""
    tops_before, _, tops, _ = values
    size = np.maximum(abs(tops_before), abs(tops))
    present = np.flatnonzero(np.logical_or.reduce([each != 0 for each in values])) - 1
    key = {int(code): (-int(size[code + 1]), rate.dimension.key_of(asked.facts, int(code))) for code in present}
    ranked = sorted(key, key=lambda code: key[code])
    # A lone small slice is shown rather than called "one other".
    shown = ranked if len(ranked) <= MOST + 1 else ranked[:MOST]
    return shown, np.array(ranked[len(shown) :], dtype=np.int64)


def _cells(tops: Ints, bottoms: Ints, codes: list[int], others: Ints) -> Cells:
    def of(values: Ints) -> tuple[float, ...]:
        own = [int(values[code + 1]) for code in codes]
        return (*own, int(values[others + 1].sum())) if len(others) else tuple(own)

    return Cells(of(tops), of(bottoms))


def _rows(asked: Asked, rate: Rate, codes: list[int], others: int) -> tuple[Row, ...]:
    of = rate.dimension
    keys = [(of.id, of.key_of(asked.facts, code)) for code in codes]
    rows = [Row(of.label_of(asked.facts, code), Narrow(slices=(key,))) for code, key in zip(codes, keys, strict=True)]
    if others:
        rows.append(Row(Words(f"其余 {others:,} 个", f"{others:,} others"), Narrow(without=tuple(keys))))
    return tuple(rows)
