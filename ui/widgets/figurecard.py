"""A key figure of first rank, as a card: name, value, change against the comparison, and how it went."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from analytics.period import Period
from analytics.result import Figure
from ui import theme
from ui.widgets.figurebutton import FigureButton, write_line
from ui.widgets.format import Writing, short
from ui.widgets.marks import paint_arrow_in
from ui.widgets.sparkline import paint_spark

HEIGHT = 112  # px, as all lengths here at the usual size of text
LEAST = 152  # room for ¥1,234.5万 in the size of key figures
PAD = 12
GAP = 6
ARROW = 8


def card_size() -> QSize:
    """The least a card takes."""
    return QSize(theme.scaled(LEAST), theme.scaled(HEIGHT))


class FigureCard(FigureButton):
    """Full values and the definition are on hover."""

    def __init__(self, figure: Figure, writing: Writing, period: Period, comparison: Period | None) -> None:
        super().__init__(figure, writing, period, comparison)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as the strip makes it."""
        return card_size()

    def minimumSizeHint(self) -> QSize:
        """Narrower, a value would be cut."""
        return card_size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Surface, name, value; then change and spark line, or the reason why there is no value."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.current()
        self._paint_surface(painter)
        painter.setFont(theme.font(9))
        self._paint_name(painter)
        painter.setFont(theme.font(20, strong=True))
        known = self.figure.value is not None
        text = short(self.figure.value, self.figure.shown, self.writing)
        write_line(painter, self._box(28, 32), text, tokens.text if known else tokens.muted)
        painter.setFont(theme.font(9))
        if not known:
            self._paint_reason(painter)
            return
        self._paint_change(painter)
        paint_spark(painter, self.figure.trace, QRectF(self._box(84, 18)).adjusted(0, 0, -3, 0), tokens)

    def _box(self, top: int, height: int) -> QRect:
        return QRect(PAD, theme.scaled(top), self.width() - 2 * PAD, theme.scaled(height))

    def _paint_surface(self, painter: QPainter) -> None:
        tokens = theme.current()
        hovered = self.underMouse() and self.figure.rows is not None
        painter.setBrush(QColor(tokens.hover if hovered else tokens.surface))
        pen = QPen(QColor(tokens.focus), 2) if self.hasFocus() else QPen(QColor(tokens.line), 1)
        painter.setPen(pen)
        inset = pen.widthF() / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)

    def _paint_name(self, painter: QPainter) -> None:
        """The name, and at the right whether the value is a usual one: where room is short, the name gives way."""
        tokens, box = theme.current(), self._box(8, 20)
        if self.change.usual:
            usual = painter.fontMetrics().horizontalAdvance(self.change.usual)
            colour = tokens.flat if self.change.notable else tokens.muted
            write_line(painter, box.adjusted(box.width() - usual, 0, 1, 0), self.change.usual, colour)
            box.setRight(box.right() - usual - GAP)
        write_line(painter, box, self.name, tokens.muted)

    def _paint_reason(self, painter: QPainter) -> None:
        painter.setPen(theme.current().muted)
        wrapped = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(self._box(62, 46), wrapped, self.reason)

    def _paint_change(self, painter: QPainter) -> None:
        tokens, change = theme.current(), self.change
        box = self._box(60, 20)
        if change.move is not None:
            box.setLeft(paint_arrow_in(painter, box, change.move, change.colour(tokens), theme.scaled(ARROW)) + 4)
            box.setLeft(write_line(painter, box, change.text, change.colour(tokens)) + GAP)
        if change.verdict:
            box.setLeft(write_line(painter, box, change.verdict, change.verdict_colour(tokens)) + GAP)
        self.against = QRect()
        only = change.move is None
        if only or painter.fontMetrics().horizontalAdvance(change.against) <= box.width():
            box.setRight(write_line(painter, box, change.against, tokens.muted))
            self.against = box
