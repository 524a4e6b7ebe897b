"""The axes of a trend: dates as people write them below, values with their unit at the left."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtGui import QFontMetrics, QPainter

from analytics.result import Shown, Trend
from storage.words import Language
from ui import theme
from ui.widgets.dates import axis_day, axis_month
from ui.widgets.format import Writing, tick
from ui.widgets.trendscale import bucket_ticks

Specs = tuple[tuple[Any, Any, Any], list[Any], list[Any]]
LABEL_ROOM = 64  # px that a date takes with the gap to the next


class Axis(pg.AxisItem):  # type: ignore[misc]
    """An axis of words alone: the hairlines are drawn by the ground."""

    def generateDrawSpecs(self, painter: QPainter) -> Specs | None:
        """Of pyqtgraph: what to draw, less the line and the tick marks, of which it leaves dots."""
        specs = super().generateDrawSpecs(painter)
        if specs is None:
            return None
        (_pen, start, end), _ticks, texts = specs
        return (pg.mkPen(None), start, end), [], texts


class BucketAxis(Axis):
    """Labels buckets 0, 1, 2 ... with their first day, as many as have room."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self._trend: Trend | None = None
        self._language: Language = "zh"
        self.setStyle(tickLength=0, tickTextOffset=6)
        self.setHeight(24)

    def show_trend(self, trend: Trend, language: Language) -> None:
        """Label the buckets of ``trend``."""
        self._trend, self._language = trend, language
        self.picture = None
        self.update()

    def tickValues(self, _low: float, _high: float, size: float) -> list[tuple[float, list[float]]]:
        """Of pyqtgraph: one level of ticks."""
        if self._trend is None:
            return []
        ticks = bucket_ticks(self._trend.starts, self._trend.grain, int(size // LABEL_ROOM))
        return [(1.0, [float(index) for index in ticks])]

    def tickStrings(self, values: list[float], _scale: float, _spacing: float) -> list[str]:
        """Of pyqtgraph: the texts of those ticks."""
        if self._trend is None:
            return []
        whole_months = self._trend.grain == "month" and self._trend.starts[0].day == 1
        write = axis_month if whole_months else axis_day
        return [write(self._trend.starts[int(value)], self._language) for value in values]


class ValueAxis(Axis):
    """Labels the values it is given, each with its unit."""

    def __init__(self) -> None:
        super().__init__("left")
        self._ticks: list[float] = []
        self._shown = Shown.COUNT
        self._writing = Writing()
        self.setStyle(tickLength=0, tickTextOffset=8)

    def show_ticks(self, ticks: list[float], shown: Shown, writing: Writing) -> None:
        """Label ``ticks``."""
        self._ticks, self._shown, self._writing = ticks, shown, writing
        metrics = QFontMetrics(theme.font(9))
        self.setWidth(max(metrics.horizontalAdvance(text) for text in self.texts) + 12)
        self.picture = None
        self.update()

    @property
    def texts(self) -> list[str]:
        """What the labels say, bottom to top."""
        return [tick(value, self._shown, self._writing) for value in self._ticks]

    def tickValues(self, _low: float, _high: float, _size: float) -> list[tuple[float, list[float]]]:
        """Of pyqtgraph: one level of ticks."""
        return [(1.0, self._ticks)]

    def tickStrings(self, _values: list[float], _scale: float, _spacing: float) -> list[str]:
        """Of pyqtgraph: the texts of those ticks."""
        return self.texts
