"""One picture of the network: the same for the screen and for a file. Dots and lines first, what is read over them."""

from dataclasses import replace

from PySide6.QtGui import QPainter

from ui.theme import Tokens
from ui.widgets.network.detail import Detail, Seen
from ui.widgets.network.inks import table
from ui.widgets.network.kept import Kept
from ui.widgets.network.overlay import Marked, paint_overlay
from ui.widgets.network.people import People, Shown
from ui.widgets.network.sight import Sight


def paint_picture(
    painter: QPainter, kept: Kept, people: People, detail: Detail, shown: Shown, sight: Sight, dots: float,
    marked: Marked, tokens: Tokens,
) -> Seen:  # fmt: skip
    """Paint at ``dots`` px per px of the sight; returns who was drawn, in px of the sight."""
    seen = kept.follow(people, detail, shown, sight.finer(dots), dots)
    image = kept.raster.image(table(tokens, faded=marked.chosen >= 0))
    image.setDevicePixelRatio(dots)
    painter.drawImage(0, 0, image)
    drawn = replace(seen, x=seen.x / dots, y=seen.y / dots, radius=seen.radius / dots)
    paint_overlay(painter, people, detail, shown, sight, drawn, marked, tokens)
    return drawn
