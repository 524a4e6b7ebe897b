"""A line without axes: how a figure went over the period, as large as a word."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from ui.theme import Tokens


def spark_points(trace: Sequence[float | None], box: QRectF) -> list[list[QPointF]]:
    """The trace within ``box``, from zero up: one list of points per stretch without a gap; nothing for one value."""
    known = [value for value in trace if value is not None]
    if len(known) < 2:  # one value is no course
        return []
    low, high = min(0, *known), max(0, *known)
    across = box.width() / max(len(trace) - 1, 1)
    down = box.height() / ((high - low) or 1)
    stretches: list[list[QPointF]] = [[]]
    for index, value in enumerate(trace):
        if value is None:
            stretches.append([])
        else:
            stretches[-1].append(QPointF(box.left() + index * across, box.bottom() - (value - low) * down))
    return [stretch for stretch in stretches if stretch]


def paint_spark(painter: QPainter, trace: Sequence[float | None], box: QRectF, tokens: Tokens) -> None:
    """Draw the trace into ``box`` with a dot on its last value."""
    stretches = spark_points(trace, box)
    if not stretches:
        return
    painter.setPen(QPen(QColor(tokens.outline), 1.25, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stretch in stretches:
        path = QPainterPath(stretch[0])
        for point in stretch[1:]:
            path.lineTo(point)
        painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.categories[0]))
    painter.drawEllipse(stretches[-1][-1], 2.25, 2.25)
