"""What a moving picture is put together from: parts drawn a moment ago, enlarged or reduced.

A part is enlarged up to ``COARSE`` times, then a new one is due. Becoming larger, it is drawn at the scale of the
moment; becoming smaller, ``COARSE`` times as wide, so that it serves until the scale is its own. Either way one part is
drawn while the scale doubles or halves. Over one that covers the whole window lie finer ones that cover some of it.
"""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from analytics.arrays import Mask
from ui.theme import Tokens
from ui.widgets.measure import text_font
from ui.widgets.network.circles import paint_circles
from ui.widgets.network.detail import Seen, joined
from ui.widgets.network.heads import paint_heads
from ui.widgets.network.inks import table
from ui.widgets.network.scene import Scene
from ui.widgets.network.sight import Sight

COARSE = 2.0  # times that a part is enlarged at most
FINE = 0.7  # times at least: much that was drawn finer would flicker
SLACK = 1.0  # px of ground that may stay at an edge
ROUNDING = 1e-6


class Still:
    """A part as it was drawn; lengths in fine px, ``dots`` of them per px."""

    def __init__(self, scene: Scene, sight: Sight, dots: float, drawn: QImage, large: Seen) -> None:
        self.scene, self.sight, self.dots, self.drawn = scene, sight, dots, drawn
        self.large = large
        """The large dots on it and perhaps beside it."""
        self._painted: tuple[NDArray[np.uint32], QImage] | None = None

    def copy(self) -> "Still":
        """The same, whatever is drawn later."""
        made = Still(self.scene, self.sight, self.dots, self.drawn.copy(), self.large)
        made._painted = self._painted
        return made

    def painted(self, tokens: Tokens, faded: bool) -> QImage:
        """In colours, with the circles between layers and the large dots."""
        colours = table(tokens, faded)
        if self._painted is None or self._painted[0] is not colours:
            self.drawn.setColorTable(colours.tolist())
            image = self.drawn.convertToFormat(QImage.Format.Format_RGB32)
            image.setDevicePixelRatio(self.dots)
            self._paint_on(image, tokens, faded)
            self._painted = (colours, image)
        return self._painted[1]

    def fade(self) -> None:
        """Forget the colours: they take four times as much room as what was drawn."""
        self._painted = None

    def _paint_on(self, image: QImage, tokens: Tokens, faded: bool) -> None:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(text_font())
        sight = self.sight.finer(1 / self.dots)
        paint_circles(painter, self.scene.people.layout, sight, tokens)
        paint_heads(painter, self.scene, self.large.of(self.dots).touching(sight), tokens, faded)
        painter.end()

    def enlarged(self, sight: Sight) -> float:
        """How many times, in another sight."""
        return sight.scale / self.sight.scale

    def place(self, sight: Sight) -> QRectF:
        """Where it lies in another sight."""
        times = self.enlarged(sight)
        left, top = sight.point(*self.sight.under(0, 0))
        return QRectF(left, top, self.sight.width * times, self.sight.height * times)

    def covers(self, sight: Sight) -> bool:
        """Whether nothing else is needed to fill another sight."""
        window = QRectF(0, 0, sight.width, sight.height).adjusted(SLACK, SLACK, -SLACK, -SLACK)
        return self.place(sight).contains(window)


def large_dots(stills: list[Still], sight: Sight) -> Seen:
    """Those of the finest still, and of coarser ones those it does not cover; as large as they are on it."""
    found, covered = [], [QRectF()]
    for still in reversed(stills):
        place = still.place(sight)
        seen = still.large.of(1 / still.enlarged(sight)).pushed(place.x(), place.y())
        found.append(seen.chosen(~np.any([_inside(seen, each) for each in covered], axis=0)))
        covered.append(place)
    return found[0] if len(found) == 1 else joined(found)


def _inside(seen: Seen, place: QRectF) -> Mask:
    across = (seen.x >= place.left()) & (seen.x < place.right())
    inside: Mask = across & (seen.y >= place.top()) & (seen.y < place.bottom())
    return inside


def layers(stills: list[Still], sight: Sight) -> list[Still]:
    """What makes a sight, the coarsest first; nothing where a new part is due."""
    usable = sorted((each for each in stills if each.enlarged(sight) < COARSE + ROUNDING), key=_scale)
    covering = [each for each in usable if each.covers(sight)]
    if not covering:
        return []
    ground = covering[-1]
    finer = [each for each in usable if _scale(each) > _scale(ground) and each.enlarged(sight) > FINE]
    return [ground, *finer]


def due(was: Sight, sight: Sight, least: float) -> Sight:
    """The part to draw when a picture that was seen so is now seen otherwise; smaller than ``least`` it never is."""
    if sight.scale >= was.scale:
        return sight
    return sight.scaled(min(max(sight.scale / COARSE, least), sight.scale), *sight.stays(was))


def _scale(still: Still) -> float:
    return still.sight.scale
