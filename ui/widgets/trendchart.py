"""One metric over time against the comparison. Read with the pointer or with the arrow keys; Enter opens the rows."""

import math
from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy

from analytics.result import Series, Trend
from ui import theme
from ui.widgets.format import Writing
from ui.widgets.readout import Readout
from ui.widgets.trendaxes import BucketAxis, ValueAxis
from ui.widgets.trendground import Ground
from ui.widgets.trendscale import apart, is_weekend, value_ticks
from ui.widgets.trendwords import plain_words, rich_words

DOTS_TO = 62  # buckets up to which every value gets a dot
WEEKENDS_TO = 100  # days up to which weekends are marked
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -(10**6), Qt.Key.Key_End: 10**6}


class TrendChart(pg.PlotWidget):  # type: ignore[misc]
    """Draws one ``Series`` of a ``Trend``."""

    open_bucket = Signal(int)
    """The rows of a bucket are asked for."""

    def __init__(self) -> None:
        self._across, self._up = BucketAxis(), ValueAxis()
        super().__init__(axisItems={"bottom": self._across, "left": self._up}, enableMenu=False)
        self._trend: Trend | None = None
        self._series: Series | None = None
        self._writing = Writing()
        self.cursor_at: int | None = None
        """The bucket that is read out."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 160)
        self.setMouseTracking(True)
        self.hideButtons()
        self.getPlotItem().layout.setContentsMargins(0, 12, 0, 0)  # half of the topmost label
        self.getViewBox().setMouseEnabled(x=False, y=False)
        self._build()
        self.retheme()

    def _build(self) -> None:
        self._ground = Ground()
        self.addItem(self._ground)
        self._against = self.plot([], [], connect="finite", antialias=True)
        self._line = self.plot([], [], connect="finite", antialias=True, symbol="o", symbolSize=5, pxMode=True)
        self._tail = self.plot([], [], connect="finite", antialias=True)
        self._open_end = pg.ScatterPlotItem(size=7, pxMode=True)
        self._rule = pg.InfiniteLine(angle=90, movable=False)
        self._dot = pg.ScatterPlotItem(size=9, pxMode=True)
        self._names = (pg.TextItem(anchor=(0, 0.5)), pg.TextItem(anchor=(0, 0.5)))
        for item in (self._open_end, self._rule, self._dot, *self._names):
            self.addItem(item, ignoreBounds=True)
        self._readout = Readout(self)

    def sizeHint(self) -> QSize:
        """Modest: it takes what the page has left."""
        return QSize(400, 200)

    def show_series(self, trend: Trend, series: Series, writing: Writing) -> None:
        """Draw ``series``; the comparison dashed, weekends marked, the bucket that is not over hatched."""
        self._trend, self._series, self._writing = trend, series, writing
        ticks = value_ticks((*series.values, *(series.previous or ())), series.shown)
        self._across.show_trend(trend, writing.language)
        self._up.show_ticks(ticks, series.shown, writing)
        daily = trend.grain == "day" and len(trend.starts) <= WEEKENDS_TO
        self._ground.ticks = ticks
        self._ground.bands = [i for i, start in enumerate(trend.starts) if daily and is_weekend(start)]
        self._ground.hatched = len(trend.starts) - 1 if trend.unfinished else None
        values = _numbers(series.values)
        finished = len(values) - trend.unfinished
        self._line.setData(range(finished), values[:finished])
        tail = range(max(finished - 1, 0), len(values)) if trend.unfinished else range(0)
        self._tail.setData(tail, [values[bucket] for bucket in tail])
        self._open_end.setData([tail[-1]], [values[tail[-1]]]) if tail else self._open_end.clear()
        previous = series.previous or ()
        self._against.setData(range(len(previous)), _numbers(previous))
        self.getViewBox().setYRange(ticks[0], ticks[-1], padding=0)
        self.setAccessibleName(f"{trend.title.say(writing.language)} {series.name.say(writing.language)}")
        self.point_at(None)
        self.retheme()
        self._fit()

    def point_at(self, bucket: int | None) -> None:
        """Read a bucket out, or none."""
        shown = bucket is not None and self._trend is not None and self._series is not None
        self.cursor_at = bucket if shown else None
        self._rule.setVisible(shown)
        self._dot.setVisible(shown)
        if bucket is None or self._trend is None or self._series is None:
            self._readout.hide()
            return
        value = self._series.values[bucket]
        self._rule.setPos(bucket)
        self._dot.setData([bucket], [math.nan if value is None else value])
        beside = self.mapFromScene(self.getViewBox().mapViewToScene(QPointF(bucket, 0)))
        self._readout.say(rich_words(self._trend, self._series, bucket, self._writing), QPoint(beside.x(), 8))
        self.setAccessibleDescription(plain_words(self._trend, self._series, bucket, self._writing))

    def retheme(self) -> None:
        """Colours and fonts of the tokens in force: pyqtgraph keeps those it was made with."""
        tokens = theme.current()
        self.setBackground(tokens.surface)
        main, muted = QColor(tokens.categories[0]), QColor(tokens.muted)
        self._line.setPen(pg.mkPen(main, width=2))
        dots = self._trend is not None and len(self._trend.starts) <= DOTS_TO
        self._line.setSymbol("o" if dots else None)
        self._line.setSymbolPen(None)
        self._line.setSymbolBrush(main)
        self._tail.setPen(pg.mkPen(main, width=1.25, dash=[1, 3]))
        self._open_end.setPen(pg.mkPen(main, width=1.5))
        self._open_end.setBrush(QColor(tokens.surface))
        self._against.setPen(pg.mkPen(muted, width=1.25, dash=[4, 3]))
        self._rule.setPen(pg.mkPen(QColor(tokens.outline), width=1))
        self._dot.setPen(pg.mkPen(QColor(tokens.surface), width=2))
        self._dot.setBrush(main)
        for axis in (self._across, self._up):
            axis.setPen(pg.mkPen(None))
            axis.setTextPen(muted)
            axis.setTickFont(theme.font(9))
        for item, colour in zip(self._names, (main, muted), strict=True):
            item.setFont(theme.font(9))
            item.setColor(colour)
        self._ground.update()

    def names(self) -> tuple[str, str]:
        """What the two lines are called beside their ends."""
        unfinished = self._trend is not None and self._trend.unfinished
        return self.tr("本期,未完") if unfinished else self.tr("本期"), self.tr("对比期")

    def _fit(self) -> None:
        """Leave room at the right for the names, and put them where the lines end."""
        if self._trend is None or self._series is None:
            return
        metrics = QFontMetrics(theme.font(9))
        count = max(len(self._trend.starts), len(self._series.previous or ()))
        label = max(metrics.horizontalAdvance(name) for name in self.names()) + 16
        width = max(self.getViewBox().width() - label, 1.0)
        self.getViewBox().setXRange(-0.5, count - 0.5 + label * count / width, padding=0)
        height = max(self.getViewBox().height(), 1.0)
        ends = [_last(self._series.values), _last(self._series.previous or ())]
        bottom, top = self._ground.ticks[0], self._ground.ticks[-1]
        least = (metrics.height() + 2) * (top - bottom) / height
        for item, name, place in zip(self._names, self.names(), apart(ends, least, bottom, top), strict=True):
            item.setVisible(place is not None)
            item.setText(name)
            if place is not None:
                item.setPos(place[0] + 0.3, place[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room changed: names and ticks again."""
        super().resizeEvent(event)
        if hasattr(self, "_ground"):  # pyqtgraph resizes while it is being made
            self._fit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read out the bucket under the pointer."""
        self.point_at(self._bucket_at(event.position().toPoint()))

    def leaveEvent(self, event: pg.QtCore.QEvent) -> None:
        """The pointer left: nothing is read out."""
        self.point_at(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Nothing to drag here."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing to drag here."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The rows of the bucket."""
        bucket = self._bucket_at(event.position().toPoint())
        if bucket is not None:
            self.open_bucket.emit(bucket)

    def wheelEvent(self, event: pg.QtGui.QWheelEvent) -> None:
        """The wheel scrolls the page, never the chart."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys, Home and End move the cursor; Enter opens the rows; Esc puts the cursor away."""
        key = Qt.Key(event.key())
        if key in _STEPS and self._trend is not None and self._trend.starts:
            last = len(self._trend.starts) - 1
            now = last + (key == Qt.Key.Key_Left) if self.cursor_at is None else self.cursor_at
            self.point_at(min(max(now + _STEPS[key], 0), last))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.cursor_at is not None:
            self.open_bucket.emit(self.cursor_at)
        elif key == Qt.Key.Key_Escape and self.cursor_at is not None:
            self.point_at(None)
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard left: nothing is read out."""
        self.point_at(None)
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The plot, and the focus ring around it."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(theme.current().focus), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
            painter.end()

    def _bucket_at(self, place: QPoint) -> int | None:
        if self._trend is None or not self._trend.starts:
            return None
        across = self.getViewBox().mapSceneToView(self.mapToScene(place)).x()
        bucket = round(across)
        return bucket if 0 <= bucket < len(self._trend.starts) else None


def _numbers(values: Sequence[int | float | None]) -> list[float]:
    return [math.nan if value is None else float(value) for value in values]


def _last(values: Sequence[int | float | None]) -> tuple[int, float] | None:
    known = [(index, float(value)) for index, value in enumerate(values) if value is not None]
    return known[-1] if known else None
