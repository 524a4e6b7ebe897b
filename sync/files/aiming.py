"""To which shop the tables of an import go.

The one that somebody chose; of those that have something of the platform the one that was looked at, else the one that
has records of these files already, else the one such tables went into last, by a file or through an interface; else a
new one. All tables of a platform go the same way.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import islice
from zoneinfo import ZoneInfo

from storage.destination import Into
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
        shop, overlaps = found
        return Aim(shop, proposed, into, "same" if overlaps else "last")
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


def _likely(store: Store, platform: str, tables: Sequence[Table], at: str, now: int) -> tuple[Shop, bool] | None:
    """The shop that such tables belong to, as it seems, and whether records of theirs are in it."""
    dated = [(when, shop) for shop in _filled(store) if (when := _last(store, shop, platform)) is not None]
    shops = [shop for _when, shop in sorted(dated, key=lambda each: -each[0])]
    looked_at = [shop for shop in shops if shop.id == at]
    if looked_at or len(shops) < 2:
        return next(((shop, False) for shop in looked_at or shops), None)
    with store.rehearse() as tx:
        had = [_overlap(tx, shop, tables, now) for shop in shops]
    most = max(had)
    return shops[had.index(most)], most > 0


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
