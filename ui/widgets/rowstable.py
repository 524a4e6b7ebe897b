"""Up to a million rows on the page: sorted and copied in workers, read as they come into view."""

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from analytics.result import Shown
from storage.errors import KnownError
from storage.progress import Report, StopAsked
from storage.rows import Rows, RowWindow
from storage.store import Store
from ui.jobs import Jobs, Newest
from ui.widgets.copying import Copied, copied, mime_of
from ui.widgets.fieldnames import value_name
from ui.widgets.format import Writing
from ui.widgets.rowcolumns import ShownColumn, shown_columns
from ui.widgets.rowpages import RowPages
from ui.widgets.rowsmodel import RowsModel, header_of
from ui.widgets.tableview import TableView

MOST_COPIED = 50_000  # rows that a clipboard and a spreadsheet take without trouble


class RowsTable(QWidget):
    """Shows a window over rows of one kind."""

    opened = Signal(int)
    """The row number of a row that was double-clicked, or on which Enter was pressed."""
    too_many = Signal(int)
    """More rows than this were to be copied; nothing was."""
    copying_done = Signal(int)
    """So many rows are on the clipboard now."""
    busy = Signal(bool)
    """Sorting has begun or ended."""
    failed = Signal(object)
    """A ``KnownError``."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.window_of_rows: RowWindow | None = None
        self._store: Store | None = None
        self._own_order: Rows = np.empty(0, np.int64)
        self.pages = RowPages(jobs, self)
        self.model = RowsModel(self.pages)
        self.view = TableView()
        self.view.show_model(self.model)
        self._sorting, self._copying = Newest(jobs, self), Newest(jobs, self)
        self._fitted = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.view.sort_asked.connect(self.sort)
        self.view.copy_asked.connect(self.copy)
        self.view.opened.connect(self._open)
        self.pages.arrived.connect(self._fit)
        self.pages.failed.connect(self.failed)

    def show_rows(
        self, store: Store, kind: str, rows: Rows, writing: Writing, columns: tuple[ShownColumn, ...] = ()
    ) -> None:
        """Show rows of a kind, by their row numbers, in this order; by default the usual columns of the kind."""
        columns = columns or shown_columns(kind)
        same = columns == self.model.columns
        self._store, self._own_order, self._fitted = store, rows, False
        self._show(RowWindow(store, kind, rows), columns, writing)
        self.view.show_order(-1, Qt.SortOrder.AscendingOrder)
        if not same:
            for place, column in enumerate(columns):
                self.view.setColumnHidden(place, not column.at_first)

    def sort(self, column: int, order: Qt.SortOrder) -> None:
        """Sort by a column, or by -1 as the rows came; the old order stays until the new one is ready."""
        if self._store is None or self.window_of_rows is None:
            return
        window = RowWindow(self._store, self.window_of_rows.kind, self._own_order)
        name = self.model.columns[column].of.name if column >= 0 else ""

        def work(_report: Report, _stop: StopAsked) -> RowWindow:
            if name:
                window.sort(name, order is Qt.SortOrder.DescendingOrder)
            return window

        def show(ordered: RowWindow) -> None:
            self.busy.emit(False)
            self._show(ordered, self.model.columns, self.model.writing)
            self.view.show_order(column, order)
            self.view.scrollToTop()

        self.busy.emit(True)
        self._sorting.start(work, show, self._fail)

    def copy(self) -> None:
        """The selected rows, or all of them, with their headers, as far as a clipboard should hold them."""
        stretches = self.view.ranges() or [(0, self.model.rowCount() - 1)]
        count = sum(last - first + 1 for first, last in stretches)
        if count > MOST_COPIED:
            self.too_many.emit(MOST_COPIED)
            return
        if self._store is None or self.window_of_rows is None or count <= 0:
            return
        numbers = np.concatenate([self.window_of_rows.rows[first : last + 1] for first, last in stretches])
        chosen = RowWindow(self._store, self.window_of_rows.kind, numbers)
        columns = [self.model.columns[column] for column in self.view.shown_columns()]
        writing = self.model.writing

        def put(made: Copied) -> None:
            QGuiApplication.clipboard().setMimeData(mime_of(made))
            self.copying_done.emit(count)

        self._copying.start(lambda _report, _stop: _copied(chosen, columns, writing), put, self._fail)

    def _show(self, window: RowWindow, columns: tuple[ShownColumn, ...], writing: Writing) -> None:
        self.window_of_rows = window
        self.model.show_window(window, columns, writing)

    def _fit(self) -> None:
        if not self._fitted:
            self._fitted = True
            self.view.fit_columns()

    def _open(self, shown: int, _column: int) -> None:
        if self.window_of_rows is not None:
            self.opened.emit(int(self.window_of_rows.rows[shown]))

    def _fail(self, error: KnownError) -> None:
        self.busy.emit(False)
        self.failed.emit(error)


def _copied(window: RowWindow, columns: list[ShownColumn], writing: Writing) -> Copied:
    kind = window.kind
    rows = (
        [value_name(kind, column.of, row[column.place]) or row[column.place] for column in columns]
        for row in window.fetch(0, len(window))
    )
    shown = [Shown.TEXT if column.shown is Shown.DAY else column.shown for column in columns]
    return copied([header_of(column, writing) for column in columns], shown, rows, writing)
