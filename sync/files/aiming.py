"""To which shop the tables of an import go.

The one that somebody chose; of those that have something of the platform the one whose earlier files say they are of
the same shop, else the one that was looked at, else the one that has records of these files already, else the one such
tables went into last, by a file or through an interface; else a new one. All tables of a platform go the same way.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from zoneinfo import ZoneInfo

from msgspec import Struct

from storage.destination import Because, Into
from storage.errors import KnownError
from storage.progress import ignore, never
from storage.shop import Shop
from storage.store import Store, Transaction
from sync.files import refusals
from sync.files.mapping.presetting import ID
from sync.files.plan import Aim, Choice, Plan
from sync.files.preset import Tally
from sync.files.presets import PRESETS
from sync.files.survey import Survey
from sync.files.table import Table
from sync.files.whose import ToldShop, ToldShops, different, is_among, known_as


class Doubt(Struct, frozen=True):
    """Tables that say they are of another shop than the one they would go to, or of several."""

    there: Shop | None
    told: tuple[ToldShop, ...]
    known: tuple[ToldShop, ...]
    """Of which the shop's earlier files say that it is."""

    @property
    def names(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What the tables and the earlier files say, to be shown: names, and numbers where names do not tell apart."""
        named = {each.name for each in self.known} & {each.name for each in self.told}
        return tuple(_shown(each, named) for each in self.told), tuple(_shown(each, named) for each in self.known)


def _shown(told: ToldShop, ambiguous: Container[str]) -> str:
    return f"{told.name} {told.number}".strip() if told.name in ambiguous else told.name or told.number


_SAMPLE = 200  # records of a table that are looked for in several shops
_UNSEEN = Survey(0, None, None, None)


def platform_of(table: Table) -> str:
    """The id of the shop of its presets; of a table that somebody told of, its shop with a mark before it."""
    shop_id = table.preset.shop.id
    return shop_id if table.mapping is None else f"{ID}{shop_id}"


def aims_of(store: Store, tables: Iterable[Table], choice: Choice, now: int) -> dict[str, Aim]:
    """Where the tables of each platform go. Raises KnownError for a shop that does not exist."""
    by_platform: dict[str, list[Table]] = defaultdict(list)
    for table in tables:
        by_platform[platform_of(table)].append(table)
    return {platform: _aim(store, platform, group, choice, now) for platform, group in by_platform.items()}


def doubt_of(store: Store, aim: Aim, plans: Iterable[Plan]) -> Doubt | None:
    """What speaks against bringing these tables into that shop without asking; None where nothing does, or somebody
    has said that they belong there.
    """
    told = different(each for plan in plans for each in plan.survey.shops)
    if aim.into.shop_id or aim.into.name or not told:
        return None
    known = () if aim.there is None else known_as(store, aim.there)
    is_plain = all(is_among(each, known) for each in told) if known else len(told) == 1
    return None if is_plain else Doubt(aim.there, told, known)


def new_name(store: Store, wanted: str) -> str:
    """``wanted``, or with a number behind it where a shop that has something in it is called so."""
    taken = {shop.name for shop in _filled(store)}
    return next(name for name in _numbered(wanted, " ") if name not in taken)


def _aim(store: Store, platform: str, tables: Sequence[Table], choice: Choice, now: int) -> Aim:
    proposed = tables[0].preset.shop
    into = choice.into.get(platform) or _for_all(choice)
    if into.shop_id:
        return Aim(_shop(store, into.shop_id), proposed, into)
    if platform.startswith(ID) and not into.name:
        return Aim(next((shop for shop in _filled(store) if shop.id == proposed.id), None), proposed, into)
    found = None if into.name else _likely(store, platform, tables, choice.at_shop, now)
    if found is not None:
        shop, because = found
        return Aim(shop, proposed, into, because)
    return Aim(None, _made(store, proposed, into.name), into)


def _for_all(choice: Choice) -> Into:
    return Into(choice.shop_id or "", choice.shop_name or "", choice.timezone or "", choice.currency or "")


def _shop(store: Store, shop_id: str) -> Shop:
    found = next((shop for shop in store.shops() if shop.id == shop_id), None)
    if found is None:
        raise refusals.unknown_shop(shop_id)
    return found


def _filled(store: Store) -> list[Shop]:
    """Without those of which nothing is left: they may be made anew in another currency."""
    return [shop for shop in store.shops() if not store.emptied(shop.id)]


def _made(store: Store, proposed: Shop, name: str) -> Shop:
    """A new shop with an id and a name of its own."""
    taken = {shop.id for shop in _filled(store)}
    shop_id = next(each for each in _numbered(proposed.id, "_") if each not in taken)
    left = next((shop.name for shop in store.shops() if shop.id == shop_id), "")
    return Shop(
        id=shop_id,
        name=name or left or new_name(store, proposed.name),
        currency=proposed.currency,
        timezone=proposed.timezone,
    )


def _numbered(text: str, between: str) -> Iterable[str]:
    yield text
    for number in range(2, 10**6):
        yield f"{text}{between}{number}"


def _likely(store: Store, platform: str, tables: Sequence[Table], at: str, now: int) -> tuple[Shop, Because] | None:
    """The shop that such tables belong to, as it seems, and why."""
    dated = [(when, shop) for shop in _filled(store) if (when := _last(store, shop, platform)) is not None]
    shops = [shop for _when, shop in sorted(dated, key=lambda each: -each[0])]
    told = _told(tables) if len(shops) > 1 else ()
    by_name = [shop for shop in shops if any(is_among(each, known_as(store, shop)) for each in told)]
    if len(by_name) == 1:
        return by_name[0], "told"
    shops = by_name or shops
    looked_at = [shop for shop in shops if shop.id == at]
    if looked_at or len(shops) < 2:
        return next(((shop, "last") for shop in looked_at or shops), None)
    with store.rehearse() as tx:
        had = [_overlap(tx, shop, tables, now) for shop in shops]
    most = max(had)
    return shops[had.index(most)], "same" if most else "last"


def _told(tables: Sequence[Table]) -> tuple[ToldShop, ...]:
    """The shops of which the first records of the tables say they are."""
    found: list[ToldShop] = []
    for table in tables:
        shops = ToldShops(table.preset)
        with suppress(KnownError):  # what is wrong with the table is said when it is read
            for _number, row in islice(table.rows(Tally()), _SAMPLE):
                shops.take(row)
        found += shops.found()
    return different(found)


def _last(store: Store, shop: Shop, platform: str) -> int | None:
    """When something of the platform came into the shop last, UTC milliseconds; None where nothing ever did."""
    forms = {preset.id for preset in PRESETS.values() if preset.shop.id == platform}
    files = [each.imported_at for each in store.imports(shop.id) if each.preset in forms and each.undone_at is None]
    syncs = [run.started_at for run in store.runs(shop.id) if run.source == platform]
    return max([*files, *syncs, *([0] if shop.id == platform else [])], default=None)


def _overlap(tx: Transaction, shop: Shop, tables: Sequence[Table], now: int) -> int:
    """How many of the first records of the tables the shop has already."""
    found = 0
    for table in tables:
        plan = Plan(table, shop, ZoneInfo(shop.timezone), _UNSEEN, now)
        records = plan.records(Tally(), partial(tx.known, shop.id), ignore, never)
        kind = table.preset.kind
        try:
            ids = [record.id for record in islice(records, _SAMPLE) if kind == record.KIND]
        except KnownError:
            continue  # what is wrong with the table is said when it is read
        found += len(tx.known(shop.id, kind, ("id",), ids))
    return found
