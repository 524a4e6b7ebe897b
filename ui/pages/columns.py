"""A table as a page shows it, where something on the page says already what one of its columns says."""

from collections.abc import Collection

from msgspec.structs import replace

from analytics.result import Row, Table


def without(table: Table, columns: Collection[str]) -> Table:
    """The table less these columns, by id."""
    kept = [place for place, column in enumerate(table.columns) if column.id not in columns]
    rows = tuple(_only(row, kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[place] for place in kept), rows=rows)


def _only(row: Row, kept: list[int]) -> Row:
    behind = tuple(row.behind_cell(place) for place in kept)
    return replace(row, cells=tuple(row.cells[place] for place in kept), behind=behind)
