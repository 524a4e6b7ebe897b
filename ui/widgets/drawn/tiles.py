"""A tile grid: a square per region, where it lies; regions without a place of their own stand in a row below."""

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter

from analytics.result import Heat, Table
from ui import theme
from ui.widgets.drawn.colours import heat, ink_on
from ui.widgets.drawn.heat import paint_cell
from ui.widgets.drawn.lines import PAD
from ui.widgets.drawn.picture import Spot
from ui.widgets.drawn.provinces import COLUMNS, ROWS, place_of_province, province_of, provinces
from ui.widgets.drawn.scale import legend_height, paint_legend, scale_of
from ui.widgets.drawn.strokes import CENTRE, paint_text
from ui.widgets.drawn.told import name_place, named, place_of
from ui.widgets.format import Writing, number, short
from ui.widgets.measure import advance, metrics, widest
from ui.widgets.resultmodel import header_text, rest_place

LEAST, MOST = 28.0, 64.0  # px high at the usual size of text
WIDEST = 2.6  # times as wide as high


class TilesPicture:
    """A table as tiles, coloured by the first of the drawn columns."""

    def __init__(self, table: Table, drawn: Heat, writing: Writing) -> None:
        self._column = place_of(table, drawn.columns[0])
        name = name_place(table, drawn.columns)
        names = [named(row, name, table.columns[name], writing) for row in table.rows]
        regions = [province_of(name) for name in names]
        self._names = [region or name for region, name in zip(regions, names, strict=True)]
        shown = table.columns[self._column].shown
        self._of = header_text(table.columns[self._column], writing)
        rest = rest_place(table.rows)
        values = [number(row.cells[self._column]) for row in table.rows]
        self._values = [None if place == rest else value for place, value in enumerate(values)]
        self._texts = [short(value, shown, writing) for value in self._values]
        self._scale = scale_of(self._values, shown, writing)
        self._placed = any(regions)
        aside = [row for row, region in enumerate(regions) if region is None]
        down = ROWS if self._placed else 0
        self._places = {row: (n % COLUMNS, down + n // COLUMNS) for n, row in enumerate(aside)}
        self._places |= {row: place_of_province(region) for row, region in enumerate(regions) if region is not None}
        self._unlisted = [place_of_province(each) for each in provinces() if each not in regions] * self._placed
        self._down = max((row for _column, row in self._places.values()), default=0) + 1

    def height_at(self, _width: int) -> int:
        """Tiles and legend."""
        return round(theme.scaled(LEAST) * self._down + legend_height())

    def most_at(self, _width: int) -> None:
        """It takes what there is."""

    def spots(self, size: QSizeF) -> list[Spot]:
        """Every tile, row by row as they stand."""
        order = sorted(self._places, key=lambda row: self._places[row][::-1])
        return [Spot(row, self._column, self._tile(size, *self._places[row])) for row in order]

    def paint(self, painter: QPainter, size: QSizeF) -> None:
        """Tiles with names, and with numbers where there is room; provinces of which nothing is listed as outlines."""
        tokens = theme.current()
        side = self._tile(size, 0, 0)
        both = side.height() >= 2 * _line() and widest(self._texts) + 2 <= side.width()
        for place in self._unlisted:
            painter.fillRect(self._tile(size, *place).adjusted(1, 1, -1, -1), QColor(tokens.sunken))
        for row, place in self._places.items():
            self._paint_tile(painter, self._tile(size, *place), row, both)
        right = self._tile(size, COLUMNS - 1, 0).right()
        top = self._tile(size, 0, self._down).top() + 4
        paint_legend(painter, QRectF(PAD, top, right - PAD, legend_height() - 4), self._scale, self._of)

    def _paint_tile(self, painter: QPainter, tile: QRectF, row: int, both: bool) -> None:
        tokens, value = theme.current(), self._values[row]
        inside = tile.adjusted(0.5, 0.5, -0.5, -0.5)
        ink = QColor(tokens.muted)
        if value is None:
            painter.setPen(QColor(tokens.edge))
            painter.drawRect(inside.adjusted(1, 1, -1, -1))
        else:
            paint_cell(painter, inside, value, "", self._scale)
            ink = ink_on(heat(tokens, self._scale.share(value)))
        name, number_text = self._names[row], self._texts[row]
        box = tile.adjusted(1, 0, -1, 0)
        if both:
            upper = QRectF(box.left(), box.center().y() - _line(), box.width(), _line())
            paint_text(painter, upper, name, ink, CENTRE)
            paint_text(painter, upper.translated(0.0, _line()), number_text, ink, CENTRE)
        else:
            beside = f"{name}  {number_text}"
            paint_text(painter, box, beside if advance(beside) <= box.width() else name, ink, CENTRE)

    def _tile(self, size: QSizeF, column: int, row: int) -> QRectF:
        free = min((size.width() - 2 * PAD) / COLUMNS, (size.height() - legend_height()) / self._down)
        least = theme.scaled(LEAST)
        side = min(max(free, least), theme.scaled(MOST))
        wide = min(max((size.width() - 2 * PAD) / COLUMNS, least), side * WIDEST)
        left = max((size.width() - COLUMNS * wide) / 2, PAD)
        return QRectF(left + column * wide, row * side, wide, side)


def _line() -> float:
    """Two lines of a tile stand closer than lines of text: there is nothing below the letters."""
    return metrics().ascent() + 2.0
