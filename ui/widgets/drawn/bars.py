"""Bars: one per row, as long as its value, with a whisker for the interval of an estimate."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter

from analytics.result import Bars, Estimate, Table, Value
from ui import theme
from ui.widgets.drawn.colours import mixed
from ui.widgets.drawn.lines import Lines, ends_of, head_height, line_height, lines_for, roomy_height
from ui.widgets.drawn.picture import Spot
from ui.widgets.drawn.strokes import CENTRE, RIGHT, paint_bar, paint_level_whisker, paint_text, paint_upright
from ui.widgets.drawn.told import named, place_of
from ui.widgets.format import NOTHING, Writing, number, short
from ui.widgets.resultmodel import header_text, rest_place

SOFT = 0.72
"""How strong the colour of a bar is: a whisker is to be seen on it."""


WHISKERS_MOST = 0.8
"""Times the span of the values: how far intervals widen the scale."""


class BarsPicture:
    """A table as bars."""

    def __init__(self, table: Table, drawn: Bars, writing: Writing) -> None:
        self._rows = table.rows
        self._length = place_of(table, drawn.length)
        self._shown = table.columns[self._length].shown
        name = place_of(table, drawn.name)
        self._names = [named(row, name, table.columns[name], writing) for row in table.rows]
        values = [row.cells[self._length] for row in table.rows]
        self._head = header_text(table.columns[self._length], writing)
        self._numbers = [short(number(value), self._shown, writing) for value in values]
        # What sums up all the rest is no rival: its number is told, it would dwarf the others as a bar.
        rest = rest_place(table.rows)
        self._values = [None if place == rest else value for place, value in enumerate(values)]
        self._even = drawn.even
        self._ends = _ends(self._values if drawn.even is None else [*self._values, drawn.even])

    def height_at(self, _width: int) -> int:
        """A line per row."""
        return round(head_height() + line_height() * len(self._rows))

    def most_at(self, _width: int) -> int:
        """No roomier than a list is read well."""
        return roomy_height(len(self._rows))

    def spots(self, size: QSizeF) -> list[Spot]:
        """The whole line of each row."""
        lines = self._lines(size)
        return [Spot(row, self._length, lines.line(row)) for row in range(len(self._rows))]

    def paint(self, painter: QPainter, size: QSizeF) -> None:
        """Names, bars, whiskers, numbers, the line of zero, and that of no difference."""
        tokens, lines = theme.current(), self._lines(size)
        paint_text(painter, lines.head(), self._head, tokens.muted, RIGHT)
        paint_upright(painter, lines.across(0.0), lines.box, tokens.edge)
        for place in lines.seen(painter, len(self._values)):
            value = self._values[place]
            paint_text(painter, lines.name(place), self._names[place], tokens.text)
            unknown = self._numbers[place] == NOTHING
            paint_text(
                painter, lines.number(place), self._numbers[place], tokens.muted if unknown else tokens.text, RIGHT
            )
            length = number(value)
            if length:
                paint_bar(painter, lines.bar(place, 0.0, length), mixed(tokens.surface, self._colour(length), SOFT))
            if isinstance(value, Estimate):
                paint_level_whisker(painter, lines, place, (value.low, value.high), tokens.text)
        if self._even is not None:
            self._paint_even(painter, lines, self._even)

    def _paint_even(self, painter: QPainter, lines: Lines, even: float) -> None:
        """The line, and its length above it where the head leaves room."""
        muted, head, across = theme.current().muted, lines.head(), lines.across(even)
        paint_upright(painter, across, lines.box, muted)
        text, metrics = f"{even:g}", painter.fontMetrics()
        half = metrics.horizontalAdvance(text)
        if across + half < head.right() - metrics.horizontalAdvance(self._head):
            paint_text(painter, QRectF(across - half, head.top(), 2 * half, head.height()), text, muted, CENTRE)

    def _lines(self, size: QSizeF) -> Lines:
        return lines_for(size, self._names, self._numbers, self._ends)

    def _colour(self, length: float) -> str:
        tokens = theme.current()
        if all((number(value) or 0) >= 0 for value in self._values):
            return tokens.categories[0]
        return tokens.up if length > 0 else tokens.down


def _ends(values: Sequence[Value]) -> tuple[float, float]:
    """Of the scale: all values, and their intervals as far as these leave the bars the better part of the room."""
    low, high = ends_of([float(length) for value in values if (length := number(value)) is not None])
    estimates = [value for value in values if isinstance(value, Estimate)]
    reach = WHISKERS_MOST * (high - low)
    lowest = max(min((value.low for value in estimates), default=low), low - reach)
    highest = min(max((value.high for value in estimates), default=high), high + reach)
    return min(low, lowest), max(high, highest)
