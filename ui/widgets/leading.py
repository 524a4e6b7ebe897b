"""Where a cell of a table leads: the rows behind it, and the title that says which number they make."""

from msgspec import Struct

from analytics.result import Column, Heat, Row, Selection, Table, Value
from ui.widgets.dates import span
from ui.widgets.drawn.told import measured
from ui.widgets.format import Writing, cell, full


class Lead(Struct, frozen=True):
    """Rows and what they are."""

    rows: Selection
    title: str


def lead_of(table: Table, row: Row, column: int, writing: Writing) -> Lead | None:
    """The cell's own rows, or those of its row where the cell has none of its own; None where there are neither."""
    own = None if row.cells[column] is None else row.behind_cell(column)
    rows = own or row.rows
    if rows is None:
        return None
    said = [cell(row.cells[0], table.columns[0].shown, writing)]
    if own is not None:
        said += number_words(table.columns[column], row.cells[column], own, writing)
        if isinstance(table.drawn, Heat) and table.columns[column].id in table.drawn.columns:
            said.append(measured([table.columns[column]], writing))
    return Lead(rows, titled(table, said, writing))


def number_words(column: Column, value: Value, rows: Selection, writing: Writing) -> list[str]:
    """What a title says of a cell: column, number, and the days of the comparison if it is of them."""
    number = f"{column.name.say(writing.language)} {full(value, column.shown, writing)}"
    return [number, span(rows.days)] if column.compared else [number]


def titled(table: Table, said: list[str], writing: Writing) -> str:
    """The table, then what is said of the cell."""
    return " · ".join(part for part in [table.title.say(writing.language), *said] if part)
