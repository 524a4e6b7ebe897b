"""The blocks of a view as columns and rows: figures, trends and tables alike, ready for a sheet."""

from msgspec import Struct

from analytics.result import Column, Row, Table, Trend, View
from analytics.trendtable import trend_table
from storage.words import Words


class Block(Struct, frozen=True):
    """One sheet to be: where it comes from, and its cells."""

    title: Words
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    source: Trend | Table
    note: Words | None = None


def blocks_of(view: View) -> list[Block]:
    """Every block of a view but its figures, which share one sheet with mixed units."""
    trends = [_trend_block(trend) for trend in view.trends]
    tables = [Block(table.title, table.columns, table.rows, table, table.note) for table in view.tables]
    return trends + tables


def _trend_block(trend: Trend) -> Block:
    table = trend_table(trend)
    return Block(table.title, table.columns, table.rows, trend)
