"""Which combinations of region, size and product surely fill, by the lower end of their rate.

Like anywhere else a cell needs enough groups with an outcome before it is judged. It is drawn towards groups of its
size (``group_buy/rates.py``), so that it does not lead by luck; those with few groups tell how far.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.asked import Asked
from analytics.dimensions.goods import PRODUCT
from analytics.dimensions.group_buy import GROUP_SIZE
from analytics.dimensions.place import PROVINCE
from analytics.group_buy.rates import cells, shrunk
from analytics.measure import term_for
from analytics.metric import count
from analytics.metrics.group_buy import FILL_RATE
from analytics.panels.fill_rates import ESTIMATE, LEAST
from analytics.part import Narrow
from analytics.parts.group_buy import COMPLETED, KNOWN
from analytics.result import Column, Estimate, Row, Shown, Table
from analytics.say import counted
from analytics.selections import selection
from analytics.slice import Slice
from analytics.subject import Panel
from storage.words import Words

_BY = (PROVINCE, GROUP_SIZE, PRODUCT)
_TOP = 60
_COLUMNS = (
    *(Column(dimension.id, dimension.name, Shown.TEXT) for dimension in _BY),
    Column("groups_known", Words("有结果的团", "With an outcome"), Shown.COUNT),
    Column("groups_filled", Words("成团数", "Groups filled"), Shown.COUNT),
    Column(FILL_RATE.id, FILL_RATE.name, Shown.RATIO, FILL_RATE.definition),
    ESTIMATE,
)


class _Found(Struct, frozen=True, eq=False):
    """The rows shown, surest first; where none has enough outcomes, the one that has most."""

    rows: tuple[Row, ...]
    enough: int
    """How many combinations have enough outcomes."""
    every: int


def fill_cells(asked: Asked, panel: Panel) -> Table:
    """A row per combination, surest first."""
    usable = asked.unknown or term_for(asked.now, count(KNOWN), _BY)
    if isinstance(usable, Words):
        return Table(panel.id, panel.title, _COLUMNS, (), usable)
    if not len(asked.now.rows(KNOWN)):
        return Table(panel.id, panel.title, _COLUMNS, (), _thin(None))
    found = asked.now.once("fill cells", lambda: _found(asked.now))
    if not found.enough:
        return Table(panel.id, panel.title, _COLUMNS, (), _thin(found.rows[0]))
    return Table(
        panel.id,
        panel.title,
        _COLUMNS,
        found.rows,
        _few(found.every - found.enough),
        total_rows=found.enough if found.enough > _TOP else None,
        lead=_lead(found.rows),
    )


def _found(cube: Slice) -> _Found:
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
    found, enough = [], known >= LEAST
    # Of combinations none of which has enough, the one with most tells how many are missing.
    order = np.lexsort((-known, -rates.low, ~enough)) if enough.any() else np.argsort(-known, kind="stable")[:1]
    for at in order[: max(1, min(_TOP, int(enough.sum())))].tolist():
        values = list(zip(_BY, keys[:, at].tolist(), strict=True))
        narrow = Narrow(slices=tuple((dimension.id, dimension.key_of(cube.facts, code)) for dimension, code in values))
        labels = [dimension.label_of(cube.facts, code) for dimension, code in values]
        counts = [selection(cube, count(part), narrow) for part in (KNOWN, COMPLETED)]
        rate = Estimate(float(rates.value[at]), float(rates.low[at]), float(rates.high[at]))
        cell = (*labels, int(known[at]), int(filled[at]), float(filled[at] / known[at]), rate)
        led = counts[1] if filled[at] else None
        found.append(Row(cell, counts[0], (None, None, None, *counts, led, led)))
    return _Found(tuple(found), int(enough.sum()), len(known))


def _numbered(codes: Ints, most: list[int]) -> Ints:
    """One number for each combination of codes, which begin at -1."""
    number = np.zeros(codes.shape[1], dtype=np.int64)
    for row, size in zip(codes, most, strict=True):
        number = number * size + row + 1
    return number


def _lead(rows: tuple[Row, ...]) -> Words:
    name, rate = _name(rows[0]), rows[0].cells[-1]
    known, filled = rows[0].cells[3:5]
    assert isinstance(rate, Estimate)
    return Words(
        f"最有把握的是{name.zh}：{known} 个有结果的团成了 {filled} 个，成团率至少 {rate.low:.0%}。",
        f"Surest: {name.en}; {filled} of {known} filled, at least {rate.low:.0%} do.",
    )


def _name(row: Row) -> Words:
    labels = [cell if isinstance(cell, Words) else Words(str(cell), str(cell)) for cell in row.cells[:3]]
    return Words("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))


def _few(few: int) -> Words | None:
    if not few:
        return None
    return Words(
        f"另有 {few:,} 种组合有结果的团不到 {LEAST} 个，不排名次。",
        f"{counted(few, 'more combination').en} with fewer than {LEAST} outcomes: not ranked.",
    )


def _thin(most: Row | None) -> Words:
    """How many outcomes are missing; ``most`` is the combination that has most."""
    if most is None:
        return Words(
            f"还没有有结果的团；一种组合满 {LEAST} 个才排名次。", f"No outcome yet; it takes {LEAST} of a combination."
        )
    name, known = _name(most), int(str(most.cells[3]))
    return Words(
        f"一种组合有结果的团满 {LEAST} 个才排名次；最多的({name.zh})有 {known} 个，还差 {LEAST - known} 个。",
        f"Combinations are ranked from {LEAST} outcomes on; {name.en} has most, {known}: {LEAST - known} are missing.",
    )
