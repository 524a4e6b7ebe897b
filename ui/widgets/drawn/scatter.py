"""Points: one per row, by two values and the area by a third; the ones that stand out carry their name."""

from collections.abc import Sequence
from math import hypot, sqrt

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from analytics.result import Estimate, Scatter, Table
from ui import theme
from ui.widgets.drawn.axis import axis_of
from ui.widgets.drawn.labels import beside
from ui.widgets.drawn.picture import Spot
from ui.widgets.drawn.plot import GAP, PAD, Plot, paint_axes, plot_for
from ui.widgets.drawn.strokes import paint_over, paint_text, paint_whisker
from ui.widgets.drawn.told import named, place_of
from ui.widgets.format import Writing, number, short, tick
from ui.widgets.measure import advance, metrics
from ui.widgets.resultmodel import header_text

FEWEST = 5
"""Points below which there is no cloud to read: such a table is not drawn."""
LEAST, MOST = 4.0, 14.0
"""Radius of the smallest and the largest point, px."""
TARGET = 8.0  # half of what a small point can be hit by
NAME_MOST = 120.0
WHISKERS_TO = 60  # points
_ROOM_PER_NAME = 9_000.0  # px squared
_KEY = 28.0  # px that two points as a key take


class Point(Struct, frozen=True):
    """A row that has both values, as shares of the axes."""

    row: int
    across: float
    up: float
    radius: float
    ends: tuple[float, float] | None
    """Of the interval of the upright value."""
    aside: float = 0.0
    """px it is moved across, for several rows have the very same values."""
    apart: bool = True
    """Its interval, if it has one, does not hold the usual value."""


