"""The raster kept from frame to frame: while the picture is only moved, what was drawn moves with it.

Then no more is drawn than what comes into sight. Dots and lines that are already there may be drawn once more without
a trace, because the stronger ink always wins.
"""

from dataclasses import dataclass, replace

import numpy as np

from analytics.arrays import Mask
from ui.widgets.network.branches import Box, Branches, branches_of
from ui.widgets.network.detail import Detail, Seen
from ui.widgets.network.people import People, Shown
from ui.widgets.network.raster import Raster
from ui.widgets.network.sight import Sight

AROUND = 1 / 3  # of the longer side: so far beside the picture people and lines are kept ready
REACH = 1.3  # of its radius a dot reaches from its middle


@dataclass(frozen=True, eq=False)
class _Ready:
    """What was found for a sight, and for whom."""

    people: People
    shown: Shown
    dots: float
    sight: Sight
    wide: Seen
    branches: Branches


class Kept:
    """Follows a sight; one for each canvas."""

    def __init__(self) -> None:
        self.raster = Raster(1, 1)
        self._ready: _Ready | None = None
        self._moved = (0, 0)
        """How far the raster is from the sight it was made ready for."""

    def follow(self, people: People, detail: Detail, shown: Shown, sight: Sight, dots: float) -> Seen:
        """Bring the raster to a sight of fine px; returns who is on it, in these px."""
        ready = self._ready
        if ready is None or not _serves(ready, people, shown, sight, dots):
            ready = self._ready = self._anew(people, detail, shown, sight, dots)
            self._moved = (0, 0)
            self._draw(ready, (0, 0, sight.width, sight.height))
        else:
            self._move(ready, _way(ready.sight, sight))
        return _pushed(ready.wide, self._moved, (0, 0, sight.width, sight.height))

    def _anew(self, people: People, detail: Detail, shown: Shown, sight: Sight, dots: float) -> _Ready:
        width, height = max(round(sight.width), 1), max(round(sight.height), 1)
        if (self.raster.width, self.raster.height) != (width, height):
            self.raster = Raster(width, height)
        self.raster.clear()
        around = _around(sight)
        wide = detail.seen(sight, shown.mask, shown.below, shown.folded, dots, around)
        branches = branches_of(detail, sight, wide, shown.mask, dots, around / 2)
        return _Ready(people, shown, dots, sight, wide, branches)

    def _move(self, ready: _Ready, moved: tuple[int, int]) -> None:
        right, down = moved[0] - self._moved[0], moved[1] - self._moved[1]
        if not right and not down:
            return
        if self._moved == (0, 0):
            around = _around(ready.sight)
            box = (-around, -around, ready.sight.width + around, ready.sight.height + around)
            ready = self._ready = replace(ready, branches=ready.branches.in_pieces(box))
        self._moved = moved
        self.raster.push(right, down)
        width, height = float(self.raster.width), float(self.raster.height)
        if right:
            self._draw(ready, (0, 0, right, height) if right > 0 else (width + right, 0, width, height))
        if down:
            self._draw(ready, (0, 0, width, down) if down > 0 else (0, height + down, width, height))

    def _draw(self, ready: _Ready, box: Box) -> None:
        """Whatever touches a part of the raster."""
        ready.branches.draw(self.raster, *self._moved, box)
        seen = _pushed(ready.wide, self._moved, box)
        self.raster.dots(ready.people.kinds[seen.nodes], seen.x, seen.y, seen.radius)


def _serves(ready: _Ready, people: People, shown: Shown, sight: Sight, dots: float) -> bool:
    """Whether what is ready is enough for another sight: one not far away, of the same people and scale."""
    same = ready.people is people and ready.shown is shown and ready.dots == dots
    was = ready.sight
    if not same or (was.scale, was.width, was.height) != (sight.scale, sight.width, sight.height):
        return False
    right, down = _way(was, sight)
    return max(abs(right), abs(down)) < min(_around(sight) / 2, sight.width, sight.height)


def _around(sight: Sight) -> float:
    return max(sight.width, sight.height) * AROUND


def _way(was: Sight, sight: Sight) -> tuple[int, int]:
    """By how many px the picture was pushed, whole ones."""
    return round((was.x - sight.x) * was.scale), round((was.y - sight.y) * was.scale)


def _pushed(seen: Seen, moved: tuple[int, int], box: Box) -> Seen:
    """Who touches a box when everybody was pushed."""
    left, top, right, bottom = box
    x, y = seen.x + np.float32(moved[0]), seen.y + np.float32(moved[1])
    over = seen.radius * np.float32(REACH) + np.float32(2)
    near: Mask = (x + over > left) & (x - over < right) & (y + over > top) & (y - over < bottom)
    return Seen(seen.nodes[near], x[near], y[near], seen.radius[near], seen.bundled[near])
