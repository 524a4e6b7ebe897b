"""The blocks of a view as columns and rows: trends, tables and advice alike, ready for a sheet.

Estimates are spread: a column for the value, one for each end of its interval, real numbers all.
"""

from msgspec import Struct

from analytics.result import Column, Row, Table, Trend, View
from analytics.spread import spread
from analytics.trendtable import trend_table
from desktop.export.advice import advice_tables
from storage.words import Words


class Block(Struct, frozen=True):
    """One sheet to be: where it comes from, and its cells."""

    title: Words
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    source: Trend | Table
    note: Words | None = None
    lead: Words | None = None

    def place(self, column_id: str) -> int:
        """Where a column stands; StopIteration if there is none of that id."""
        return next(place for place, column in enumerate(self.columns) if column.id == column_id)


def blocks_of(view: View) -> list[Block]:
    """Every block of a view but its figures and its tree, which have mixed units; what to do stands first."""
    trends = [_trend_block(trend) for trend in view.trends]
    return [*map(_table_block, advice_tables(view)), *trends, *map(_table_block, view.tables)]


def _table_block(table: Table) -> Block:
    columns, rows = spread(table.columns, table.rows)
    return Block(table.title, columns, rows, table, table.note, table.lead)


def _trend_block(trend: Trend) -> Block:
    table = trend_table(trend)
    return Block(table.title, table.columns, table.rows, trend)
