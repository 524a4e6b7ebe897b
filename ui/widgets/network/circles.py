"""The circles between layers of people, as far as they stand apart."""

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from analytics.network.layout import Layout
from ui.theme import Tokens
from ui.widgets.network.sight import Sight

APART = 14.0  # px between layers from which the line between them is drawn


def boundaries(layout: Layout) -> list[float]:
    """The radius between each two layers."""
    return [float(layout.far[2 * d - 1] + layout.near[2 * d]) / 2 for d in range(1, len(layout.near) // 2)]


def paint_circles(painter: QPainter, layout: Layout, sight: Sight, tokens: Tokens) -> None:
    """Those that come into sight."""
    x, y = sight.point(0, 0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.line), 1))
    furthest = np.hypot(max(x, sight.width - x), max(y, sight.height - y))
    last = 0.0
    for radius in boundaries(layout):
        px = radius * sight.scale
        if px - last >= APART and px <= furthest:
            painter.drawEllipse(QPointF(x, y), px, px)
            last = px
