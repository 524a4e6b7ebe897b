"""The card of a trend: the question it answers, the choice of metric, the chart, and on a toggle its table twin."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from analytics.result import Selection, Series, Trend
from ui.controls import Button, heading
from ui.widgets.format import Writing, full
from ui.widgets.resulttable import ResultTable
from ui.widgets.tabs import Tabs
from ui.widgets.trendchart import TrendChart
from ui.widgets.trendtable import twin
from ui.widgets.trendwords import bucket_name


class TrendPanel(QFrame):
    """Shows one ``Trend``."""

    open_rows = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._trend: Trend | None = None
        self._writing = Writing()
        self._metric = ""
        self._title = heading()
        self.switch = Tabs()
        self.toggle = Button(icon="table", kind="quiet")
        self.toggle.setCheckable(True)
        self.chart = TrendChart()
        self.table = ResultTable()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.chart)
        self._stack.addWidget(self.table)
        self._lay_out()
        self.switch.chosen.connect(self._choose)
        self.toggle.toggled.connect(self._turn)
        self.chart.open_bucket.connect(self._open)
        self.table.open_rows.connect(self.open_rows)
        self.retranslate()

    def show_trend(self, trend: Trend, writing: Writing) -> None:
        """Show another trend, with the same metric if it has it."""
        self._trend, self._writing = trend, writing
        self._title.setText(trend.title.say(writing.language))
        names = [each.id for each in trend.series]
        place = names.index(self._metric) if self._metric in names else 0
        self.switch.offer([each.name.say(writing.language) for each in trend.series], place)
        self.switch.setVisible(len(names) > 1)
        self._metric = names[place] if names else ""
        self._draw()

    def retranslate(self) -> None:
        """Set every text again."""
        self.toggle.name(self.tr("看图") if self.toggle.isChecked() else self.tr("看数字表"))

    @property
    def series(self) -> Series | None:
        """The metric that is drawn."""
        if self._trend is None:
            return None
        return next((each for each in self._trend.series if each.id == self._metric), None)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(16, 8, 8, 0)
        top.setSpacing(8)
        top.addWidget(self._title, 1)
        top.addWidget(self.toggle)
        metrics = QHBoxLayout()
        metrics.setContentsMargins(12, 0, 8, 0)
        metrics.addWidget(self.switch)
        below = QVBoxLayout()
        below.setContentsMargins(8, 4, 8, 8)
        below.addWidget(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(metrics)
        column.addLayout(below, 1)

    def _choose(self, place: int) -> None:
        if self._trend is not None:
            self._metric = self._trend.series[place].id
            self._draw()

    def _draw(self) -> None:
        series = self.series
        if self._trend is None or series is None:
            return
        self.chart.show_series(self._trend, series, self._writing)
        self._fill_table()

    def _fill_table(self) -> None:
        """Only while it is seen."""
        if self._trend is not None and self.series is not None and self.toggle.isChecked():
            self.table.show_table(twin(self._trend, self.series), self._writing)

    def _turn(self, to_table: bool) -> None:
        self._stack.setCurrentWidget(self.table if to_table else self.chart)
        self.toggle.set_icon("chart" if to_table else "table")
        self._fill_table()
        self.retranslate()

    def _open(self, bucket: int) -> None:
        series, trend = self.series, self._trend
        if series is None or trend is None or bucket >= len(series.rows):
            return
        selection: Selection | None = series.rows[bucket]
        if selection is not None:
            value = full(series.values[bucket], series.shown, self._writing)
            name = bucket_name(trend.starts[bucket], trend.grain, self._writing)
            self.open_rows.emit(selection, f"{series.name.say(self._writing.language)} {value} · {name}")
