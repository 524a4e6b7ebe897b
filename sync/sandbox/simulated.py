"""What a simulation returns: the shop, its records as columns, and the truth that was planted."""

from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np

from storage.fields import Record
from storage.records import KINDS
from storage.shop import Shop
from sync.sandbox.columns import Ints, Table
from sync.sandbox.truth import Truth


class Simulated:
    """Every kind of record of one simulated shop, up to the moment ``until`` (UTC milliseconds)."""

    def __init__(self, shop: Shop, until: int, tables: dict[str, Table], truth: Truth) -> None:
        self.shop = shop
        self.until = until
        self.tables = tables
        self.truth = truth
        self._orders: dict[str, tuple[Ints, Ints]] = {}

    def count(self, kind: str) -> int:
        """How many records of a kind there are."""
        return len(self.tables[kind])

    def record(self, kind: str, row: int) -> Record:
        """One record; row 0 is the oldest."""
        return msgspec.convert(self.tables[kind].items(np.array([row]))[0], KINDS[kind])

    def records(self, kind: str) -> Iterator[Record]:
        """All records of a kind, oldest first, made as they are asked for."""
        record = KINDS[kind]
        for page in self.tables[kind].in_pages():
            yield from (msgspec.convert(item, record) for item in page)

    def items(self, kind: str, rows: Ints) -> list[dict[str, Any]]:
        """The JSON objects of some rows."""
        return self.tables[kind].items(rows)

    def by_change(self, kind: str) -> Ints:
        """All rows of a kind in the order of (updated_at, id)."""
        return self._change_order(kind)[0]

    def stamps(self, kind: str) -> Ints:
        """The ``updated_at`` of all rows of a kind, sorted."""
        return self._change_order(kind)[1]

    def _change_order(self, kind: str) -> tuple[Ints, Ints]:
        if kind not in self._orders:
            stamps = self.tables[kind].updated_at
            order = np.argsort(stamps, kind="stable")
            self._orders[kind] = order, stamps[order]
        return self._orders[kind]
