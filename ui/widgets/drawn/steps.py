"""A funnel: a bar per step, and between two of them the part that goes on, its interval as a whisker below."""

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from analytics.result import Estimate, Steps, Table
from ui import theme
from ui.widgets.drawn.bars import SOFT
from ui.widgets.drawn.colours import mixed
from ui.widgets.drawn.lines import PAD, Lines, ends_of, head_height, line_height, lines_for
from ui.widgets.drawn.picture import Spot
from ui.widgets.drawn.strokes import RIGHT, paint_bar, paint_text, paint_whisker
from ui.widgets.drawn.told import named, place_of
from ui.widgets.format import Writing, full, number, short
from ui.widgets.measure import metrics
from ui.widgets.resultmodel import header_text

GAP = 6.0


class StepsPicture:
    """A table as a funnel; its lines are two texts high, the second says how many go on."""

    def __init__(self, table: Table, drawn: Steps, writing: Writing) -> None:
        self._count, rate, name = (place_of(table, column) for column in (drawn.count, drawn.rate, drawn.name))
        self._names = [named(row, name, table.columns[name], writing) for row in table.rows]
        self._head = header_text(table.columns[self._count], writing)
        counts = [number(row.cells[self._count]) for row in table.rows]
        self._counts = [float(count or 0) for count in counts]
        self._numbers = [short(count, table.columns[self._count].shown, writing) for count in counts]
        self._rates = [row.cells[rate] for row in table.rows]
        of = table.columns[rate]
        self._onwards = [
            "" if value is None else f"↓ {of.name.say(writing.language)} {full(value, of.shown, writing)}"
            for value in self._rates
        ]

    def height_at(self, _width: int) -> int:
        """A bar and a line of text per step; the last has nothing below it."""
        return round(head_height() + (line_height() + _text()) * len(self._names))

    def most_at(self, _width: int) -> int:
        """Bars of twice their least height."""
        return round(head_height() + (2 * line_height() + _text()) * len(self._names))

    def spots(self, size: QSizeF) -> list[Spot]:
        """Each step with what goes on from it."""
        lines = self._lines(size)
        return [Spot(row, self._count, lines.line(row)) for row in range(len(self._names))]

    def paint(self, painter: QPainter, size: QSizeF) -> None:
        """Steps, top to bottom."""
        tokens, lines = theme.current(), self._lines(size)
        paint_text(painter, lines.head(), self._head, tokens.muted, RIGHT)
        for place, count in enumerate(self._counts):
            line, bar = lines.line(place), self._bar(lines, place)
            beside = QRectF(0.0, bar.top(), line.width(), bar.height())
            paint_text(painter, _across(beside, lines.name(place)), self._names[place], tokens.text)
            paint_text(painter, _across(beside, lines.number(place)), self._numbers[place], tokens.text, RIGHT)
            if count:
                paint_bar(painter, bar, mixed(tokens.surface, tokens.categories[0], SOFT))
            rate = self._rates[place - 1] if place else None
            if isinstance(rate, Estimate):
                before = self._counts[place - 1]
                ends = (QPointF(lines.across(before * end), bar.center().y()) for end in (rate.low, rate.high))
                paint_whisker(painter, *ends, tokens.text)
            below = QRectF(
                lines.box.left(), bar.bottom(), line.right() - PAD - lines.box.left(), line.bottom() - bar.bottom()
            )
            paint_text(painter, below, self._onwards[place], tokens.muted)

    def _lines(self, size: QSizeF) -> Lines:
        lines = lines_for(size, self._names, self._numbers, ends_of(self._counts))
        free = (size.height() - head_height()) / max(len(self._names), 1)
        step = min(max(free, line_height() + _text()), 2 * line_height() + _text())
        box = QRectF(lines.box.left(), lines.box.top(), lines.box.width(), step * len(self._names))
        return Lines(box, step, lines.width, lines.low, lines.high)

    def _bar(self, lines: Lines, place: int) -> QRectF:
        bar, line = lines.bar(place, 0.0, self._counts[place]), lines.line(place)
        return QRectF(bar.left(), line.top() + GAP, bar.width(), line.height() - GAP - _text())


def _across(line: QRectF, column: QRectF) -> QRectF:
    return QRectF(column.left(), line.top(), column.width(), line.height())


def _text() -> float:
    return metrics().height() + 4.0
