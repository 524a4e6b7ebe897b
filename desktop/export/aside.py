"""Numbers that only a chart reads (error bars, the base of a waterfall), on one sheet kept out of sight."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from analytics.result import Shown, Value
from desktop.export.cells import Formats, put
from storage.shop import Shop
from storage.words import Language, Words

Heading = tuple[Words, Shown]


class Part(Struct, frozen=True):
    """Where one chart's numbers stand: the row of their headings, and how many rows follow."""

    sheet: str
    top: int
    count: int

    def column(self, place: int) -> list[object]:
        """The cells of one of its columns, as a chart reads them."""
        return [self.sheet, self.top + 1, place, self.top + self.count, place]

    def formula(self, place: int) -> str:
        """The same as a formula."""
        letter, name = chr(ord("A") + place), self.sheet.replace("'", "''")
        return f"='{name}'!${letter}${self.top + 2}:${letter}${self.top + 1 + self.count}"


class Aside:
    """Collects such numbers while sheets are written; becomes a hidden sheet at the end."""

    def __init__(self, name: str, shop: Shop, language: Language) -> None:
        self.name = name
        self._shop, self._language = shop, language
        self._parts: list[tuple[Part, Sequence[Heading], Sequence[Sequence[Value]]]] = []
        self._next = 0

    def keep(self, headings: Sequence[Heading], lines: Sequence[Sequence[Value]]) -> Part:
        """Room for these lines under their headings."""
        part = Part(self.name, self._next, len(lines))
        self._parts.append((part, headings, lines))
        self._next += len(lines) + 2
        return part

    def write(self, workbook: Any, formats: Formats) -> None:
        """Add the sheet, unless no chart needs it."""
        if not self._parts:
            return
        worksheet = workbook.add_worksheet(self.name)
        worksheet.very_hidden()
        for part, headings, lines in self._parts:
            for place, (heading, shown) in enumerate(headings):
                worksheet.write_string(part.top, place, heading.say(self._language), formats.header(shown))
            for row, line in enumerate(lines, part.top + 1):
                for place, (value, (_heading, shown)) in enumerate(zip(line, headings, strict=True)):
                    said = value.say(self._language) if isinstance(value, Words) else value
                    put(worksheet, row, place, said, shown, self._shop, formats)
