"""Which records of one source the store holds, for whoever asks that source whether they are still there or changed."""

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


class Sold(Struct, frozen=True):
    """An order by what tells it from one of another shop under the same id."""

    id: str
    placed_at: int | None
    """UTC milliseconds."""
    paid: int | None
    """Minor units."""


class Placed(Struct, frozen=True, array_like=True, order=True):
    """An order by when it was placed: none comes twice in this order, and none is passed over."""

    at: int
    """UTC milliseconds."""
    id: str = ""


class Stretch(Struct, frozen=True):
    """Some of the orders of a source."""

    after: Placed
    until: Placed
    """The last one."""
    finished_since: int
    """Those that were finished before may not change any more. UTC milliseconds."""


def newest(store: Store, shop_id: str, source: str, kind: str, limit: int) -> list[Held]:
    """The records that ``source`` has written, those that changed last first."""
    return _mine(store, shop_id, source, kind, "", "as_of DESC, row DESC", limit)


def following(store: Store, shop_id: str, source: str, kind: str, after: str, limit: int) -> list[Held]:
    """The records that ``source`` has written whose ids follow ``after``, in the order of their ids."""
    return _mine(store, shop_id, source, kind, after, "id", limit)


def how_many(store: Store, shop_id: str, source: str, kind: str, before: int) -> int:
    """How many records ``source`` has written that were created before a moment, UTC milliseconds, and are there."""
    with store.reader() as reader:
        (count,) = reader.execute(
            f'SELECT count(*) FROM "{kind}" WHERE shop_id = ? AND created_at < ? AND NOT deleted '
            f"AND {_is_mine(reader, shop_id, source, kind)}",
            (shop_id, before),
        ).fetchone()
    return int(count)


def spread(store: Store, shop_id: str, source: str, count: int) -> list[Sold]:
    """Orders that ``source`` has written, no more than ``count``, from the first that came here to the last."""
    with store.reader() as reader:
        first, last = reader.execute("SELECT min(row), max(row) FROM orders WHERE shop_id = ?", (shop_id,)).fetchone()
        if first is None:
            return []
        question = (
            "SELECT id, created_at, payment_amount FROM orders WHERE row BETWEEN ? AND ? AND +shop_id = ? "
            f"AND NOT deleted AND {_is_mine(reader, shop_id, source, 'orders')} ORDER BY row LIMIT 1"
        )
        found = {}
        for place in range(count):
            since = first + (last + 1 - first) * place // count
            for row in reader.execute(question, (since, last, shop_id)):
                found[row[0]] = Sold(*row)
    return list(found.values())


def hanging(store: Store, shop_id: str, kind: str, field: str, parents: Sequence[str]) -> list[Held]:
    """The records of ``kind``, whoever wrote them, whose ``field`` names one of the ``parents``."""
    with store.reader() as reader:
        found = reader.execute(
            f'SELECT id, as_of FROM "{kind}" WHERE shop_id = ? AND "{field}" IN (SELECT value FROM json_each(?)) '
            "AND NOT deleted",
            (shop_id, msgspec.json.encode(parents).decode()),
        ).fetchall()
    return [Held(*row) for row in found]


def under_way(store: Store, shop_id: str, source: str, stretch: Stretch, limit: int) -> list[Placed]:
    """The first orders of a stretch that may change still: all but those closed, or finished long ago."""
    after, until = stretch.after, stretch.until
    with store.reader() as reader:
        found = reader.execute(
            "SELECT created_at, id FROM orders WHERE shop_id = ? AND NOT deleted "
            "AND (created_at, id) > (?, ?) AND (created_at, id) <= (?, ?) AND status IS NOT 'closed' "
            "AND NOT (status IS 'finished' AND coalesce(finished_at, as_of) < ?) "
            f"AND {_is_mine(reader, shop_id, source, 'orders')} ORDER BY created_at, id LIMIT ?",
            (shop_id, after.at, after.id, until.at, until.id, stretch.finished_since, limit),
        ).fetchall()
    return [Placed(*row) for row in found]


def not_closed(store: Store, shop_id: str, source: str, ids: Sequence[str]) -> set[str]:
    """Those of the ids whose orders ``source`` has told, and not as closed."""
    with store.reader() as reader:
        found = reader.execute(
            "SELECT id FROM orders WHERE shop_id = ? AND id IN (SELECT value FROM json_each(?)) AND NOT deleted "
            f"AND status IS NOT 'closed' AND {_is_mine(reader, shop_id, source, 'orders')}",
            (shop_id, msgspec.json.encode(ids).decode()),
        ).fetchall()
    return {number for (number,) in found}


def _mine(store: Store, shop_id: str, source: str, kind: str, after: str, order: str, limit: int) -> list[Held]:
    with store.reader() as reader:
        found = reader.execute(
            f'SELECT id, as_of FROM "{kind}" WHERE shop_id = ? AND id > ? AND NOT deleted '
            f"AND {_IS_OFFERED.get(kind, 'TRUE')} AND {_is_mine(reader, shop_id, source, kind)} "
            f"ORDER BY {order} LIMIT ?",
            (shop_id, after, limit),
        ).fetchall()
    return [Held(*row) for row in found]


_IS_OFFERED = {"products": "status IS NOT 'off_sale'"}
"""A product that is off sale is known for what was sold of it: nobody needs to know whether it is still there."""


def _is_mine(reader: Connection, shop_id: str, source: str, kind: str) -> str:
    """SQL: whether the source has written a record."""
    found = reader.execute(
        "SELECT id FROM origins WHERE shop_id = ? AND source = ? AND kind = ? AND columns IS NOT NULL",
        (shop_id, source, kind),
    )
    mine = ", ".join(str(number) for (number,) in found)
    stamped = f"EXISTS (SELECT 1 FROM json_each(stamps) WHERE value ->> 0 IN ({mine}))"
    return f"(origin IN ({mine}) OR stamps IS NOT NULL AND {stamped})"
