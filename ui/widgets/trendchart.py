"""One metric over time against the comparison. Read with the pointer or with the arrow keys; Enter opens the rows.

Painted here and not by a chart library: it is a few hundred points at most, it is there without loading anything, and
hairlines, hatching and names beside the lines are as the design asks.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from analytics.result import Series, Trend
from ui import theme
from ui.widgets.dates import axis_day, axis_month
from ui.widgets.format import Writing, tick
from ui.widgets.measure import advance, metrics, text_font
from ui.widgets.readout import Readout
from ui.widgets.trendpaint import (
    hairline,
    paint_buckets,
    paint_dot,
    paint_ground,
    paint_hatching,
    paint_line,
    paint_name,
    paint_values,
)
from ui.widgets.trendplace import Place, Value, place_for
from ui.widgets.trendscale import apart, bucket_ticks, is_weekend, value_ticks
from ui.widgets.trendwords import is_unfinished, plain_words, rich_words

DOTS_TO = 62  # buckets up to which every value gets a dot
WEEKENDS_TO = 100  # days up to which weekends are marked
LABEL_ROOM = 64  # px that a date takes with the gap to the next
_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -(10**6), Qt.Key.Key_End: 10**6}


class TrendChart(QWidget):
    """Draws one ``Series`` of a ``Trend``."""

    open_bucket = Signal(int)
    """The rows of a bucket are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.cursor_at: int | None = None
        """The bucket that is read out."""
        self._drawn: tuple[Trend, Series] | None = None
        self._writing = Writing()
        self._ticks: list[float] = [0.0, 1.0]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.readout = Readout(self)

    def show_series(self, trend: Trend, series: Series, writing: Writing) -> None:
        """Draw ``series``; the comparison dashed, weekends marked, the bucket that is not over hatched."""
        self._drawn, self._writing = (trend, series), writing
        self._ticks = value_ticks((*series.values, *(series.previous or ())), series.shown)
        self.setAccessibleName(f"{trend.title.say(writing.language)} {series.name.say(writing.language)}")
        self.point_at(None)

    def point_at(self, bucket: int | None) -> None:
        """Read a bucket out, or none."""
        self.cursor_at = bucket if self._drawn is not None else None
        self.update()
        if bucket is None or self._drawn is None:
            self.readout.hide()
            return
        beside = QPoint(round(self.place.across(bucket)), 8)
        self.readout.say(rich_words(*self._drawn, bucket, self._writing), beside)
        self.setAccessibleDescription(plain_words(*self._drawn, bucket, self._writing))

    @property
    def place(self) -> Place:
        """Where everything stands at the present size."""
        trend, series = self._drawn or (None, None)
        count = max(len(trend.starts), len(series.previous or ())) if trend and series else 1
        labels = max(advance(text) for _value, text in self.value_labels())
        names = max(advance(name) for name in self.names())
        return place_for((self.width(), self.height()), count, self._ticks, labels, names)

    def value_labels(self) -> list[tuple[float, str]]:
        """The labels at the left, bottom to top."""
        if self._drawn is None:
            return [(0.0, "")]
        return [(value, tick(value, self._drawn[1].shown, self._writing)) for value in self._ticks]

    def bucket_labels(self) -> list[tuple[int, str]]:
        """The labels below, as many as have room."""
        if self._drawn is None:
            return []
        trend = self._drawn[0]
        whole_months = trend.grain == "month" and trend.starts[:1] and trend.starts[0].day == 1
        write = axis_month if whole_months else axis_day
        chosen = bucket_ticks(trend.starts, trend.grain, int(self.place.box.width() // LABEL_ROOM))
        return [(bucket, write(trend.starts[bucket], self._writing.language)) for bucket in chosen]

    def weekends(self) -> list[int]:
        """The buckets marked as weekend."""
        if self._drawn is None or self._drawn[0].grain != "day" or len(self._drawn[0].starts) > WEEKENDS_TO:
            return []
        return [bucket for bucket, start in enumerate(self._drawn[0].starts) if is_weekend(start)]

    def names(self) -> tuple[str, str]:
        """What the two lines are called beside their ends."""
        unfinished = self._drawn is not None and self._drawn[0].unfinished
        return self.tr("本期,未完") if unfinished else self.tr("本期"), self.tr("对比期")

    def sizeHint(self) -> QSize:
        """Modest: it takes what the page has left."""
        return QSize(400, 200)

    def minimumSizeHint(self) -> QSize:
        """Smaller, it could not be read."""
        return QSize(240, 160)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Everything, from the ground up."""
        painter = QPainter(self)
        painter.setFont(text_font())
        tokens = theme.current()
        if self._drawn is not None and self._drawn[0].starts:
            self._paint_ground(painter, self.place)
            self._paint_lines(painter, self.place)
            self._paint_cursor(painter, self.place)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _paint_ground(self, painter: QPainter, place: Place) -> None:
        assert self._drawn is not None
        tokens, trend = theme.current(), self._drawn[0]
        paint_ground(painter, place, tokens, self._ticks, self.weekends())
        if trend.unfinished:
            paint_hatching(painter, place.column(len(trend.starts) - 1), tokens)
        painter.setPen(QColor(tokens.muted))
        paint_values(painter, place, self.value_labels())
        paint_buckets(painter, place, self.bucket_labels(), self.width())

    def _paint_lines(self, painter: QPainter, place: Place) -> None:
        assert self._drawn is not None
        (trend, series), tokens = self._drawn, theme.current()
        main = QColor(tokens.categories[0])
        dashed = QPen(QColor(tokens.muted), 1.25)
        dashed.setDashPattern([4, 3])
        paint_line(painter, place.stretches(series.previous or ()), dashed)
        finished = len(series.values) - trend.unfinished
        if trend.unfinished:
            dotted = QPen(main, 1.25)
            dotted.setDashPattern([1, 3])
            start = max(finished - 1, 0)
            tail = place.stretches(series.values[start:], start)
            paint_line(painter, tail, dotted)
        dots = 5 if len(trend.starts) <= DOTS_TO else 0
        paint_line(painter, place.stretches(series.values[:finished]), QPen(main, 2), dots)
        last = series.values[-1] if trend.unfinished and series.values else None
        if last is not None:
            end = QPointF(place.across(finished), place.upwards(last))
            paint_dot(painter, end, tokens.surface, tokens.categories[0], 7)
        self._paint_names(painter, place)

    def _paint_names(self, painter: QPainter, place: Place) -> None:
        assert self._drawn is not None
        series, tokens = self._drawn[1], theme.current()
        least = (metrics().height() + 2) * (place.high - place.low) / place.box.height()
        ends = apart([_last(series.values), _last(series.previous or ())], least, place.low, place.high)
        for end, name, colour in zip(ends, self.names(), (tokens.categories[0], tokens.muted), strict=True):
            if end is not None:
                paint_name(painter, QPointF(place.across(end[0]), place.upwards(end[1])), name, colour)

    def _paint_cursor(self, painter: QPainter, place: Place) -> None:
        bucket = self.cursor_at
        if bucket is None or self._drawn is None:
            return
        tokens, across = theme.current(), place.across(bucket)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(hairline(tokens.outline))
        painter.drawLine(QPointF(across, place.box.top()), QPointF(across, place.box.bottom()))
        value = self._drawn[1].values[bucket]
        if value is not None:
            unfinished = is_unfinished(self._drawn[0], bucket)
            fill = tokens.surface if unfinished else tokens.categories[0]
            edge = tokens.categories[0] if unfinished else tokens.surface
            paint_dot(painter, QPointF(across, place.upwards(value)), fill, edge, 9)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read out the bucket under the pointer."""
        self.point_at(self._bucket_at(event))

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer left: nothing is read out."""
        self.point_at(None)
        super().leaveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The rows of the bucket."""
        bucket = self._bucket_at(event)
        if bucket is not None:
            self.open_bucket.emit(bucket)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys, Home and End move the cursor; Enter opens the rows; Esc puts the cursor away."""
        key = Qt.Key(event.key())
        last = len(self._drawn[0].starts) - 1 if self._drawn else -1
        if key in _KEYS and last >= 0:
            now = last + (key == Qt.Key.Key_Left) if self.cursor_at is None else self.cursor_at
            self.point_at(min(max(now + _KEYS[key], 0), last))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.cursor_at is not None:
            self.open_bucket.emit(self.cursor_at)
        elif key == Qt.Key.Key_Escape and self.cursor_at is not None:
            self.point_at(None)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard left: nothing is read out."""
        self.point_at(None)
        super().focusOutEvent(event)

    def _bucket_at(self, event: QMouseEvent) -> int | None:
        bucket = self.place.bucket_at(event.position().x())
        return bucket if bucket is not None and self._drawn and bucket < len(self._drawn[0].starts) else None


def _last(values: Sequence[Value]) -> tuple[int, float] | None:
    known = [(bucket, float(value)) for bucket, value in enumerate(values) if value is not None]
    return known[-1] if known else None
