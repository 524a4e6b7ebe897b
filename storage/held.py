"""Which records of one source the store holds, for whoever asks that source whether they are still there."""

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from storage.driver import Connection
from storage.store import Store


class Held(Struct, frozen=True):
    """A record that is there, and how new it is."""

    id: str
    as_of: int
    """UTC milliseconds of its newest write, whoever made it."""


def newest(store: Store, shop_id: str, source: str, kind: str, limit: int) -> list[Held]:
    """The records that ``source`` has written, those that changed last first."""
    return _mine(store, shop_id, source, kind, "", "as_of DESC, row DESC", limit)


def following(store: Store, shop_id: str, source: str, kind: str, after: str, limit: int) -> list[Held]:
    """The records that ``source`` has written whose ids follow ``after``, in the order of their ids."""
    return _mine(store, shop_id, source, kind, after, "id", limit)


def hanging(store: Store, shop_id: str, kind: str, field: str, parents: Sequence[str]) -> list[Held]:
    """The records of ``kind``, whoever wrote them, whose ``field`` names one of the ``parents``."""
    with store.reader() as reader:
        found = reader.execute(
            f'SELECT id, as_of FROM "{kind}" WHERE shop_id = ? AND "{field}" IN (SELECT value FROM json_each(?)) '
            "AND NOT deleted",
            (shop_id, msgspec.json.encode(parents).decode()),
        ).fetchall()
    return [Held(*row) for row in found]


def any_of(store: Store, shop_id: str, kind: str, ids: Sequence[str]) -> bool:
    """Whether the shop has one of these records, be it as a tombstone."""
    with store.reader() as reader:
        (found,) = reader.execute(
            f'SELECT EXISTS (SELECT 1 FROM "{kind}" WHERE shop_id = ? AND id IN (SELECT value FROM json_each(?)))',
            (shop_id, msgspec.json.encode(ids).decode()),
        ).fetchone()
    return bool(found)


def _mine(store: Store, shop_id: str, source: str, kind: str, after: str, order: str, limit: int) -> list[Held]:
    with store.reader() as reader:
        mine = _origins(reader, shop_id, source, kind)
        found = reader.execute(
            f'SELECT id, as_of FROM "{kind}" WHERE shop_id = ? AND id > ? AND NOT deleted '
            f"AND (origin IN ({mine}) OR stamps IS NOT NULL AND EXISTS "
            f"(SELECT 1 FROM json_each(stamps) WHERE value ->> 0 IN ({mine}))) ORDER BY {order} LIMIT ?",
            (shop_id, after, limit),
        ).fetchall()
    return [Held(*row) for row in found]


def _origins(reader: Connection, shop_id: str, source: str, kind: str) -> str:
    """The numbers under which the source writes records, for a list of SQL."""
    found = reader.execute(
        "SELECT id FROM origins WHERE shop_id = ? AND source = ? AND kind = ? AND columns IS NOT NULL",
        (shop_id, source, kind),
    )
    return ", ".join(str(number) for (number,) in found)
