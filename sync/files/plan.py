"""A table made ready to be read into a shop: looked through once, its records on demand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct, structs

from storage.destination import Because, Into
from storage.fields import Record
from storage.mapping import TableMapping
from storage.progress import Cancelled, Progress, Report, StopAsked
from storage.shop import Shop
from storage.words import Words
from sync.currency import exponent_of
from sync.files import dates, refusals
from sync.files.currency import only_in, settled
from sync.files.grouping import Keyed, alone, together
from sync.files.lines import line_reader
from sync.files.preset import ANY, Group, Known, Reading, Row, Tally
from sync.files.survey import Survey, survey
from sync.files.table import Table

_EVERY = 0x1FFF
_READING = Words("正在读取「{name}」", "Reading {name}")


class Choice(Struct, frozen=True):
    """What whoever imports may decide; what is None follows from the file."""

    shop_id: str | None = None
    preset: str | None = None
    timezone: str | None = None
    currency: str | None = None
    """As everybody writes it: USD."""
    encodings: dict[Path, str] = {}
    """Of files whose text is in another encoding than it seems."""
    mappings: tuple[TableMapping, ...] = ()
    """What was told of tables that no preset knows, and is remembered."""
    shop_name: str | None = None
    """Of a new shop for all of it."""
    into: dict[str, Into] = {}
    """The same for the tables of one platform each, by the id of the shop of its presets."""
    at_shop: str = ""
    """Id of the shop that somebody was looking at: meant where such files may go there."""


class Aim(Struct, frozen=True):
    """The shop that a table is for, and what was chosen of that which the table may not tell."""

    there: Shop | None
    made: Shop
    """The shop to be made where none is there, in the currency and time zone of the preset."""
    into: Into = Into()
    because: Because = ""


class Plan(Struct, frozen=True):
    """One table, the shop it is for, and everything needed to read it."""

    table: Table
    shop: Shop
    zone: ZoneInfo
    """In which the file writes its moments."""
    survey: Survey
    now: int

    def records(self, tally: Tally, known: Known, report: Report, stop: StopAsked) -> Iterator[Record]:
        """The records of the table. What is left out or wrong goes to the tally. Raises Cancelled."""
        rows = _watched(self.table, tally, self.survey.rows, report, stop)
        last = self.survey.last
        as_of = self.table.sheet.modified if last is None else last
        reading = Reading(
            self.shop.currency, self.shop.exponent, min(as_of, self.now), tally, known, self.table.sheet.path
        )
        return self.table.preset.read(self._groups(rows, tally), reading)

    def _groups(self, rows: Iterable[Row], tally: Tally) -> Iterator[Group]:
        preset = self.table.preset
        moment = dates.reader(self.zone, self.survey.order, self.now)
        line = line_reader(preset.line, moment, self.shop.exponent, preset.blanks)
        line = only_in(self.shop.currency, preset, line)
        at = preset.key_at
        rows = preset.sift(rows, tally)
        if preset.key is None or at is None:
            return alone(rows, at, line, tally)
        keyed = Keyed(at, preset.cells[at].column.name, self.survey.split, self.survey.torn)
        return together(rows, keyed, line, tally)


def make_plan(table: Table, aim: Aim, now: int, report: Report, stop: StopAsked) -> Plan:
    """Look through the table once. Raises KnownError, Cancelled."""
    preset, path, there = table.preset, table.sheet.path, aim.there
    like = preset.shop if there is None or preset.shop.currency != ANY else there
    zone = _zone(aim.into.timezone or like.timezone)
    found = survey(table, zone, now, report, stop)
    if not found.rows:
        raise refusals.header_only(path)
    currency = settled(path, preset, there, aim.into.currency, found.currencies)
    shop = there or structs.replace(aim.made, currency=currency, exponent=exponent_of(currency), timezone=zone.key)
    return Plan(table, shop, zone, found, now)


def lines_by_text(table: Table, rejected: dict[int, Words]) -> dict[str, list[int]]:
    """Text of rejected lines to the lines it stands on: the same text may stand in a file more than once."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, text in sorted(table.texts(rejected).items()) if rejected else ():
        found[text].append(number)
    return found


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise refusals.unknown_timezone(name) from error


def _watched(table: Table, tally: Tally, total: int, report: Report, stop: StopAsked) -> Iterator[Row]:
    words = _READING.fill(name=table.sheet.path.name)
    for done, row in enumerate(table.rows(tally)):
        if not done & _EVERY:
            if stop():
                raise Cancelled
            report(Progress(words, done, total))
            tally.check(table.sheet.path)
        yield row
