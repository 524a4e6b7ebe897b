"""Records that were taken away because their source did not tell them when asked, and how they are found again.

They are gone in the name of a writer of its own, so that they are told from what a source itself says was deleted.
What hangs on one goes and comes back with it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from storage.origins import import_of
from storage.store import Store

HANGS_ON: Mapping[str, Sequence[tuple[str, str]]] = {
    "orders": (("order_lines", "order_id"), ("refunds", "order_id"), ("commissions", "order_id")),
    "products": (("skus", "product_id"),),
}
"""The kinds, and the field of each, that make no sense without a record of the first kind."""


class Taken(Struct, frozen=True):
    """A record that was taken away, and since when."""

    id: str
    as_of: int
    """UTC milliseconds, of the record's own time."""
    source: str
    """In whose name it has to come back: of an import that alone knows it, so that it goes when that is undone."""


def taker(source: str) -> str:
    """Under which name records of a source are taken away."""
    return f"sweep:{source}"


def taken_alone(store: Store, shop_id: str, source: str, kind: str, after: str, limit: int) -> list[Taken]:
    """Records that were taken away in the name of ``source`` and have not come back, in the order of their ids.

    Not those that hang on a record that is gone: they come back with it.
    """
    alone = "".join(
        f' AND NOT EXISTS (SELECT 1 FROM "{parent}" p WHERE p.shop_id = t.shop_id AND p.id = t."{field}" AND p.deleted)'
        for parent, parts in HANGS_ON.items()
        for part, field in parts
        if part == kind
    )
    return _taken(store, shop_id, source, kind, f"id > ?{alone} ORDER BY id LIMIT ?", (after, limit))


def taken_with(store: Store, shop_id: str, source: str, kind: str, field: str, parents: Sequence[str]) -> list[Taken]:
    """Records that were taken away in the name of ``source`` and whose ``field`` names one of the ``parents``."""
    listed = msgspec.json.encode(parents).decode()
    return _taken(store, shop_id, source, kind, f'"{field}" IN (SELECT value FROM json_each(?))', (listed,))


def _taken(store: Store, shop_id: str, source: str, kind: str, which: str, values: Sequence[Any]) -> list[Taken]:
    with store.reader() as reader:
        origins = {
            number: (writer, columns is not None)
            for number, writer, columns in reader.execute(
                "SELECT id, source, columns FROM origins WHERE shop_id = ? AND kind = ?", (shop_id, kind)
            )
        }
        mine = [number for number, found in origins.items() if found == (taker(source), False)]
        if not mine:
            return []
        found = reader.execute(
            f'SELECT id, as_of, (SELECT json_group_array(value ->> 0) FROM json_each(stamps)) FROM "{kind}" t '
            f"WHERE shop_id = ? AND deleted AND origin IN ({', '.join(map(str, mine))}) AND {which}",
            (shop_id, *values),
        ).fetchall()
    writers = ([origins[each] for each in msgspec.json.decode(others)] for _, _, others in found)
    return [Taken(row[0], row[1], _knows(of, source)) for row, of in zip(found, writers, strict=True)]


def _knows(writers: Sequence[tuple[str, bool]], source: str) -> str:
    """The import that alone knows a record; else whoever took it away."""
    known = [writer for writer, tells in writers if tells]
    return known[0] if known and all(import_of(each) is not None for each in known) else taker(source)
