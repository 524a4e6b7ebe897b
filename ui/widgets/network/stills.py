"""What a moving picture is put together from: parts drawn a moment ago, enlarged or reduced.

A part is enlarged up to ``COARSE`` times, then a new one is due. Becoming larger, it is drawn at the scale of the
moment; becoming smaller, ``COARSE`` times as wide, so that it serves until the scale is its own. Either way one part is
drawn while the scale grows or shrinks so many times.
"""

import numpy as np
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from analytics.arrays import Mask
from ui.theme import Tokens
from ui.widgets.measure import text_font
from ui.widgets.network.circles import paint_circles
from ui.widgets.network.detail import Box, Seen, joined
from ui.widgets.network.heads import paint_heads
from ui.widgets.network.inks import table
from ui.widgets.network.raster import shift
from ui.widgets.network.scene import Scene
from ui.widgets.network.sight import Sight

COARSE = 2.2  # times that a part is enlarged at most: four notches of the wheel
FINE = 0.8  # times at least, one notch of the wheel: what was drawn finer would flicker
SLACK = 1.0  # px of ground that may stay at an edge
ROUNDING = 1e-6


class Still:
    """A part as it was drawn; lengths in fine px, ``dots`` of them per px."""

    def __init__(self, scene: Scene, sight: Sight, dots: float, drawn: QImage, large: Seen) -> None:
        self.scene, self.sight, self.dots, self.drawn = scene, sight, dots, drawn
        self.large = large
        """The large dots on it and perhaps beside it."""
        self._painted: tuple[Tokens, bool, QImage] | None = None

    def copy(self) -> "Still":
        """The same, whatever is drawn later."""
        made = Still(self.scene, self.sight, self.dots, self.drawn.copy(), self.large)
        made._painted = self._painted
        return made

    def pushed(self, right: int, down: int, drawn: QImage, large: Seen) -> "Still":
        """By so many px, with what was drawn since; takes what is painted along and adds what comes into sight."""
        made = Still(self.scene, self.sight.moved(right, down), self.dots, drawn, large)
        if self._painted is not None:
            tokens, faded, image = self._painted
            shift(np.frombuffer(image.bits(), np.uint32), down * image.width() + right)
            for part in _uncovered(drawn.rect(), right, down):
                made._paint_part(image, part, tokens, faded)
            made._painted, self._painted = self._painted, None
        return made

    def painted(self, tokens: Tokens, faded: bool) -> QImage:
        """In colours, with the circles between layers and the large dots."""
        if self._painted is None or self._painted[:2] != (tokens, faded):
            self.drawn.setColorTable(table(tokens, faded).tolist())
            image = self.drawn.convertToFormat(QImage.Format.Format_RGB32)
            self._paint_over(image, image.rect(), tokens, faded)
            self._painted = (tokens, faded, image)
        return self._painted[2]

    def fade(self) -> None:
        """Forget the colours: they take four times as much room as what was drawn."""
        self._painted = None

    def _paint_part(self, image: QImage, part: QRect, tokens: Tokens, faded: bool) -> None:
        image.setDevicePixelRatio(1)
        drawn = self.drawn.copy(part)
        drawn.setColorTable(table(tokens, faded).tolist())
        painter = QPainter(image)
        painter.drawImage(part.topLeft(), drawn.convertToFormat(QImage.Format.Format_RGB32))
        painter.end()
        self._paint_over(image, part, tokens, faded)

    def _paint_over(self, image: QImage, part: QRect, tokens: Tokens, faded: bool) -> None:
        image.setDevicePixelRatio(1)
        painter, sight = QPainter(image), self.sight.finer(1 / self.dots)
        painter.setClipRect(part)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(text_font())
        painter.scale(self.dots, self.dots)
        paint_circles(painter, self.scene, sight, tokens)
        paint_heads(painter, self.scene, self.large.inside(_box(part)).of(self.dots), tokens, faded)
        painter.end()
        image.setDevicePixelRatio(self.dots)

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


def _uncovered(window: QRect, right: int, down: int) -> list[QRect]:
    """The strips at which something comes into sight when what is in a window is pushed."""
    rest = window.translated(right, down) & window
    across = QRect(window.left() if right > 0 else rest.right() + 1, window.top(), abs(right), window.height())
    along = QRect(window.left(), window.top() if down > 0 else rest.bottom() + 1, window.width(), abs(down))
    return [strip for strip in (across, along) if not strip.isEmpty()]


def _box(part: QRect) -> Box:
    return part.left(), part.top(), part.left() + part.width(), part.top() + part.height()


def _inside(seen: Seen, place: QRectF) -> Mask:
    across = (seen.x >= place.left()) & (seen.x < place.right())
    inside: Mask = across & (seen.y >= place.top()) & (seen.y < place.bottom())
    return inside


def layers(stills: list[Still], sight: Sight, was: Sight) -> list[Still]:
    """What makes a sight, the coarsest first; nothing where a new part is due.

    The finest that fills the window, and what the picture wholly was a moment ago: leaving rest it stays crisp.
    """
    usable = [each for each in stills if each.enlarged(sight) < COARSE + ROUNDING]
    covering = [each for each in usable if each.covers(sight)]
    if not covering:
        return []
    ground = max(covering, key=_scale)
    return [ground, *(each for each in usable if each.sight == was and FINE < each.enlarged(sight) < 1)][:2]


def due(was: Sight, sight: Sight, least: float) -> Sight:
    """The part to draw when a picture that was seen so is now seen otherwise; smaller than ``least`` it never is."""
    if sight.scale >= was.scale:
        return sight
    return sight.scaled(min(max(sight.scale / COARSE, least), sight.scale), *sight.stays(was))


def _scale(still: Still) -> float:
    return still.sight.scale
