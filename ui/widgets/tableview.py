"""How every table behaves: rows of 24 px, own header, frozen first column, sorting, copying, opening rows."""

from collections.abc import Collection, Iterable, Sequence
from typing import cast

from PySide6.QtCore import QItemSelectionRange, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QTableView

from ui import theme
from ui.widgets.celldelegate import CellDelegate
from ui.widgets.cells import NUMBER_ALIGNMENT, PAD, ROW_HEIGHT
from ui.widgets.columnfit import FIRST_MOST, fitting, give_way, narrowed, widths
from ui.widgets.frozencolumn import FrozenColumn
from ui.widgets.measure import advance
from ui.widgets.resultmodel import MEASURED_ROWS, ResultModel
from ui.widgets.rowsmodel import RowsModel
from ui.widgets.tableheader import Header

WIDEST = 240  # px that a column asks for at most, at the usual size of text


class TableView(QTableView):
    """Says what is wanted; the widget around it, which knows the data, does it."""

    opened = Signal(int, int)
    """A cell, by shown row and column, was double-clicked, or Enter was pressed on it."""
    copy_asked = Signal()
    sort_asked = Signal(int, Qt.SortOrder)
    """Sort by a column; -1 for the table's own order."""

    columns_changed = Signal()
    """Columns came or went."""

    def __init__(self) -> None:
        super().__init__()
        self.nothing = ""
        """What to say in place of rows where there are none."""
        self.ranks: Sequence[int] = ()
        """The order in which columns are given up when room is short, last first; empty: they scroll instead."""
        self.giving: Collection[int] = ()
        """Columns that are cut short rather than others given up."""
        self.stretch: int | None = None
        """The column that takes what room is left; None for all of them alike."""
        self._wanted: list[int] = []
        self._sharing = False
        self._header = Header(self)
        self.setHorizontalHeader(self._header)
        self.setItemDelegate(CellDelegate(self))
        self.setStyleSheet("QTableView, QTableView:focus { border: none; }")  # the card around it has an edge
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(rows.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.scaled(ROW_HEIGHT))
        rows.hide()
        self._header.setResizeContentsPrecision(MEASURED_ROWS)
        self._frozen: FrozenColumn | None = None
        self._own_order = True
        self._header.sectionClicked.connect(self.sort_by)
        self.horizontalScrollBar().valueChanged.connect(self._freeze)
        self._header.sectionResized.connect(self._dragged)
        self._header.sectionHandleDoubleClicked.connect(self.resizeColumnToContents)
        self.doubleClicked.connect(self._open)

    def sizeHint(self) -> QSize:
        """Modest: it takes what the page has left."""
        return QSize(theme.scaled(400), theme.scaled(120))

    def show_model(self, model: ResultModel | RowsModel) -> None:
        """Take the model, for good."""
        self._model = model
        self.setModel(model)

    def fit_columns(self, totals: Sequence[str] = ()) -> None:
        """Measure the columns by their first rows and by their totals, and share the room out among them."""
        self._wanted = []
        for column in range(self.model().columnCount()):
            wanted = max(self._model.wanted(column), self._header.sectionSizeFromContents(column).width())
            if column < len(totals):
                wanted = max(wanted, advance(totals[column], strong=True) + 2 * PAD)
            self._wanted.append(min(wanted, theme.scaled(WIDEST if column else FIRST_MOST)))
        self._share()

    def choose_column(self, column: int, shown: bool) -> None:
        """Show or hide a column by hand; from then on none comes or goes by itself."""
        self.ranks = ()
        self.setColumnHidden(column, not shown)
        self._share()

    def sort_by(self, column: int) -> None:
        """As a click on a header: numbers from the largest, texts from A; again: the other way; again: own order."""
        header = self.horizontalHeader()
        alignment = self.model().headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
        first, second = (down, up) if alignment == NUMBER_ALIGNMENT else (up, down)
        if self._own_order or header.sortIndicatorSection() != column:
            self.sort_asked.emit(column, first)
        elif header.sortIndicatorOrder() == first:
            self.sort_asked.emit(column, second)
        else:
            self.sort_asked.emit(-1, up)

    def show_order(self, column: int, order: Qt.SortOrder) -> None:
        """Mark the column that the table is sorted by; -1 for none."""
        self._own_order = column < 0
        for header in (self._header, self._frozen.horizontalHeader()) if self._frozen else (self._header,):
            header.setSortIndicatorShown(column >= 0)
            header.setSortIndicator(max(column, 0), order)

    def ranges(self) -> list[tuple[int, int]]:
        """First and last row of every selected stretch, top to bottom: never a list of a million indexes."""
        selection = cast(Iterable[QItemSelectionRange], self.selectionModel().selection())
        stretches = sorted({(each.top(), each.bottom()) for each in selection})
        merged: list[tuple[int, int]] = []
        for top, bottom in stretches:
            if merged and top <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(bottom, merged[-1][1]))
            else:
                merged.append((top, bottom))
        return merged

    def shown_columns(self) -> list[int]:
        """Columns that are not hidden, as they stand from left to right."""
        header = self.horizontalHeader()
        columns = (header.logicalIndex(place) for place in range(header.count()))
        return [column for column in columns if not self.isColumnHidden(column)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies, Enter opens; the rest is Qt's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Everything the mouse can do elsewhere, for who uses the menu key."""
        at = self.viewport().mapFromGlobal(event.globalPos())
        self.menu(at).popup(event.globalPos())

    def menu(self, at: QPoint) -> QMenu:
        """What can be done with the cell at ``at``."""
        index = self.indexAt(at)
        index = index if index.isValid() else self.currentIndex()
        menu = QMenu(self)
        if index.isValid():
            self._offer(menu, self.tr("看明细"), lambda: self._open(index))
        self._offer(menu, self.tr("复制(带表头)"), self.copy_asked.emit)
        if index.isValid():
            column, down, up = index.column(), Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
            menu.addSeparator()
            self._offer(menu, self.tr("按此列从大到小"), lambda: self.sort_asked.emit(column, down))
            self._offer(menu, self.tr("按此列从小到大"), lambda: self.sort_asked.emit(column, up))
            self._offer(menu, self.tr("恢复原来的顺序"), lambda: self.sort_asked.emit(-1, up))
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out again."""
        super().resizeEvent(event)
        if self.model() is not None:
            self._share()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or why there are none."""
        super().paintEvent(event)
        if self.nothing and self.model() is not None and self.model().rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setFont(theme.font(9))
            painter.setPen(theme.current().muted)
            centred = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(16, 16, -16, -16), centred, self.nothing)
            painter.end()

    def _freeze(self) -> None:
        """Scrolled sideways for the first time: from now on the first column stays."""
        if self._frozen is None:
            self._frozen = FrozenColumn(self, self._model, self._header)

    def _share(self) -> None:
        columns, room = range(self.model().columnCount()), self.viewport().width()
        if len(self._wanted) != len(columns):
            return
        self._sharing = True
        least = narrowed(self._wanted, self.giving)
        if self.ranks:
            fit = fitting(least, self.ranks, room)
            for column in columns:
                self.setColumnHidden(column, column not in fit)
        shown = {column for column in columns if not self.isColumnHidden(column)}
        wanted = give_way(self._wanted, least, shown, room)
        for column, width in widths(wanted, shown, self.stretch, room).items():
            self.setColumnWidth(column, width)
        self._sharing = False
        self.columns_changed.emit()

    def _dragged(self, column: int, _before: int, width: int) -> None:
        if not self._sharing and width > 0 and column < len(self._wanted):
            self._wanted[column] = width

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.row(), index.column())

    @staticmethod
    def _offer(menu: QMenu, text: str, do: object) -> None:
        action = QAction(text, menu)
        action.triggered.connect(do)
        menu.addAction(action)