class ScatterPicture:
    """A table as points; rows without both values are counted, not drawn."""

    def __init__(self, table: Table, drawn: Scatter, writing: Writing) -> None:
        name, across, self._up = (place_of(table, column) for column in (drawn.name, drawn.x, drawn.y))
        self._names = [named(row, name, table.columns[name], writing) for row in table.rows]
        columns = [table.columns[place] for place in (across, self._up)]
        known = known_points(table, drawn)
        middle = drawn.middle
        self._x = axis_of([*(x for _row, x, _y in known), *(middle or ())[:1]], columns[0].shown)
        self._y = axis_of([*(y for _row, _x, y in known), *(middle or ())[1:]], columns[1].shown)
        sizes = _sizes(table, drawn)
        asides = _asides([(x, y) for _row, x, y in known], [sizes[row] for row, _x, _y in known])
        self._points = [
            Point(
                row, self._x.share(x), self._y.share(y), sizes[row], self._ends(table, row), aside,
                _apart(table.rows[row].cells[self._up], middle),
            )
            for (row, x, y), aside in zip(known, asides, strict=True)
        ]  # fmt: skip
        self._labelled = drawn.labelled
        self._size = table.columns[place_of(table, drawn.size)].name.say(writing.language) if drawn.size else ""
        self._axes = [column.name.say(writing.language) for column in columns]
        self._middle = (self._x.share(middle[0]), self._y.share(middle[1])) if middle else None
        usual = zip(middle or (), columns, strict=False)
        self._usual = [short(round(value, 3), of.shown, writing) for value, of in usual]
        self._below = [(self._x.share(value), tick(value, columns[0].shown, writing)) for value in self._x.ticks]
        self._left = [(self._y.share(value), tick(value, columns[1].shown, writing)) for value in self._y.ticks]
        level, upright = (header_text(column, writing) for column in columns)
        self._titles = (f"↑ {upright}", f"{level} →")
        self._missing = len(table.rows) - len(known)

    def height_at(self, _width: int) -> int:
        """Lower, points would lie on each other."""
        return 200

    def most_at(self, _width: int) -> None:
        """It takes what there is."""

    def spots(self, size: QSizeF) -> list[Spot]:
        """Every point, at least as large as a finger's tip of the pointer."""
        plot = self._plot(size)
        return [
            Spot(point.row, self._up, _around(_at(plot, point), max(point.radius, TARGET))) for point in self._points
        ]

    def paint(self, painter: QPainter, size: QSizeF) -> None:
        """Axes, lines of the usual values, points, names."""
        tokens, plot = theme.current(), self._plot(size)
        paint_axes(painter, plot, tokens, self._left, self._below, self._titles)
        if len(self._points) <= WHISKERS_TO:
            for point in self._points:
                self._paint_interval(painter, plot, point)
        self._paint_middle(painter, plot)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.surface), 1))
        for point in sorted(self._points, key=lambda point: (point.apart, -point.radius)):
            painter.setBrush(_fill(tokens.categories[0] if point.apart else tokens.outline))
            painter.drawEllipse(_at(plot, point), point.radius, point.radius)
        self._paint_names(painter, plot, self._paint_middle_names(painter, plot))
        self._paint_notes(painter, plot)

    def _plot(self, size: QSizeF) -> Plot:
        plot = plot_for(size, [words for _share, words in self._left], MOST)
        more = (len(self._lines(plot)) - 1) * _line()
        return Plot(plot.box.adjusted(0.0, 0.0, 0.0, -more)) if plot.box.height() > more else plot

    def _ends(self, table: Table, row: int) -> tuple[float, float] | None:
        value = table.rows[row].cells[self._up]
        return (self._y.share(value.low), self._y.share(value.high)) if isinstance(value, Estimate) else None

    def _paint_middle(self, painter: QPainter, plot: Plot) -> None:
        if self._middle is None:
            return
        across, up = self._middle
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(QColor(theme.current().muted), 1, Qt.PenStyle.DashLine))
        painter.drawLine(plot.at(across, 0.0), plot.at(across, 1.0))
        painter.drawLine(plot.at(0.0, up), plot.at(1.0, up))

    def _paint_middle_names(self, painter: QPainter, plot: Plot) -> list[QRectF]:
        """What the lines mean: the upright one above the plot, the level one at the end that has no points."""
        boxes = self.middle_names(plot)
        for box, words in zip(boxes, self._middle_words(), strict=False):
            paint_over(painter, box, words, theme.current().muted)
        return boxes

    def middle_names(self, plot: Plot) -> list[QRectF]:
        """Where the names of the two lines stand: beside the title of the upright axis, never on it."""
        if self._middle is None:
            return []
        text = float(metrics().height())
        x, y = (float(advance(words)) for words in self._middle_words())
        least, end = PAD + advance(self._titles[0]) + GAP, plot.box.right() + MOST
        left = max(min(plot.at(self._middle[0], 1.0).x() - x / 2, end - x), least)
        return [QRectF(left, 0.0, max(min(x, end - left), 0.0), text), self._free_end(plot, y, text)]

    def _middle_words(self) -> list[str]:
        said = QCoreApplication.translate("drawn", "{0}一般 {1}")
        return [said.format(name, value) for name, value in zip(self._axes, self._usual, strict=False)]

    def _free_end(self, plot: Plot, wide: float, high: float) -> QRectF:
        """Beside the level line, at the right or left end, above or below it: where the fewest points are covered."""
        assert self._middle is not None
        height = plot.at(0.0, self._middle[1]).y()
        lefts, tops = (plot.box.right() - wide - 4, plot.box.left() + 4), (height - high - 1, height + 2)
        ends = [QRectF(left, top, wide, high) for left in lefts for top in tops if top >= plot.box.top()]
        dots = [_around(_at(plot, point), point.radius) for point in self._points]
        return min(ends, key=lambda end: sum(end.intersects(dot) for dot in dots))

    def notes(self) -> list[str]:
        """What a larger point is more of, what grey ones mean, how many are not drawn."""
        said = [QCoreApplication.translate("drawn", "圆越大，{0}越多").format(self._size)] if self._size else []
        if any(not point.apart for point in self._points):
            said.append(QCoreApplication.translate("drawn", "灰的和一般分不出高低"))
        if self._missing:
            said.append(QCoreApplication.translate("drawn", "{0} 个数据不全，没画").format(self._missing))
        return said

    def _lines(self, plot: Plot) -> list[str]:
        """The notes on as many lines as they take beside the title of the level axis."""
        room = plot.box.right() - advance(self._titles[1]) - 2 * GAP - PAD - _KEY * bool(self._size)
        lines = [""]
        for note in self.notes():
            longer = f"{lines[-1]} · {note}" if lines[-1] else note
            if lines[-1] and advance(longer) > room:
                lines.append(note)
            else:
                lines[-1] = longer
        return lines

    def _paint_notes(self, painter: QPainter, plot: Plot) -> None:
        tokens, text = theme.current(), _line()
        top, left = plot.box.bottom() + text, PAD
        if self._size:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_fill(tokens.muted))
            for across, radius in ((LEAST - 1.0, LEAST - 1.0), (3 * LEAST + 3.0, LEAST + 2.0)):
                painter.drawEllipse(QPointF(left + across, top + text / 2), radius, radius)
            left += _KEY
        room = plot.box.right() - advance(self._titles[1]) - GAP - left
        for line in self._lines(plot):
            paint_text(painter, QRectF(left, top, room, text), line, tokens.muted)
            top += text

    def _paint_interval(self, painter: QPainter, plot: Plot, point: Point) -> None:
        if point.ends is not None:
            aside = QPointF(point.aside, 0.0)
            low, high = (plot.at(point.across, min(max(end, 0.0), 1.0)) + aside for end in point.ends)
            paint_whisker(painter, low, high, theme.current().edge)

    def _paint_names(self, painter: QPainter, plot: Plot, taken: Sequence[QRectF]) -> None:
        """Of those that matter; else of as many as have room, first those that stand out, far from the usual."""
        chosen = [point for row in self._labelled for point in self._points if point.row == row]
        dots = [_around(_at(plot, point), point.radius) for point in self._points] if chosen else []
        chosen = chosen or self._farthest(plot)
        widths = [min(float(advance(self._names[point.row])), float(theme.scaled(NAME_MOST))) for point in chosen]
        places = [(_at(plot, point), point.radius) for point in chosen]
        room = plot.box.adjusted(0.0, -4.0, MOST, 0.0)
        high = metrics().height()
        boxes = beside(places, widths, high, room, [*taken, *dots])
        if dots and None in boxes:  # in a crowd a name that matters stands on a point rather than not at all
            boxes = beside(places, widths, high, room, taken)
        for point, box in zip(chosen, boxes, strict=True):
            if box is not None:
                paint_text(painter, box, self._names[point.row], theme.current().text)

    def _farthest(self, plot: Plot) -> list[Point]:
        across, up = self._middle or _centre(self._points)
        told = [point for point in self._points if point.apart] or self._points
        ranked = sorted(told, key=lambda point: -hypot(point.across - across, point.up - up))
        return ranked[: max(3, int(plot.box.width() * plot.box.height() / _ROOM_PER_NAME))]


