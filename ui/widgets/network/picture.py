"""One picture of the network: the same for the screen and for a file. Dots and lines first, what is read over them."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.theme import Tokens
from ui.widgets.network.marked import Marked
from ui.widgets.network.overlay import paint_overlay
from ui.widgets.network.scene import Scene
from ui.widgets.network.sight import Sight
from ui.widgets.network.stills import Still, large_dots


def paint_picture(
    painter: QPainter, stills: list[Still], scene: Scene, sight: Sight, dots: float, marked: Marked, tokens: Tokens
) -> None:
    """Paint at ``dots`` px per px of the sight: people as the stills hold them, what lies over them as it is now."""
    _paint_stills(painter, stills, sight.finer(dots), dots, tokens, faded=marked.chosen >= 0)
    large = large_dots(stills, sight.finer(dots)).of(dots).touching(sight)
    paint_overlay(painter, scene, sight, large, marked, tokens)


def _paint_stills(
    painter: QPainter, stills: list[Still], fine: Sight, dots: float, tokens: Tokens, faded: bool
) -> None:
    """The finer above the coarser; one alone of the same scale lies as it was drawn."""
    if len(stills) == 1 and stills[0].sight.scale == fine.scale:
        painter.drawImage(0, 0, stills[0].painted(tokens, faded))
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)  # without it Qt 6.10 reads beyond the image
    for still in stills:
        place = still.place(fine)
        place = QRectF(place.x() / dots, place.y() / dots, place.width() / dots, place.height() / dots)
        painter.drawImage(place, still.painted(tokens, faded))
    painter.restore()
