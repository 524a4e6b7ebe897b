"""What is painted over everybody: the chain followed, the merchant, rings and names."""

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from analytics.arrays import Codes
from analytics.network.layout import CENTRE
from ui.theme import Tokens
from ui.widgets.measure import text_font
from ui.widgets.network.branches import control_points
from ui.widgets.network.detail import Detail, Seen, radii
from ui.widgets.network.emphasis import paint_rings, rings_of
from ui.widgets.network.heads import shape
from ui.widgets.network.inks import ink
from ui.widgets.network.marked import Marked
from ui.widgets.network.names import named, paint_names
from ui.widgets.network.people import Kind
from ui.widgets.network.scene import Scene
from ui.widgets.network.sight import Pixels, Sight

MERCHANT = 7.0, 16.0  # px of radius at least and at most


def paint_overlay(painter: QPainter, scene: Scene, sight: Sight, large: Seen, marked: Marked, tokens: Tokens) -> None:
    """As it is now, even while the picture below moves; of those in sight the large dots are asked for."""
    rings = rings_of(scene, sight, large, marked.emphasised, sight.scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(text_font())
    if marked.chain:
        _paint_chain(painter, scene, sight, marked.chain, tokens)
    _paint_merchant(painter, sight, tokens)
    paint_rings(painter, rings, tokens)
    paint_names(painter, named(scene, sight, large, marked, rings), tokens, sight)
    for node, colour in ((marked.hovered, tokens.text), (marked.chosen, tokens.brand)):
        if node >= 0:
            _paint_ring(painter, scene, sight, large, node, colour)


def merchant_radius(scale: float) -> float:
    """Of the red dot, in px."""
    return min(max(CENTRE * 0.7 * scale, MERCHANT[0]), MERCHANT[1])


def _paint_merchant(painter: QPainter, sight: Sight, tokens: Tokens) -> None:
    x, y = sight.point(0, 0)
    radius = merchant_radius(sight.scale)
    painter.setPen(QPen(QColor(tokens.surface), 2))
    painter.setBrush(QColor(tokens.brand))
    painter.drawEllipse(QPointF(x, y), radius, radius)


def _paint_chain(painter: QPainter, scene: Scene, sight: Sight, chain: tuple[int, ...], tokens: Tokens) -> None:
    """The way from the merchant to the one chosen, and everybody on it."""
    people, detail, nodes = scene.people, scene.detail, np.array(chain, np.int32)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.brand), 1.75))
    painter.drawPath(curves(detail, sight, nodes))
    sizes = np.maximum(radii(scene.shown.below[nodes], sight.scale), 3.0)
    x, y = sight.px(detail.x[nodes], detail.y[nodes])
    painter.setPen(QPen(QColor(tokens.surface), 1.5))
    for node, across, down, radius in zip(chain, x, y, sizes, strict=True):
        painter.setBrush(QColor(ink(Kind(people.kinds[node]), tokens)))
        painter.drawPath(shape(Kind(people.kinds[node]), float(across), float(down), float(radius)))


def curves(detail: Detail, sight: Sight, children: Codes) -> QPainterPath:
    """The lines to some people as one path."""
    path = QPainterPath()
    points = [sight.px(x, y) for x, y in _pairs(control_points(detail, children))]
    for number in range(len(children)):
        start, one, two, end = (QPointF(float(x[number]), float(y[number])) for x, y in points)
        path.moveTo(start)
        path.cubicTo(one, two, end)
    return path


def _paint_ring(painter: QPainter, scene: Scene, sight: Sight, large: Seen, node: int, colour: str) -> None:
    x, y = sight.point(float(scene.detail.x[node]), float(scene.detail.y[node]))
    nodes = np.array([node], np.int32)
    radius = float(large.sizes(nodes, radii(scene.shown.below[nodes], sight.scale))[0]) + 4
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), 2))
    painter.drawEllipse(QPointF(x, y), radius, radius)


def _pairs(points: tuple[Pixels, ...]) -> list[tuple[Pixels, Pixels]]:
    return [(points[2 * pair], points[2 * pair + 1]) for pair in range(len(points) // 2)]
