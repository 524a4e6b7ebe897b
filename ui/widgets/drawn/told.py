"""What a drawing says of one spot: the values in full, for the readout and for screen readers."""

from collections.abc import Sequence
from html import escape

from analytics.result import Column, Estimate, Row, Shown, Table
from ui import theme
from ui.widgets.format import Writing, change, full
from ui.widgets.resultmodel import is_change

MOST = 8  # values told beside the one pointed at


def place_of(table: Table, column_id: str) -> int:
    """Where a column stands in the table; StopIteration if it has none of that id."""
    return next(place for place, column in enumerate(table.columns) if column.id == column_id)


def measured(columns: Sequence[Column], writing: Writing) -> str:
    """What cells of several columns measure alike: what their one definition says before its colon, else nothing."""
    definitions = {column.definition for column in columns}
    if len(definitions) != 1 or (definition := definitions.pop()) is None:
        return ""
    said, colon, _more = definition.say(writing.language).partition("：" if writing.language == "zh" else ":")
    return said if colon else ""


def name_place(table: Table, but: Sequence[str] = ()) -> int:
    """The column that names the rows: the first that is not drawn."""
    return next(place for place, column in enumerate(table.columns) if column.id not in but)


def named(row: Row, place: int, column: Column, writing: Writing) -> str:
    """The name of a row, on one line."""
    return " ".join(full(row.cells[place], column.shown, writing).split())


def worded(row: Row, place: int, column: Column, writing: Writing) -> str:
    """A value as it is told: in full, a change with its sign."""
    value = row.cells[place]
    if is_change(column) and isinstance(value, int | float | Estimate):
        return change(value)
    return full(value, column.shown, writing)


def told(table: Table, row: int, column: int, writing: Writing, drawn: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Pairs of name and value: the row's name alone, the value pointed at, then the others that are not ``drawn``."""
    named_by = name_place(table, drawn)
    pairs = [(_title(table, row, named_by, writing), "")]
    others = [
        place
        for place, each in enumerate(table.columns)
        if place not in (column, named_by) and each.id not in drawn and each.shown is not Shown.ID
    ]
    for place in [column, *others[:MOST]]:
        of = table.columns[place]
        pairs.append((of.name.say(writing.language), worded(table.rows[row], place, of, writing)))
    return pairs


def _title(table: Table, row: int, place: int, writing: Writing) -> str:
    """A number names its row only with what it counts: "Months since the first purchase 3"."""
    column, name = table.columns[place], named(table.rows[row], place, table.columns[place], writing)
    speaks = column.shown in (Shown.TEXT, Shown.DAY, Shown.ID)
    return name if speaks else f"{column.name.say(writing.language)} {name}"


def plain_words(pairs: Sequence[tuple[str, str]]) -> str:
    """One line without markup."""
    return " · ".join(f"{name} {value}".strip() for name, value in pairs)


def rich_words(pairs: Sequence[tuple[str, str]]) -> str:
    """A small table: the row's name, the value pointed at strong, the others muted."""
    tokens = theme.current()
    (title, _nothing), (name, value), *others = pairs
    lines = [
        f"<tr><td colspan='2'>{escape(title)}</td></tr>",
        f"<tr><td>{escape(name)}&nbsp;&nbsp;</td><td align='right'><b>{escape(value)}</b></td></tr>",
    ]
    for name, value in others:
        cells = f"<td>{escape(name)}&nbsp;&nbsp;</td><td align='right'>{escape(value)}</td>"
        lines.append(f"<tr style='color:{tokens.muted}'>{cells}</tr>")
    return f"<table cellspacing='0'>{''.join(lines)}</table>"
