"""The circles between layers of people, as far as they stand apart and somebody is drawn beyond."""

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.theme import Tokens
from ui.widgets.network.scene import Scene
from ui.widgets.network.sight import Sight

APART = 14.0  # px between layers from which the line between them is drawn


def circles(scene: Scene, sight: Sight) -> Iterator[float]:
    """Their radii in px, from the inside; those that are wholly beyond the window are left out."""
    layout, furthest = scene.people.layout, scene.furthest(sight.scale)
    x, y = sight.point(0, 0)
    corner = np.hypot(max(x, sight.width - x), max(y, sight.height - y))
    last = 0.0
    for depth in range(1, len(layout.near) // 2):
        between = float(layout.far[2 * depth - 1] + layout.near[2 * depth]) / 2
        radius = between * sight.scale
        if between < furthest and radius - last >= APART and radius <= corner:
            yield radius
            last = radius


def paint_circles(painter: QPainter, scene: Scene, sight: Sight, tokens: Tokens) -> None:
    """All of them."""
    middle = QPointF(*sight.point(0, 0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.line), 1))
    for radius in circles(scene, sight):
        painter.drawEllipse(middle, radius, radius)
