"""The picture for a file: PNG painted anew in twice as many px, SVG as lines and shapes.

Both show what the canvas shows: the same part, people, folds and time. An SVG of more than ``MOST`` people keeps as
many branches closed as it takes: drawing programs could hardly open it otherwise.
"""

from html import escape
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter

from analytics.arrays import Codes
from ui.theme import Tokens
from ui.widgets.measure import text_font
from ui.widgets.network.branches import ROOMY, control_points
from ui.widgets.network.circles import circles
from ui.widgets.network.detail import Detail, Seen
from ui.widgets.network.emphasis import Ring, badge, rings_of
from ui.widgets.network.inks import ink
from ui.widgets.network.kept import Kept
from ui.widgets.network.marked import Marked
from ui.widgets.network.marks import CLEAR
from ui.widgets.network.names import named
from ui.widgets.network.overlay import merchant_radius
from ui.widgets.network.people import Kind, People, Shown
from ui.widgets.network.picture import paint_picture
from ui.widgets.network.scene import Scene
from ui.widgets.network.sight import Sight

FINER = 2
MOST = 20_000
DOT = 0.01  # long is a point: of a line without any length some programs draw nothing
CROSSING = 0.3
"""Strength of lines."""


def image(people: People, shown: Shown, sight: Sight, marked: Marked, tokens: Tokens, finer: float = FINER) -> QImage:
    """The picture with ``finer`` px for each px of the sight."""
    made = QImage(QSize(round(sight.width * finer), round(sight.height * finer)), QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(finer)
    made.fill(QColor(tokens.surface))
    painter, scene = QPainter(made), Scene(people, Detail(people.layout), shown)
    stills = Kept().rest(scene, sight.finer(finer), finer)
    paint_picture(painter, stills, scene, sight, finer, marked, tokens)
    painter.end()
    return made


def svg(people: People, shown: Shown, sight: Sight, marked: Marked, tokens: Tokens) -> str:
    """The picture as text of an SVG file."""
    detail = Detail(people.layout)
    scene = Scene(people, detail, shown)
    seen, scale = _few(scene, sight)
    rings = rings_of(scene, sight, seen, marked.emphasised, scale)
    size = f'width="{sight.width:g}" height="{sight.height:g}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {sight.width:g} {sight.height:g}" {size}>',
        f'<rect {size} fill="{tokens.surface}"/>',
        _layers(scene, sight, tokens),
        _lines(detail, sight, seen, shown, tokens),
        *(_dots(people, seen, kind, tokens) for kind in reversed(Kind)),
        _chain(detail, sight, marked, tokens),
        _merchant(sight, tokens),
        _rings(rings, tokens),
        _names(scene, sight, seen, marked, rings, tokens),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def write_png(path: Path, made: QImage) -> None:
    """OSError where it cannot be written."""
    if not made.save(str(path), "PNG"):  # type: ignore[call-overload]
        raise OSError(f"{path} cannot be written")


def _few(scene: Scene, sight: Sight) -> tuple[Seen, float]:
    """Who is drawn: at most ``MOST``, small branches closed, and of those who hang on the merchant some for all.

    And the scale at which just these branches are open.
    """
    detail, shown, seen = scene.detail, scene.shown, scene.seen(sight)
    appears = detail.appears[seen.nodes]
    if len(seen.nodes) <= MOST:
        return seen, sight.scale
    closed = max(float(np.partition(appears, MOST)[MOST]), float(np.finfo(np.float32).tiny))
    kept = appears < closed
    nodes = seen.nodes[kept]
    bundled = (shown.below[nodes] > 0) & (shown.folded[nodes] | (detail.opens[nodes] >= closed))
    return Seen(nodes, seen.x[kept], seen.y[kept], seen.radius[kept], bundled), float(
        np.nextafter(np.float32(closed), np.float32(0))
    )


def _layers(scene: Scene, sight: Sight, tokens: Tokens) -> str:
    x, y = sight.point(0, 0)
    rings = (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>' for radius in circles(scene, sight))
    return f'<g fill="none" stroke="{tokens.line}">' + "".join(rings) + "</g>"


def _lines(detail: Detail, sight: Sight, seen: Seen, shown: Shown, tokens: Tokens) -> str:
    layout = detail.layout
    parent = layout.forest.parent[seen.nodes]
    room = np.sqrt(layout.size[seen.nodes] + 1.0) * sight.scale
    children = seen.nodes[(room >= ROOMY) & (parent >= 0) & shown.mask[parent]]
    return _paths(detail, sight, children, tokens.outline, CROSSING, 1.0)


def _paths(detail: Detail, sight: Sight, children: Codes, colour: str, strength: float, wide: float) -> str:
    if not len(children):
        return ""
    points = control_points(detail, children)
    px = [sight.px(points[2 * pair], points[2 * pair + 1]) for pair in range(4)]
    drawn = "".join(
        "M{:.1f} {:.1f}C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}".format(*numbers)
        for numbers in np.column_stack([axis for pair in px for axis in pair]).tolist()
    )
    return f'<path fill="none" stroke="{colour}" stroke-opacity="{strength}" stroke-width="{wide}" d="{drawn}"/>'


def _dots(people: People, seen: Seen, kind: Kind, tokens: Tokens) -> str:
    """All of a kind, in the kind's shape; those too small to have one as points of one line each."""
    mine = people.kinds[seen.nodes] == kind
    colour, small = ink(kind, tokens), mine & (seen.radius < CLEAR)
    parts = []
    for radius in np.unique(seen.radius[small]).tolist():
        alike = small & (seen.radius == np.float32(radius))
        points = "".join(f"M{x:.1f} {y:.1f}h{DOT}" for x, y in np.column_stack([seen.x[alike], seen.y[alike]]).tolist())
        parts.append(f'<path stroke="{colour}" stroke-width="{2 * radius:.2f}" stroke-linecap="round" d="{points}"/>')
    large = mine & ~small
    numbers = zip(seen.x[large].tolist(), seen.y[large].tolist(), seen.radius[large].tolist(), strict=True)
    shapes = "".join(_shape(kind, x, y, radius) for x, y, radius in numbers)
    hollow = f'fill="none" stroke="{colour}"' if kind in (Kind.FOLLOWER, Kind.LAPSED) else f'fill="{colour}"'
    return f'<g id="{kind.name.lower()}">{"".join(parts)}<g {hollow}>{shapes}</g></g>' if mine.any() else ""


def _shape(kind: Kind, x: float, y: float, radius: float) -> str:
    wide = f'stroke-width="{radius * 0.35:.2f}"'
    if kind is Kind.SUPPORTING:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
    if kind is Kind.FOLLOWER:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius * 0.8:.2f}" {wide}/>'
    if kind is Kind.BUYER:
        r = radius * 1.25
        return f'<path d="M{x:.1f} {y - r:.1f}l{r:.1f} {r:.1f}l{-r:.1f} {r:.1f}l{-r:.1f} {-r:.1f}z"/>'
    r, d = radius * 0.7, radius * 1.4
    return f'<path {wide} d="M{x - r:.1f} {y - r:.1f}l{d:.1f} {d:.1f}m0 {-d:.1f}l{-d:.1f} {d:.1f}"/>'


def _chain(detail: Detail, sight: Sight, marked: Marked, tokens: Tokens) -> str:
    return _paths(detail, sight, np.array(marked.chain, np.int32), tokens.brand, 1.0, 1.75)


def _merchant(sight: Sight, tokens: Tokens) -> str:
    x, y = sight.point(0, 0)
    return (
        f'<circle id="merchant" cx="{x:.1f}" cy="{y:.1f}" r="{merchant_radius(sight.scale):.1f}" '
        f'fill="{tokens.brand}" stroke="{tokens.surface}" stroke-width="2"/>'
    )


def _rings(rings: list[Ring], tokens: Tokens) -> str:
    circles = "".join(f'<circle cx="{r.x:.1f}" cy="{r.y:.1f}" r="{r.radius:.1f}"/>' for r in rings)
    counts = "".join(f'<text x="{badge(r).x():.1f}" y="{badge(r).y():.1f}">{r.held}</text>' for r in rings if r.held)
    written = f'<g fill="{tokens.focus}" stroke="none" font-size="12" font-weight="bold">{counts}</g>' if counts else ""
    return (
        f'<g id="marked" fill="none" stroke="{tokens.focus}" stroke-width="2">{circles}{written}</g>' if rings else ""
    )


def _names(scene: Scene, sight: Sight, seen: Seen, marked: Marked, rings: list[Ring], tokens: Tokens) -> str:
    families = escape(", ".join(text_font().families()))
    texts = "".join(
        f'<text x="{at.x() + radius + 4:.1f}" y="{at.y() + 4:.1f}">{escape(name)}</text>'
        for name, at, radius in named(scene, sight, seen, marked, rings)
    )
    return f'<g font-family="{families}" font-size="12" fill="{tokens.text}">{texts}</g>' if texts else ""
