"""The largest dots apart from what is behind them, with how many people are below; a rim where the branch is closed."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF

from analytics.arrays import Ints
from ui.theme import Tokens
from ui.widgets.measure import metrics
from ui.widgets.network.detail import Seen
from ui.widgets.network.inks import FADED, ink, mixed
from ui.widgets.network.people import Kind
from ui.widgets.network.scene import Scene

NUMBERED = 9.0  # px of radius from which a head carries the number of people below
RINGED = 4.0  # px of radius from which a closed branch has a rim
HEADS = 150  # of these at most
HALO = 1.5  # px of ground round them
GAP = 4
CROSS = (
    (0, -0.25), (0.55, -0.8), (0.8, -0.55), (0.25, 0), (0.8, 0.55), (0.55, 0.8),
    (0, 0.25), (-0.55, 0.8), (-0.8, 0.55), (-0.25, 0), (-0.8, -0.55), (-0.55, -0.8),
)  # fmt: skip


def paint_heads(painter: QPainter, scene: Scene, large: Seen, tokens: Tokens, faded: bool) -> None:
    """The larger lie above the smaller."""
    below, ground, font = scene.shown.below, QColor(tokens.surface), metrics()
    inks = {kind: mixed(ground, QColor(ink(kind, tokens)), FADED if faded else 1.0) for kind in Kind}
    halo, rims = QPen(ground, HALO), {kind: QPen(colour, 1) for kind, colour in inks.items()}
    for place in _heads(below, large):
        node, radius = int(large.nodes[place]), float(large.radius[place])
        kind, at = Kind(scene.people.kinds[node]), QPointF(float(large.x[place]), float(large.y[place]))
        painter.setPen(halo)
        painter.setBrush(inks[kind])
        painter.drawPath(shape(kind, at.x(), at.y(), radius + HALO / 2))
        if large.bundled[place]:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(rims[kind])
            painter.drawEllipse(at, radius + 2.5, radius + 2.5)
        if radius >= NUMBERED and kind is Kind.SUPPORTING:
            painter.setPen(ground)
            _paint_number(painter, font, f"{below[node]}", at, radius)


def _heads(below: Ints, large: Seen) -> list[int]:
    """Their places in ``large``, the largest last."""
    places = np.flatnonzero(large.radius >= np.where(large.bundled, RINGED, NUMBERED))
    order = np.argsort(below[large.nodes[places]], kind="stable")[-HEADS:]
    found: list[int] = places[order].tolist()
    return found


def _paint_number(painter: QPainter, font: QFontMetrics, text: str, at: QPointF, radius: float) -> None:
    if font.horizontalAdvance(text) <= 2 * radius - GAP:
        box = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def shape(kind: Kind, x: float, y: float, radius: float) -> QPainterPath:
    """A kind's mark as an outline that is filled."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    if kind is Kind.BUYER:
        reach = radius * 1.25
        corners = ((0, -reach), (reach, 0), (0, reach), (-reach, 0))
        path.moveTo(x, y - reach)
        for across, down in corners[1:]:
            path.lineTo(x + across, y + down)
        path.closeSubpath()
        return path
    if kind is Kind.LAPSED:
        path.addPolygon(QPolygonF([QPointF(x + radius * across, y + radius * down) for across, down in CROSS]))
        path.closeSubpath()
        return path
    path.addEllipse(QPointF(x, y), radius, radius)
    if kind is Kind.FOLLOWER:
        path.addEllipse(QPointF(x, y), radius * 0.65, radius * 0.65)
    return path
