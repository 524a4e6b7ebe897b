"""The notebook in the database: every mark ever made, and the local days on which the brief was read.

It belongs to this computer. No sync reads or writes it, and it changes no data version.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from storage.driver import Connection
from storage.notebook import Mark, Notebook

_COLUMNS = "card_id, state, at, node, expected, title, slices, stake"
_slices = msgspec.json.Decoder(tuple[tuple[str, str], ...]).decode


def read(connection: Connection, shop_id: str, now: int) -> Notebook:
    """The marks that stand, newest first, and the last look before the local day of ``now`` (UTC milliseconds)."""
    newest = "SELECT max(id) FROM marks WHERE shop_id = ? GROUP BY card_id"
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM marks WHERE id IN ({newest}) AND state <> 'open' ORDER BY at DESC, id DESC", (shop_id,)
    )
    marks = tuple(_mark(row) for row in found)
    last: int | None = connection.execute(
        "SELECT max(at) FROM looks WHERE shop_id = ? AND day < ?", (shop_id, _day(connection, shop_id, now))
    ).fetchone()[0]
    return Notebook(marks, last)


def mark(connection: Connection, shop_id: str, mark: Mark) -> None:
    """Note what was done with a card; what was noted of it before stays in the database but no longer counts."""
    slices = msgspec.json.encode(mark.slices).decode()
    values = (mark.card_id, mark.state, mark.at, mark.node, mark.expected, mark.title, slices, mark.stake)
    into = f"INSERT INTO marks (shop_id, {_COLUMNS})"
    connection.execute(f"{into} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (shop_id, *values))


def unmark(connection: Connection, shop_id: str, card_id: str, now: int) -> bool:
    """Note that a card is open again; False, and nothing noted, if it was."""
    standing = connection.execute(
        "SELECT state FROM marks WHERE shop_id = ? AND card_id = ? ORDER BY id DESC LIMIT 1", (shop_id, card_id)
    ).fetchone()
    if standing is None or standing[0] == "open":
        return False
    connection.execute(
        "INSERT INTO marks (shop_id, card_id, state, at) VALUES (?, ?, 'open', ?)", (shop_id, card_id, now)
    )
    return True


def looked(connection: Connection, shop_id: str, now: int) -> None:
    """Note that the brief is read on the local day of ``now``."""
    connection.execute(
        "INSERT INTO looks VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET at = max(at, excluded.at)",
        (shop_id, _day(connection, shop_id, now), now),
    )


def _mark(row: tuple[Any, ...]) -> Mark:
    card_id, state, at, node, expected, title, slices, stake = row
    return Mark(card_id, state, at, node, expected, title, _slices(slices), stake)


def _day(connection: Connection, shop_id: str, moment: int) -> str:
    """The local day of the shop that a moment falls on."""
    row = connection.execute("SELECT timezone FROM shops WHERE id = ?", (shop_id,)).fetchone()
    zone = ZoneInfo(row[0] if row else "UTC")
    return datetime.fromtimestamp(moment / 1000, zone).date().isoformat()
