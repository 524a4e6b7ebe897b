"""What an analysis shows, top to bottom: words, figures, then the trend beside the tables (above them where narrow)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from analytics.result import View
from storage.words import Language
from ui.pages.analysishead import AnalysisHead
from ui.pages.upright import GAP, Upright
from ui.theme import scaled
from ui.widgets.figurestrip import FigureStrip
from ui.widgets.format import writing_of
from ui.widgets.tablepanel import TablePanel
from ui.widgets.trendpanel import TrendPanel

# All at the usual size of text.
BESIDE_FROM = 920  # px of width from which trend and tables stand beside each other
PANEL_LEAST = 272
TABLES_LEAST = 360  # where they stand below the trend: the page scrolls, their drawings need not
BESIDE, BELOW = [4500, 5500], [5000, 5000]  # how trend and tables share the room at first


class AnalysisBody(Upright):
    """Shows views; scrolls where the window is too low for them."""

    open_rows = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.head = AnalysisHead()
        self.strip = FigureStrip()
        self.tables = TablePanel()
        self.trends: list[TrendPanel] = []
        self._panels = QSplitter(Qt.Orientation.Horizontal)
        self._charts = QWidget()
        self._charts_column = QVBoxLayout(self._charts)
        self._beside: bool | None = None
        self._lay_out()
        self.room_changed.connect(self._turn)
        self.strip.open_rows.connect(self.open_rows)
        self.tables.open_rows.connect(self.open_rows)
        self.tables.widened.connect(lambda wide: self._charts.setVisible(not wide and bool(self.trends)))

    def show_view(self, view: View, language: Language) -> None:
        """Show another view."""
        writing = writing_of(view.shop, language)
        self.head.show_view(view, writing)
        self.strip.show_view(view, writing)
        self.tables.show_tables(view.tables, writing)
        while len(self.trends) < len(view.trends):
            self._add_trend()
        for panel in self.trends[len(view.trends) :]:
            panel.hide()
        for panel, trend in zip(self.trends, view.trends, strict=False):
            panel.show_trend(trend, writing)
            panel.show()
        self._charts.setVisible(bool(view.trends) and not self.tables.wide_button.isChecked())
        self._turn()

    def retranslate(self) -> None:
        """The texts that no view brings."""
        self.tables.retranslate()
        for panel in self.trends:
            panel.retranslate()

    def _turn(self) -> None:
        beside = self.viewport().width() >= scaled(BESIDE_FROM)
        if beside is not self._beside:
            self._beside = beside
            self._panels.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
            self._panels.setSizes(BESIDE if beside else BELOW)
        shown = [part for part in (self._charts, self.tables) if not part.isHidden()]
        tables, panel = scaled(TABLES_LEAST), scaled(PANEL_LEAST)
        self.tables.setMinimumHeight(0 if beside else tables)
        below = sum(tables if part is self.tables else panel for part in shown) + GAP * (len(shown) - 1)
        self._panels.setMinimumHeight(panel if beside else below)

    def _add_trend(self) -> None:
        panel = TrendPanel()
        panel.open_rows.connect(self.open_rows)
        self._charts_column.addWidget(panel)
        self.trends.append(panel)

    def _lay_out(self) -> None:
        self._charts_column.setContentsMargins(0, 0, 0, 0)
        self._charts_column.setSpacing(GAP)
        self._panels.setHandleWidth(GAP)
        self._panels.setChildrenCollapsible(False)
        self._panels.addWidget(self._charts)
        self._panels.addWidget(self.tables)
        self._panels.setStyleSheet("QSplitter::handle { background: transparent; }")
        self.column.addWidget(self.head)
        self.column.addWidget(self.strip)
        self.column.addWidget(self._panels, 1)
