"""The one scale of a heat map: which share of the largest value a value is, and the strip that tells so."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QLinearGradient, QPainter

from analytics.result import Shown
from ui import theme
from ui.widgets.drawn.colours import heat
from ui.widgets.drawn.strokes import LEFT, RIGHT, paint_text
from ui.widgets.format import Writing, short
from ui.widgets.measure import advance

STRIP, _STOPS, GAP = 96.0, 8, 6.0


def legend_height() -> int:
    """px that the strip takes with the gap above it."""
    return theme.scaled(26)


class Scale(Struct, frozen=True):
    """From the lowest to the highest value, zero among them."""

    low: float
    high: float
    low_text: str
    high_text: str

    def share(self, value: float) -> float:
        """-1 to 1: how far from the pale end, which is zero."""
        return value / (max(-self.low, self.high) or 1.0)


def scale_of(values: Sequence[float | None], shown: Shown, writing: Writing) -> Scale:
    """The scale of these values; it begins at zero, for twice the colour is to be twice the value."""
    known = [value for value in values if value is not None]
    low, high = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
    return Scale(low, high, short(low, shown, writing), short(high, shown, writing))


def paint_legend(painter: QPainter, box: QRectF, scale: Scale, of: str = "") -> None:
    """The strip at the right of ``box``, its ends named; before it what it measures."""
    tokens = theme.current()
    high, low = advance(scale.high_text), advance(scale.low_text)
    wide, thick = theme.scaled(STRIP), theme.scaled(8)
    strip = QRectF(box.right() - high - GAP - wide, box.center().y() - thick / 2, wide, thick)
    gradient = QLinearGradient(strip.topLeft(), strip.topRight())
    for stop in range(_STOPS + 1):
        value = scale.low + (scale.high - scale.low) * stop / _STOPS
        gradient.setColorAt(stop / _STOPS, QColor(heat(tokens, scale.share(value))))
    painter.fillRect(strip, gradient)
    paint_text(painter, QRectF(strip.right() + GAP, box.top(), high, box.height()), scale.high_text, tokens.muted, LEFT)
    left = QRectF(strip.left() - GAP - low, box.top(), low, box.height())
    paint_text(painter, left, scale.low_text, tokens.muted, LEFT)
    if of:
        before = QRectF(box.left(), box.top(), left.left() - GAP - box.left(), box.height())
        paint_text(painter, before, of, tokens.muted, RIGHT)
