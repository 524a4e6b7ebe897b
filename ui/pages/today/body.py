"""What the first page shows: words, brief, figures; the trend and what moved most, with what to do at their right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from analytics.result import View
from storage.words import Language
from ui.pages.analysishead import AnalysisHead
from ui.pages.today.actions import Actions
from ui.pages.today.brief import Brief
from ui.pages.upright import GAP, Upright
from ui.theme import scaled
from ui.widgets.figurestrip import FigureStrip
from ui.widgets.format import Writing, writing_of
from ui.widgets.tablepanel import TablePanel
from ui.widgets.trendpanel import TrendPanel

# All at the usual size of text.
BESIDE_FROM = 920  # px of width from which what to do stands beside the trend
LOW = 640  # px of height below which figures are lines where actions stand above the trend: these are seen at once
TREND_LEAST, TABLES_LEAST = 280, 380


class TodayBody(Upright):
    """Shows the overview, and the advice of the diagnosis when it comes."""

    open_rows = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.head = AnalysisHead()
        self.brief = Brief()
        self.strip = FigureStrip()
        self.trends = [TrendPanel()]
        self.todo = Actions()
        self.tables = TablePanel()
        self._grid = QGridLayout()
        self._writing = Writing()
        self._beside: bool | None = None
        self._lay_out()
        self.room_changed.connect(self._turn)
        for part in (self.strip, self.trends[0], self.todo, self.tables):
            part.open_rows.connect(self.open_rows)
        self.tables.wide_button.hide()  # there is nothing it could take the room from
        self.retranslate()

    def show_view(self, view: View, language: Language) -> None:
        """Show another overview."""
        writing = self._writing = writing_of(view.shop, language)
        self.head.show_view(view, writing)
        self.strip.show_view(view, writing)
        self.trends[0].setVisible(bool(view.trends))
        if view.trends:
            self.trends[0].show_trend(view.trends[0], writing)
        self.tables.show_tables(view.tables, writing)
        self._turn()

    def show_advice(self, view: View) -> None:
        """Show what the diagnosis of the same question advises."""
        self.brief.show_lines(view.brief, self._writing.language)
        self.todo.show_advice(view, self._writing)

    def await_advice(self) -> None:
        """The diagnosis is being worked out."""
        self.brief.wait()
        self.todo.wait()

    def do_without_advice(self) -> None:
        """It could not be worked out."""
        self.brief.show_lines((), self._writing.language)
        self.todo.stop_waiting()

    def retranslate(self) -> None:
        """The texts that no view brings."""
        self.brief.retranslate()
        self.todo.retranslate()
        self.tables.retranslate()
        self.trends[0].retranslate()

    def _turn(self) -> None:
        """What to do at the right of the trend; where there is no room for that, above it."""
        beside = self.viewport().width() >= scaled(BESIDE_FROM)
        self.strip.set_compact(not beside and self.viewport().height() < scaled(LOW))
        if beside == self._beside:
            return
        self._beside = beside
        trend, aside, tables = _BESIDE if beside else _BELOW
        for part, place in ((self.trends[0], trend), (self.todo, aside), (self.tables, tables)):
            self._grid.removeWidget(part)
            self._grid.addWidget(part, *place)
        self._grid.setColumnStretch(0, 62 if beside else 1)
        self._grid.setColumnStretch(1, 38 if beside else 0)

    def _lay_out(self) -> None:
        self.trends[0].setMinimumHeight(scaled(TREND_LEAST))
        self.tables.setMinimumHeight(scaled(TABLES_LEAST))
        self._grid.setSpacing(GAP)
        for part in (self.head, self.brief, self.strip):
            self.column.addWidget(part)
        self.column.addLayout(self._grid, 1)


_BESIDE = ((0, 0), (0, 1, 2, 1), (1, 0))
_BELOW = ((1, 0), (0, 0), (2, 0))
"""Where trend, what to do, and tables stand in the grid."""
