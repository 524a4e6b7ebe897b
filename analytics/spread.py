"""Estimates as numbers of their own: the value, then where it may lie from and to, for whoever computes with them."""

from analytics.result import Column, Estimate, Row, Value
from storage.words import Words

_ENDS = {"low": Words("下限", "low"), "high": Words("上限", "high")}


def spread(columns: tuple[Column, ...], rows: tuple[Row, ...]) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """The same table with three columns for each that holds estimates; what stands behind a value stays with it."""
    wide = [any(isinstance(row.cells[place], Estimate) for row in rows) for place in range(len(columns))]
    if not any(wide):
        return columns, rows
    named = tuple(made for column, three in zip(columns, wide, strict=True) for made in _columns(column, three))
    return named, tuple(_row(row, wide) for row in rows)


def _columns(column: Column, three: bool) -> tuple[Column, ...]:
    if not three:
        return (column,)
    ends = (
        Column(f"{column.id}_{end}", _named(column.name, said), column.shown, compared=column.compared)
        for end, said in _ENDS.items()
    )
    return (column, *ends)


def _named(name: Words, end: Words) -> Words:
    return Words(f"{name.zh}({end.zh})", f"{name.en} ({end.en})")


def _row(row: Row, wide: list[bool]) -> Row:
    cells: list[Value] = []
    behind = []
    for place, (value, three) in enumerate(zip(row.cells, wide, strict=True)):
        spread_out = _cells(value) if three else (value,)
        cells += spread_out
        behind += [row.behind_cell(place), *(None for _end in spread_out[1:])]
    return Row(tuple(cells), row.rows, tuple(behind) if row.behind else ())


def _cells(value: Value) -> tuple[Value, Value, Value]:
    return (value.value, value.low, value.high) if isinstance(value, Estimate) else (value, None, None)
