"""What a moving picture is put together from: parts drawn a moment ago, enlarged or reduced.

A part is enlarged up to ``COARSE`` times, then a new one is due. Becoming larger, it is drawn at the scale of the
moment; becoming smaller, ``COARSE`` times as wide, so that it serves until the scale is its own. Either way one part is
drawn while the scale doubles or halves. Over one that covers the whole window lie finer ones that cover some of it.
"""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from analytics.arrays import Codes
from ui.widgets.network.sight import Sight

COARSE = 2.0  # times that a part is enlarged at most
FINE = 0.7  # times at least: much that was drawn finer would flicker
SLACK = 1.0  # px of ground that may stay at an edge
ROUNDING = 1e-6


class Still:
    """A part as it was drawn; lengths in fine px."""

    def __init__(self, sight: Sight, drawn: QImage, heads: Codes) -> None:
        self.sight, self.drawn = sight, drawn
        self.heads = heads
        """Whose dots may be large, here or at a scale at which the still serves."""
        self._coloured: tuple[NDArray[np.uint32], QImage] | None = None

    def copy(self) -> "Still":
        """The same, whatever is drawn later."""
        return Still(self.sight, self.drawn.copy(), self.heads)

    def coloured(self, table: NDArray[np.uint32]) -> QImage:
        """In the colours of a table."""
        if self._coloured is None or self._coloured[0] is not table:
            self.drawn.setColorTable(table.tolist())
            self._coloured = (table, self.drawn.convertToFormat(QImage.Format.Format_RGB32))
        return self._coloured[1]

    def fade(self) -> None:
        """Forget the colours: they take four times as much room as what was drawn."""
        self._coloured = None

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
