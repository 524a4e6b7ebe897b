"""What charts that are read out have in common: the pointer or the keyboard points at a place, which is told beside it.

Whoever leaves the chart leaves no place behind.
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets.readout import Readout


class ReadChart(QWidget):
    """Paints nothing of its own but the focus ring."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.readout = Readout(self)

    def point_at(self, place: int | None) -> None:
        """Read a place out, or none."""
        raise NotImplementedError

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer left: nothing is read out."""
        self.point_at(None)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard left: nothing is read out."""
        self.point_at(None)
        super().focusOutEvent(event)

    def paint_focus(self, painter: QPainter) -> None:
        """The ring, while the keyboard is here."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.current().focus), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
