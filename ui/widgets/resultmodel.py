"""A ``Table`` of a result as a Qt model: texts, bars, arrows; sorting by an order of row numbers."""

from collections.abc import Sequence
from functools import cmp_to_key
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QCollator, QModelIndex, QPersistentModelIndex, Qt

from analytics.diagnosis.verdicts import VERDICTS
from analytics.result import Column, Estimate, Row, Selection, Shown, Table, Value
from ui.theme import scaled
from ui.widgets.cells import ARROW_ROOM, BAR_ROOM, NUMBER_ALIGNMENT, PAD, TEXT_ALIGNMENT, Bar, Role
from ui.widgets.definition import definition_of_column
from ui.widgets.format import NOTHING, Move, Writing, cell, change, move, number, points, unit
from ui.widgets.measure import widest
from ui.widgets.treepoints import GAPS

Index = QModelIndex | QPersistentModelIndex
_LEFT = (Shown.TEXT, Shown.ID, Shown.DAY, Shown.TIME)
_NO_INDEX = QModelIndex()
FEW = 10
"""A base below this makes percentages that say little."""
MEASURED_ROWS = 50  # that the widths of columns are taken from


def header_text(column: Column, writing: Writing) -> str:
    """The column's name with its unit, if it has one: 支付金额(元)."""
    name, of = column.name.say(writing.language), unit(column.shown, writing)
    return f"{name}({of})" if of and writing.language == "zh" else f"{name} ({of})" if of else name


def is_change(column: Column) -> bool:
    """Whether a column holds relative changes, which take an arrow and a sign."""
    return column.shown is Shown.RATIO and column.id.endswith("change")


def rest_place(rows: Sequence[Row]) -> int | None:
    """Where the row stands that sums up all that is not listed: it is no rival of the others.

    It is the last one, or the last but one where what has no name (guests, freight) has a row after it.
    """
    without = [place for place, row in enumerate(rows) if row.rows is not None and row.rows.without]
    last = len(rows) - 1
    return without[0] if len(without) == 1 and without[0] >= max(last - 1, 1) else None


