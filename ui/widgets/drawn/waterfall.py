"""A waterfall: from one total to the other in steps that add up to the difference."""

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from analytics.result import Estimate, Table, Waterfall
from ui import theme
from ui.widgets.drawn.bars import SOFT
from ui.widgets.drawn.colours import mixed
from ui.widgets.drawn.lines import Lines, head_height, line_height, lines_for, roomy_height
from ui.widgets.drawn.picture import Spot
from ui.widgets.drawn.strokes import RIGHT, paint_bar, paint_text, paint_upright, paint_whisker
from ui.widgets.drawn.told import named, place_of
from ui.widgets.format import NOTHING, Writing, number, short
from ui.widgets.resultmodel import header_text
from ui.widgets.trendstrokes import hairline

BROKEN_UNDER = 0.15
"""Where the steps take a smaller part of the scale than this, the bars of the totals are cut short, and say so."""
LEFT_OF_CUT = 1.0
"""Times the room of all steps that is left of a total cut short: no step is ever longer than a total."""


class WaterfallPicture:
    """A table as steps between two totals. A waterfall from nothing has no first total."""

    def __init__(self, table: Table, drawn: Waterfall, writing: Writing) -> None:
        self._rows = table.rows
        self._amount = place_of(table, drawn.amount)
        shown = table.columns[self._amount].shown
        self._head = header_text(table.columns[self._amount], writing)
        name = place_of(table, drawn.name)
        self._amounts = [row.cells[self._amount] for row in table.rows]
        steps = [float(number(amount) or 0.0) for amount in self._amounts]
        self._levels = list(accumulate(steps, initial=float(drawn.start)))
        self._first = 1 if drawn.start else 0
        """Lines above the steps."""
        names = [named(row, name, table.columns[name], writing) for row in table.rows]
        texts = [short(number(amount), shown, writing) for amount in self._amounts]
        if drawn.start:
            texts = [_signed(number(amount), text) for amount, text in zip(self._amounts, texts, strict=True)]
        start, end = (short(total, shown, writing) for total in (drawn.start, drawn.end))
        before, after = _total_names(drawn)
        self._names = [before, *names, after][1 - self._first :]
        self._numbers = [start, *texts, end][1 - self._first :]
        self._low, self._high = _scale(self._levels, self._amounts)

    def height_at(self, _width: int) -> int:
        """A line per total and step."""
        return round(head_height() + line_height() * len(self._names))

    def most_at(self, _width: int) -> int:
        """No roomier than a list is read well."""
        return roomy_height(len(self._names))

    def spots(self, size: QSizeF) -> list[Spot]:
        """The whole line of each step; the totals are told beside their bars."""
        lines = self._lines(size)
        return [Spot(row, self._amount, lines.line(row + self._first)) for row in range(len(self._rows))]

    def paint(self, painter: QPainter, size: QSizeF) -> None:
        """Totals, steps and what joins them."""
        tokens, lines = theme.current(), self._lines(size)
        paint_text(painter, lines.head(), self._head, tokens.muted, RIGHT)
        for place, (name, text) in enumerate(zip(self._names, self._numbers, strict=True)):
            paint_text(painter, lines.name(place), name, tokens.text)
            paint_text(painter, lines.number(place), text, tokens.muted if text == NOTHING else tokens.text, RIGHT)
        if self._low <= 0 <= self._high:
            paint_upright(painter, lines.across(0.0), lines.box, tokens.edge)
        if self._first:
            self._paint_total(painter, lines, 0, self._levels[0])
        self._paint_total(painter, lines, len(self._names) - 1, self._levels[-1])
        for row in range(len(self._rows)):
            self._paint_step(painter, lines, row)
        self._paint_joints(painter, lines)

    def _lines(self, size: QSizeF) -> Lines:
        return lines_for(size, self._names, self._numbers, (self._low, self._high))

    def _paint_total(self, painter: QPainter, lines: Lines, place: int, total: float) -> None:
        tokens, cut = theme.current(), self._low > 0 or self._high < 0
        box = lines.bar(place, min(max(0.0, self._low), self._high), total)
        paint_bar(painter, box, mixed(tokens.surface, tokens.outline if self._first else tokens.categories[0], SOFT))
        if cut:
            _paint_break(painter, box, at_left=self._low > 0)

    def _paint_step(self, painter: QPainter, lines: Lines, row: int) -> None:
        tokens, place = theme.current(), row + self._first
        before, after = self._levels[row], self._levels[row + 1]
        if before != after:
            colour = self._colour(after > before)
            paint_bar(painter, lines.bar(place, before, after), mixed(tokens.surface, colour, SOFT))
        amount = self._amounts[row]
        if isinstance(amount, Estimate):
            height = lines.line(place).center().y()
            low, high = (QPointF(lines.across(before + end), height) for end in (amount.low, amount.high))
            paint_whisker(painter, low, high, tokens.text)

    def _colour(self, more: bool) -> str:
        """Up and down are those of a change; a statement that begins with nothing only has parts."""
        tokens = theme.current()
        if self._first:
            return tokens.up if more else tokens.down
        return tokens.categories[0] if more else tokens.outline

    def _paint_joints(self, painter: QPainter, lines: Lines) -> None:
        painter.setPen(hairline(theme.current().outline))
        for place in range(len(self._names) - 1):
            across = lines.across(self._levels[place + 1 - self._first])
            above, below = lines.bar(place, 0.0, 0.0).bottom(), lines.bar(place + 1, 0.0, 0.0).top()
            painter.drawLine(QPointF(across, above), QPointF(across, below))


def _total_names(drawn: Waterfall) -> tuple[str, str]:
    translate = QCoreApplication.translate
    if not drawn.start:
        return "", translate("drawn", "剩下")
    return translate("drawn", "对比期"), translate("drawn", "本期")


def _scale(levels: Sequence[float], amounts: Sequence[object]) -> tuple[float, float]:
    """From zero to the largest; close around the steps where they would be too small to see."""
    reached = list(levels)
    for before, amount in zip(levels, amounts, strict=False):
        if isinstance(amount, Estimate):
            reached += [before + amount.low, before + amount.high]
    low, high = min(reached), max(reached)
    whole = max(high, 0.0) - min(low, 0.0)
    if low == high or high - low >= BROKEN_UNDER * whole:
        return (min(low, 0.0), max(high, 0.0)) if whole else (0.0, 1.0)
    room = (high - low) * LEFT_OF_CUT
    return (max(low - room, 0.0), high) if low > 0 else (low, min(high + room, 0.0))


def _signed(amount: float | None, text: str) -> str:
    return f"+{text}" if amount is not None and amount > 0 else text


def _paint_break(painter: QPainter, box: QRectF, at_left: bool) -> None:
    """Two slanted cuts near the end of a bar that does not begin at zero."""
    tokens = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.surface), 2))
    end = box.left() + 6 if at_left else box.right() - 6
    for shift in (-2.0, 3.0):
        foot, head = QPointF(end + shift, box.bottom() + 1), QPointF(end + shift + 4, box.top() - 1)
        painter.drawPolyline(QPolygonF([foot, head]))
