"""One picture of the network: the same for the screen and for a file. Dots and lines first, what is read over them."""

from math import ceil

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QRegion

from ui.theme import Tokens
from ui.widgets.network.detail import Seen
from ui.widgets.network.inks import table
from ui.widgets.network.marked import Marked
from ui.widgets.network.overlay import paint_overlay
from ui.widgets.network.raster import OVERHANG
from ui.widgets.network.scene import Scene
from ui.widgets.network.sight import Sight
from ui.widgets.network.stills import Still


def paint_picture(
    painter: QPainter, stills: list[Still], scene: Scene, sight: Sight, dots: float, marked: Marked, tokens: Tokens
) -> None:
    """Paint at ``dots`` px per px of the sight; of dots and lines what the stills hold, what is read as it is now."""
    _paint_stills(painter, stills, sight, dots, table(tokens, faded=marked.chosen >= 0))
    heads = stills[0].heads if len(stills) == 1 else np.unique(np.concatenate([still.heads for still in stills]))
    large = in_sight(scene.among(heads, sight, margin=OVERHANG), sight)
    paint_overlay(painter, scene, sight, large, marked, tokens)


def in_sight(seen: Seen, sight: Sight) -> Seen:
    """Whose dots touch the window."""
    return seen.pushed(0, 0, (0, 0, sight.width, sight.height))


def _paint_stills(
    painter: QPainter, stills: list[Still], sight: Sight, dots: float, colours: NDArray[np.uint32]
) -> None:
    """From the finest to the coarsest, each where none is yet; one alone of the same scale lies as it was drawn."""
    fine = sight.finer(dots)
    if len(stills) == 1 and stills[0].sight.scale == fine.scale:
        image = stills[0].coloured(colours)
        image.setDevicePixelRatio(dots)
        painter.drawImage(0, 0, image)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    free = QRegion(0, 0, ceil(sight.width), ceil(sight.height))
    for still in reversed(stills):
        place, image = still.place(fine), still.coloured(colours)
        place = QRectF(place.x() / dots, place.y() / dots, place.width() / dots, place.height() / dots)
        image.setDevicePixelRatio(1)
        painter.setClipRegion(free)
        painter.drawImage(place, image)
        free -= QRegion(place.toRect().adjusted(1, 1, -1, -1))
    painter.restore()
