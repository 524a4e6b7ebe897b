"""A trend as a table: a row per bucket, the period's numbers first and the comparison's after them."""

from collections.abc import Sequence

from analytics.result import Column, Row, Series, Shown, Table, Trend, Value
from storage.words import Words

BUCKETS = {
    "day": Words("日期", "Day"),
    "week": Words("7 天，从", "Seven days from"),
    "month": Words("一个月，从", "Month from"),
}
"""What the first column is called, by grain."""
COMPARED_BUCKET = Words("对比日期", "Compared with")


def trend_table(trend: Trend) -> Table:
    """Every series of a trend; a comparison may have more or fewer buckets, which then stand without a partner."""
    columns = [Column("from", BUCKETS[trend.grain], Shown.DAY), *(_column(series) for series in trend.series)]
    values: list[Sequence[Value]] = [trend.starts, *(series.values for series in trend.series)]
    if trend.previous_starts is not None:
        columns.append(Column("previous_from", COMPARED_BUCKET, Shown.DAY, compared=True))
        columns += [_compared(series) for series in trend.series]
        values += [trend.previous_starts, *(series.previous or () for series in trend.series)]
    longest = max(len(column) for column in values)
    rows = (Row(tuple(column[i] if i < len(column) else None for column in values)) for i in range(longest))
    return Table(trend.id, trend.title, tuple(columns), tuple(rows))


def _column(series: Series) -> Column:
    return Column(series.id, series.name, series.shown, total=series.adds)


def _compared(series: Series) -> Column:
    name = Words(f"对比期{series.name.zh}", f"{series.name.en} compared")
    return Column(f"previous_{series.id}", name, series.shown, total=series.adds, compared=True)
