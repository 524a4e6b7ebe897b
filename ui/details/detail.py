"""The detail of one record: what is known of it, its fields, and the records that belong to it."""

from functools import partial

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from analytics.dossier import Dossier, Related
from storage.rows import Cell
from storage.shop import Shop
from storage.store import Store
from ui.controls import heading, line
from ui.details.field import Field, field_list, known_grid
from ui.jobs import Jobs
from ui.theme import scaled
from ui.widgets.cells import ROW_HEIGHT
from ui.widgets.fieldnames import value_name
from ui.widgets.format import Writing, full
from ui.widgets.rowcolumns import ShownColumn, brief_columns, shown_columns
from ui.widgets.rowstable import RowsTable
from ui.widgets.tableheader import HEIGHT as HEADER_HEIGHT

ROWS_SHOWN = 8  # of a list before it scrolls


class Found(Struct, frozen=True, eq=False):
    """Everything a detail is made of; worked out in a worker."""

    store: Store
    shop: Shop
    dossier: Dossier
    cells: tuple[Cell, ...]
    """The record's own row, as ``RowWindow`` reads it."""


class Detail(QWidget):
    """Given to the drawer."""

    wanted = Signal(str, int)
    """The detail of another record: its kind and row number."""

    def __init__(self, found: Found, jobs: Jobs, writing: Writing) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        if found.dossier.known:
            column.addWidget(known_grid(found.dossier.known, writing))
            column.addWidget(line())
        for related in found.dossier.related:
            column.addWidget(heading(f"{related.title.say(writing.language)}  {related.count:,}"))
            column.addWidget(self._list(related, found.store, jobs, writing))
            column.addWidget(line())
        column.addWidget(field_list(self._fields(found, writing)))
        column.addStretch(1)

    def _fields(self, found: Found, writing: Writing) -> list[Field]:
        kind = found.dossier.kind
        fields: list[Field] = []
        for column in shown_columns(kind):
            text = _written(kind, column, found.cells, writing)
            link = found.dossier.links.get(column.of.of.name) if column.of.label is not None else None
            lead = None if link is None else partial(self.wanted.emit, *link)
            if text:
                fields.append((column.name.say(writing.language), text, lead))
        return fields

    def _list(self, related: Related, store: Store, jobs: Jobs, writing: Writing) -> RowsTable:
        table = RowsTable(jobs)
        table.show_rows(store, related.kind, related.rows, writing, brief_columns(related.kind))
        shown = min(len(related.rows), ROWS_SHOWN)
        table.setFixedHeight(scaled(HEADER_HEIGHT) + shown * scaled(ROW_HEIGHT) + 2)
        table.opened.connect(partial(self.wanted.emit, related.kind))
        return table


def title_of(found: Found, writing: Writing) -> str:
    """What the drawer is headed with: the name, or what it is and its id."""
    kind = found.dossier.kind
    columns = {column.of.name: column for column in shown_columns(kind)}
    named = columns.get("title") if kind == "products" else columns.get("name") if kind == "customers" else None
    if named is not None and found.cells[named.place]:
        return str(found.cells[named.place])
    return f"{columns['id'].name.say(writing.language)} {found.cells[columns['id'].place]}"


def _written(kind: str, column: ShownColumn, cells: tuple[Cell, ...], writing: Writing) -> str:
    value = cells[column.place]
    if value is None or value == "":
        return ""
    named = value_name(kind, column.of, value)
    return named.say(writing.language) if named is not None else full(value, column.shown, writing)
