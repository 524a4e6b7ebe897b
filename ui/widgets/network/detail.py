"""Who is drawn and how large: of the people in sight those whose branch is open, the others inside a bundle.

A branch takes about as many squares of the layout as there are people in it. Where they are fewer than ``OPEN`` px
across, the branch is one bundle: the dot of the one who stands at its top, larger the more it holds. So a branch opens
as one comes nearer. Where those who hang on the merchant stand closer than px, some of them stand for all: more dots
would look the same. So who is drawn follows from the scale alone.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.network.layout import TURN, Layout
from ui.widgets.network.sight import Pixels, Sight

OPEN = 3.2  # px across at which a branch opens
DOT = 0.3  # of the distance of neighbours that a dot's radius takes
SMALLEST, LARGEST = 0.62, 6.5  # radius of a single person in px at 96 dots per inch
DENSE = 1.15  # px that neighbours stand apart from which all who hang on the merchant are drawn
SPREAD = 0.7548776662466927  # of its multiples the parts behind the point are spread evenly
HEAD = 0.38  # times the root of the number below: the radius of a branch's head where neighbours are 1 px apart
GROWS = 0.6  # power of the scale with which heads grow: slower than the picture, so that they come apart
LARGEST_HEAD = 20.0
REACH = 1.3  # of its radius a dot reaches from its middle
CLOSE = 14.0  # px that neighbours stand apart when somebody was looked for, at most

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in px."""


@dataclass(frozen=True, eq=False)
class Seen:
    """The people drawn, one value each; lengths in px of the sight."""

    nodes: Codes
    x: Pixels
    y: Pixels
    radius: Pixels
    bundled: Mask
    """Whether people below are inside this dot."""

    def sizes(self, nodes: Codes, others: Pixels) -> Pixels:
        """The radius of some people as it is here; of those who are not, another one."""
        known = dict(zip(self.nodes.tolist(), self.radius.tolist(), strict=True))
        found = [known.get(node, other) for node, other in zip(nodes.tolist(), others.tolist(), strict=True)]
        return np.array(found, np.float32)

    def chosen(self, which: Mask | Ints) -> "Seen":
        """Some of them, by a mask or by their places."""
        return Seen(self.nodes[which], self.x[which], self.y[which], self.radius[which], self.bundled[which])

    def of(self, dots: float) -> "Seen":
        """The same in px that are so many times as large."""
        return replace(self, x=self.x / dots, y=self.y / dots, radius=self.radius / dots)

    def pushed(self, right: float, down: float) -> "Seen":
        """Everybody pushed by so many px."""
        return replace(self, x=self.x + np.float32(right), y=self.y + np.float32(down))

    def inside(self, box: Box) -> "Seen":
        """Those whose dots touch a box."""
        left, top, right, bottom = box
        over = self.radius * np.float32(REACH) + np.float32(2)
        across = (self.x + over > left) & (self.x - over < right)
        return self.chosen(np.flatnonzero(across & (self.y + over > top) & (self.y - over < bottom)))

    def touching(self, sight: Sight) -> "Seen":
        """Those whose dots touch the window."""
        return self.inside((0, 0, sight.width, sight.height))


def joined(several: list[Seen]) -> Seen:
    """All of them, the first ones first."""
    return Seen(
        np.concatenate([each.nodes for each in several]),
        np.concatenate([each.x for each in several]),
        np.concatenate([each.y for each in several]),
        np.concatenate([each.radius for each in several]),
        np.concatenate([each.bundled for each in several]),
    )


