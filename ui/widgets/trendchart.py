"""One metric over time against the comparison. Read with the pointer or with the arrow keys; Enter opens the rows.

Painted here and not by a chart library: it is a few hundred points at most, it is there without loading anything, and
hairlines, hatching and names beside the lines are as the design asks.
"""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from analytics.result import Series, Trend
from ui import theme
from ui.widgets.format import Writing
from ui.widgets.measure import text_font
from ui.widgets.readchart import ReadChart
from ui.widgets.trenddrawing import Drawing
from ui.widgets.trendpaint import paint_drawing
from ui.widgets.trendplace import Place
from ui.widgets.trendwords import plain_words, rich_words

_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -(10**6), Qt.Key.Key_End: 10**6}


class TrendChart(ReadChart):
    """Shows one ``Series`` of a ``Trend``."""

    open_bucket = Signal(int)
    """The rows of a bucket are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.drawing: Drawing | None = None
        self.cursor_at: int | None = None
        """The bucket that is read out."""

    def show_series(self, trend: Trend, series: Series, writing: Writing) -> None:
        """Draw ``series``; the comparison dashed, weekends marked, the bucket that is not over hatched."""
        self.drawing = Drawing(trend, series, writing) if trend.starts else None
        self.setAccessibleName(f"{trend.title.say(writing.language)} {series.name.say(writing.language)}")
        self.point_at(None)

    def point_at(self, bucket: int | None) -> None:
        """Read a bucket out, or none."""
        drawing, place = self.drawing, self.place
        self.cursor_at = bucket if drawing is not None else None
        self.update()
        if bucket is None or drawing is None or place is None:
            self.readout.hide()
            return
        told = (drawing.trend, drawing.series, bucket, drawing.writing)
        self.readout.say(rich_words(*told), QPoint(round(place.across(bucket)), round(place.box.top()) - 4))
        self.setAccessibleDescription(plain_words(*told))

    @property
    def place(self) -> Place | None:
        """Where everything stands at the present size; None while nothing is shown."""
        return self.drawing.place(self.width(), self.height()) if self.drawing is not None else None

    def sizeHint(self) -> QSize:
        """Modest: it takes what the page has left."""
        return QSize(theme.scaled(400), theme.scaled(160))

    def minimumSizeHint(self) -> QSize:
        """Smaller, it could not be read."""
        return QSize(theme.scaled(240), theme.scaled(160))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The drawing, or that there is nothing to draw; the focus ring."""
        painter = QPainter(self)
        painter.setFont(text_font())
        tokens, place = theme.current(), self.place
        if self.drawing is None or place is None or self.drawing.is_empty:
            painter.setPen(QColor(tokens.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("这段时间没有可画的数据"))
        else:
            paint_drawing(painter, self.drawing, place, self.cursor_at)
        self.paint_focus(painter)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read out the bucket under the pointer."""
        self.point_at(self._bucket_at(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The rows of the bucket."""
        bucket = self._bucket_at(event)
        if bucket is not None:
            self.open_bucket.emit(bucket)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys, Home and End move the cursor; Enter opens the rows; Esc puts the cursor away."""
        key = Qt.Key(event.key())
        if key in _KEYS and self.drawing is not None:
            last = len(self.drawing.trend.starts) - 1
            now = last + (key == Qt.Key.Key_Left) if self.cursor_at is None else self.cursor_at
            self.point_at(min(max(now + _KEYS[key], 0), last))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.cursor_at is not None:
            self.open_bucket.emit(self.cursor_at)
        elif key == Qt.Key.Key_Escape and self.cursor_at is not None:
            self.point_at(None)
        else:
            super().keyPressEvent(event)

    def _bucket_at(self, event: QMouseEvent) -> int | None:
        place, drawing = self.place, self.drawing
        if place is None or drawing is None:
            return None
        bucket = place.bucket_at(event.position().x())
        return bucket if bucket is not None and bucket < len(drawing.trend.starts) else None
