"""The room between two axes: where values stand, and the ground of hairlines and labels under them."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter

from ui.theme import Tokens
from ui.widgets.drawn.strokes import CENTRE, RIGHT, paint_text
from ui.widgets.measure import advance, metrics, widest
from ui.widgets.trendstrokes import hairline

PAD, GAP = 8.0, 6.0

Ticks = Sequence[tuple[float, str]]
"""Where, as a share of the axis, and what is written there."""


class Plot(Struct, frozen=True, eq=False):
    """The box in which points stand, by their shares of both axes."""

    box: QRectF

    def at(self, across: float, up: float) -> QPointF:
        """The place of two shares, (0, 0) at the bottom left."""
        return QPointF(self.box.left() + across * self.box.width(), self.box.bottom() - up * self.box.height())


def plot_for(size: QSizeF, left: Sequence[str], names: float = 0.0) -> Plot:
    """The plot in a widget: room for ticks at the left, a title above, ticks and a title below, names at the right."""
    text = metrics().height() + 4.0
    start = PAD + widest(left) + GAP
    wide = size.width() - start - PAD - names
    return Plot(QRectF(start, text + 4.0, max(wide, 1.0), max(size.height() - 3 * text - 8.0, 1.0)))


def paint_axes(
    painter: QPainter, plot: Plot, tokens: Tokens, left: Ticks, below: Ticks, titles: tuple[str, str]
) -> None:
    """Hairlines with their labels; the title of the upright axis above it, of the level one below its right end."""
    painter.setRenderHint(painter.RenderHint.Antialiasing, False)
    text, box = metrics().height() + 4.0, plot.box
    for share, words in left:
        height = plot.at(0.0, share).y()
        painter.setPen(hairline(tokens.line))
        painter.drawLine(QPointF(box.left(), height), QPointF(box.right(), height))
        paint_text(painter, QRectF(0.0, height - text / 2, box.left() - GAP, text), words, tokens.muted, RIGHT)
    for share, words in _roomy(below, box.width()):
        wide = float(advance(words))
        start = min(max(plot.at(share, 0.0).x() - wide / 2, 0.0), box.right() + PAD - wide)
        paint_text(painter, QRectF(start, box.bottom() + 2.0, wide, text), words, tokens.muted, CENTRE)
    painter.setPen(QColor(tokens.muted))
    upright, level = titles
    paint_text(painter, QRectF(PAD, 0.0, box.right() - PAD, text), upright, tokens.muted)
    paint_text(painter, QRectF(PAD, box.bottom() + text, box.right() - PAD, text), level, tokens.muted, RIGHT)


def _roomy(ticks: Ticks, width: float) -> Ticks:
    """Every tick, or every second, third ... where they would touch; of uneven ones those that do not."""
    needed = widest(words for _share, words in ticks) + 12.0
    gaps = [width * (after - before) for (before, _), (after, _) in pairwise(ticks)]
    if gaps and max(gaps) - min(gaps) < 1.0:
        return ticks[:: max(1, -int(-needed // max(gaps[0], 0.1)))]
    kept: list[tuple[float, str]] = []
    for share, words in ticks:
        if not kept or width * (share - kept[-1][0]) >= needed:
            kept.append((share, words))
    return kept
