"""Lines from people to those they brought, as far as there is room: curves that leave and arrive along the radius."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.network.layout import CENTRE
from ui.widgets.network.detail import Detail, Seen
from ui.widgets.network.raster import Raster
from ui.widgets.network.sight import Pixels, Sight

ROOMY = 4.0  # px across that a branch takes before a line leads to it
FROM_CENTRE = 4.0  # times as much for lines from the merchant: they cross the whole pool
BUDGET = 350_000  # points of lines in a picture and beside it: the largest branches come first
STRIDE = 16
PIECE = 96  # points of a line that is not halved
FAST = 1.5  # times its mean speed that a curve has at its ends
WEAKEST = 0.24  # strength of the line to a single person
FULL = 70.0  # px across of a branch whose line is at full strength

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in px."""
Curve = tuple[NDArray[np.float32], ...]


@dataclass(frozen=True, eq=False)
class Branches:
    """Lines, the largest branches first."""

    curves: Pixels
    """Control points in px: x and y by turns, a column for each line."""
    points: Ints
    """How many points of each are drawn: a line without gaps takes so many."""
    strength: Pixels

    def in_pieces(self, box: Box) -> "Branches":
        """The same lines inside a box in short pieces: little of them is drawn where little comes into sight."""
        done, rest = [], self
        while len(rest.points):
            long = rest.points > PIECE
            done.append(Branches(rest.curves[:, ~long], rest.points[~long], rest.strength[~long]))
            halves, strength = _halved(rest.curves[:, long]), np.tile(rest.strength[long], 2)
            touching = _touching(halves, box)
            halves = halves[:, touching]
            rest = Branches(halves, _points(halves), strength[touching])
        pieces = [*done, rest]
        return Branches(
            np.concatenate([each.curves for each in pieces], axis=1),
            np.concatenate([each.points for each in pieces]),
            np.concatenate([each.strength for each in pieces]),
        )

    def draw(self, raster: Raster, right: float, down: float, box: Box) -> None:
        """Those that touch a box, all of them pushed by so many px."""
        curves = self.curves + np.array([right, down] * 4, np.float32)[:, None]
        touching = _touching(curves, box)
        _draw(raster, curves[:, touching], self.points[touching], self.strength[touching])


def branches_of(detail: Detail, sight: Sight, seen: Seen, shown: Mask, dots: float, margin: float) -> Branches:
    """Lines to those of ``seen`` whose branch has room, in sight or up to so many px beside it."""
    layout = detail.layout
    parent, size = layout.forest.parent[seen.nodes], layout.size[seen.nodes]
    room = np.sqrt(size + 1.0) * sight.scale / dots
    lined = (room >= np.where(parent >= 0, ROOMY, ROOMY * FROM_CENTRE)) & ((parent < 0) | shown[parent])
    curves = _on_screen(detail, sight, seen.nodes[lined])
    touching = _touching(curves, (-margin, -margin, sight.width + margin, sight.height + margin))
    room, curves = room[lined][touching], curves[:, touching]
    points = _points(curves)
    order = np.argsort(-room, kind="stable")
    order = order[: int(np.searchsorted(np.cumsum(points[order]), BUDGET * dots * dots))]
    return Branches(curves[:, order], points[order], np.clip(room[order] / FULL, WEAKEST, 1).astype(np.float32))


def control_points(detail: Detail, children: Codes) -> Curve:
    """Of the curve to each: x and y of its beginning, two points that bend it, and its end, in the layout's unit."""
    layout = detail.layout
    parent = layout.forest.parent[children]
    hung = parent >= 0
    start_angle = np.where(hung, layout.angle[parent], layout.angle[children])
    start = np.where(hung, layout.radius[parent], CENTRE / 2)
    end_angle, end = layout.angle[children], layout.radius[children]
    between = (start + end) / 2
    return tuple(
        made.astype(np.float32)
        for angle, radius in ((start_angle, start), (start_angle, between), (end_angle, between), (end_angle, end))
        for made in (radius * np.sin(angle), -radius * np.cos(angle))
    )


def _on_screen(detail: Detail, sight: Sight, children: Codes) -> Pixels:
    """Control points of the curves in px."""
    points = control_points(detail, children)
    return np.stack([each for pair in range(4) for each in sight.px(points[2 * pair], points[2 * pair + 1])])


def _points(curves: Pixels) -> Ints:
    """How many points each needs to have no gap, in whole strides."""
    legs = np.hypot(np.diff(curves[0::2], axis=0), np.diff(curves[1::2], axis=0)).sum(axis=0)
    found: Ints = np.ceil(FAST / STRIDE * legs).astype(np.int64) * STRIDE
    return found


def _halved(curves: Pixels) -> Pixels:
    """Each curve as two: the first halves, then the second."""
    p, q, r, s = curves.reshape(4, 2, -1)
    pq, qr, rs = (p + q) / 2, (q + r) / 2, (r + s) / 2
    pqr, qrs = (pq + qr) / 2, (qr + rs) / 2
    middle = (pqr + qrs) / 2
    return np.concatenate([np.stack([p, pq, pqr, middle]), np.stack([middle, qrs, rs, s])], axis=2).reshape(8, -1)


def _touching(curves: Pixels, box: Box) -> Mask:
    """Whose control points stand round some of a box: the others cannot touch it."""
    left, top, right, bottom = box
    x, y = curves[0::2], curves[1::2]
    found: Mask = (x.max(0) >= left) & (x.min(0) <= right) & (y.max(0) >= top) & (y.min(0) <= bottom)
    return found


def _draw(raster: Raster, curves: Pixels, points: Ints, strength: Pixels) -> None:
    """All curves of as many points together, steep and flat ones apart."""
    steep = np.abs(curves[7] - curves[1]) > np.abs(curves[6] - curves[0])
    group = 2 * points + steep
    order = np.argsort(group, kind="stable")
    bounds = [0, *(np.flatnonzero(np.diff(group[order])) + 1).tolist(), len(order)]
    for begin, end in pairwise(bounds):
        alike = order[begin:end]
        if len(alike):
            t = np.linspace(0, 1, int(points[alike[0]]), dtype=np.float32)
            x, y = (_polynomial(curves[axis::2, alike, None], t) for axis in (0, 1))
            raster.lines(x, y, bool(steep[alike[0]]), strength[alike, None])


def _polynomial(control: Pixels, t: Pixels) -> Pixels:
    """Points of Bezier curves: one row each."""
    p, q, r, s = control
    b, c = 3 * (q - p), 3 * (p - 2 * q + r)
    d = s - p - b - c
    made: Pixels = d * t
    for each in (c, b):
        made += each
        made *= t
    made += p
    return made
