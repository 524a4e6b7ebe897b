"""A key figure of second rank, on one line: name, value and its range, change."""

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen

from ui import theme
from ui.widgets.figurebutton import FigureButton, write_line
from ui.widgets.format import short
from ui.widgets.marks import paint_arrow_in

HEIGHT = 32
PAD = 12
GAP = 8
ARROW = 7


class FigureLine(FigureButton):
    """As wide as what it says. Full values, the reason for a missing one and the definition are on hover."""

    def sizeHint(self) -> QSize:
        """Exactly its texts."""
        plain, strong = QFontMetrics(theme.font(9)), QFontMetrics(theme.font(9, strong=True))
        width = plain.horizontalAdvance(self.name) + GAP + strong.horizontalAdvance(self._value)
        if self._range:
            width += GAP + plain.horizontalAdvance(self._range)
        if self.change.move is not None:
            width += GAP + theme.scaled(ARROW) + 4 + plain.horizontalAdvance(self.change.text)
        if self.change.verdict:
            width += GAP + plain.horizontalAdvance(self.change.verdict)
        return QSize(width + 2 * PAD + 2, theme.scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Nothing of it is cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Name, value, range, arrow and change from left to right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, change = theme.current(), self.change
        self._paint_surface(painter)
        box = QRect(PAD, 0, self.width() - PAD, self.height())
        painter.setFont(theme.font(9))
        box.setLeft(write_line(painter, box, self.name, tokens.muted) + GAP)
        painter.setFont(theme.font(9, strong=True))
        box.setLeft(write_line(painter, box, self._value, tokens.text) + GAP)
        painter.setFont(theme.font(9))
        if self._range:
            box.setLeft(write_line(painter, box, self._range, tokens.muted) + GAP)
        if change.move is not None:
            box.setLeft(paint_arrow_in(painter, box, change.move, change.colour(tokens), theme.scaled(ARROW)) + 4)
            box.setLeft(write_line(painter, box, change.text, change.colour(tokens)) + GAP)
        if change.verdict:
            write_line(painter, box, change.verdict, change.verdict_colour(tokens))

    @property
    def _value(self) -> str:
        return short(self.figure.value, self.figure.shown, self.writing)

    @property
    def _range(self) -> str:
        reach = self.figure.range
        if reach is None:
            return ""
        return " – ".join(short(end, self.figure.shown, self.writing) for end in (reach.low, reach.high))

    def _paint_surface(self, painter: QPainter) -> None:
        tokens = theme.current()
        hovered = self.underMouse() and self.figure.rows is not None
        painter.setBrush(QColor(tokens.hover if hovered else tokens.surface))
        painter.setPen(QPen(QColor(tokens.focus), 2) if self.hasFocus() else QPen(QColor(tokens.line), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
