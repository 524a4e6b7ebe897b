"""A figure as something to press: its hover text, its accessible texts, and the way to the rows behind it.

How it is painted is left to the card and the line.
"""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractButton, QMenu

from analytics.period import Period
from analytics.result import Figure, Selection
from ui.widgets.definition import definition_of
from ui.widgets.figurechange import Change, change_of
from ui.widgets.format import Writing, full


class FigureButton(QAbstractButton):
    """Shows one ``Figure``; a click leads to its rows, a click on the comparison to those of the comparison."""

    open_rows = Signal(object, str)
    """A selection, and the name and value that it explains."""

    def __init__(self, figure: Figure, writing: Writing, period: Period, comparison: Period | None) -> None:
        super().__init__()
        self.figure = figure
        self.writing = writing
        self.change: Change = change_of(figure, writing, comparison)
        self.against = QRect()
        """Where the value of the comparison was painted last."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{self.name} {full(figure.value, figure.shown, writing)}")
        self.setAccessibleDescription(f"{self.change.said} {figure.definition.say(writing.language)}".strip())
        self.setToolTip(definition_of(figure, writing, period, comparison))
        self.setCursor(Qt.CursorShape.PointingHandCursor if figure.rows else Qt.CursorShape.ArrowCursor)
        self.clicked.connect(lambda: self._lead(figure.rows))

    @property
    def name(self) -> str:
        """The figure's name in the language of the page."""
        return self.figure.name.say(self.writing.language)

    @property
    def reason(self) -> str:
        """Why there is no value; empty if there is one."""
        if self.figure.value is not None or self.figure.reason is None:
            return ""
        return self.figure.reason.say(self.writing.language)

    def menu(self) -> QMenu:
        """What can be looked at: the rows of the period and those of the comparison, of a ratio above and below."""
        menu, figure = QMenu(self), self.figure
        self._offer(menu, self.tr("看明细"), figure.rows)
        self._offer(menu, self.tr("看对比期明细"), figure.previous_rows)
        if figure.bottom_rows is not None:
            self._offer(menu, self.tr("看除数的明细"), figure.bottom_rows)
            self._offer(menu, self.tr("看对比期除数的明细"), figure.previous_bottom_rows)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the right button or the menu key."""
        self.menu().popup(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the comparison leads to the comparison's rows."""
        on_it = self.against.contains(event.position().toPoint())
        if on_it and self.figure.previous_rows is not None and event.button() is Qt.MouseButton.LeftButton:
            self.setDown(False)
            self._lead(self.figure.previous_rows)
            return
        super().mouseReleaseEvent(event)

    def _offer(self, menu: QMenu, text: str, selection: Selection | None) -> None:
        action = QAction(text, menu)
        action.setEnabled(selection is not None)
        action.triggered.connect(lambda: self._lead(selection))
        menu.addAction(action)

    def _lead(self, selection: Selection | None) -> None:
        if selection is None:
            return
        then = selection in (self.figure.previous_rows, self.figure.previous_bottom_rows)
        value = self.figure.previous if then else self.figure.value
        self.open_rows.emit(selection, f"{self.name} {full(value, self.figure.shown, self.writing)}")


def write_line(painter: QPainter, box: QRect, text: str, colour: str) -> int:
    """Write one line at the left of ``box``, elided to it; where it ends."""
    text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.setPen(colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
    return box.left() + painter.fontMetrics().horizontalAdvance(text)
