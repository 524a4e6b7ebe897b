"""Where things stand in a list of bars: names at the left, lengths to scale, numbers at the right. All in px."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter

from ui.theme import scaled
from ui.widgets.measure import metrics, widest

PAD, GAP = 8.0, 8.0
NAMES_MOST = 0.36  # of the width
ROOMIEST = 1.5  # times the least height of a line


def line_height() -> float:
    """The least height of a line with a bar."""
    return max(float(scaled(24)), metrics().height() + 8.0)


def head_height() -> float:
    """The height of the line above them that says what the numbers are."""
    return metrics().height() + 4.0


def roomy_height(lines: int) -> int:
    """Of a list of so many lines that has all the room it takes."""
    return round(head_height() + ROOMIEST * line_height() * lines)


class Lines(Struct, frozen=True, eq=False):
    """The room of the bars, and what it holds."""

    box: QRectF
    """Where the bars run."""
    step: float
    """From one line to the next."""
    width: float
    low: float
    high: float

    def across(self, value: float) -> float:
        """Where a value stands; those beyond the ends stand at the ends."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.box.left() + min(max(share, 0.0), 1.0) * self.box.width()

    def line(self, place: int) -> QRectF:
        """The whole line."""
        return QRectF(0.0, self.box.top() + place * self.step, self.width, self.step)

    def head(self) -> QRectF:
        """Above the first line: what the numbers are."""
        return QRectF(PAD, 0.0, self.width - 2 * PAD, self.box.top())

    def seen(self, painter: QPainter, count: int) -> range:
        """The lines within the clip of the painter, of ``count``; all of them without one."""
        clip = painter.clipBoundingRect()
        if clip.isEmpty():
            return range(count)
        first, last = (int((edge - self.box.top()) // self.step) for edge in (clip.top(), clip.bottom()))
        return range(max(first, 0), min(last + 1, count))

    def bar(self, place: int, start: float, end: float) -> QRectF:
        """A bar between two values, at least one px wide."""
        left, right = sorted((self.across(start), self.across(end)))
        inset = max(4.0, self.step * 0.18)
        return QRectF(left, self.line(place).top() + inset, max(right - left, 1.0), self.step - 2 * inset)

    def name(self, place: int) -> QRectF:
        """Where the name is written."""
        line = self.line(place)
        return QRectF(PAD, line.top(), self.box.left() - GAP - PAD, line.height())

    def number(self, place: int) -> QRectF:
        """Where the number is written."""
        line = self.line(place)
        return QRectF(self.box.right() + GAP, line.top(), self.width - self.box.right() - GAP - PAD, line.height())


def lines_for(size: QSizeF, names: Sequence[str], numbers: Sequence[str], ends: tuple[float, float]) -> Lines:
    """The lines in a widget of this size, below a head."""
    wide = size.width()
    left = PAD + min(widest(names), wide * NAMES_MOST) + GAP
    right = wide - PAD - widest(numbers) - GAP
    free = (size.height() - head_height()) / max(len(names), 1)
    step = min(max(line_height(), free), line_height() * ROOMIEST)
    return Lines(QRectF(left, head_height(), max(right - left, 24.0), step * len(names)), step, wide, *ends)


def ends_of(values: Sequence[float]) -> tuple[float, float]:
    """From zero, or below it, to the largest; never nothing."""
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    return (low, high) if high > low else (0.0, 1.0)
