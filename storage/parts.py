"""Whose word counts on the parts of an order: its lines, refunds and commissions.

A file often knows no ids of parts and makes its own ("order-1"), or knows only a sum ("refunded: 30 yuan"). Beside the
parts that an interface tells under its own ids they would count twice. So the parts of one order have one teller: what
a lasting source tells replaces what only imports have told under other ids, and an import leaves out the parts of
orders of which a lasting source has told. Under the same id both go into one row, field by field, as always.
"""

from collections.abc import Iterable, Sequence

import msgspec
from msgspec import UNSET

from storage.driver import Connection
from storage.fields import Record
from storage.origins import Origins, import_of

KINDS_OF_PARTS = ("order_lines", "refunds", "commissions")
"""The kinds whose records are parts of the order in ``order_id``."""


def admitted(connection: Connection, origins: Origins, kind: str, records: Sequence[Record]) -> Sequence[Record]:
    """Of an import's records of ``kind``, those that nobody lasting has told otherwise."""
    lasting = _lasting(origins)
    if kind not in KINDS_OF_PARTS or not lasting:
        return records
    found = connection.execute(
        f'SELECT order_id, id FROM "{kind}" WHERE shop_id = ? AND order_id IN (SELECT value FROM json_each(?)) '
        f"AND NOT deleted AND {_told_by(lasting)}",
        (origins.shop_id, _listed(_orders(records))),
    ).fetchall()
    told = {order for order, _ in found}
    ids = {record_id for _, record_id in found}
    return [record for record in records if _order(record) not in told or record.id in ids] if told else records


def replaced(connection: Connection, origins: Origins, kind: str, records: Sequence[Record]) -> list[str]:
    """Delete what only imports know of the orders of a lasting source's records under other ids; the ids deleted."""
    imports = origins.imports
    if kind not in KINDS_OF_PARTS or not imports:
        return []
    found = connection.execute(
        f'SELECT row, id FROM "{kind}" WHERE shop_id = ? AND order_id IN (SELECT value FROM json_each(?)) '
        f"AND NOT {_told_by(_lasting(origins))}",
        (origins.shop_id, _listed(_orders(records))),
    ).fetchall()
    told = {record.id for record in records}
    gone = [(number, record_id) for number, record_id in found if record_id not in told]
    connection.executemany(f'DELETE FROM "{kind}" WHERE row = ?', [(number,) for number, _ in gone])
    connection.executemany("DELETE FROM beneath WHERE kind = ? AND row = ?", [(kind, number) for number, _ in gone])
    return [record_id for _, record_id in gone]


def _told_by(origins: list[int]) -> str:
    """SQL: whether one of these origins has a layer in the row."""
    mine = ", ".join(map(str, origins))
    return f"(origin IN ({mine}) OR EXISTS (SELECT 1 FROM json_each(stamps) WHERE value ->> 0 IN ({mine})))"


def _lasting(origins: Origins) -> list[int]:
    return [number for number, origin in origins.by_id.items() if import_of(origin.source) is None]


def _orders(records: Iterable[Record]) -> set[str]:
    return {order for record in records if (order := _order(record)) is not None}


def _order(record: Record) -> str | None:
    order = getattr(record, "order_id", UNSET)
    return order if isinstance(order, str) else None


def _listed(values: Iterable[object]) -> str:
    return msgspec.json.encode(list(values)).decode()
