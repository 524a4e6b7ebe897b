"""Origins: who wrote a row, and which fields that writer supplies.

Every source has one origin per kind and set of columns, so that a row needs one small number to say who owns it.
"""

from typing import Literal

import msgspec
from msgspec import Struct

from storage.driver import Connection
from storage.layers import EXISTS

_FILE = "file:"


class Origin(Struct, frozen=True):
    """One source writing one kind with one set of columns; ``columns`` is None for its tombstones."""

    id: int
    shop_id: str
    source: str
    kind: str
    columns: tuple[str, ...] | None
    fields: frozenset[str]
    """The columns and existence: what one write of it says."""

    @property
    def imported(self) -> int | None:
        """The import it belongs to, None for a lasting source."""
        return import_of(self.source)


def source_of(import_id: int | Literal["*"]) -> str:
    """The name under which an import writes; * for the pattern of all."""
    return f"{_FILE}{import_id}"


def import_of(source: str) -> int | None:
    """The import that writes under this name, None for a lasting source."""
    return int(source.removeprefix(_FILE)) if source.startswith(_FILE) else None


class Origins:
    """The origins of one shop and kind as the current transaction sees them."""

    def __init__(self, connection: Connection, shop_id: str, kind: str) -> None:
        self._connection = connection
        self.shop_id = shop_id
        self._kind = kind
        self._newest: dict[int, int] = {}
        self.by_id: dict[int, Origin] = {}
        self._by_writer: dict[tuple[str, tuple[str, ...] | None], Origin] = {}
        self._load()

    @property
    def imports(self) -> dict[int, int]:
        """Origin to import, of those origins that belong to one."""
        found = ((origin.id, origin.imported) for origin in self.by_id.values())
        return {origin: imported for origin, imported in found if imported is not None}

    @property
    def told_by_lasting(self) -> str:
        """SQL: whether a lasting source has a layer in the row."""
        lasting = ", ".join(str(origin.id) for origin in self.by_id.values() if origin.imported is None)
        return f"(origin IN ({lasting}) OR EXISTS (SELECT 1 FROM json_each(stamps) WHERE value ->> 0 IN ({lasting})))"

    def of(self, source: str, columns: tuple[str, ...] | None, newest: int) -> Origin:
        """The origin of this writer, made if it is new; remembers the newest moment it brought."""
        origin = self._by_writer.get((source, columns)) or self._add(source, columns, newest)
        if newest > self._newest[origin.id]:
            self._connection.execute("UPDATE origins SET newest = ? WHERE id = ?", (newest, origin.id))
            self._newest[origin.id] = newest
        return origin

    def _load(self) -> None:
        found = self._connection.execute(
            "SELECT id, source, columns, newest FROM origins WHERE shop_id = ? AND kind = ?",
            (self.shop_id, self._kind),
        )
        for number, source, columns, newest in found:
            self._know(number, source, None if columns is None else tuple(msgspec.json.decode(columns)), newest)

    def _add(self, source: str, columns: tuple[str, ...] | None, newest: int) -> Origin:
        text = None if columns is None else msgspec.json.encode(columns).decode()
        number = self._connection.execute(
            "INSERT INTO origins (shop_id, source, kind, columns, newest) VALUES (?, ?, ?, ?, ?)",
            (self.shop_id, source, self._kind, text, newest),
        ).lastrowid
        assert number is not None
        return self._know(number, source, columns, newest)

    def _know(self, number: int, source: str, columns: tuple[str, ...] | None, newest: int) -> Origin:
        fields = frozenset((EXISTS, *(columns or ())))
        origin = Origin(number, self.shop_id, source, self._kind, columns, fields)
        self.by_id[number] = self._by_writer[source, columns] = origin
        self._newest[number] = newest
        return origin
