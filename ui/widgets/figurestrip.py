"""The figures of a page: cards of equal width for the leading ones, a line of small ones below."""

from collections.abc import Sequence

from msgspec import structs
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from analytics.result import Figure, View
from ui.widgets.figurebutton import FigureButton
from ui.widgets.figurecard import LEAST, FigureCard
from ui.widgets.figureline import FigureLine
from ui.widgets.format import Writing

GAP = 8


class FigureStrip(QWidget):
    """Shows the figures of a view."""

    open_rows = Signal(object, str)

    def __init__(self, leading: Sequence[str]) -> None:
        super().__init__()
        self._leading = leading
        self._cards: list[FigureCard] = []
        self._lines: list[FigureLine] = []
        self._columns = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        self._row = QHBoxLayout()
        self._row.setSpacing(GAP)
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._grid)
        column.addLayout(self._row)

    def show_view(self, view: View, writing: Writing) -> None:
        """Show the figures of ``view``: those named as leading as cards in that order, the others as lines."""
        self._clear()
        figures = {figure.id: _finished(figure, view) for figure in view.figures}
        leading = [name for name in self._leading if name in figures] or list(figures)
        others = [name for name in figures if name not in leading]
        self._cards = [FigureCard(figures[name], writing, view.period, view.comparison) for name in leading]
        self._lines = [FigureLine(figures[name], writing, view.period, view.comparison) for name in others]
        for line in self._lines:
            self._row.addWidget(line)
        for button in self.buttons:
            button.open_rows.connect(self.open_rows)
        self._arrange()

    @property
    def buttons(self) -> tuple[FigureButton, ...]:
        """The figures shown, in reading order."""
        return (*self._cards, *self._lines)

    def button(self, figure_id: str) -> FigureButton:
        """The button of a figure; StopIteration if it is not shown."""
        return next(button for button in self.buttons if button.figure.id == figure_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many cards beside each other as have room."""
        super().resizeEvent(event)
        if columns_for(len(self._cards), self.width()) != self._columns:
            self._arrange()

    def _arrange(self) -> None:
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns_for(len(self._cards), self.width())
        for index, card in enumerate(self._cards):
            self._grid.addWidget(card, *divmod(index, self._columns))
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 1)

    def _clear(self) -> None:
        for button in self.buttons:
            button.hide()
            button.setParent(None)
            button.deleteLater()
        self._cards, self._lines = [], []


def columns_for(cards: int, width: int) -> int:
    """How many cards stand beside each other: as many as fit, evenly spread over the rows that takes."""
    fit = max(1, (width + GAP) // (LEAST + GAP))
    rows = -(-cards // fit) or 1
    return max(1, -(-cards // rows))


def _finished(figure: Figure, view: View) -> Figure:
    """Without the bucket that is not over, which would make every spark line end in a fall."""
    unfinished = any(trend.unfinished and len(trend.starts) == len(figure.trace) for trend in view.trends)
    return structs.replace(figure, trace=figure.trace[:-1]) if unfinished else figure
