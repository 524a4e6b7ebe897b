"""What is painted over dots and lines: layers, the merchant, numbers and names of the largest, the chain followed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from analytics.arrays import Codes, Ints
from analytics.network.layout import CENTRE, Layout
from ui.theme import Tokens
from ui.widgets.measure import metrics, text_font
from ui.widgets.network.branches import control_points
from ui.widgets.network.detail import Detail, Seen, radii
from ui.widgets.network.emphasis import NAMED as NAMED_EMPHASISED
from ui.widgets.network.emphasis import Ring, paint_rings, rings_of
from ui.widgets.network.inks import FADED, ink, mixed
from ui.widgets.network.people import Kind, People, Shown
from ui.widgets.network.sight import Pixels, Sight

NUMBERED = 9.0  # px of radius from which a head carries the number of people below
RINGED = 4.0  # px of radius from which a closed branch has a rim
HEADS = 150  # of these at most
HALO = 1.5  # px of ground round them
NAMED = 12  # heads at most that carry a name
NAMED_FROM = 6.0  # px of their radius
APART = 14.0  # px between layers from which the line between them is drawn
MERCHANT = 7.0, 16.0  # px of radius at least and at most
GAP = 4
CROSS = (
    (0, -0.25), (0.55, -0.8), (0.8, -0.55), (0.25, 0), (0.8, 0.55), (0.55, 0.8),
    (0, 0.25), (-0.55, 0.8), (-0.8, 0.55), (-0.25, 0), (-0.8, -0.55), (-0.55, -0.8),
)  # fmt: skip


@dataclass(frozen=True)
class Marked:
    """Who is pointed at and who is chosen; -1 for nobody."""

    hovered: int = -1
    chosen: int = -1
    chain: tuple[int, ...] = ()
    """From the one chosen up to the root of the tree."""
    emphasised: tuple[int, ...] = ()


def paint_overlay(
    painter: QPainter, people: People, detail: Detail, shown: Shown, sight: Sight, seen: Seen, marked: Marked,
    tokens: Tokens,
) -> None:  # fmt: skip
    """Everything that is read; ``seen`` in px of the sight."""
    below, rings = shown.below, rings_of(detail, shown, sight, seen, marked.emphasised)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(text_font())
    _paint_layers(painter, people.layout, sight, tokens)
    _paint_heads(painter, people, below, seen, tokens, faded=bool(marked.chain))
    if marked.chain:
        _paint_chain(painter, people, detail, below, sight, marked.chain, tokens)
    _paint_merchant(painter, sight, tokens)
    paint_rings(painter, rings, tokens)
    _paint_names(painter, named(people, detail, below, sight, seen, marked, rings), tokens, sight)
    for node, colour in ((marked.hovered, tokens.text), (marked.chosen, tokens.brand)):
        if node >= 0:
            _paint_ring(painter, detail, below, sight, node, colour)


def boundaries(layout: Layout) -> list[float]:
    """The radius between each two layers."""
    return [float(layout.far[2 * d - 1] + layout.near[2 * d]) / 2 for d in range(1, len(layout.near) // 2)]


def merchant_radius(scale: float) -> float:
    """Of the red dot, in px."""
    return min(max(CENTRE * 0.7 * scale, MERCHANT[0]), MERCHANT[1])


def _paint_layers(painter: QPainter, layout: Layout, sight: Sight, tokens: Tokens) -> None:
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


def _paint_merchant(painter: QPainter, sight: Sight, tokens: Tokens) -> None:
    x, y = sight.point(0, 0)
    radius = merchant_radius(sight.scale)
    painter.setPen(QPen(QColor(tokens.surface), 2))
    painter.setBrush(QColor(tokens.brand))
    painter.drawEllipse(QPointF(x, y), radius, radius)


def _paint_heads(painter: QPainter, people: People, below: Ints, seen: Seen, tokens: Tokens, faded: bool) -> None:
    """The largest heads apart from what is behind them, with how many are below; a rim where the branch is closed."""
    large = np.flatnonzero(seen.radius >= np.where(seen.bundled, RINGED, NUMBERED))
    large = large[np.argsort(below[seen.nodes[large]], kind="stable")][-HEADS:]
    ground = QColor(tokens.surface)
    inks = {kind: mixed(ground, QColor(ink(kind, tokens)), FADED if faded else 1.0) for kind in Kind}
    for place in large:
        node, radius = int(seen.nodes[place]), float(seen.radius[place])
        kind, at = Kind(people.kinds[node]), QPointF(float(seen.x[place]), float(seen.y[place]))
        colour = inks[kind]
        painter.setPen(QPen(QColor(tokens.surface), HALO))
        painter.setBrush(colour)
        painter.drawPath(shape(kind, at.x(), at.y(), radius + HALO / 2))
        if seen.bundled[place]:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, 1))
            painter.drawEllipse(at, radius + 2.5, radius + 2.5)
        if radius >= NUMBERED and kind is Kind.SUPPORTING:
            _paint_number(painter, f"{below[node]}", at, radius, tokens)


def _paint_number(painter: QPainter, text: str, at: QPointF, radius: float, tokens: Tokens) -> None:
    if metrics().horizontalAdvance(text) <= 2 * radius - GAP:
        painter.setPen(QColor(tokens.surface))
        box = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _paint_chain(
    painter: QPainter, people: People, detail: Detail, below: Ints, sight: Sight, chain: tuple[int, ...],
    tokens: Tokens,
) -> None:  # fmt: skip
    """The way from the merchant to the one chosen, and everybody on it."""
    nodes = np.array(chain, np.int32)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.brand), 1.75))
    painter.drawPath(curves(detail, sight, nodes))
    sizes = np.maximum(radii(below[nodes], sight.scale), 3.0)
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


def named(
    people: People, detail: Detail, below: Ints, sight: Sight, seen: Seen, marked: Marked, rings: Sequence[Ring]
) -> Iterable[tuple[str, QPointF, float]]:
    """Names, where their dots are and how large: of whom is marked first, then of the largest heads."""
    picked = set(marked.emphasised)
    emphasised = [ring.node for ring in rings if ring.node in picked]
    emphasised = sorted(emphasised, key=lambda node: -int(below[node]))[:NAMED_EMPHASISED]
    nodes = [node for node in (marked.chosen, marked.hovered, *emphasised, *marked.chain) if node >= 0]
    if not marked.chain:
        large = np.flatnonzero(seen.radius >= NAMED_FROM)
        large = large[np.argsort(-below[seen.nodes[large]], kind="stable")][:NAMED]
        nodes += [int(node) for node in seen.nodes[large]]
    for node in dict.fromkeys(nodes):
        name = people.name(node)
        if name:
            x, y = sight.point(float(detail.x[node]), float(detail.y[node]))
            yield name, QPointF(x, y), float(radii(below[node : node + 1], sight.scale)[0])


def _paint_names(painter: QPainter, names: Iterable[tuple[str, QPointF, float]], tokens: Tokens, sight: Sight) -> None:
    """Beside their dots on the side away from the merchant; a name that would cover another is left out."""
    taken: list[QRectF] = []
    middle, _ = sight.point(0, 0)
    for name, at, radius in names:
        wide, high = metrics().horizontalAdvance(name) + 2 * GAP, metrics().height()
        left = at.x() + radius + GAP if at.x() >= middle else at.x() - radius - GAP - wide
        box = QRectF(left, at.y() - high / 2, wide, high)
        if any(box.intersects(other) for other in taken):
            continue
        taken.append(box)
        ground = QColor(tokens.surface)
        ground.setAlpha(215)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(QColor(tokens.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)


def _paint_ring(painter: QPainter, detail: Detail, below: Ints, sight: Sight, node: int, colour: str) -> None:
    x, y = sight.point(float(detail.x[node]), float(detail.y[node]))
    radius = float(radii(below[node : node + 1], sight.scale)[0]) + 4
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), 2))
    painter.drawEllipse(QPointF(x, y), radius, radius)


def _pairs(points: tuple[Pixels, ...]) -> list[tuple[Pixels, Pixels]]:
    return [(points[2 * pair], points[2 * pair + 1]) for pair in range(len(points) // 2)]
