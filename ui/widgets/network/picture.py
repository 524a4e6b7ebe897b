"""One picture of the network: the same for the screen and for a file. Dots and lines first, what is read over them."""

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtGui import QPainter

from analytics.arrays import Ints, Mask
from ui.theme import Tokens
from ui.widgets.network.branches import draw_branches
from ui.widgets.network.detail import LARGEST_HEAD, Detail, Seen
from ui.widgets.network.inks import table
from ui.widgets.network.overlay import Marked, paint_overlay
from ui.widgets.network.people import People
from ui.widgets.network.raster import RIM, Raster
from ui.widgets.network.sight import Sight


@dataclass(frozen=True, eq=False)
class Shown:
    """Of the people those that may be drawn: who had joined, less who is inside a folded branch."""

    mask: Mask
    below: Ints
    """How many of those who had joined stand below each, folded or not."""
    folded: Mask


def shown_of(people: People, moment: int | None, folded: frozenset[int]) -> Shown:
    """What the time and the folds leave."""
    there = people.there(moment)
    mask, closed = there, np.zeros(len(people), np.bool_)
    if folded:
        mask = there.copy()
        for node in folded:
            closed[node] = True
            mask[people.layout.below(node)] = False
    return Shown(mask, people.below_of(there), closed)


def paint_picture(
    painter: QPainter, raster: Raster, people: People, detail: Detail, shown: Shown, sight: Sight, dots: float,
    marked: Marked, tokens: Tokens,
) -> Seen:  # fmt: skip
    """Paint at ``dots`` px per px of the sight; returns who was drawn, in px of the sight."""
    fine = sight.finer(dots)
    wide = detail.seen(fine, shown.mask, shown.below, shown.folded, dots, margin=max(fine.width, fine.height) / 3)
    raster.clear()
    draw_branches(raster, detail, fine, wide, shown.mask, dots)
    seen = _near(wide, fine)
    raster.dots(people.kinds[seen.nodes], seen.x, seen.y, seen.radius)
    image = raster.image(table(tokens, faded=marked.chosen >= 0))
    image.setDevicePixelRatio(dots)
    painter.drawImage(0, 0, image)
    drawn = replace(seen, x=seen.x / dots, y=seen.y / dots, radius=seen.radius / dots)
    paint_overlay(painter, people, detail, shown.below, sight, drawn, marked, tokens)
    return drawn


def _near(seen: Seen, sight: Sight) -> Seen:
    """Without those whose dot is not in the picture: they were asked for because of their lines."""
    rim = min(RIM / 2, LARGEST_HEAD * 2)
    near = (seen.x > -rim) & (seen.x < sight.width + rim) & (seen.y > -rim) & (seen.y < sight.height + rim)
    return Seen(seen.nodes[near], seen.x[near], seen.y[near], seen.radius[near], seen.bundled[near])
