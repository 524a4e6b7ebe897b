"""The strokes of a trend chart: ground, labels, lines, columns, dots. Each knows colours and places, none the data."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from ui.theme import Tokens, scaled
from ui.widgets.measure import advance
from ui.widgets.trendplace import GAP, Place

HATCH = 6.0  # px between two strokes
MARK = 9.0  # px above the buckets that the mark of a holiday takes
Points = Sequence[Sequence[QPointF]]


def line_height() -> float:
    """Of a line of text, px."""
    return float(scaled(20))


def key_size() -> float:
    """Of the square that says what a colour means, px."""
    return float(scaled(8))


def hairline(colour: str) -> QPen:
    """One device pixel, at every scale."""
    return QPen(QColor(colour), 0)


def paint_ground(painter: QPainter, place: Place, tokens: Tokens, ticks: Sequence[float], bands: Sequence[int]) -> None:
    """Marked buckets, then a hairline at each tick."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for bucket in bands:
        painter.fillRect(place.column(bucket), QColor(tokens.sunken))
    painter.setPen(hairline(tokens.line))
    for value in ticks:
        height = place.upwards(value)
        painter.drawLine(QPointF(place.box.left(), height), QPointF(place.box.right(), height))


def paint_hatching(painter: QPainter, stripe: QRectF, tokens: Tokens) -> None:
    """A bucket that is not over."""
    painter.save()
    painter.setClipRect(stripe)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.outline), 1))
    across = -stripe.height()
    while across < stripe.width():
        start = QPointF(stripe.left() + across, stripe.bottom())
        painter.drawLine(start, start + QPointF(stripe.height(), -stripe.height()))
        across += HATCH
    painter.restore()


def paint_values(painter: QPainter, place: Place, ticks: Sequence[tuple[float, str]]) -> None:
    """The labels at the left."""
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for value, text in ticks:
        box = QRectF(0, place.upwards(value) - line_height() / 2, place.box.left() - GAP, line_height())
        painter.drawText(box, right, text)


def paint_buckets(painter: QPainter, place: Place, labels: Sequence[tuple[int, str]], room: float) -> None:
    """The labels below, each centred under its bucket but never beyond the edge."""
    for bucket, text in labels:
        width = advance(text)
        left = min(max(place.across(bucket) - width / 2, 0), room - width)
        box = QRectF(left, place.box.bottom() + 4, width, line_height())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def paint_key(painter: QPainter, place: Place, tokens: Tokens, text: str) -> None:
    """What the marked buckets are, at the right of the dates."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    left, top, key, line = place.box.right() + GAP, place.box.bottom() + 4, key_size(), line_height()
    painter.setPen(hairline(tokens.edge))
    painter.setBrush(QColor(tokens.sunken))
    painter.drawRect(QRectF(left, top + (line - key) / 2, key, key))
    painter.setPen(QColor(tokens.muted))
    painter.drawText(QRectF(left + key + 4, top, advance(text), line), Qt.AlignmentFlag.AlignVCenter, text)


def paint_holiday(painter: QPainter, place: Place, tokens: Tokens, first: int, last: int, day: int | None) -> None:
    """A thin mark above the buckets on which a holiday acts, thicker over its own day."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    start, end = place.column(first).left(), place.column(last).right()
    painter.fillRect(QRectF(start, place.box.top() - 5, end - start - 1, 2), QColor(tokens.flat))
    if day is not None:
        own = place.column(day)
        painter.fillRect(QRectF(own.left(), own.top() - 8, max(own.width() - 1, 2.0), 5), QColor(tokens.flat))


def paint_line(painter: QPainter, stretches: Points, pen: QPen, dots: float = 0) -> None:
    """A line, with dots of that size, which a lone point always gets."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    for stretch in stretches:
        path = QPainterPath(stretch[0])
        for point in stretch[1:]:
            path.lineTo(point)
        painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(pen.color())
    for stretch in stretches:
        for point in stretch if dots else (stretch if len(stretch) == 1 else ()):
            painter.drawEllipse(point, (dots or 4) / 2, (dots or 4) / 2)


def paint_dot(painter: QPainter, at: QPointF, fill: str, edge: str, size: float) -> None:
    """One point that stands out."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(edge), 1.5))
    painter.setBrush(QColor(fill))
    painter.drawEllipse(at, size / 2, size / 2)


def paint_name(painter: QPainter, left: float, height: float, text: str, colour: str) -> None:
    """What a line is called, at the right of the lines."""
    painter.setPen(QColor(colour))
    box = QRectF(left + GAP, height - line_height() / 2, advance(text), line_height())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)


def paint_column(painter: QPainter, box: QRectF, fill: str, edge: QPen, text: str) -> None:
    """A value standing alone, with what it is above it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(edge)
    painter.setBrush(QColor(fill))
    painter.drawRect(box)
    width = advance(text)
    painter.setPen(edge.color())
    above = QRectF(box.center().x() - width / 2, box.top() - line_height(), width, line_height())
    painter.drawText(above, Qt.AlignmentFlag.AlignCenter, text)
