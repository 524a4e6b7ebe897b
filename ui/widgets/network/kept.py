"""The raster kept from frame to frame: drawn anew where the picture rests; while it moves, so is what was drawn.

While it is only pushed, the raster is pushed, and no more is drawn than what comes into sight. Dots and lines that are
already there may be drawn once more without a trace, because the stronger ink always wins. While it is zoomed, a frame
is put together from stills. What takes next to no time to draw is drawn anew for each frame.
"""

from dataclasses import dataclass

import numpy as np

from ui.widgets.network.branches import AROUND, Branches, branches_of
from ui.widgets.network.detail import Box, Seen
from ui.widgets.network.heads import RINGED
from ui.widgets.network.names import NAMED_FROM
from ui.widgets.network.raster import OVERHANG, Raster
from ui.widgets.network.scene import Scene
from ui.widgets.network.sight import Sight, least
from ui.widgets.network.stills import Still, due, layers

LIGHT = 20_000  # dots and points of lines that are drawn anew for each frame
STILLS = 3


@dataclass(frozen=True, eq=False)
class _Ready:
    """What was found for a sight: lines, and who is drawn in the window or, once the picture is pushed, around it."""

    sight: Sight
    seen: Seen
    branches: Branches
    large: Seen
    wide: bool = False

    def way(self, sight: Sight) -> tuple[int, int]:
        """By how many px the picture was pushed since, whole ones."""
        return _way(self.sight, sight)

    def reaches(self, sight: Sight) -> bool:
        """Whether that is little enough for nobody to be missed."""
        return max(map(abs, self.way(sight))) < min(_around(sight) / 2, sight.width, sight.height)


class Kept:
    """Follows a sight of fine px, ``dots`` of them per px; one for each canvas."""

    def __init__(self) -> None:
        self.raster = Raster(1, 1)
        self._scene: Scene | None = None
        self._dots = 1.0
        self._ready: _Ready | None = None
        self._now: Still | None = None
        """What is on the raster."""
        self._fresh = False
        """Whether it was drawn at once and not pushed since."""
        self._light = False
        self._stills: list[Still] = []
        self._seen = Sight(0, 0, 1, 1, 1)
        """The sight of the frame before."""

    def rest(self, scene: Scene, sight: Sight, dots: float) -> list[Still]:
        """The picture as it is: one part, drawn for this sight."""
        self._seen = sight
        if not self._is_of(scene, sight, dots):
            self._stills = []
            self._scene, self._dots = scene, dots
        elif self._fresh and self._now is not None and self._now.sight == sight:
            return [self._now]
        for still in self._stills:
            still.fade()
        return [self._draw(scene, sight)]

    def move(self, scene: Scene, sight: Sight, dots: float) -> list[Still]:
        """The picture as it can be shown at once: parts, the coarsest first."""
        if self._now is None or not self._is_of(scene, sight, dots):
            return self.rest(scene, sight, dots)
        right, down = _way(self._now.sight, sight)
        if sight.scale == self._now.sight.scale and abs(right) < sight.width and abs(down) < sight.height:
            self._seen = sight
            return [self._push(scene, self._now, right, down)]
        if self._light:
            return self.rest(scene, sight, dots)
        return self._zoom(scene, sight, self._now)

    def _is_of(self, scene: Scene, sight: Sight, dots: float) -> bool:
        """Whether the raster shows the same people in as many px."""
        return self._scene is scene and self._dots == dots and self._size(sight) == self._size(self._seen)

    def _size(self, sight: Sight) -> tuple[int, int]:
        return max(round(sight.width), 1), max(round(sight.height), 1)

    def _zoom(self, scene: Scene, sight: Sight, now: Still) -> list[Still]:
        was, self._seen = self._seen, sight
        known = [*self._stills, now]
        found = layers(known, sight, was)
        if not found:
            self._stills = [*self._stills, now.copy()][-STILLS:]
            smallest = least(scene.people.layout.reach, sight.width, sight.height)
            known = [*self._stills, self._draw(scene, due(was, sight, smallest))]
            found = layers(known, sight, was)
        return found

    def _draw(self, scene: Scene, sight: Sight) -> Still:
        """Everything anew."""
        if (self.raster.width, self.raster.height) != self._size(sight):
            self.raster = Raster(*self._size(sight))
        self.raster.clear()
        self._ready = ready = _find(scene, sight, self._dots, OVERHANG)
        drawn = self._draw_in(scene, ready, (0, 0), (0, 0, sight.width, sight.height))
        self._fresh, self._light = True, drawn <= LIGHT * self._dots**2
        self._now = Still(scene, sight, self._dots, self.raster.image(), ready.large)
        return self._now

    def _push(self, scene: Scene, now: Still, right: int, down: int) -> Still:
        if self._ready is None or (not right and not down):
            return now
        sight = now.sight.moved(right, down)
        if not self._ready.reaches(sight):
            self._ready = _find(scene, sight, self._dots, _around(sight))
        elif not self._ready.wide:
            self._ready = _find(scene, self._ready.sight, self._dots, _around(sight), self._ready.branches)
        self.raster.push(right, down)
        moved, (width, height) = self._ready.way(sight), self._size(sight)
        if right:
            strip = (0, 0, right, height) if right > 0 else (width + right, 0, width, height)
            self._draw_in(scene, self._ready, moved, strip)
        if down:
            strip = (0, 0, width, down) if down > 0 else (0, height + down, width, height)
            self._draw_in(scene, self._ready, moved, strip)
        self._fresh = False
        self._now = now.pushed(right, down, self.raster.image(), self._ready.large.pushed(*moved))
        return self._now

    def _draw_in(self, scene: Scene, ready: _Ready, moved: tuple[int, int], box: Box) -> int:
        """Whatever touches a part of the raster; says how many dots and points of lines that are."""
        points = ready.branches.draw(self.raster, *moved, box)
        seen = ready.seen.pushed(*moved).inside(box)
        self.raster.dots(scene.people.kinds[seen.nodes], seen.x, seen.y, seen.radius)
        return points + len(seen.nodes)


def _find(scene: Scene, sight: Sight, dots: float, margin: float, branches: Branches | None = None) -> _Ready:
    """Lines, where they are not known, and the people up to so many px beside the window."""
    seen = scene.seen(sight, dots, margin)
    lines = branches if branches is not None else branches_of(scene, sight, dots, _around(sight) / 2)
    return _Ready(sight, seen, lines, _large(seen, dots), wide=margin > OVERHANG)


def _large(seen: Seen, dots: float) -> Seen:
    """Whose dots carry a rim, a number or a name."""
    return seen.chosen(np.flatnonzero(seen.radius >= np.where(seen.bundled, RINGED, NAMED_FROM) * dots))


def _around(sight: Sight) -> float:
    return max(sight.width, sight.height) * AROUND


def _way(was: Sight, sight: Sight) -> tuple[int, int]:
    """By how many px the picture was pushed, whole ones."""
    return round((was.x - sight.x) * was.scale), round((was.y - sight.y) * was.scale)
