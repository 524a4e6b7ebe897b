"""The total of a table, always in view below its rows and in line with its columns."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets.cells import PAD, ROW_HEIGHT
from ui.widgets.tableview import TableView


class TotalRow(QWidget):
    """Follows the columns of ``view``."""

    opened = Signal(int)
    """The total of a column was double-clicked."""

    def __init__(self, view: TableView) -> None:
        super().__init__()
        self._view = view
        self._texts: Sequence[str] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        view.horizontalHeader().sectionResized.connect(lambda *_: self.update())
        view.horizontalHeader().sectionMoved.connect(lambda *_: self.update())
        view.horizontalScrollBar().valueChanged.connect(lambda *_: self.update())

    def show_texts(self, texts: Sequence[str]) -> None:
        """One text per column; the first names the row. No texts: no row."""
        self._texts = texts
        self.setAccessibleName(" ".join(text for text in texts if text))
        self.setVisible(any(texts))
        self.update()

    def sizeHint(self) -> QSize:
        """A row and the line above it."""
        return QSize(0, theme.scaled(ROW_HEIGHT) + 1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As in the table above: a number leads to its rows."""
        x = event.position().toPoint().x() - self._view.frameWidth()
        column = 0 if x < self._view.columnWidth(0) else self._view.columnAt(x)
        if event.button() is Qt.MouseButton.LeftButton and column >= 0:
            self.opened.emit(column)

    def _free_after_name(self) -> int:
        """px right of the first column that no number takes, while nothing is scrolled."""
        if self._view.horizontalScrollBar().value():
            return 0
        header, free = self._view.horizontalHeader(), 0
        for at in range(1, header.count()):
            column = header.logicalIndex(at)
            if not self._view.isColumnHidden(column):
                if column < len(self._texts) and self._texts[column]:
                    break
                free += self._view.columnWidth(column)
        return free

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The texts under their columns, the first one over what scrolled beneath it."""
        painter = QPainter(self)
        tokens = theme.current()
        painter.fillRect(self.rect(), QColor(tokens.surface))
        painter.setFont(theme.font(9, strong=True))
        painter.setPen(QColor(tokens.text))
        edge, right = self._view.frameWidth(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for column in range(1, len(self._texts)):
            if not self._view.isColumnHidden(column):
                left = edge + self._view.columnViewportPosition(column)
                box = QRect(left + PAD, 1, self._view.columnWidth(column) - 2 * PAD, self.height() - 1)
                painter.drawText(box, right, self._texts[column])
        if self._texts:
            own = QRect(edge, 1, self._view.columnWidth(0), self.height() - 1)
            painter.fillRect(own, QColor(tokens.surface))
            name = own.adjusted(PAD, 0, self._free_after_name() - PAD, 0)
            text = painter.fontMetrics().elidedText(self._texts[0], Qt.TextElideMode.ElideRight, name.width())
            painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, text)
        painter.fillRect(QRect(0, 0, self.width(), 1), QColor(tokens.outline))
