"""A short plain table: for lists of at most a few hundred rows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from ui.theme import scaled

ROW = 24
HEADER = 28
WIDEST = 240  # pixels of a column; the whole text is on hover


class Grid(QTableWidget):
    """Rows of text; columns in ``numbers`` are right-aligned, a last one of text takes the room that is left."""

    def __init__(self, columns: int, numbers: Sequence[int] = ()) -> None:
        super().__init__(0, columns)
        self._numbers = frozenset(numbers)
        self.setProperty("kind", "grid")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(max(scaled(ROW), self.fontMetrics().height() + 8))
        heads.setFixedHeight(max(scaled(HEADER), self.fontMetrics().height() + 12))
        heads.setHighlightSections(False)
        if columns - 1 not in self._numbers:
            heads.setSectionResizeMode(columns - 1, QHeaderView.ResizeMode.Stretch)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def name(self, title: str, heads: Sequence[str]) -> None:
        """Title for screen readers, and the headers."""
        self.setAccessibleName(title)
        self.setHorizontalHeaderLabels(list(heads))
        for column in self._numbers:
            head = self.horizontalHeaderItem(column)
            if head is not None:
                head.setTextAlignment(_RIGHT)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show ``rows`` in place of what was there."""
        self.clearContents()
        self.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column in self._numbers:
                    item.setTextAlignment(_RIGHT)
                self.setItem(at, column, item)
        for column in range(self.columnCount()):
            if self.horizontalHeader().sectionResizeMode(column) is not QHeaderView.ResizeMode.Stretch:
                self.resizeColumnToContents(column)
                self.setColumnWidth(column, min(self.columnWidth(column), scaled(WIDEST)))

    def fit_height(self, most: int) -> None:
        """As high as its rows, of which ``most`` are in sight."""
        rows = min(self.rowCount(), most)
        self.setFixedHeight(self.horizontalHeader().height() + rows * self.verticalHeader().defaultSectionSize() + 2)

    def fit_width(self) -> None:
        """No wider than its columns."""
        self.setMaximumWidth(self.horizontalHeader().length() + 2)


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
