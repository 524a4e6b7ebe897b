"""The blocks of a view as columns and rows: figures, trends and tables alike, ready for a sheet."""

from collections.abc import Sequence

from msgspec import Struct

from analytics.result import Column, Row, Series, Shown, Table, Trend, Value, View
from storage.words import Words


class Block(Struct, frozen=True):
    """One sheet to be: where it comes from, and its cells."""

    title: Words
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    source: Trend | Table
    note: Words | None = None


BUCKET = Column("starts", Words("日期", "Date"), Shown.DAY)
PREVIOUS_BUCKET = Column("previous_starts", Words("对比日期", "Compared with"), Shown.DAY)


def blocks_of(view: View) -> list[Block]:
    """Every block of a view but its figures, which share one sheet with mixed units."""
    trends = [_trend_block(trend) for trend in view.trends]
    tables = [Block(table.title, table.columns, table.rows, table, table.note) for table in view.tables]
    return trends + tables


def _trend_block(trend: Trend) -> Block:
    """A row per bucket; a comparison may have a bucket more or less (February), which then stands without partner."""
    length = max(len(trend.starts), len(trend.previous_starts or ()))
    columns = [BUCKET]
    cells: list[list[Value]] = [_padded(trend.starts, length)]
    for series in trend.series:
        columns.append(Column(series.id, series.name, series.shown, total=series.adds))
        cells.append(_padded(series.values, length))
    if trend.previous_starts is not None:
        columns.append(PREVIOUS_BUCKET)
        cells.append(_padded(trend.previous_starts, length))
        for series in trend.series:
            columns.append(_previous_column(series))
            cells.append(_padded(series.previous or (), length))
    rows = tuple(Row(tuple(row)) for row in zip(*cells, strict=True))
    return Block(trend.title, tuple(columns), rows, trend)


def _padded(values: Sequence[Value], length: int) -> list[Value]:
    return [*values, *[None] * (length - len(values))]


def _previous_column(series: Series) -> Column:
    name = Words(f"{series.name.zh}(对比)", f"{series.name.en} (compared)")
    return Column(f"{series.id}_previous", name, series.shown, total=series.adds)
