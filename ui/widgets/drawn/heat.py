"""A heat map: a row per row, a cell per column, the darker the more; cells that are not known stay empty."""

from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter

from analytics.result import Heat, Table
from ui import theme
from ui.widgets.drawn.colours import heat, ink_on
from ui.widgets.drawn.lines import GAP, NAMES_MOST, PAD
from ui.widgets.drawn.picture import Spot
from ui.widgets.drawn.scale import Scale, legend_height, paint_legend, scale_of
from ui.widgets.drawn.strokes import CENTRE, RIGHT, paint_text
from ui.widgets.drawn.told import measured, name_place, named, place_of
from ui.widgets.format import Writing, number, short
from ui.widgets.measure import advance, metrics, widest

LEAST, MOST = 18.0, 44.0
"""How high a cell may be, px at the usual size of text."""


class HeatPicture:
    """A table as a grid of colours."""

    def __init__(self, table: Table, drawn: Heat, writing: Writing) -> None:
        self._columns = [place_of(table, column_id) for column_id in drawn.columns]
        self._heads = [table.columns[place].name.say(writing.language) for place in self._columns]
        name = name_place(table, drawn.columns)
        self._names = [named(row, name, table.columns[name], writing) for row in table.rows]
        shown = table.columns[self._columns[0]].shown
        self._values = [[number(row.cells[place]) for place in self._columns] for row in table.rows]
        self._texts = [[short(value, shown, writing) for value in row] for row in self._values]
        self._scale: Scale = scale_of([value for row in self._values for value in row], shown, writing)
        self._widest = widest(text for row in self._texts for text in row)
        self._of = measured([table.columns[place] for place in self._columns], writing)

    def height_at(self, _width: int) -> int:
        """Heads, rows, legend."""
        return round(_head() + theme.scaled(LEAST) * len(self._names) + legend_height())

    def most_at(self, _width: int) -> None:
        """It takes what there is."""

    def spots(self, size: QSizeF) -> list[Spot]:
        """Every cell, row by row."""
        grid = self._grid(size)
        return [
            Spot(row, column, self._cell(grid, row, place))
            for row in range(len(self._names))
            for place, column in enumerate(self._columns)
        ]

    def paint(self, painter: QPainter, size: QSizeF) -> None:
        """Heads, names, cells, legend."""
        grid = self._grid(size)
        self._paint_names(painter, grid)
        cell = self._cell(grid, 0, 0)
        readable = self._widest + 4 <= cell.width() and metrics().height() <= cell.height()
        for row, values in enumerate(self._values):
            for place, value in enumerate(values):
                text = self._texts[row][place] if readable else ""
                paint_cell(painter, self._cell(grid, row, place), value, text, self._scale)
        right = grid.right()
        paint_legend(painter, QRectF(PAD, grid.bottom() + 4, right - PAD, legend_height() - 4), self._scale, self._of)

    def _grid(self, size: QSizeF) -> QRectF:
        left = PAD + min(widest(self._names), size.width() * NAMES_MOST) + GAP
        free = (size.height() - _head() - legend_height()) / max(len(self._names), 1)
        step = min(max(free, theme.scaled(LEAST)), theme.scaled(MOST))
        return QRectF(left, _head(), max(size.width() - left - PAD, 1.0), step * len(self._names))

    def _cell(self, grid: QRectF, row: int, place: int) -> QRectF:
        wide, high = grid.width() / len(self._columns), grid.height() / max(len(self._names), 1)
        return QRectF(grid.left() + place * wide, grid.top() + row * high, wide, high)

    def _paint_names(self, painter: QPainter, grid: QRectF) -> None:
        tokens = theme.current()
        for row, name in enumerate(self._names):
            cell = self._cell(grid, row, 0)
            paint_text(
                painter, QRectF(PAD, cell.top(), grid.left() - GAP - PAD, cell.height()), name, tokens.text, RIGHT
            )
        wide = grid.width() / len(self._columns)
        every = max(1, ceil((widest(self._heads) + 6) / wide))
        for place in range(0, len(self._heads), every):
            room = min(wide * every, grid.right() - (grid.left() + place * wide))
            box = QRectF(grid.left() + place * wide, 0.0, room, _head())
            if every == 1 or advance(self._heads[place]) <= room:
                paint_text(painter, box, self._heads[place], tokens.muted, CENTRE if every == 1 else _AT_LEFT)


_AT_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def paint_cell(painter: QPainter, box: QRectF, value: float | None, text: str, scale: Scale) -> None:
    """A cell with its number; a dot where the number is not known, for nothing is not zero."""
    tokens = theme.current()
    if value is None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.edge))
        painter.drawEllipse(QPointF(box.center()), 1.5, 1.5)
        return
    ground = heat(tokens, scale.share(value))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(box.adjusted(0.5, 0.5, -0.5, -0.5), ground)
    if text:
        painter.setPen(ink_on(ground))
        painter.drawText(box, CENTRE, text)


def _head() -> float:
    return metrics().height() + 6.0
