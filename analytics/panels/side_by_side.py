"""Counts side by side per value of a dimension, and what they come to divided by one another, with intervals.

The counts may be of different logs: visits and orders of a channel, views and buyers of a product. Behind each of them
stand rows of its own.
"""

from collections.abc import Callable, Sequence

import numpy as np
from msgspec import Struct

from analytics.asked import Asked
from analytics.breakdown import name_cells, name_columns
from analytics.dimension import Dimension
from analytics.intervals import share
from analytics.measure import quotient, term_for
from analytics.metric import Metric
from analytics.part import Narrow
from analytics.result import Column, Estimate, Row, Selection, Shown, Table, Value
from analytics.selections import across, behind_cells
from analytics.split import Split, adds, present, ranked, split
from analytics.subject import Panel
from storage.words import Words

Divide = Callable[[int, int], Estimate | int | float | None]


class Ratio(Struct, frozen=True):
    """A column divided by another."""

    id: str
    name: Words
    definition: Words
    shown: Shown
    top: str
    bottom: str
    """Ids of metrics of the table."""
    divide: Divide
    """What the two come to, with an interval where chance plays a part."""


class SideBySide(Struct, frozen=True):
    """What stands side by side, the first metric ranking the rows."""

    dimension: Dimension
    metrics: tuple[Metric, ...]
    ratios: tuple[Ratio, ...]
    top: int | None = None
    least: int = 0
    """Rows whose first metric is smaller are left out."""
    only: Metric | None = None
    """Rows that have none of this are left out, where the source tells it; one of ``metrics``."""


def part_of(some: int, every: int) -> Estimate | float | None:
    """A share with its interval; a plain quotient where it is no share, more being counted above than below."""
    return share(some, every) if 0 <= some <= every else quotient(some, every, Shown.RATIO)


def cost_of_each(cost: int, number: int) -> int | float | None:
    """Money per one of them; None where nothing was spent: then the source may not tell."""
    return quotient(cost, number, Shown.MONEY) if cost else None


def side_by_side(asked: Asked, panel: Panel, declared: SideBySide) -> Table:
    """The table; without rows and with the reason where the first metric cannot be told."""
    dimension = declared.dimension
    columns = _columns(asked, declared)
    usable = term_for(asked.now, declared.metrics[0].top, [dimension])
    why_not = asked.unknown or (usable if isinstance(usable, Words) else None)
    if why_not is not None:
        return Table(panel.id, panel.title, columns, (), why_not)
    splits = [_among(split(asked.now, metric, dimension), asked, declared) for metric in declared.metrics]
    codes, cut_off = ranked(asked.facts, dimension, splits[: 1 if declared.least else None], declared.top)
    codes = [code for code in codes if (splits[0].value(code) or 0) >= declared.least]
    if present(splits)[0] and not declared.least:
        codes.append(-1)
    behind = _behind(asked, declared)
    rows = tuple(_row(asked, declared, splits, code, behind) for code in codes)
    rows = tuple(row for row in rows if any(cell for cell in row.cells[len(name_columns(dimension)) :]))
    if not rows or codes == [-1]:
        return Table(panel.id, panel.title, columns, (), _nothing(dimension, bool(rows)))
    return Table(panel.id, panel.title, columns, rows, total_rows=len(rows) + cut_off if cut_off else None)


def _among(of: Split, asked: Asked, declared: SideBySide) -> Split:
    """The split without what is left out of the table."""
    if declared.only is None or of.tops is None:
        return of
    needed = split(asked.now, declared.only, declared.dimension).tops
    return of if needed is None else Split(of.metric, np.where(needed > 0, of.tops, 0), of.bottoms)


def _nothing(dimension: Dimension, some: bool) -> Words:
    if some:
        return Words(f"数据来源没有标出{dimension.name.zh}。", f"The source does not tell: {dimension.name.en}.")
    return Words("本期一条记录也没有。", "There is no record in the period.")


def number(row: Row, columns: Sequence[Column], name: str) -> float:
    """The number in a column of a row, of an estimate its value; 0 where it is not known."""
    cell = row.cells[next(place for place, column in enumerate(columns) if column.id == name)]
    value = cell.value if isinstance(cell, Estimate) else cell
    return value if isinstance(value, int | float) else 0


def _columns(asked: Asked, declared: SideBySide) -> tuple[Column, ...]:
    metrics = [
        Column(metric.id, metric.name, metric.shown, metric.definition, place == 0, _total(asked, declared, metric))
        for place, metric in enumerate(declared.metrics)
    ]
    ratios = [Column(ratio.id, ratio.name, ratio.shown, ratio.definition) for ratio in declared.ratios]
    return (*name_columns(declared.dimension), *metrics, *ratios)


def _total(asked: Asked, declared: SideBySide, metric: Metric) -> bool:
    whole = declared.top is None and not declared.least
    return whole and asked.unknown is None and adds(asked.now, metric, declared.dimension)


def _behind(asked: Asked, declared: SideBySide) -> tuple[Selection | None, ...]:
    of = {metric.id: across(asked.now, metric.top, declared.dimension) for metric in declared.metrics}
    names = [None] * len(name_columns(declared.dimension))
    return (*names, *of.values(), *(of[ratio.top] for ratio in declared.ratios))


def _row(
    asked: Asked,
    declared: SideBySide,
    splits: Sequence[Split],
    code: int,
    behind: tuple[Selection | None, ...],
) -> Row:
    dimension = declared.dimension
    values = {of.metric.id: of.value(code) for of in splits}
    ratios = [_divided(values[ratio.top], values[ratio.bottom], ratio) for ratio in declared.ratios]
    cells: list[Value] = [*name_cells(asked, dimension, code), *values.values(), *ratios]
    narrow = Narrow(slices=((dimension.id, dimension.key_of(asked.facts, code)),))
    rows = behind_cells(behind, cells, narrow)
    return Row(tuple(cells), next((found for found in rows if found is not None), None), rows)


def _divided(top: int | float | None, bottom: int | float | None, ratio: Ratio) -> Value:
    if top is None or bottom is None:
        return None
    return ratio.divide(int(top), int(bottom))
