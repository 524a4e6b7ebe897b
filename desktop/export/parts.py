"""What every native chart of the workbook shares: colours, the cells it reads, its title."""

from typing import Any

from analytics.result import Shown
from desktop.export.blocks import Block
from desktop.export.sheet import HEADER_ROW, Sheet
from storage.words import Words

INK, MUTED = "#C8102E", "#9AA0AA"
GRID = {"visible": True, "line": {"color": "#E3E6EB"}}
MOST_BARS = 15
NUMBERS = {shown: "0%" if shown is Shown.RATIO else "#,##0.##" if shown is Shown.NUMBER else "#,##0" for shown in Shown}
"""How the numbers on an axis are written."""


def cells(sheet: Sheet, column: int, count: int) -> list[Any]:
    """The first ``count`` cells of a column, below its heading."""
    return [sheet.name, HEADER_ROW + 1, column, HEADER_ROW + count, column]


def named(chart: Any, title: str) -> None:
    """Give a chart its title."""
    chart.set_title({"name": title, "name_font": {"size": 11}})


def drawn_rows(block: Block, label: int) -> int:
    """How many rows to draw: without the closing "others", whose sum would dwarf the rows that have a name."""
    labels = [row.cells[label] for row in block.rows]
    if all(isinstance(text, Words) for text in labels):
        return len(labels)
    return next((number for number, text in enumerate(labels) if isinstance(text, Words)), len(labels))
