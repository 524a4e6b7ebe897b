"""One picture of the network: the same for the screen and for a file. Dots and lines first, what is read over them."""

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

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
    for still in stills:
        _paint_still(painter, still, sight, dots, marked, tokens)
    heads = stills[0].heads if len(stills) == 1 else np.unique(np.concatenate([still.heads for still in stills]))
    large = in_sight(scene.among(heads, sight, margin=OVERHANG), sight)
    paint_overlay(painter, scene, sight, large, marked, tokens)


def in_sight(seen: Seen, sight: Sight) -> Seen:
    """Whose dots touch the window."""
    return seen.pushed(0, 0, (0, 0, sight.width, sight.height))


def _paint_still(painter: QPainter, still: Still, sight: Sight, dots: float, marked: Marked, tokens: Tokens) -> None:
    image, fine = still.coloured(table(tokens, faded=marked.chosen >= 0)), sight.finer(dots)
    if still.sight.scale == fine.scale:
        image.setDevicePixelRatio(dots)
        painter.drawImage(0, 0, image)
        return
    place = still.place(fine)
    image.setDevicePixelRatio(1)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(place.x() / dots, place.y() / dots, place.width() / dots, place.height() / dots), image)
