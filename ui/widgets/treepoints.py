"""The changes of ratios in the table of the diagnosis tree: a conversion of 24% after 26% has lost 2 points, not 8%."""

from msgspec.structs import replace

from analytics.result import Diagnosis, Node, Row, Shown, Table, Value

TWIN = "tree"
"""The table that lists the nodes of a tree, in their order."""

GAPS = ("change", "interval")
"""Its columns that are gaps in the rows of ratios."""


def in_points(table: Table, diagnosis: Diagnosis | None) -> tuple[Table, frozenset[int]]:
    """The table with gaps instead of relative changes where the number is a ratio, and which rows these are."""
    if diagnosis is None or table.id != TWIN or len(table.rows) != len(diagnosis.nodes):
        return table, frozenset()
    ratios = {place for place, node in enumerate(diagnosis.nodes) if is_in_points(node)}
    rows = tuple(
        _gaps(table, row, node) if place in ratios else row
        for place, (row, node) in enumerate(zip(table.rows, diagnosis.nodes, strict=True))
    )
    return replace(table, rows=rows), frozenset(ratios)


def is_in_points(node: Node) -> bool:
    """Whether the change of a number is told in points."""
    return node.shown is Shown.RATIO and node.value is not None and node.previous is not None


def _gaps(table: Table, row: Row, node: Node) -> Row:
    assert node.value is not None
    assert node.previous is not None
    gaps: dict[str, Value] = {
        "change": None if node.change is None else node.value - node.previous,
        "interval": node.interval.times(node.previous) if node.interval is not None and node.previous > 0 else None,
    }
    cells = (gaps.get(column.id, cell) for column, cell in zip(table.columns, row.cells, strict=True))
    return replace(row, cells=tuple(cells))
