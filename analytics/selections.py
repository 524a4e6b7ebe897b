"""Selections: naming what stands behind a number, so that the rows can be fetched later by the same definition."""

from collections.abc import Sequence

from analytics.dimension import Dimension
from analytics.measure import term_for
from analytics.metric import Term
from analytics.part import DAYS, WHOLE, Narrow, Part
from analytics.period import Period
from analytics.result import Selection, Value
from analytics.slice import Slice
from storage.facts import Facts
from storage.records import KINDS
from storage.words import Words


def selection(cube: Slice, term: Term, narrow: Narrow = WHOLE) -> Selection | None:
    """The rows behind a term; None where the term cannot be known."""
    key = ("rows behind", term.key, narrow.names)  # asked for every row of a table
    rows = cube.once(key, lambda: _rows_behind(cube, term, narrow.dimensions))
    return None if rows is None else narrowed(rows, narrow)


def across(cube: Slice | None, term: Term, dimension: Dimension) -> Selection | None:
    """The rows behind a term as the dimension can split it: ``narrowed`` to a value they are those of the value."""
    return None if cube is None else _rows_behind(cube, term, [dimension])


def narrowed(rows: Selection, narrow: Narrow) -> Selection:
    """What ``narrow`` leaves of a selection that was not narrowed before."""
    return Selection(rows.kind, rows.part, rows.period, rows.filters, narrow.slices, narrow.without)


def behind_cells(
    columns: Sequence[Selection | None], cells: Sequence[Value], narrow: Narrow
) -> tuple[Selection | None, ...]:
    """What stands behind each cell of a row, from the rows behind each column; nothing where a value is not known."""
    return tuple(
        None if rows is None or value is None else narrowed(rows, narrow)
        for rows, value in zip(columns, cells, strict=True)
    )


def _rows_behind(cube: Slice, term: Term, dimensions: Sequence[Dimension]) -> Selection | None:
    """All rows behind a term as the dimensions can split it."""
    usable = term_for(cube, term, dimensions)
    if isinstance(usable, Words):
        return None
    kind = usable.part.log.kind if usable.how == "sum" else kind_shown(cube.facts, usable.part)
    return Selection(kind, usable.part.id, cube.period, cube.filters)


def on_days(rows: Selection | None, days: Period) -> Selection | None:
    """The selection narrowed to some of its days."""
    if rows is None:
        return None
    slices = (*rows.slices, (DAYS, f"{days.first}/{days.last}"))
    return Selection(rows.kind, rows.part, rows.period, rows.filters, slices, rows.without)


def kind_shown(facts: Facts, part: Part) -> str:
    """The kind of record that stands for what a part counts: each buyer's record, or its first row if any has none."""
    if part.each is None or part.counted not in KINDS:
        return part.log.kind
    return (
        part.counted if facts.derived(f"all known {part.id}", lambda facts: _all_known(facts, part)) else part.log.kind
    )


def _all_known(facts: Facts, part: Part) -> bool:
    assert part.each is not None
    codes = part.log.codes(facts, part.each)
    return bool((facts.position(part.counted)[codes[codes >= 0]] >= 0).all())
