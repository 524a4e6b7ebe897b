"""Whether a connection leads to the shop whose copy is to be brought up to date: two shops in one copy is a mess that
nobody sees until the sums are wrong.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

import msgspec
from msgspec import Struct

from storage.progress import StopAsked
from storage.shop import Shop
from storage.store import Store
from storage.words import Words
from sync.messages import Trouble
from sync.source import Source

_DAYS = 3 * 24 * 3600 * 1000
"""Some files date an order by its payment."""

OTHER_SHOP = Trouble(
    Words(
        "这个连接现在通向另一家店（{found}），没有同步，两家店的数据不会混在一起。",
        "This connection now leads to another shop ({found}). Nothing was synced, so that the two are not mixed up.",
    ),
    Words(
        "请在「数据」页改它的连接，填原来那家店的；这家新店请点「连接店铺」另外连接。",
        "On the Data page, change its connection back to the shop it was; connect the other one as a shop of its own.",
    ),
)


@runtime_checkable
class Leading(Protocol):
    """A connection that can say, at no cost, which shop it leads to."""

    def leads_to(self, stop: StopAsked) -> str | None:
        """The id of the shop, as in ``Connection.shop``; None where nothing tells. Raises KnownError, Cancelled."""
        ...


class Witness(Struct, frozen=True):
    """An order that tells which shop it is of: by its id alone, or, where shops count theirs from one, with its sum."""

    id: str
    placed_at: int | None = None
    """UTC milliseconds."""
    total: int | None = None
    """Minor units."""


@runtime_checkable
class Witnessing(Protocol):
    """A connection whose orders can tell which copy is of its shop."""

    def newest_orders(self, stop: StopAsked) -> Sequence[Witness]:
        """Some of the newest orders, by one question. Raises KnownError, Cancelled."""
        ...


def confirm(source: Source, shop_id: str, stop: StopAsked) -> None:
    """Raises KnownError for a source that leads to another shop."""
    found = source.leads_to(stop) if isinstance(source, Leading) else None
    if found not in (None, shop_id):
        raise OTHER_SHOP.known(f"{shop_id} expected", found=found)


def may_be(store: Store, shop_id: str, witnesses: Sequence[Witness]) -> bool:
    """Whether a shop with these newest orders may be the one in the copy; what has no orders yet may be any."""
    with store.reader() as reader:
        (empty,) = reader.execute("SELECT NOT EXISTS (SELECT 1 FROM orders WHERE shop_id = ?)", (shop_id,)).fetchone()
    return bool(empty) or not witnesses or _holds(store, shop_id, witnesses)


def copy_of(store: Store, candidates: Iterable[Shop], witnesses: Sequence[Witness]) -> Shop | None:
    """The first of these shops that has such orders."""
    return next((each for each in candidates if _holds(store, each.id, witnesses)), None)


def _holds(store: Store, shop_id: str, witnesses: Sequence[Witness]) -> bool:
    """Whether the copy has one of the orders, and as most of those that it has are told."""
    with store.reader() as reader:
        found = reader.execute(
            "SELECT id, created_at, payment_amount FROM orders "
            "WHERE shop_id = ? AND id IN (SELECT value FROM json_each(?))",
            (shop_id, msgspec.json.encode([each.id for each in witnesses]).decode()),
        ).fetchall()
    told = {each.id: each for each in witnesses}
    alike = [_is_alike(told[id], placed_at, paid) for id, placed_at, paid in found]
    return sum(alike) * 2 > len(alike)


def _is_alike(witness: Witness, placed_at: int | None, paid: int | None) -> bool:
    """What one of the two does not know does not count against it."""
    at_once = witness.placed_at is None or placed_at is None or abs(witness.placed_at - placed_at) <= _DAYS
    return at_once and (witness.total is None or paid is None or witness.total == paid)
