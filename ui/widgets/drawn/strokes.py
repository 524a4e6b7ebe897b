"""The strokes that several pictures share: elided text, bars, whiskers of an interval."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from ui import theme
from ui.widgets.drawn.lines import Lines
from ui.widgets.trendstrokes import hairline

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
_CAP = 4.0  # px up and down at the ends of a whisker


def paint_text(painter: QPainter, box: QRectF, text: str, colour: QColor | str, at: Qt.AlignmentFlag = LEFT) -> None:
    """One line of text, elided where room is short."""
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, at, shown)


def paint_over(painter: QPainter, box: QRectF, text: str, colour: QColor | str) -> None:
    """Text that may lie on something else: a ground of its own lets it be read."""
    ground = QColor(theme.current().surface)
    ground.setAlphaF(0.8)
    painter.fillRect(box.adjusted(-2, 0, 2, 0), ground)
    paint_text(painter, box, text, colour)


def paint_bar(painter: QPainter, box: QRectF, colour: QColor | str) -> None:
    """A bar with sharp edges."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(box, QColor(colour))


def paint_whisker(painter: QPainter, low: QPointF, high: QPointF, colour: str) -> None:
    """From one end of an interval to the other, with a cap at both; level or upright."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QColor(colour))
    painter.drawLine(low, high)
    cap = QPointF(0.0, _CAP) if low.y() == high.y() else QPointF(_CAP, 0.0)
    for end in (low, high):
        painter.drawLine(end - cap, end + cap)


def paint_level_whisker(painter: QPainter, lines: Lines, place: int, ends: tuple[float, float], colour: str) -> None:
    """The interval of a line's value; an arrow instead of the cap where it goes on beyond the scale."""
    height = lines.line(place).center().y()
    low, high = (QPointF(lines.across(end), height) for end in ends)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QColor(colour))
    painter.drawLine(low, high)
    for at, beyond, way in ((low, ends[0] < lines.low, 1.0), (high, ends[1] > lines.high, -1.0)):
        slant = QPointF(_CAP * way, 0.0) if beyond else QPointF(0.0, 0.0)
        for side in (-_CAP, _CAP):
            painter.drawLine(at, at + slant + QPointF(0.0, side))


def paint_upright(painter: QPainter, across: float, box: QRectF, colour: str) -> None:
    """A hairline from the top of ``box`` to its foot."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(hairline(colour))
    painter.drawLine(QPointF(across, box.top()), QPointF(across, box.bottom()))
