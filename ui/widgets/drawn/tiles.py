"""A tile grid: a square per region, where it lies; regions without a place of their own stand in a row below."""

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter

from analytics.result import Heat, Shown, Table
from ui import theme
from ui.widgets.drawn.colours import heat, ink_on
from ui.widgets.drawn.heat import paint_cell
from ui.widgets.drawn.lines import PAD
from ui.widgets.drawn.picture import Spot
from ui.widgets.drawn.provinces import COLUMNS, ROWS, place_of_province, province_of, provinces
from ui.widgets.drawn.scale import legend_height, paint_legend, scale_of
from ui.widgets.drawn.strokes import CENTRE, paint_text
from ui.widgets.drawn.told import name_place, named, place_of
from ui.widgets.format import Writing, number, short, tick
from ui.widgets.measure import text_font
from ui.widgets.resultmodel import header_text, rest_place

LEAST, MOST = 28.0, 64.0  # px high at the usual size of text
WIDEST = 2.6  # times as wide as high
_POINTS = (9, 8)  # type that a number may have
_LEADING, _MARGIN = 1.1, 2.0  # heights of letters from line to line; px above and below the two lines
_WHOLE_LETTERS = CENTRE | Qt.TextFlag.TextDontClip  # a line is lower than its letters with all their tails
_WHOLE = 9_999.5  # units of money from which on it is said in tens of thousands


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
        self._texts = [_brief(value, shown, writing) for value in self._values]
        self._scale = scale_of(self._values, shown, writing)
        self._placed = any(regions)
        aside = [row for row, region in enumerate(regions) if region is None]
        down = ROWS if self._placed else 0
        self._places = {row: (n % COLUMNS, down + n // COLUMNS) for n, row in enumerate(aside)}
        self._places |= {row: place_of_province(region) for row, region in enumerate(regions) if region is not None}
        self._unlisted = [each for each in provinces() if each not in regions] * self._placed
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
        """Tiles with names, and with numbers where all have room; provinces of which nothing is listed stay pale."""
        tokens, usual = theme.current(), painter.font()
        face = self._face(self._tile(size, 0, 0))
        painter.setFont(face or text_font())
        for name in self._unlisted:
            tile = self._tile(size, *place_of_province(name))
            painter.fillRect(tile.adjusted(1, 1, -1, -1), QColor(tokens.sunken))
            paint_text(painter, tile.adjusted(1, 0, -1, 0), name, tokens.muted, CENTRE)
        for row, place in self._places.items():
            self._paint_tile(painter, self._tile(size, *place), row, _line(face) if face else 0.0)
        painter.setFont(usual)
        right = self._tile(size, COLUMNS - 1, 0).right()
        top = self._tile(size, 0, self._down).top() + 4
        paint_legend(painter, QRectF(PAD, top, right - PAD, legend_height() - 4), self._scale, self._of)

    def _face(self, tile: QRectF) -> QFont | None:
        """The largest type in which every number has room below its name; None if it has in none."""
        for points in _POINTS:
            face = QFont(text_font())
            face.setPointSizeF(face.pointSizeF() * points / _POINTS[0])
            widest = max(map(QFontMetricsF(face).horizontalAdvance, self._texts), default=0.0)
            if widest + 4 <= tile.width() and 2 * _line(face) + 2 * _MARGIN <= tile.height():
                return face
        return None

    def _paint_tile(self, painter: QPainter, tile: QRectF, row: int, line: float) -> None:
        """``line`` is the height of each of its two lines; 0 where it has its name alone."""
        tokens, value = theme.current(), self._values[row]
        inside = tile.adjusted(0.5, 0.5, -0.5, -0.5)
        ink = QColor(tokens.muted)
        if value is None:
            painter.setPen(QColor(tokens.edge))
            painter.drawRect(inside.adjusted(1, 1, -1, -1))
        else:
            paint_cell(painter, inside, value, "", self._scale)
            ink = ink_on(heat(tokens, self._scale.share(value)))
        box = tile.adjusted(1, 0, -1, 0)
        if line:
            upper = QRectF(box.left(), box.center().y() - line, box.width(), line)
            paint_text(painter, upper, self._names[row], ink, _WHOLE_LETTERS)
            paint_text(painter, upper.translated(0.0, line), self._texts[row], ink, _WHOLE_LETTERS)
        else:
            paint_text(painter, box, self._names[row], ink, CENTRE)

    def _tile(self, size: QSizeF, column: int, row: int) -> QRectF:
        free = min((size.width() - 2 * PAD) / COLUMNS, (size.height() - legend_height()) / self._down)
        least = theme.scaled(LEAST)
        side = min(max(free, least), theme.scaled(MOST))
        wide = min(max((size.width() - 2 * PAD) / COLUMNS, least), side * WIDEST)
        left = max((size.width() - COLUMNS * wide) / 2, PAD)
        return QRectF(left + column * wide, row * side, wide, side)


def _line(face: QFont) -> float:
    """Two lines of a tile stand closer than lines of text: there is nothing below the letters."""
    return QFontInfo(face).pixelSize() * _LEADING


def _brief(value: float | None, shown: Shown, writing: Writing) -> str:
    """Money in whole units where it is no more than a few: the readout has it in full."""
    unit = 10**writing.exponent
    if shown is Shown.MONEY and value is not None and unit <= abs(value) < _WHOLE * unit:
        return tick(round(value / unit) * unit, shown, writing)
    return short(value, shown, writing)
