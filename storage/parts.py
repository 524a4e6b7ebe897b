"""Whose word counts on the parts of an order: its lines, refunds and commissions.

A file often knows no ids of parts and makes them up from the order's ("1234-1" for a line), or knows only a sum
("refunded: 30 yuan", under the id of the order). Beside the parts that another source tells under ids of their own
they would count twice. So a made-up part stands only as long as nobody tells of the same order's parts by name: then
it gets a tombstone from whoever does, which an undo takes away again. Under one id everything goes into one row, as
always.
"""

from collections.abc import Iterable, Sequence

import msgspec
from msgspec import UNSET, Struct

from storage.driver import Connection
from storage.fields import Record
from storage.origins import Origins, import_of

KINDS_OF_PARTS = ("order_lines", "refunds", "commissions")
"""The kinds whose records are parts of the order in ``order_id``."""

_COUNTED = "substr(id, 1, length(order_id) + 1) = order_id || '-'"


class Standing(Struct, frozen=True):
    """A made-up part that is to go, and when its row was last written."""

    id: str
    as_of: int


def made_up(part: str, order: str) -> str:
    """The id of a part that has none; ``part`` tells it from the order's others, "" for one that is alone."""
    return f"{order}-{part}" if part else order


def admitted(connection: Connection, origins: Origins, kind: str, records: Sequence[Record]) -> Sequence[Record]:
    """An import's records without made-up parts of orders whose parts are known by name."""
    made = {order for record in records if (order := _order_of_made_up(record)) is not None}
    if kind not in KINDS_OF_PARTS or not made:
        return records
    found = connection.execute(
        f'SELECT DISTINCT order_id FROM "{kind}" WHERE shop_id = ? '
        f"AND order_id IN (SELECT value FROM json_each(?)) AND NOT deleted AND NOT {_made_up(origins)}",
        (origins.shop_id, _listed(made)),
    )
    named = {order for (order,) in found.fetchall()}
    return [record for record in records if _order_of_made_up(record) not in named] if named else records


def replaced(
    connection: Connection, origins: Origins, source: str, kind: str, records: Sequence[Record]
) -> list[Standing]:
    """The made-up parts that these records, told by name, take the place of; those that gave way before among them,
    for whoever made them give way may be undone."""
    if kind not in KINDS_OF_PARTS:
        return []
    orders = {order for record in records if (order := _order_if_named(record, source)) is not None}
    ids = {record.id for record in records}
    found = connection.execute(
        f'SELECT id, as_of FROM "{kind}" WHERE shop_id = ? AND order_id IN (SELECT value FROM json_each(?)) '
        f"AND {_made_up(origins)}",
        (origins.shop_id, _listed(orders)),
    )
    return [Standing(*row) for row in found.fetchall() if row[0] not in ids]


def _made_up(origins: Origins) -> str:
    """SQL: whether a row has a made-up id. An interface may call a part by the number of its order and mean it; one
    that counts an order's parts ("1234-1") does as files do, and shares their rows."""
    imports = ", ".join(map(str, origins.imports))
    others = f"EXISTS (SELECT 1 FROM json_each(stamps) WHERE value ->> 0 NOT IN ({imports}))"
    return f"({_COUNTED} OR (id = order_id AND origin IN ({imports}) AND NOT {others}))"


def _order_of_made_up(record: Record) -> str | None:
    """The order of a part whose id was made up from it; None for any other record."""
    order = _order(record)
    return order if order is not None and (record.id == order or record.id.startswith(f"{order}-")) else None


def _order_if_named(record: Record, source: str) -> str | None:
    """The order of a part that its source calls by an id of its own; None for any other record."""
    order = _order(record)
    if order is None or record.id.startswith(f"{order}-"):
        return None
    return None if record.id == order and import_of(source) is not None else order


def _order(record: Record) -> str | None:
    order = getattr(record, "order_id", UNSET)
    return order if isinstance(order, str) else None


def _listed(values: Iterable[object]) -> str:
    return msgspec.json.encode(list(values)).decode()