class Detail:
    """The places of a layout, ready to be asked what is in sight."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.x = (layout.radius * np.sin(layout.angle)).astype(np.float32)
        self.y = (-layout.radius * np.cos(layout.angle)).astype(np.float32)
        parent = layout.forest.parent
        across = OPEN / np.sqrt(layout.size + 1.0)
        self.opens = across.astype(np.float32)
        """The scale at which people below each appear."""
        thinned = DENSE * np.sqrt(np.arange(len(parent)) * SPREAD % 1)
        self.appears = np.where(parent >= 0, self.opens[parent], np.minimum(thinned, self.opens)).astype(np.float32)
        """The scale at which each appears; nobody before the one above."""
        self.by_size = np.argsort(-layout.size, kind="stable").astype(np.int32)
        """Those with the largest branches first, among equals in the order of nodes."""
        self.sizes = layout.size[self.by_size[::-1]].astype(np.int32)
        self.by_scale = np.argsort(self.appears, kind="stable").astype(np.int32)
        self.appearing = self.appears[self.by_scale]

    def within(self, sight: Sight, margin: float) -> Codes:
        """The people in sight, or up to so many px beside it, and perhaps some more."""
        layout, rim = self.layout, margin / sight.scale
        left, top = sight.under(0, 0)
        right, bottom = sight.under(sight.width, sight.height)
        box = (left - rim, top - rim, right + rim, bottom + rim)
        nearest, furthest = _distances(box)
        rings = np.flatnonzero((layout.near <= furthest) & (layout.far >= nearest))
        if not len(layout.order) or not len(rings):
            return layout.order[:0]
        slices = [_slices(layout.key, rings, low, high) for low, high in _turns(box)]
        return layout.order[_joined(np.concatenate([s[0] for s in slices]), np.concatenate([s[1] for s in slices]))]

    def round(self, node: int, width: float, height: float) -> Sight:
        """Somebody in the middle, their whole branch in sight where it can be open at once."""
        below = self.layout.below(node)
        across = float(np.abs(self.x[below] - self.x[node]).max(initial=0))
        down = float(np.abs(self.y[below] - self.y[node]).max(initial=0))
        fits = min(width / 2 / max(across + 1, 1), height / 2 / max(down + 1, 1))
        least = float(max(self.appears[node], self.opens[node] if len(below) else 0))
        return Sight(float(self.x[node]), float(self.y[node]), max(min(fits, CLOSE), least), width, height)

    def seen(self, sight: Sight, shown: Mask, below: Ints, folded: Mask, dots: float, margin: float) -> Seen:
        """Who of those in ``shown`` is drawn, and how large.

        ``below`` is how many of them stand below each, ``folded`` whose branch stays closed at any scale; ``dots`` is
        px per px of a usual screen.
        """
        scale = sight.scale / dots
        nodes = self.within(sight, margin)
        apparent = int(np.searchsorted(self.appearing, np.float32(scale), "right"))
        if apparent < len(nodes):
            nodes = self.by_scale[:apparent]
        return self.among(nodes, sight, shown, below, folded, dots, margin)

    def among(
        self, nodes: Codes, sight: Sight, shown: Mask, below: Ints, folded: Mask, dots: float, margin: float
    ) -> Seen:
        """The same of some people alone."""
        scale = sight.scale / dots
        nodes = nodes.take(np.flatnonzero(shown[nodes] & (self.appears[nodes] <= scale)))
        x, y = sight.px(self.x[nodes], self.y[nodes])
        inside = (x > -margin) & (x < sight.width + margin) & (y > -margin) & (y < sight.height + margin)
        within = np.flatnonzero(inside)  # numbers are taken faster than a mask where it is as often true as not
        nodes, x, y = nodes.take(within), x.take(within), y.take(within)
        held = below[nodes]
        above = np.flatnonzero(held)
        bundled = np.zeros(len(nodes), np.bool_)
        bundled[above] = (self.opens[nodes[above]] > scale) | folded[nodes[above]]
        return Seen(nodes, x, y, radii(held, scale) * np.float32(dots), bundled)


def radii(below: Ints, scale: float) -> Pixels:
    """Of dots: all people alike, those who have people below larger, by area."""
    single = min(max(DOT * scale, SMALLEST), LARGEST)
    found: Pixels = np.full(below.shape, single, np.float32)
    above = np.flatnonzero(below)
    head = np.minimum(HEAD * np.sqrt(below[above]) * scale**GROWS, LARGEST_HEAD)
    found[above] = np.maximum(head, single * 1.25)
    return found


def _distances(box: tuple[float, float, float, float]) -> tuple[float, float]:
    """How near a box comes to the centre, and how far it reaches."""
    left, top, right, bottom = box
    across, down = max(left, 0.0, -right), max(top, 0.0, -bottom)
    return float(np.hypot(across, down)), float(np.hypot(max(-left, right), max(-top, bottom)))


def _turns(box: tuple[float, float, float, float]) -> list[tuple[float, float]]:
    """The angles a box covers, in turns: all of them where the centre is inside."""
    left, top, right, bottom = box
    if left <= 0 <= right and top <= 0 <= bottom:
        return [(0.0, 1.0)]
    middle = np.arctan2((left + right) / 2, -(top + bottom) / 2)
    corners = np.arctan2([left, right, right, left], [-top, -top, -bottom, -bottom])
    beside = (corners - middle + np.pi) % TURN - np.pi
    low, high = (middle + beside.min()) / TURN % 1, (middle + beside.max()) / TURN % 1
    return [(low, high)] if low <= high else [(low, 1.0), (0.0, high)]


def _slices(key: NDArray[np.float64], rings: Ints, low: float, high: float) -> tuple[Ints, Ints]:
    """Of each ring where the people between two angles begin and end."""
    last = np.nextafter(rings + 1.0, 0.0) if high == 1.0 else rings + high
    return np.searchsorted(key, rings + low), np.searchsorted(key, last, "right")


def _joined(begins: Ints, ends: Ints) -> Ints:
    """The numbers of all slices one after another."""
    lengths = ends - begins
    jumps = np.repeat(begins - (np.cumsum(lengths) - lengths), lengths)
    found: Ints = np.arange(len(jumps)) + jumps
    return found
