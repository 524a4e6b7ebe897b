"""The figures of a page: cards of equal width for the leading ones, small ones on a line below."""

from collections.abc import Sequence

from msgspec import structs
from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from analytics.result import Figure, View
from ui.widgets.figurebutton import FigureButton
from ui.widgets.figurecard import FigureCard, card_size
from ui.widgets.figureline import FigureLine
from ui.widgets.format import Writing

GAP = 8


class FigureStrip(QWidget):
    """Shows the figures of a view; wraps where it is narrow."""

    open_rows = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[FigureCard] = []
        self._lines: list[FigureLine] = []
        self._shown: tuple[View, Writing] | None = None
        self._compact = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_view(self, view: View, writing: Writing) -> None:
        """Show the figures of ``view``: those it leads with as cards in that order, the others as lines."""
        self._shown = (view, writing)
        focused = next((button.figure.id for button in self.buttons if button.hasFocus()), None)
        self._clear()
        figures = {figure.id: _finished(figure, view) for figure in view.figures}
        leading = [name for name in view.leading if name in figures] or list(figures)
        if self._compact:
            figures, leading = {name: figures[name] for name in dict.fromkeys((*leading, *figures))}, []
        others = [name for name in figures if name not in leading]
        self._cards = [FigureCard(figures[name], writing, view.period, view.comparison) for name in leading]
        self._lines = [FigureLine(figures[name], writing, view.period, view.comparison) for name in others]
        for button in self.buttons:
            button.setParent(self)
            button.open_rows.connect(self.open_rows)
            button.show()
            if button.figure.id == focused:
                button.setFocus()
        self._arrange()
        self.updateGeometry()

    def set_compact(self, compact: bool) -> None:
        """Show every figure on a line, those that lead first, where there is little height; or cards again."""
        if compact != self._compact:
            self._compact = compact
            if self._shown is not None:
                self.show_view(*self._shown)

    @property
    def buttons(self) -> tuple[FigureButton, ...]:
        """The figures shown, in reading order."""
        return (*self._cards, *self._lines)

    def button(self, figure_id: str) -> FigureButton:
        """The button of a figure; StopIteration if it is not shown."""
        return next(button for button in self.buttons if button.figure.id == figure_id)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Down to the last figure."""
        return max((place.bottom() + 1 for place in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        """As it stands."""
        return QSize(card_size().width() * max(len(self._cards), 1), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """One card wide."""
        least = card_size()
        return QSize(least.width(), 0 if self._compact else least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many beside each other as have room."""
        super().resizeEvent(event)
        self._arrange()
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()  # another width wants another height

    def _arrange(self) -> None:
        for button, place in zip(self.buttons, self._places(self.width()), strict=True):
            button.setGeometry(place)

    def _places(self, width: int) -> list[QRect]:
        return places([line.sizeHint() for line in self._lines], len(self._cards), width)

    def _clear(self) -> None:
        for button in self.buttons:
            button.hide()
            button.deleteLater()  # with its parent: left to Python, a thread's garbage collection might delete it
        self._cards, self._lines = [], []


def columns_for(cards: int, width: int) -> int:
    """How many cards stand beside each other: as many as fit, evenly spread over the rows that takes."""
    fit = max(1, (width + GAP) // (card_size().width() + GAP))
    rows = -(-cards // fit) or 1
    return max(1, -(-cards // rows))


def places(lines: Sequence[QSize], cards: int, width: int) -> list[QRect]:
    """Where each card, then each line stands in a strip of this width."""
    columns, high = columns_for(cards, width), card_size().height()
    made = []
    for number in range(cards):
        row, column = divmod(number, columns)
        left, right = (round(edge * (width + GAP) / columns) for edge in (column, column + 1))
        made.append(QRect(left, row * (high + GAP), right - left - GAP, high))
    left, top = 0, -(-cards // columns) * (high + GAP)
    for size in lines:
        if left and left + size.width() > width:
            left, top = 0, top + size.height() + GAP
        made.append(QRect(left, top, size.width(), size.height()))
        left += size.width() + GAP
    return made


def _finished(figure: Figure, view: View) -> Figure:
    """Without the bucket that is not over, which would make every spark line end in a fall."""
    unfinished = any(trend.unfinished and len(trend.starts) == len(figure.trace) for trend in view.trends)
    return structs.replace(figure, trace=figure.trace[:-1]) if unfinished else figure
