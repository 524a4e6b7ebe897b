"""A table made ready to be read into a shop: looked through once, its records on demand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct, structs

from storage.fields import Record
from storage.progress import Cancelled, Progress, Report, StopAsked
from storage.shop import Shop
from storage.words import Words
from sync.files import dates, refusals
from sync.files.grouping import Keyed, alone, together
from sync.files.lines import line_reader
from sync.files.preset import Group, Known, Preset, Reading, Row, Tally
from sync.files.survey import Survey, survey
from sync.files.table import Table

_EVERY = 0x1FFF
_READING = Words("正在读取「{name}」", "Reading {name}")


class Choice(Struct, frozen=True):
    """What whoever imports may decide; what is None follows from the file."""

    shop_id: str | None = None
    preset: str | None = None
    timezone: str | None = None


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
        reading = Reading(self.shop.exponent, min(as_of, self.now), tally, known, self.table.sheet.path)
        return self.table.preset.read(self._groups(rows, tally), reading)

    def _groups(self, rows: Iterable[Row], tally: Tally) -> Iterator[Group]:
        preset = self.table.preset
        moment = dates.reader(self.zone, self.survey.order, self.now)
        line = line_reader(preset.line, moment, self.shop.exponent, preset.blanks)
        at = preset.key_at
        if preset.key is None or at is None:
            return alone(rows, at, line, tally)
        keyed = Keyed(at, preset.cells[at].column.name, self.survey.split, self.survey.torn)
        return together(rows, keyed, line, tally)


def make_plan(table: Table, shops: Iterable[Shop], choice: Choice, now: int, report: Report, stop: StopAsked) -> Plan:
    """Look through the table once. Raises KnownError, Cancelled."""
    preset = table.preset
    shop = _shop(shops, preset, choice)
    zone = _zone(choice.timezone or preset.shop.timezone)
    found = survey(table, zone, now, report, stop)
    if not found.rows:
        raise refusals.header_only(table.sheet.path)
    return Plan(table, shop, zone, found, now)


def lines_by_text(table: Table, rejected: dict[int, Words]) -> dict[str, list[int]]:
    """Text of rejected lines to the lines it stands on: the same text may stand in a file more than once."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, text in sorted(table.texts(rejected).items()) if rejected else ():
        found[text].append(number)
    return found


def _shop(shops: Iterable[Shop], preset: Preset, choice: Choice) -> Shop:
    by_id = {shop.id: shop for shop in shops}
    proposed = preset.shop
    if choice.timezone is not None:
        proposed = structs.replace(proposed, timezone=_zone(choice.timezone).key)
    if choice.shop_id is None:
        shop = by_id.get(proposed.id, proposed)
    elif choice.shop_id in by_id:
        shop = by_id[choice.shop_id]
    else:
        raise refusals.unknown_shop(choice.shop_id)
    if (shop.currency, shop.exponent) != (proposed.currency, proposed.exponent):
        raise refusals.other_currency(shop.name, shop.currency, proposed.currency)
    return shop


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
        yield row