def known_points(table: Table, drawn: Scatter) -> list[tuple[int, float, float]]:
    """Row and both values of every row that has both."""
    across, up = (place_of(table, column) for column in (drawn.x, drawn.y))
    pairs = [(number(row.cells[across]), number(row.cells[up])) for row in table.rows]
    return [(row, float(x), float(y)) for row, (x, y) in enumerate(pairs) if x is not None and y is not None]


def _line() -> float:
    return metrics().height() + 4.0


def _sizes(table: Table, drawn: Scatter) -> list[float]:
    """The radius of each row's point: areas compare as the values do."""
    if drawn.size is None:
        return [LEAST + 1.0] * len(table.rows)
    values = [number(row.cells[place_of(table, drawn.size)]) for row in table.rows]
    largest = max((abs(value) for value in values if value is not None), default=0) or 1
    return [max(LEAST, MOST * sqrt(abs(value or 0) / largest)) for value in values]


def _asides(places: Sequence[tuple[float, float]], radii: Sequence[float]) -> list[float]:
    """How far each point is moved across, so that those of one place stand beside each other."""
    groups: dict[tuple[float, float], list[int]] = {}
    for each, place in enumerate(places):
        groups.setdefault(place, []).append(each)
    moved = [0.0] * len(places)
    for group in groups.values():
        reach = [radii[each] for each in group]
        left = -sum(reach)
        for each, radius in zip(group, reach, strict=True):
            moved[each] = left + radius if len(group) > 1 else 0.0
            left += 2 * radius
    return moved


def _apart(value: object, middle: tuple[float, float] | None) -> bool:
    return not isinstance(value, Estimate) or middle is None or not value.low <= middle[1] <= value.high


def _at(plot: Plot, point: Point) -> QPointF:
    return plot.at(point.across, point.up) + QPointF(point.aside, 0.0)


def _fill(colour: str) -> QColor:
    fill = QColor(colour)
    fill.setAlphaF(0.6)
    return fill


def _centre(points: list[Point]) -> tuple[float, float]:
    count = max(len(points), 1)
    return sum(point.across for point in points) / count, sum(point.up for point in points) / count


def _around(middle: QPointF, reach: float) -> QRectF:
    return QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach)
