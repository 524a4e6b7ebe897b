"""Breakdowns and rankings: metrics per value of a dimension, the largest first, and one row for the rest."""

from collections.abc import Sequence

from msgspec import Struct

from analytics.asked import Asked
from analytics.dimension import Dimension
from analytics.figures import change_of
from analytics.measure import read, term_for
from analytics.metric import Metric
from analytics.part import Narrow
from analytics.result import Column, Row, Selection, Shown, Table, Value
from analytics.say import counted
from analytics.selections import across, behind_cells, selection
from analytics.split import Split, adds, present, ranked, split
from storage.words import Words

SHARE = Words("占全部的比例。", "Part of the whole.")
CHANGE = Words("(本期 - 对比期)÷ 对比期。", "(period - comparison) / comparison.")


class Breakdown(Struct, frozen=True):
    """A row per value of the dimension, by the first metric; with ``top`` only the largest, and the rest in one row."""

    id: str
    title: Words
    dimension: Dimension
    metrics: tuple[Metric, ...]
    top: int | None = None


class _Whole(Struct, frozen=True):
    """What the rows are parts of: the first metric, and the rows behind each column."""

    value: int | float | None
    behind: tuple[Selection | None, ...]


def breakdown_table(asked: Asked, declared: Breakdown) -> Table:
    """The table of a breakdown for a question."""
    columns = _columns(asked, declared)
    why_not = asked.unknown or _why_not(asked, declared)
    if why_not is not None:
        return Table(declared.id, declared.title, columns, (), why_not)
    now = [split(asked.now, metric, declared.dimension) for metric in declared.metrics]
    before = split(asked.before, declared.metrics[0], declared.dimension) if asked.before else None
    splits = [*now, before] if before else now
    codes, cut_off = ranked(asked.facts, declared.dimension, splits, declared.top)
    whole = _Whole(read(asked.now, declared.metrics[0]).value, _behind(asked, declared))
    rows = [_row(asked, declared, now, before, code, whole) for code in codes]
    if cut_off:
        rows.append(_rest(asked, declared, codes, cut_off, whole))
    if present(splits)[0]:
        rows.append(_row(asked, declared, now, before, -1, whole))
    total_rows = len(rows) - 1 + cut_off if cut_off else None
    return Table(declared.id, declared.title, columns, tuple(rows), _note(asked, declared), total_rows)


def _why_not(asked: Asked, declared: Breakdown) -> Words | None:
    """Why the first metric cannot be split like this, if so."""
    usable = term_for(asked.now, declared.metrics[0].top, [declared.dimension])
    return usable if isinstance(usable, Words) else declared.dimension.untold(asked.facts)


def _columns(asked: Asked, declared: Breakdown) -> tuple[Column, ...]:
    first = declared.metrics[0]
    sums = {metric.id: adds(asked.now, metric, declared.dimension) for metric in declared.metrics}
    columns = name_columns(declared.dimension)
    columns += [
        Column(metric.id, metric.name, metric.shown, metric.definition, metric is first, sums[metric.id])
        for metric in declared.metrics
    ]
    columns.append(Column("share", Words("占比", "Share"), Shown.RATIO, SHARE, total=sums[first.id]))
    if asked.comparison is not None:
        name = Words(f"对比期{first.name.zh}", f"{first.name.en} compared")
        columns.append(Column("previous", name, first.shown, first.definition, total=sums[first.id], compared=True))
        columns.append(Column("change", Words("变化", "Change"), Shown.RATIO, CHANGE))
    return tuple(columns)


def _behind(asked: Asked, declared: Breakdown) -> tuple[Selection | None, ...]:
    """The rows behind each column; none behind names, shares and changes."""
    names = [None] * len(name_columns(declared.dimension))
    metrics = [across(asked.now, metric.top, declared.dimension) for metric in declared.metrics]
    compared = [across(asked.before, declared.metrics[0].top, declared.dimension), None]
    return (*names, *metrics, None, *(compared if asked.comparison is not None else ()))


def name_columns(dimension: Dimension) -> list[Column]:
    """The columns that say which value of a dimension a row is about."""
    columns = [Column(dimension.id, dimension.name, Shown.TEXT)]
    if dimension.id_name is not None:
        columns.append(Column(f"{dimension.id}_id", dimension.id_name, Shown.ID))
    return columns


def name_cells(asked: Asked, dimension: Dimension, code: int) -> list[Value]:
    """The cells for ``name_columns``."""
    cells: list[Value] = [dimension.label_of(asked.facts, code)]
    if dimension.id_name is not None:
        cells.append(dimension.key_of(asked.facts, code))
    return cells


def _row(
    asked: Asked, declared: Breakdown, now: Sequence[Split], before: Split | None, code: int, whole: _Whole
) -> Row:
    dimension = declared.dimension
    narrow = Narrow(slices=((dimension.id, dimension.key_of(asked.facts, code)),))
    values = [of.value(code) for of in now]
    previous = before.value(code) if before else None
    cells = name_cells(asked, dimension, code) + _numbers(asked, values, previous, whole.value)
    rows = selection(asked.now, declared.metrics[0].top, narrow)
    return Row(tuple(cells), rows, behind_cells(whole.behind, cells, narrow))


def _rest(asked: Asked, declared: Breakdown, shown: Sequence[int], count: int, whole: _Whole) -> Row:
    """The values that the table has no row for, as one row."""
    dimension = declared.dimension
    narrow = Narrow(without=tuple((dimension.id, dimension.key_of(asked.facts, code)) for code in [*shown, -1]))
    values = [read(asked.now, metric, narrow).value for metric in declared.metrics]
    previous = read(asked.before, declared.metrics[0], narrow).value if asked.before else None
    name: list[Value] = [Words(f"其余 {count:,} 个", counted(count, "other").en)]
    if dimension.id_name is not None:
        name.append("")
    cells = name + _numbers(asked, values, previous, whole.value)
    rows = selection(asked.now, declared.metrics[0].top, narrow)
    return Row(tuple(cells), rows, behind_cells(whole.behind, cells, narrow))


def _numbers(
    asked: Asked, values: Sequence[int | float | None], previous: int | float | None, whole: float | None
) -> list[Value]:
    first = values[0]
    cells: list[Value] = [*values, first / whole if first is not None and whole else None]
    if asked.comparison is not None:
        cells += [previous, None if asked.incomparable else change_of(first, previous)]
    return cells


def _note(asked: Asked, declared: Breakdown) -> Words | None:
    double = [
        metric.name
        for metric in declared.metrics
        if metric.bottom is None and not adds(asked.now, metric, declared.dimension)
    ]
    if not double:
        return None
    zh, en = "、".join(name.zh for name in double), ", ".join(name.en for name in double)
    return Words(
        f"{zh}在各行里可能重复计算，加起来会比总数多。",
        f"{en}: one may be in several rows, so these do not add up to the whole.",
    )
