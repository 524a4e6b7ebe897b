"""Lines from people to those they brought, as far as there is room: curves that leave and arrive along the radius."""

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
BUDGET = 250_000  # points of lines in a picture of usual size: the largest branches come first
STRIDE = 16
FAST = 1.5  # times its mean speed that a curve has at its ends
WEAKEST = 0.24  # strength of the line to a single person
FULL = 70.0  # px across of a branch whose line is at full strength

Curve = tuple[NDArray[np.float32], ...]


def draw_branches(raster: Raster, detail: Detail, sight: Sight, seen: Seen, shown: Mask, dots: float) -> None:
    """Lines to those of ``seen`` whose branch has room."""
    layout = detail.layout
    parent, size = layout.forest.parent[seen.nodes], layout.size[seen.nodes]
    room = np.sqrt(size + 1.0) * sight.scale / dots
    lined = (room >= np.where(parent >= 0, ROOMY, ROOMY * FROM_CENTRE)) & ((parent < 0) | shown[parent])
    room = room[lined]
    curves = _on_screen(detail, sight, seen.nodes[lined])
    points = _points(curves, sight)
    order = np.argsort(-room, kind="stable")
    order = order[points[order] > 0]
    order = order[: int(np.searchsorted(np.cumsum(points[order]), BUDGET * dots * dots))]
    _draw(raster, curves[:, order], points[order], np.clip(room[order] / FULL, WEAKEST, 1).astype(np.float32))


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


def _points(curves: Pixels, sight: Sight) -> Ints:
    """How many points each needs to have no gap: in whole strides; none where nothing of it is in sight."""
    x, y = curves[0::2], curves[1::2]
    legs = np.hypot(np.diff(x, axis=0), np.diff(y, axis=0)).sum(axis=0)
    seen = (x.max(0) >= 0) & (x.min(0) <= sight.width) & (y.max(0) >= 0) & (y.min(0) <= sight.height)
    strides: Ints = np.ceil(FAST / STRIDE * legs).astype(np.int64) * STRIDE
    return np.where(seen, strides, 0)


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