class ResultModel(QAbstractTableModel):
    """``order`` maps a shown row to its place in the table."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[Column, ...] = ()
        self.rows: tuple[Row, ...] = ()
        self.order: list[int] = []
        self.writing = Writing()
        self._ranges: list[tuple[float, float] | None] = []
        self._text_rooms: dict[int, int] = {}
        self._rest: int | None = None
        self._in_points: frozenset[int] = frozenset()

    def show_table(self, table: Table, writing: Writing, in_points: frozenset[int] = frozenset()) -> None:
        """Show another table, in its own order; the changes of the rows ``in_points`` are gaps of ratios."""
        self.beginResetModel()
        self._in_points = in_points
        self.columns, self.rows, self.writing = table.columns, table.rows, writing
        self.order = list(range(len(table.rows)))
        self._ranges = [_range(table, index) if column.bar else None for index, column in enumerate(table.columns)]
        self._text_rooms = {}
        self._rest = rest_place(table.rows)
        self.endResetModel()

    def row(self, shown: int) -> Row:
        """The table's row at a shown place."""
        return self.rows[self.order[shown]]

    def value(self, shown: int, column: int) -> Value:
        """The value at a shown place."""
        return self.row(shown).cells[column]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Of Qt."""
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Of Qt."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Of Qt: text, alignment, bar and arrow of a cell."""
        column = self.columns[index.column()]
        value = self.value(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(column, value, self.order[index.row()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment_of(column)
        if role == Role.BAR:
            rest = self.order[index.row()] == self._rest
            return None if rest else self._bar(index.column(), value)
        if role == Role.MOVE:
            return _move(column, value)
        if role == Role.PROVEN:
            return self._is_proven(index.row(), value)
        return value is None or self._of_a_few(index) if role == Role.MUTED else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Of Qt: name with unit, definition on hover."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return header_text(column, self.writing)
        if role == Qt.ItemDataRole.ToolTipRole:
            return definition_of_column(column, self.writing)
        if role == Role.TEXT_ROOM:
            return self._text_room(section)
        return alignment_of(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column, unknown values and the rest always last; by -1 in the table's own order."""
        self.layoutAboutToBeChanged.emit()
        places = list(range(len(self.rows)))
        if column >= 0:
            ranked = [place for place in places if place != self._rest]
            known = [place for place in ranked if self.rows[place].cells[column] is not None]
            unknown = [place for place in ranked if self.rows[place].cells[column] is None]
            key = _text_key() if self.columns[column].shown is Shown.TEXT else _own_key
            known.sort(
                key=lambda place: key(self.rows[place].cells[column]),
                reverse=order is Qt.SortOrder.DescendingOrder,
            )
            places = known + unknown + [place for place in places if place == self._rest]
        moved = {place: shown for shown, place in enumerate(places)}
        old, before = self.persistentIndexList(), self.order
        self.order = places
        self.changePersistentIndexList(old, [self.index(moved[before[index.row()]], index.column()) for index in old])
        self.layoutChanged.emit()

    def wanted(self, column: int) -> int:
        """The px that the cells of a column ask for."""
        bar = scaled(BAR_ROOM) + PAD if self.columns[column].bar else 0
        return self._text_room(column) + 2 * PAD + bar + (scaled(ARROW_ROOM) if is_change(self.columns[column]) else 0)

    def total(self, column: int) -> str:
        """What the column adds up to; empty for a column that does not add up."""
        return cell(self.sum(column), self.columns[column].shown, self.writing) if self.columns[column].total else ""

    def sum(self, column: int) -> int | float | None:
        """The sum of a column; None if no value is known."""
        known = [value for row in self.rows if (value := number(row.cells[column])) is not None]
        return sum(known) if known else None

    def behind(self, shown: int, column: int) -> Selection | None:
        """The rows that make the number in a cell; None where the number is not made of rows."""
        row = self.row(shown)
        return None if row.cells[column] is None else row.behind_cell(column)

    def behind_total(self, column: int) -> Selection | None:
        """The rows that make the total of a column; None where no one selection has them all."""
        cells = [row.behind_cell(column) for row in self.rows if row.cells[column] is not None]
        wholes = {None if rows is None else replace(rows, slices=(), without=()) for rows in cells}
        return wholes.pop() if self.columns[column].total and len(wholes) == 1 else None

    def _is_proven(self, shown: int, value: Value) -> bool:
        """Whether the change in a cell has been judged: by its own interval, or in the column of verdicts."""
        if isinstance(value, Estimate):
            return move(value) != "flat"
        judged = next((place for place, column in enumerate(self.columns) if column.id == "verdict"), None)
        return judged is not None and self.value(shown, judged) in (VERDICTS["up"], VERDICTS["down"])

    def _of_a_few(self, index: Index) -> bool:
        """Whether a cell holds the change of a handful: 3 after 2 is no trend. The base stands left of its change."""
        if not is_change(self.columns[index.column()]):
            return False
        places = range(index.column() - 1, -1, -1)
        base = next((place for place in places if self.columns[place].compared), None)
        if base is None or self.columns[base].shown is not Shown.COUNT:
            return False
        before = number(self.value(index.row(), base))
        return before is not None and before < FEW

    def _text(self, column: Column, value: Value, place: int) -> str:
        if place in self._in_points and column.shown is Shown.RATIO and column.id in GAPS:
            return NOTHING if not isinstance(value, int | float | Estimate) else points(value, self.writing)
        if is_change(column) and isinstance(value, int | float | Estimate):
            return change(value)
        text = cell(value, column.shown, self.writing)
        return " ".join(text.split()) if column.shown is Shown.TEXT else text

    def _text_room(self, column: int) -> int:
        """What the widest text of a column takes; measured once."""
        if column not in self._text_rooms:
            shown = self.columns[column]
            self._text_rooms[column] = widest(
                self._text(shown, row.cells[column], place) for place, row in enumerate(self.rows[:MEASURED_ROWS])
            )
        return self._text_rooms[column]

    def _bar(self, column: int, value: Value) -> Bar | None:
        ends = self._ranges[column]
        length = number(value)
        if ends is None or length is None:
            return None
        low, high = ends
        return Bar(-low / (high - low), (length - low) / (high - low), low < 0)


def alignment_of(column: Column) -> Qt.AlignmentFlag:
    """Numbers to the right, everything else to the left."""
    return TEXT_ALIGNMENT if column.shown in _LEFT else NUMBER_ALIGNMENT


def _move(column: Column, value: Value) -> Move | None:
    return move(value) if is_change(column) and isinstance(value, int | float | Estimate) else None


def _range(table: Table, column: int) -> tuple[float, float] | None:
    rest = rest_place(table.rows)
    rivals = (row.cells[column] for place, row in enumerate(table.rows) if place != rest)
    known = [float(length) for value in rivals if (length := number(value)) is not None]
    low, high = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
    return (low, high) if high > low else None


def _own_key(value: Value) -> Any:
    """Numbers by size, an estimate by its middle; days and ids as they are."""
    measured = number(value)
    return value if measured is None else measured


def _text_key() -> Any:
    collator = QCollator()
    compare = cmp_to_key(lambda one, other: collator.compare(str(one), str(other)))
    return lambda value: compare(str(value))
