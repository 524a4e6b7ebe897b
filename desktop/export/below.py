"""Numbers that only a chart reads, below the table they come from: charts read cells, and nothing is hidden."""

from collections.abc import Sequence

from msgspec import Struct

from analytics.result import Shown, Value
from desktop.export.blocks import Block
from desktop.export.cells import put
from desktop.export.sheet import HEADER_ROW, Sheet
from storage.words import Words


class Below(Struct, frozen=True):
    """Where such a block stands: the row of its headings, and how many rows follow."""

    top: int
    count: int

    def column(self, sheet: Sheet, place: int) -> list[object]:
        """The cells of one of its columns, as a chart reads them."""
        return [sheet.name, self.top + 1, place, self.top + self.count, place]

    def formula(self, sheet: Sheet, place: int) -> str:
        """The same as a formula."""
        letter, name = chr(ord("A") + place), sheet.name.replace("'", "''")
        return f"='{name}'!${letter}${self.top + 2}:${letter}${self.top + 1 + self.count}"


def write_below(
    sheet: Sheet, block: Block, headings: Sequence[tuple[Words, Shown]], lines: Sequence[Sequence[Value]]
) -> Below:
    """Headings and lines, a few rows under the block."""
    top = HEADER_ROW + len(block.rows) + 4
    for place, (heading, shown) in enumerate(headings):
        sheet.worksheet.write_string(top, place, sheet.say(heading), sheet.formats.header(shown))
    for row, line in enumerate(lines, top + 1):
        for place, (value, (_heading, shown)) in enumerate(zip(line, headings, strict=True)):
            put(sheet.worksheet, row, place, sheet.said(value), shown, sheet.shop, sheet.formats)
    sheet.worksheet.set_v_pagebreaks([max(len(block.columns), len(headings))])
    return Below(top, len(lines))
