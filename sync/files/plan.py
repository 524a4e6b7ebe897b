"""A file made ready to be read into a shop: recognised, looked through once, its records on demand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct, structs

from storage.fields import Record
from storage.progress import Cancelled, Progress, Report, StopAsked
from storage.shop import Shop
from storage.store import Store
from storage.words import Words
from sync.files import dates, refusals
from sync.files.first_contact import Known, earliest, known_contacts
from sync.files.preset import Preset, Reading, Row, Tally
from sync.files.survey import Survey, survey
from sync.files.table import Table, open_table

_EVERY = 0x1FFF
_READING = Words("正在读取文件", "Reading the file")


class Choice(Struct, frozen=True):
    """What whoever imports may decide; what is None follows from the file."""

    shop_id: str | None = None
    preset: str | None = None
    timezone: str | None = None


class Plan(Struct, frozen=True):
    """One file, the shop it is for, and everything needed to read it."""

    table: Table
    shop: Shop
    zone: ZoneInfo
    """In which the file writes its moments."""
    survey: Survey
    known: dict[str, Known]
    now: int

    def records(self, tally: Tally, report: Report, stop: StopAsked) -> Iterator[Sequence[Record]]:
        """Batches of records of one kind each. What is left out or wrong goes to the tally. Raises Cancelled."""
        preset = self.table.preset
        rows = _watched(self.table.rows(tally), self.survey.rows, report, stop)
        moment = dates.reader(self.zone, self.survey.order, self.now)
        last = self.survey.last
        as_of = self.now if last is None else last
        reading = Reading(moment, self.shop.exponent, as_of, tally, self.table.sheet.path)
        for batch in preset.read(rows, reading):
            if stop():
                raise Cancelled
            yield earliest(batch, preset.first_contact, self.known) if preset.first_contact else batch


def recognise(store: Store, path: Path, choice: Choice) -> tuple[Table, Shop]:
    """What the file is and which shop it is for. Raises KnownError."""
    table = open_table(path, choice.preset)
    return table, _shop(store, table.preset, choice)


def make_plan(
    store: Store, table: Table, shop: Shop, timezone: str | None, now: int, report: Report, stop: StopAsked
) -> Plan:
    """Look through the file once. Raises KnownError, Cancelled."""
    preset = table.preset
    zone = _zone(timezone or preset.shop.timezone)
    found = survey(table, zone, now, report, stop)
    if not found.rows:
        raise refusals.header_only(table.sheet.path)
    known = known_contacts(store, shop.id, preset.first_contact[0]) if preset.first_contact else {}
    return Plan(table, shop, zone, found, known, now)


def lines_by_text(table: Table, rejected: dict[int, Words]) -> dict[str, list[int]]:
    """Text of rejected lines to the lines it stands on: the same text may stand in a file more than once."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, text in sorted(table.texts(rejected).items()) if rejected else ():
        found[text].append(number)
    return found


def _shop(store: Store, preset: Preset, choice: Choice) -> Shop:
    shops = {shop.id: shop for shop in store.shops()}
    proposed = preset.shop
    if choice.timezone is not None:
        proposed = structs.replace(proposed, timezone=_zone(choice.timezone).key)
    if choice.shop_id is None:
        shop = shops.get(proposed.id, proposed)
    elif choice.shop_id in shops:
        shop = shops[choice.shop_id]
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


def _watched(rows: Iterable[Row], total: int, report: Report, stop: StopAsked) -> Iterator[Row]:
    for done, row in enumerate(rows):
        if not done & _EVERY:
            if stop():
                raise Cancelled
            report(Progress(_READING, done, total))
        yield row
