"""Lines from people to those they brought, as far as there is room: curves that leave and arrive along the radius.

A line is many points in short runs. Only runs that touch the part that is drawn are worked out, so a line that is long
beside the picture costs little.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.network.layout import CENTRE
from ui.widgets.network.detail import Box, Detail
from ui.widgets.network.raster import AT_ONCE, Raster
from ui.widgets.network.scene import Scene
from ui.widgets.network.sight import Pixels, Sight

ROOMY = 4.0  # px across that a branch takes before a line leads to it
FROM_CENTRE = 4.0  # times as much for lines from the merchant: they cross the whole pool
BUDGET = 350_000  # points of lines in a picture and beside it: the largest branches come first
AROUND = 1 / 3  # of the longer side: so far beside the picture people are whose lines are drawn
LIKELY = 4096  # of the largest branches are asked first: their lines mostly take all that may be drawn
STRIDE = 16  # points of a run
FAST = 1.5  # times its mean speed that a curve has at its ends
FASTEST = 2.0  # px from point to point at most: three times the mean speed
WEAKEST = 0.24  # strength of the line to a single person
FULL = 70.0  # px across of a branch whose line is at full strength

Curve = tuple[NDArray[np.float32], ...]


@dataclass(frozen=True, eq=False)
class Runs:
    """All lines cut into runs of ``STRIDE`` points."""

    line: Ints
    first: Ints
    """The number of the first point within its line."""
    x: Pixels
    y: Pixels
    """Where the first point is."""

    def touching(self, box: Box) -> Ints:
        """Those that may have points inside a box."""
        left, top, right, bottom = box
        far = FASTEST * STRIDE + 2
        inside = (self.x > left - far) & (self.x < right + far) & (self.y > top - far) & (self.y < bottom + far)
        found: Ints = np.flatnonzero(inside)
        return found


@dataclass(frozen=True, eq=False)
class Branches:
    """Lines, the largest branches first."""

    curves: Pixels
    """Control points in px: x and y by turns, a column for each line."""
    points: Ints
    """How many points of each are drawn: a line without gaps takes so many."""
    strength: Pixels

    @cached_property
    def runs(self) -> Runs:
        """Every ``STRIDE`` points of every line."""
        many = self.points // STRIDE
        line = np.repeat(np.arange(len(many)), many)
        first = (np.arange(len(line)) - np.repeat(np.cumsum(many) - many, many)) * STRIDE
        t = _times(first, self.points[line], 1)
        x, y = (_polynomial(each[:, line, None], t)[:, 0] for each in _coefficients(self.curves))
        return Runs(line, first, x, y)

    @classmethod
    def of(cls, curves: Pixels, room: NDArray[np.float64]) -> "Branches":
        """Lines to branches of so many px across."""
        return cls(curves, _points(curves), np.clip(room / FULL, WEAKEST, 1).astype(np.float32))

    def up_to(self, budget: float) -> "Branches":
        """As many of the largest as take so many points."""
        many = int(np.searchsorted(np.cumsum(self.points), budget))
        return Branches(self.curves[:, :many], self.points[:many], self.strength[:many])

    def draw(self, raster: Raster, right: float, down: float, box: Box) -> int:
        """The part in a box, all of them pushed by so many px; says how many points that took."""
        left, top, edge, bottom = box
        runs = self.runs.touching((left - right, top - down, edge - right, bottom - down))
        curves = self.curves + np.array([right, down] * 4, np.float32)[:, None]
        steep = np.abs(curves[7] - curves[1]) > np.abs(curves[6] - curves[0])
        upright, coefficients = steep[self.runs.line[runs]], _coefficients(curves)
        for alike, is_steep in ((runs[~upright], False), (runs[upright], True)):
            for begin in range(0, len(alike), AT_ONCE // STRIDE):
                self._draw(raster, coefficients, alike[begin : begin + AT_ONCE // STRIDE], is_steep)
        return len(runs) * STRIDE

    def _draw(self, raster: Raster, coefficients: Iterable[Pixels], runs: Ints, steep: bool) -> None:
        line, first = self.runs.line[runs], self.runs.first[runs]
        t = _times(first, self.points[line], STRIDE)
        x, y = (_polynomial(each.take(line, axis=1)[:, :, None], t) for each in coefficients)
        raster.lines(x, y, steep, self.strength[line, None])


def branches_of(scene: Scene, sight: Sight, dots: float, margin: float) -> Branches:
    """Lines to those whose branch has room, in sight or up to so many px beside it; among equals the first ones."""
    detail, scale, budget = scene.detail, sight.scale / dots, BUDGET * dots * dots
    roomy = len(detail.sizes) - int(np.searchsorted(detail.sizes, (ROOMY / scale) ** 2 - 1.001))
    found, begin, many = [Branches.of(np.zeros((8, 0), np.float32), np.zeros(0))], 0, LIKELY
    while begin < roomy and sum(int(each.points.sum()) for each in found) <= budget:
        some = _lined(scene, sight, dots, detail.by_size[begin : min(begin + many, roomy)])
        found.append(_lines(detail, sight, dots, some, margin))
        begin, many = begin + many, 2 * many
    return _joined(found).up_to(budget)


def _lined(scene: Scene, sight: Sight, dots: float, nodes: Codes) -> Codes:
    """Of some people those who are drawn and so roomy that a line leads to them."""
    detail, scale = scene.detail, sight.scale / dots
    around = max(sight.width, sight.height) * AROUND
    nodes = scene.among(nodes, sight, dots, around).nodes
    parent, size = detail.layout.forest.parent[nodes], detail.layout.size[nodes]
    least = np.where(parent >= 0, ROOMY, ROOMY * FROM_CENTRE)
    lined: Codes = nodes[(np.sqrt(size + 1.0) * scale >= least) & ((parent < 0) | scene.shown.mask[parent])]
    return lined


def _lines(detail: Detail, sight: Sight, dots: float, nodes: Codes, margin: float) -> Branches:
    """To some people, as far as they come near the window."""
    curves = _on_screen(detail, sight, nodes)
    near = _touching(curves, (-margin, -margin, sight.width + margin, sight.height + margin))
    return Branches.of(curves[:, near], np.sqrt(detail.layout.size[nodes[near]] + 1.0) * sight.scale / dots)


def _joined(found: list[Branches]) -> Branches:
    return Branches(
        np.concatenate([each.curves for each in found], axis=1),
        np.concatenate([each.points for each in found]),
        np.concatenate([each.strength for each in found]),
    )


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


def _touching(curves: Pixels, box: Box) -> Mask:
    """Whose control points stand round some of a box: the others cannot touch it."""
    left, top, right, bottom = box
    x, y = curves[0::2], curves[1::2]
    found: Mask = (x.max(0) >= left) & (x.min(0) <= right) & (y.max(0) >= top) & (y.min(0) <= bottom)
    return found


def _times(first: Ints, points: Ints, many: int) -> Pixels:
    """When curves of so many points are at some that follow one another: from 0 at the first to 1 at the last."""
    steps = first[:, None] + np.arange(float(many))
    steps *= (1 / np.maximum(points - 1, 1))[:, None]
    times = steps.astype(np.float32)
    times[first + many == points, -1] = 1.0
    return times


def _coefficients(curves: Pixels) -> tuple[Pixels, Pixels]:
    """Of the polynomials for x and for y: from the cube down to the constant, a column for each line."""
    x, y = (_of_cube(*curves[axis::2]) for axis in (0, 1))
    return x, y


def _of_cube(p: Pixels, q: Pixels, r: Pixels, s: Pixels) -> Pixels:
    b, c = 3 * (q - p), 3 * (p - 2 * q + r)
    return np.stack([s - p - b - c, c, b, p])


def _polynomial(coefficients: Pixels, t: Pixels) -> Pixels:
    """Points of curves: one row each."""
    d, c, b, p = coefficients
    made: Pixels = d * t
    for each in (c, b):
        made += each
        made *= t
    made += p
    return made
