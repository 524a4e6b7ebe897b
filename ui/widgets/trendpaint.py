"""Paints a drawing of a trend: the ground, then lines (or two columns where there is one bucket), then the cursor."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui import theme
from ui.widgets.format import full
from ui.widgets.measure import metrics
from ui.widgets.trenddrawing import Drawing
from ui.widgets.trendplace import GAP, Place, Value
from ui.widgets.trendscale import apart
from ui.widgets.trendstrokes import (
    hairline,
    paint_buckets,
    paint_column,
    paint_dot,
    paint_ground,
    paint_hatching,
    paint_holiday,
    paint_key,
    paint_line,
    paint_name,
    paint_values,
)
from ui.widgets.trendwords import is_unfinished, previous_at

DOTS_TO = 62  # buckets up to which every value gets a dot
COLUMN = 96  # px wide at the usual size of text


def paint_drawing(painter: QPainter, drawing: Drawing, place: Place, cursor: int | None) -> None:
    """Everything, with the bucket that is read out, if any."""
    _paint_ground(painter, drawing, place)
    if len(drawing.trend.starts) == 1:
        _paint_columns(painter, drawing, place)
        return
    _paint_lines(painter, drawing, place)
    _paint_names(painter, drawing, place)
    if cursor is not None:
        _paint_cursor(painter, drawing, place, cursor)


def _paint_ground(painter: QPainter, drawing: Drawing, place: Place) -> None:
    tokens, trend = theme.current(), drawing.trend
    paint_ground(painter, place, tokens, drawing.ticks, drawing.weekends)
    if trend.unfinished and len(trend.starts) > 1:  # one bucket alone is a column, hatched itself
        paint_hatching(painter, place.column(len(trend.starts) - 1), tokens)
    painter.setPen(QColor(tokens.muted))
    paint_values(painter, place, drawing.value_labels)
    paint_buckets(painter, place, drawing.bucket_labels(place), painter.window().width())
    if drawing.weekends:
        paint_key(painter, place, tokens, drawing.weekend_name)
    for holiday in drawing.holidays:
        paint_holiday(painter, place, tokens, holiday.first, holiday.last, holiday.day)
    painter.setPen(QColor(tokens.flat))
    for box, name in drawing.holiday_names(place):
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)


def _paint_columns(painter: QPainter, drawing: Drawing, place: Place) -> None:
    """One bucket is no course: its two values stand beside each other."""
    tokens, series = theme.current(), drawing.series
    width, middle = min(theme.scaled(COLUMN), place.box.width() / 5), place.box.center().x()
    main, dashed = QPen(QColor(tokens.categories[0]), 1), QPen(QColor(tokens.muted), 1, Qt.PenStyle.DashLine)
    fills = (tokens.surface if drawing.trend.unfinished else tokens.categories[0], tokens.surface)
    lefts = (middle - width - GAP * 3, middle + GAP * 3)
    values = (series.values[0], previous_at(series, 0))
    for value, left, name, pen, fill in zip(values, lefts, drawing.names, (main, dashed), fills, strict=True):
        if value is not None:
            top, bottom = sorted((place.upwards(value), place.upwards(0.0)))
            text = f"{name} {full(value, series.shown, drawing.writing)}"
            column = QRectF(left, top, width, bottom - top)
            paint_column(painter, column, fill, pen, text)
            if pen is main and drawing.trend.unfinished:
                paint_hatching(painter, column, tokens)


def _paint_lines(painter: QPainter, drawing: Drawing, place: Place) -> None:
    tokens, series, unfinished = theme.current(), drawing.series, drawing.trend.unfinished
    main = QColor(tokens.categories[0])
    dashed, dotted = QPen(QColor(tokens.muted), 1.25), QPen(main, 1.25)
    dashed.setDashPattern([4, 3])
    dotted.setDashPattern([1, 3])
    paint_line(painter, place.stretches(series.previous or ()), dashed)
    finished = len(series.values) - unfinished
    if unfinished:
        start = max(finished - 1, 0)
        paint_line(painter, place.stretches(series.values[start:], start), dotted)
    dots = 5 if len(series.values) <= DOTS_TO else 0
    paint_line(painter, place.stretches(series.values[:finished]), QPen(main, 2), dots)
    last = series.values[-1] if unfinished else None
    if last is not None:
        end = QPointF(place.across(finished), place.upwards(last))
        paint_dot(painter, end, tokens.surface, tokens.categories[0], 7)


def _paint_names(painter: QPainter, drawing: Drawing, place: Place) -> None:
    tokens = theme.current()
    least = (metrics().height() + 2) * (place.high - place.low) / place.box.height()
    alone = drawing.lone_comparison
    if alone is not None:
        _paint_lone(painter, drawing, place, alone)
    compared = None if alone is not None else _last(drawing.series.previous or ())
    ends = apart([_last(drawing.series.values), compared], least, place.low, place.high)
    for end, name, colour in zip(ends, drawing.names, (tokens.categories[0], tokens.muted), strict=True):
        if end is not None:
            paint_name(painter, place.box.right(), place.upwards(end), name, colour)


def _paint_lone(painter: QPainter, drawing: Drawing, place: Place, bucket: int) -> None:
    """The only value of the comparison, with its name: a point is no line."""
    tokens, value = theme.current(), previous_at(drawing.series, bucket)
    at = QPointF(place.across(bucket), place.upwards(value or 0.0))
    paint_dot(painter, at, tokens.surface, tokens.muted, 7)
    paint_name(painter, at.x(), at.y(), drawing.names[1], tokens.muted)


def _paint_cursor(painter: QPainter, drawing: Drawing, place: Place, bucket: int) -> None:
    tokens, across = theme.current(), place.across(bucket)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(hairline(tokens.outline))
    painter.drawLine(QPointF(across, place.box.top()), QPointF(across, place.box.bottom()))
    value = drawing.series.values[bucket]
    if value is not None:
        colours = (tokens.categories[0], tokens.surface)
        fill, edge = reversed(colours) if is_unfinished(drawing.trend, bucket) else colours
        paint_dot(painter, QPointF(across, place.upwards(value)), fill, edge, 9)


def _last(values: Sequence[Value]) -> float | None:
    return next((float(value) for value in reversed(values) if value is not None), None)
