"""Up to a million rows as a Qt model that holds only the pages in view."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from analytics.result import Shown
from storage.rows import Cell, RowWindow
from ui.widgets.cells import NUMBER_ALIGNMENT, PAD, TEXT_ALIGNMENT, Role
from ui.widgets.fieldnames import value_name
from ui.widgets.format import Writing, cell, unit
from ui.widgets.measure import widest
from ui.widgets.rowcolumns import ShownColumn
from ui.widgets.rowpages import RowPages

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_NUMBERS = (Shown.MONEY, Shown.COUNT, Shown.RATIO, Shown.NUMBER)
COMING = "…"
MEASURED_ROWS = 50  # that the widths of columns are taken from


class RowsModel(QAbstractTableModel):
    """``flags`` and the like are Qt's own: each override in Python would be called a million times."""

    def __init__(self, pages: RowPages) -> None:
        super().__init__()
        self.columns: tuple[ShownColumn, ...] = ()
        self.writing = Writing()
        self.kind = ""
        self._count = 0
        self._pages = pages
        pages.arrived.connect(self._arrived)

    def show_window(self, window: RowWindow, columns: tuple[ShownColumn, ...], writing: Writing) -> None:
        """Show other rows, or the same ones in another order."""
        self.beginResetModel()
        self.columns, self.writing, self.kind, self._count = columns, writing, window.kind, len(window)
        self._pages.show_window(window)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Of Qt."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Of Qt."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Of Qt: text and alignment; dots while a page is being read."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if role not in (Qt.ItemDataRole.DisplayRole, Role.MUTED):
            return None
        row = self._pages.row(index.row())
        if role == Role.MUTED:
            return row is None
        return COMING if row is None else text_of(self.kind, self.columns[index.column()], row, self.writing)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Of Qt: name with unit."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return header_of(self.columns[section], self.writing)
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def wanted(self, column: int) -> int:
        """The px that the cells of a column ask for, by the first page; the header's alone until that has come."""
        shown, rows = self.columns[column], self._pages.page(0)[:MEASURED_ROWS]
        return widest(text_of(self.kind, shown, row, self.writing) for row in rows) + 2 * PAD

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        return NUMBER_ALIGNMENT if self.columns[column].shown in _NUMBERS else TEXT_ALIGNMENT

    def _arrived(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))


def header_of(column: ShownColumn, writing: Writing) -> str:
    """The column's name with its unit: 支付金额(元)."""
    name, of = column.name.say(writing.language), unit(column.shown, writing)
    return f"{name}({of})" if of and writing.language == "zh" else f"{name} ({of})" if of else name


def text_of(kind: str, column: ShownColumn, row: tuple[Cell, ...], writing: Writing) -> str:
    """A cell as it is read; empty where nothing is known: rows are mostly facts, and dashes would drown them."""
    value = row[column.place]
    if value is None:
        return ""
    named = value_name(kind, column.of, value)
    if named is not None:
        return named.say(writing.language)
    text = cell(value, column.shown, writing)
    return " ".join(text.split()) if column.shown is Shown.TEXT else text
