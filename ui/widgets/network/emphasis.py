"""People that are emphasised: at which dot each of them is seen, and how many stand behind one ring.

Whoever is inside a bundle is seen as its head. Of those who hang on the merchant some stand for all where they are
crowded; an emphasised one is then seen at the own place, though there is no dot.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from analytics.arrays import Codes
from ui.theme import Tokens
from ui.widgets.measure import metrics
from ui.widgets.network.detail import Seen, radii
from ui.widgets.network.scene import Scene
from ui.widgets.network.sight import Sight

BESIDE = 4.0  # px between the dot and its ring
WIDE = 2.0  # px of the ring
HALO = 4.5  # px of ground below it, so that it stands out from a crowd


class Ring(NamedTuple):
    """Round one dot."""

    node: int
    x: float
    y: float
    radius: float
    held: int
    """How many emphasised are inside this bundle, its head among them; 0 where it is only the one who stands here."""


def rings_of(scene: Scene, sight: Sight, large: Seen, nodes: Iterable[int], scale: float) -> list[Ring]:
    """A ring for each dot at which somebody emphasised is in sight, branches being open as at a scale."""
    detail, shown = scene.detail, scene.shown
    picked = np.fromiter(nodes, np.int32)
    picked = picked[shown.there[picked]]
    if not len(picked):
        return []
    heads = _heads(scene, picked, scale)
    at, place = np.unique(heads, return_inverse=True)
    many, inner = np.bincount(place), np.bincount(place, weights=heads != picked)
    radius = large.sizes(at, radii(shown.below[at], sight.scale)) + BESIDE
    x, y = sight.px(detail.x[at], detail.y[at])
    near = (x > -radius) & (x < sight.width + radius) & (y > -radius) & (y < sight.height + radius)
    held = np.where(inner > 0, many, 0)
    columns = (each[near].tolist() for each in (at, x, y, radius, held))
    return [Ring(*values) for values in zip(*columns, strict=True)]


def paint_rings(painter: QPainter, rings: Iterable[Ring], tokens: Tokens) -> None:
    """Each with its count where it stands for people inside a bundle."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ring in rings:
        for colour, wide in ((tokens.surface, HALO), (tokens.focus, WIDE)):
            painter.setPen(QPen(QColor(colour), wide))
            painter.drawEllipse(QPointF(ring.x, ring.y), ring.radius, ring.radius)
    for ring in rings:
        if ring.held:
            _paint_count(painter, ring, tokens)


def badge(ring: Ring) -> QPointF:
    """The middle of its count: outside the ring at the upper right, so that the dot is seen."""
    away = (ring.radius + metrics().height() / 2) * 0.5**0.5
    return QPointF(ring.x + away, ring.y - away)


def _heads(scene: Scene, picked: Codes, scale: float) -> Codes:
    """The dot as which each is seen."""
    parent, shown, appears = scene.people.layout.forest.parent, scene.shown.mask, scene.detail.appears
    heads = picked.copy()
    while (inside := (parent[heads] >= 0) & ~(shown[heads] & (appears[heads] <= scale))).any():
        heads[inside] = parent[heads[inside]]
    return heads


def _paint_count(painter: QPainter, ring: Ring, tokens: Tokens) -> None:
    text, high = f"{ring.held}", metrics().height()
    wide = max(metrics().horizontalAdvance(text) + high / 2, high)
    box = QRectF(0, 0, wide, high)
    box.moveCenter(badge(ring))
    painter.setPen(QPen(QColor(tokens.surface), 1))
    painter.setBrush(QColor(tokens.focus))
    painter.drawRoundedRect(box, high / 2, high / 2)
    painter.setPen(QColor(tokens.on_brand))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
