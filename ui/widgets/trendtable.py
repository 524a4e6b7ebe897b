"""The table twin of a trend: every value that the chart draws, and those of the metrics it does not draw just now."""

from collections.abc import Sequence
from datetime import date

from analytics.result import Column, Row, Selection, Series, Shown, Table, Trend, Value
from analytics.trendtable import BUCKETS, COMPARED_BUCKET
from storage.words import Words
from ui.widgets.trendwords import change_at, previous_at

_PREVIOUS = Words("对比期", "Comparison")
_CHANGE = Words("变化", "Change")


def twin(trend: Trend, series: Series) -> Table:
    """The drawn metric with its comparison first, then the other metrics of the trend."""
    others = [other for other in trend.series if other.id != series.id]
    rows = tuple(
        Row(tuple(_cells(trend, series, others, bucket)), _at(series.rows, bucket), _behind(series, others, bucket))
        for bucket in range(len(trend.starts))
    )
    return Table(f"{trend.id}.{series.id}", trend.title, tuple(_columns(trend, series, others)), rows)


def _columns(trend: Trend, series: Series, others: Sequence[Series]) -> list[Column]:
    columns = [Column("bucket", BUCKETS[trend.grain], Shown.DAY), _column(series)]
    if series.previous is not None:
        columns.append(Column("previous_bucket", COMPARED_BUCKET, Shown.DAY))
        all_of_it = len(series.previous) <= len(series.values)
        columns.append(Column("previous", _PREVIOUS, series.shown, total=series.adds and all_of_it, compared=True))
        columns.append(Column("change", _CHANGE, Shown.RATIO))
    return columns + [_column(other) for other in others]


def _column(series: Series) -> Column:
    return Column(series.id, series.name, series.shown, total=series.adds)


def _cells(trend: Trend, series: Series, others: Sequence[Series], bucket: int) -> list[Value]:
    cells: list[Value] = [trend.starts[bucket], series.values[bucket]]
    if series.previous is not None:
        cells.append(_start(trend.previous_starts, bucket))
        cells.append(previous_at(series, bucket))
        cells.append(change_at(trend, series, bucket))
    return cells + [other.values[bucket] for other in others]


def _start(starts: Sequence[date] | None, bucket: int) -> date | None:
    return starts[bucket] if starts and bucket < len(starts) else None


def _behind(series: Series, others: Sequence[Series], bucket: int) -> tuple[Selection | None, ...]:
    """What stands behind each of ``_cells``."""
    previous = (None, _at(series.previous_rows, bucket), None) if series.previous is not None else ()
    return (None, _at(series.rows, bucket), *previous, *(_at(other.rows, bucket) for other in others))


def _at(rows: Sequence[Selection | None], bucket: int) -> Selection | None:
    return rows[bucket] if bucket < len(rows) else None
