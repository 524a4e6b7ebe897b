"""Whether a connection leads to the shop whose copy is to be brought up to date: two shops in one copy is a mess that
nobody sees until the sums are wrong.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

import msgspec
from msgspec import Struct

from storage.errors import KnownError
from storage.held import Sold, spread
from storage.progress import StopAsked
from storage.shop import Shop
from storage.store import Store
from storage.words import Words
from sync.isolation import concerns_one_list
from sync.messages import Trouble
from sync.source import Source

SAMPLE = 40
"""Orders of the copy that are held against the shop."""
_MOMENT = 60 * 1000
"""Some files tell the minute."""
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
OTHER_ORDERS = Trouble(
    Words(
        "这个网址上的订单和已经同步的对不上，像是换了一家店：没有同步，两家店的数据不会混在一起。",
        "The orders at this address are not those that were synced: it looks like another shop. Nothing was synced, so "
        "that the two are not mixed up.",
    ),
    Words(
        "网址上开了新店：请换一个账本连接它，这里的数据都还在。原来的店搬到别的网址：先断开这个连接。",
        "A new shop at this address: connect it in another profile; the data here stay. The shop moved to another "
        "address: disconnect it here.",
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


@runtime_checkable
class Counting(Witnessing, Protocol):
    """A connection to an address, which may be another shop's from one day to the next, and all of them count their
    orders from one: only what is told of the orders in the copy shows that it is still the same shop.
    """

    def orders_of(self, ids: Sequence[str], stop: StopAsked) -> Sequence[Witness]:
        """Those of the orders with these ids, no more than ``SAMPLE``, that are there. Raises KnownError, Cancelled."""
        ...


def confirm(store: Store, shop_id: str, source: Source, called: str, stop: StopAsked) -> None:
    """Raises KnownError for a source that leads to another shop than the one that it calls ``called``."""
    found = source.leads_to(stop) if isinstance(source, Leading) else None
    if found not in (None, called):
        raise OTHER_SHOP.known(f"{called} expected", found=found)
    if isinstance(source, Counting):
        sample = spread(store, shop_id, source.name, SAMPLE)
        try:
            is_other = bool(sample) and _is_other(store, shop_id, source, sample, stop)
        except KnownError as error:
            if not concerns_one_list(error):
                raise
            return  # no order will come, and it is told why when they are read
        if is_other:
            raise OTHER_ORDERS.known(f"{called}: {', '.join(each.id for each in sample)}")


def _is_other(store: Store, shop_id: str, source: Counting, sample: Sequence[Sold], stop: StopAsked) -> bool:
    """Whether most of the orders in a sample of the copy are other ones there. None of them says something only where
    they are many, and the shop does have orders, all unknown.
    """
    told = {each.id: each for each in source.orders_of([each.id for each in sample], stop)}
    alike = [_is_alike(told[each.id], each.placed_at, each.paid) for each in sample if each.id in told]
    if alike or len(sample) < SAMPLE:
        return sum(alike) * 2 < len(alike)
    newest = source.newest_orders(stop)
    return bool(newest) and not _holds(store, shop_id, newest)


def may_be(store: Store, shop_id: str, witnesses: Sequence[Witness]) -> bool:
    """Whether a shop with these newest orders may be the one in the copy: what has no orders yet may be any, and where
    all of them came later, the copy may have stood still for long.
    """
    if not witnesses:
        return True
    with store.reader() as reader:
        some, last = reader.execute(
            "SELECT count(*) > 0, max(created_at) FROM orders WHERE shop_id = ?", (shop_id,)
        ).fetchone()
    alike = _compared(store, shop_id, witnesses)
    later = last is not None and all(each.placed_at is not None and each.placed_at > last for each in witnesses)
    return not some or sum(alike) * 2 > len(alike) or (not alike and later)


def copy_of(store: Store, candidates: Iterable[Shop], witnesses: Sequence[Witness]) -> Shop | None:
    """The first of these shops that has such orders."""
    return next((each for each in candidates if _holds(store, each.id, witnesses)), None)


def _holds(store: Store, shop_id: str, witnesses: Sequence[Witness]) -> bool:
    """Whether the copy has one of the orders, and as most of those that it has are told."""
    alike = _compared(store, shop_id, witnesses)
    return sum(alike) * 2 > len(alike)


def _compared(store: Store, shop_id: str, witnesses: Sequence[Witness]) -> list[bool]:
    """Of each of the orders that the copy has: whether it is as it is told."""
    with store.reader() as reader:
        found = reader.execute(
            "SELECT id, created_at, payment_amount FROM orders "
            "WHERE shop_id = ? AND id IN (SELECT value FROM json_each(?))",
            (shop_id, msgspec.json.encode([each.id for each in witnesses]).decode()),
        ).fetchall()
    told = {each.id: each for each in witnesses}
    return [_is_alike(told[id], placed_at, paid) for id, placed_at, paid in found]


def _is_alike(witness: Witness, placed_at: int | None, paid: int | None) -> bool:
    """What one of the two does not know does not count against it; an order of the very moment may have been edited."""
    if witness.placed_at is None or placed_at is None:
        return _is_equal(witness.total, paid)
    apart = abs(witness.placed_at - placed_at)
    return apart <= _MOMENT or (apart <= _DAYS and _is_equal(witness.total, paid))


def _is_equal(total: int | None, paid: int | None) -> bool:
    return total is None or paid is None or total == paid
