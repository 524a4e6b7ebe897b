"""Curves: several lines over the rows, each named at its end; the comparison dashed, intervals as a pale band."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from analytics.result import Column, Curves, Estimate, Shown, Table, Value
from ui import theme
from ui.theme import Tokens
from ui.widgets.dates import axis_day, axis_month
from ui.widgets.drawn.colours import mixed
from ui.widgets.drawn.labels import clear_of, stacked
from ui.widgets.drawn.picture import Spot
from ui.widgets.drawn.plot import GAP, Plot, paint_axes, plot_for
from ui.widgets.drawn.strokes import paint_over
from ui.widgets.drawn.told import place_of
from ui.widgets.format import Writing, cell, number, tick
from ui.widgets.measure import advance, metrics, widest
from ui.widgets.resultmodel import header_text
from ui.widgets.trendscale import value_ticks
from ui.widgets.trendstrokes import paint_line

BANDS_TO = 4  # lines, beyond which bands would cover each other
NAMES_MOST = 0.3  # of the width
TARGET = 8.0
_MEASURES = (Shown.RATIO, Shown.NUMBER, Shown.MONEY)


class CurvesPicture:
    """A table as lines; a value that is not known is a gap."""

    def __init__(self, table: Table, drawn: Curves, writing: Writing) -> None:
        across = place_of(table, drawn.x)
        self._columns = [place_of(table, column) for column in drawn.lines]
        self._lines = [table.columns[place] for place in self._columns]
        self._values = [[row.cells[place] for row in table.rows] for place in self._columns]
        shown = self._lines[0].shown
        ends = [end for line in self._values for value in line for end in _ends(value)]
        self._ticks = value_ticks(ends, shown)
        self._left = [(self._up(value), tick(value, shown, writing)) for value in self._ticks]
        x = table.columns[across]
        starts = [row.cells[across] for row in table.rows]
        self._shares, self._below = _level(starts, x, writing)
        self._names = [line.name.say(writing.language) for line in self._lines]
        self._titles = (f"↑ {header_text(self._lines[0], writing)}", f"{header_text(x, writing)} →")
        if len(self._lines) > 1:
            self._titles = ("", self._titles[1])

    def height_at(self, _width: int) -> int:
        """Lower, lines would lie on each other."""
        return 180

    def most_at(self, _width: int) -> None:
        """It takes what there is."""

    def spots(self, size: QSizeF) -> list[Spot]:
        """Every known value, line by line."""
        plot = self._plot(size)
        return [
            Spot(row, column, _around(plot.at(self._across(row), self._up(value))))
            for column, line in zip(self._columns, self._values, strict=True)
            for row, each in enumerate(line)
            if (value := number(each)) is not None
        ]

    def paint(self, painter: QPainter, size: QSizeF) -> None:
        """Axes, bands, lines, names."""
        tokens, plot = theme.current(), self._plot(size)
        paint_axes(painter, plot, tokens, self._left, self._below, self._titles)
        if len(self._lines) <= BANDS_TO:
            for place in range(len(self._lines)):
                self._paint_band(painter, plot, place, self._colour(tokens, place))
        for place, line in enumerate(self._lines):
            pen = QPen(QColor(self._colour(tokens, place)), 1.25 if line.compared else 2.0)
            if line.compared:
                pen.setDashPattern([4, 3])
            paint_line(painter, self._stretches(plot, place), pen, 0.0 if line.compared else 5.0)
        self._paint_names(painter, plot, size.width())

    def _plot(self, size: QSizeF) -> Plot:
        names = min(float(widest(self._names)), size.width() * NAMES_MOST)
        return plot_for(size, [words for _share, words in self._left], names + GAP)

    def _across(self, row: int) -> float:
        return self._shares[row]

    def _up(self, value: float) -> float:
        return (value - self._ticks[0]) / (self._ticks[-1] - self._ticks[0])

    def _stretches(self, plot: Plot, place: int) -> list[list[QPointF]]:
        made: list[list[QPointF]] = [[]]
        for row, each in enumerate(self._values[place]):
            value = number(each)
            if value is None:
                made.append([])
            else:
                made[-1].append(plot.at(self._across(row), self._up(value)))
        return [stretch for stretch in made if stretch]

    def _paint_band(self, painter: QPainter, plot: Plot, place: int, colour: str) -> None:
        known = [(row, value) for row, value in enumerate(self._values[place]) if isinstance(value, Estimate)]
        low = [plot.at(self._across(row), self._up(value.low)) for row, value in known]
        high = [plot.at(self._across(row), self._up(value.high)) for row, value in known]
        pale = QColor(colour)
        pale.setAlphaF(0.14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pale)
        painter.drawPolygon(QPolygonF([*low, *reversed(high)]))

    def _paint_names(self, painter: QPainter, plot: Plot, width: float) -> None:
        tokens = theme.current()
        for place, box in self._name_boxes(plot, width):
            paint_over(painter, box, self._names[place], self._colour(tokens, place))

    def _name_boxes(self, plot: Plot, width: float) -> list[tuple[int, QRectF]]:
        """A line and the box of its name, at its end; the lines that end last first."""
        stretches = {place: self._stretches(plot, place) for place in range(len(self._lines))}
        lasts = {place: each[-1][-1] for place, each in stretches.items() if each}
        text = metrics().height()
        boxes: list[tuple[int, QRectF]] = []
        for end in sorted({last.x() for last in lasts.values()}, reverse=True):
            ended = [place for place, last in lasts.items() if last.x() == end]
            heights = stacked([lasts[place].y() for place in ended], text, plot.box.top(), plot.box.bottom())
            for place, height in zip(ended, heights, strict=True):
                if height is not None:
                    room = min(float(advance(self._names[place])), width - end - GAP)
                    box = QRectF(end + GAP, height - text / 2, room, text)
                    boxes.append((place, clear_of([other for _place, other in boxes], box, plot.box)))
        return boxes

    def _colour(self, tokens: Tokens, place: int) -> str:
        """Of a line: muted for the comparison; one of the set, or from pale to strong where there are more lines."""
        if self._lines[place].compared:
            return tokens.muted
        if len(self._lines) <= len(tokens.categories):
            return tokens.categories[place]
        share = 0.35 + 0.65 * place / (len(self._lines) - 1)
        return mixed(tokens.heat[0], tokens.heat[1], share).name()


def _ends(value: Value) -> tuple[float, ...]:
    if isinstance(value, Estimate):
        return (value.low, value.value, value.high)
    known = number(value)
    return () if known is None else (known,)


def _level(starts: Sequence[Value], column: Column, writing: Writing) -> tuple[list[float], list[tuple[float, str]]]:
    """Where rows stand across, and what is written below: round values from zero for measures, else every row."""
    if column.shown in _MEASURES and _grows(starts):
        numbers = [float(number(start) or 0.0) for start in starts]
        ticks = value_ticks(numbers, column.shown)
        low, reach = ticks[0], ticks[-1] - ticks[0]
        labels = [((value - low) / reach, tick(value, column.shown, writing)) for value in ticks]
        return [(value - low) / reach for value in numbers], labels
    shares = _shares(starts)
    months = all(isinstance(start, date) and start.day == 1 for start in starts) and len(starts) > 1
    return shares, [(shares[row], _label(start, column, writing, months)) for row, start in enumerate(starts)]


def _grows(starts: Sequence[Value]) -> bool:
    numbers = [float(value) for start in starts if (value := number(start)) is not None]
    return len(numbers) == len(starts) >= 2 and all(before < after for before, after in pairwise(numbers))


def _shares(starts: Sequence[Value]) -> list[float]:
    """Where rows stand across: numbers that grow by their size, everything else evenly."""
    count = max(len(starts), 1)
    if not _grows(starts):
        return [(row + 0.5) / count for row in range(len(starts))]
    numbers = [float(number(start) or 0.0) for start in starts]
    reach = numbers[-1] - numbers[0]
    return [(0.5 + (value - numbers[0]) / reach * (count - 1)) / count for value in numbers]


def _label(value: Value, column: Column, writing: Writing, months: bool) -> str:
    if isinstance(value, date) and column.shown is Shown.DAY:
        return (axis_month if months else axis_day)(value, writing.language)
    return cell(value, column.shown, writing)


def _around(middle: QPointF) -> QRectF:
    return QRectF(middle.x() - TARGET, middle.y() - TARGET, 2 * TARGET, 2 * TARGET)
