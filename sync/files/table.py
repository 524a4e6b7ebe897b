"""A sheet whose header a preset knows: rows as that preset wants them, and the text of lines for the record."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from operator import itemgetter

from msgspec import Struct

from storage.errors import KnownError
from storage.mapping import TableMapping
from storage.words import Words
from sync.files import refusals
from sync.files.header import ABSENT, names_of, places
from sync.files.mapping.presetting import preset_of
from sync.files.mapping.signature import heading, signatures_of
from sync.files.preset import Preset, Row, Tally
from sync.files.presets import PRESETS
from sync.files.quoting import first_cell
from sync.files.sheet import Sheet

_CHECK = 0xFFF
_TOP = 20  # lines among which a header is looked for: some exports put a title above it


class Table(Struct, frozen=True):
    """A recognised table."""

    sheet: Sheet
    preset: Preset
    header_line: int
    header: str
    """The header as it stands in the file."""
    width: int
    at: tuple[int, ...]
    """Where each cell of the preset's line stands, ABSENT for a column that the file does not have."""
    mapping: TableMapping | None = None
    """What somebody told of it; the preset follows from that."""

    def rows(self, tally: Tally) -> Iterator[Row]:
        """A fresh pass over the data rows; lines that are none go to the tally. Blank lines do not count."""
        pick = _picker(self.at)
        width, header_line = self.width, self.header_line
        leads = self._leads()

        def torn(number: int, reason: Words, text: str) -> None:
            if number > header_line:
                tally.tear(number, reason, first_cell(text, self.sheet.delimiter) if leads else None)
                if not number & _CHECK:
                    tally.check(self.sheet.path)

        for number, cells, _text in self.sheet.rows(torn, width):
            if number <= header_line:
                continue
            if len(cells) != width:
                cells, misfit = _fitted(cells, width)
                if misfit is not None:
                    # In a line of another width only the cell that nothing stands before is where it belongs.
                    tally.tear(number, misfit, cells[0] if leads else None)
                    if not number & _CHECK:
                        tally.check(self.sheet.path)
                    continue
            if cells and (cells[0] or any(cells)):
                yield number, pick(cells)

    def _leads(self) -> bool:
        """Whether the key is the first cell of a line."""
        key_at = self.preset.key_at
        return key_at is not None and self.at[key_at] == 0

    def texts(self, numbers: Collection[int]) -> dict[int, str]:
        """The lines with these numbers as they stand in the file."""
        wanted = frozenset(numbers)
        found: dict[int, str] = {}

        def torn(number: int, _reason: Words, text: str) -> None:
            if number in wanted:
                found[number] = text

        for number, _cells, text in self.sheet.rows(torn, self.width):
            if number in wanted:
                found[number] = text
        return found


def _picker(at: Sequence[int]) -> Callable[[list[str]], tuple[str, ...]]:
    """Picks the cells of a preset's line; of a column that is absent, nothing."""
    if len(at) == 1:
        return lambda cells: (cells[at[0]],)
    pick = itemgetter(*at)
    if ABSENT not in at:
        return pick
    # ABSENT is the place of the last cell, counted from the end: an empty one is put there.
    return lambda cells: pick([*cells, ""])


class UnknownHeader(KnownError):
    """A table whose columns nobody knows."""


def recognise(sheet: Sheet, preset_id: str | None = None, mappings: Iterable[TableMapping] = ()) -> Table:
    """What the sheet is: what was told of just these columns, else the preset of which it has the most.

    ``preset_id`` allows only that one. Raises KnownError.
    """
    allowed = _allowed(preset_id)
    remembered = {} if preset_id else {each.signature: each for each in mappings}
    above: Sequence[str] = ()
    torn: list[tuple[int, Words]] = []
    top: list[tuple[str, ...]] = []
    for number, cells, text in sheet.rows(lambda number, reason, _text: torn.append((number, reason)), None):
        if number > _TOP:
            break
        known = _remembered(sheet, number, heading(above, cells), text, remembered)
        if known is not None:
            return known
        names, above = names_of(cells), cells
        top.append(names)
        found = [
            Table(sheet, preset, number, text.rstrip("\r\n"), len(cells), at)
            for preset in allowed
            if (at := places(preset.cells, names)) is not None
        ]
        if found:
            return max(found, key=lambda table: len(table.at) - table.at.count(ABSENT))
    if torn and torn[0][0] <= _TOP:
        raise refusals.torn_header(sheet.path, *torn[0])
    seen = next((names for names in top if sum(map(bool, names)) > 1), top[0])
    error = refusals.unknown_header(sheet.path, seen)
    raise UnknownHeader(error.what, error.next_step)


def _remembered(
    sheet: Sheet, line: int, names: Sequence[str], text: str, remembered: dict[str, TableMapping]
) -> Table | None:
    """The table with these names, if they are remembered."""
    mapping = next((remembered[each] for each in signatures_of(names) if each in remembered), None)
    if mapping is None:
        return None
    preset = preset_of(mapping)
    at = places(preset.cells, names)
    if at is None:
        return None  # a file of JSON that somebody has edited
    header = text.rstrip("\r\n")
    if names != names_of(header.split(sheet.delimiter)):
        header = sheet.delimiter.join(names)  # of two lines: rejected lines are written below one
    return Table(sheet, preset, line, header, len(names), at, mapping)


def _allowed(preset_id: str | None) -> list[Preset]:
    if preset_id is None:
        return list(PRESETS.values())
    if preset_id not in PRESETS:
        raise refusals.unknown_preset(preset_id, list(PRESETS))
    return [PRESETS[preset_id]]


def _fitted(cells: list[str], width: int) -> tuple[list[str], Words | None]:
    """The cells without empty ones beyond the header, none for a blank line; and why they do not fit, if so."""
    if not any(cell.strip() for cell in cells):
        return [], None
    if len(cells) > width and not any(cells[width:]):
        return cells[:width], None
    there = len(cells)
    return cells, Words(f"这一行有 {there} 格，表头有 {width} 格", f"this line has {there} cells, the header {width}")
