"""Names: of whom is marked first, then of the largest heads; one that would cover another is left out."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import ceil

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from ui import theme
from ui.theme import Tokens
from ui.widgets.measure import metrics, text_font
from ui.widgets.network.detail import Seen, radii
from ui.widgets.network.emphasis import Ring
from ui.widgets.network.marked import Marked
from ui.widgets.network.scene import Scene
from ui.widgets.network.sight import Sight

NAMED = 12  # heads at most that carry a name
NAMED_FROM = 6.0  # px of their radius
EMPHASISED = 30  # emphasised people at most
GAP = 4
PLATES = 256

Name = tuple[str, QPointF, float]
"""What is written, where the dot is and how large."""


def named(scene: Scene, sight: Sight, large: Seen, marked: Marked, rings: Sequence[Ring]) -> Iterable[Name]:
    """Whose names are written, the most important first."""
    people, detail = scene.people, scene.detail
    nodes = _named(scene, large, marked, rings)
    numbers = np.array(nodes, np.int32)
    radius = large.sizes(numbers, radii(scene.shown.below[numbers], sight.scale))
    columns = (*sight.px(detail.x[numbers], detail.y[numbers]), radius)
    for node, x, y, radius in zip(nodes, *(column.tolist() for column in columns), strict=True):
        name = people.name(node)
        if name:
            yield name, QPointF(x, y), radius


def paint_names(painter: QPainter, names: Iterable[Name], tokens: Tokens, sight: Sight) -> None:
    """Beside their dots on the side away from the merchant."""
    taken: list[QRectF] = []
    dots, middle = painter.device().devicePixelRatioF(), sight.point(0, 0)[0]
    for name, at, radius in names:
        plate = _plate(name, tokens, dots, theme.enlarged())
        wide, high = plate.width() / dots, plate.height() / dots
        left = at.x() + radius + GAP if at.x() >= middle else at.x() - radius - GAP - wide
        box = QRectF(left, at.y() - high / 2, wide, high)
        if not any(box.intersects(other) for other in taken):
            taken.append(box)
            painter.drawImage(QPointF(round(box.x() * dots) / dots, round(box.y() * dots) / dots), plate)


@lru_cache(maxsize=PLATES)
def _plate(name: str, tokens: Tokens, dots: float, _enlarged: float) -> QImage:
    """A name on some ground: text takes long to set, and the same names are written in frame after frame."""
    wide, high = metrics().horizontalAdvance(name) + 2 * GAP, metrics().height()
    plate = QImage(ceil(wide * dots), ceil(high * dots), QImage.Format.Format_ARGB32_Premultiplied)
    plate.setDevicePixelRatio(dots)
    plate.fill(Qt.GlobalColor.transparent)
    ground, box = QColor(tokens.surface), QRectF(0, 0, wide, high)
    ground.setAlpha(215)
    painter = QPainter(plate)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(text_font())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(QColor(tokens.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
    painter.end()
    return plate


def _named(scene: Scene, large: Seen, marked: Marked, rings: Sequence[Ring]) -> list[int]:
    below, picked = scene.shown.below, set(marked.emphasised)
    emphasised = sorted((ring.node for ring in rings if ring.node in picked), key=lambda node: -int(below[node]))
    nodes = [marked.chosen, marked.hovered, *emphasised[:EMPHASISED], *marked.chain]
    if not marked.chain:
        heads = large.nodes[large.radius >= NAMED_FROM]
        nodes += heads[np.argsort(-below[heads], kind="stable")][:NAMED].tolist()
    return [node for node in dict.fromkeys(nodes) if node >= 0]
