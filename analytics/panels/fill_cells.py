"""Which combinations of region, size and product surely fill: every cell that had groups, by the lower end of its rate.

A cell of few groups is drawn towards groups of its size (``group_buy/rates.py``), so it does not lead by luck.
"""

import numpy as np

from analytics.arrays import Ints
from analytics.asked import Asked
from analytics.dimensions.goods import PRODUCT
from analytics.dimensions.group_buy import GROUP_SIZE
from analytics.dimensions.place import PROVINCE
from analytics.group_buy.rates import cells, shrunk
from analytics.measure import term_for
from analytics.metric import count
from analytics.metrics.group_buy import FILL_RATE
from analytics.panels.fill_rates import SHRUNK
from analytics.part import Narrow
from analytics.parts.group_buy import COMPLETED, KNOWN
from analytics.result import Column, Estimate, Row, Shown, Table
from analytics.selections import selection
from analytics.slice import Slice
from analytics.subject import Panel
from storage.words import Words

_BY = (PROVINCE, GROUP_SIZE, PRODUCT)
_TOP = 60
LEAST = 30
"""Groups with an outcome below which combinations are not ranked."""
_COLUMNS = (
    *(Column(dimension.id, dimension.name, Shown.TEXT) for dimension in _BY),
    Column("groups_known", Words("有结果的团", "With an outcome"), Shown.COUNT),
    Column("groups_filled", Words("成团数", "Groups filled"), Shown.COUNT),
    Column(FILL_RATE.id, FILL_RATE.name, Shown.RATIO, SHRUNK),
)


def fill_cells(asked: Asked, panel: Panel) -> Table:
    """A row per combination, surest first."""
    usable = asked.unknown or term_for(asked.now, count(KNOWN), _BY)
    if isinstance(usable, Words):
        return Table(panel.id, panel.title, _COLUMNS, (), usable)
    known = asked.now.rows(KNOWN)
    if len(known) < LEAST:
        return Table(panel.id, panel.title, _COLUMNS, (), _thin(len(known)))
    rows, many = asked.now.once("fill cells", lambda: _rows(asked.now))
    return Table(panel.id, panel.title, _COLUMNS, rows, total_rows=many if many > _TOP else None, lead=_lead(rows))


def _rows(cube: Slice) -> tuple[tuple[Row, ...], int]:
    codes = np.stack([cube.codes(KNOWN.log, dimension) for dimension in _BY]).astype(np.int64)
    some, every = (cube.mask(part) for part in (COMPLETED, KNOWN))
    assert some is not None
    assert every is not None
    codes = codes[:, every]
    most = [dimension.size(cube.facts) + 1 for dimension in _BY]
    _, first, which = np.unique(_numbered(codes, most), return_index=True, return_inverse=True)
    keys, known = codes[:, first], np.bincount(which)
    filled = np.bincount(which, some[every]).astype(np.int64)
    rates = shrunk(cells(filled, known, keys[1]))
    found = []
    for at in np.lexsort((-known, -rates.low))[:_TOP].tolist():
        values = list(zip(_BY, keys[:, at].tolist(), strict=True))
        narrow = Narrow(slices=tuple((dimension.id, dimension.key_of(cube.facts, code)) for dimension, code in values))
        labels = [dimension.label_of(cube.facts, code) for dimension, code in values]
        counts = [selection(cube, count(part), narrow) for part in (KNOWN, COMPLETED)]
        rate = Estimate(float(rates.value[at]), float(rates.low[at]), float(rates.high[at]))
        cell = (*labels, int(known[at]), int(filled[at]), rate)
        found.append(Row(cell, counts[0], (None, None, None, *counts, counts[1] if filled[at] else None)))
    return tuple(found), len(known)


def _numbered(codes: Ints, most: list[int]) -> Ints:
    """One number for each combination of codes, which begin at -1."""
    number = np.zeros(codes.shape[1], dtype=np.int64)
    for row, size in zip(codes, most, strict=True):
        number = number * size + row + 1
    return number


def _lead(rows: tuple[Row, ...]) -> Words:
    labels = [cell if isinstance(cell, Words) else Words(str(cell), str(cell)) for cell in rows[0].cells[:3]]
    rate = rows[0].cells[5]
    assert isinstance(rate, Estimate)
    return Words(
        f"最有把握的是{'、'.join(label.zh for label in labels)}：成团率至少 {rate.low:.0%}。",
        f"Surest: {', '.join(label.en for label in labels)}; at least {rate.low:.0%} fill.",
    )


def _thin(known: int) -> Words:
    return Words(
        f"有结果的团只有 {known} 个，满 {LEAST} 个才排组合。",
        f"Only {known:,} with an outcome; combinations are ranked from {LEAST} on.",
    )
