"""Reads a block of rows out of SQLite as columns, without a Python object per value where that can be avoided.

One aggregate per column lets SQLite walk the rows by itself: it hands over a whole column as one text, numbers joined
by commas for numpy to parse, texts and fractions as a JSON list. That is four times as fast as fetching rows, and it
lets other threads run meanwhile.
"""

import json
from functools import cache
from typing import Any, cast

import msgspec
import numpy as np
from msgspec import Struct

from storage.columns import DTYPES, ROW, Array, Int64, facts_columns, missing
from storage.driver import Connection
from storage.fields import Column, Unit
from storage.schema import BLOCK_BITS

_texts = msgspec.json.Decoder(list[str | None]).decode


class RawBlock(Struct, frozen=True):
    """The rows of one shop in one block of one kind, each column still as text; None for a block without rows."""

    kind: str
    count: int
    row: str
    columns: tuple[str, ...]

    def row_numbers(self) -> Int64:
        """SQLite row numbers, ascending."""
        numbers = np.fromstring(self.row, np.int64, sep=",")
        if len(numbers) != self.count or not (np.diff(numbers) > 0).all():
            raise RuntimeError(f"{self.kind}: rows did not come in order")
        return numbers

    def values(self, index: int, column: Column) -> Array | list[Any]:
        """One column in row order: numbers as they are kept, all else as a list with None where not known."""
        text = self.columns[index]
        if column.unit.sql == "INTEGER":
            return np.fromstring(text, DTYPES[column.unit], sep=",")
        # SQLite writes an infinite fraction as 9.0e+999, which msgspec refuses.
        return cast(list[Any], json.loads(text)) if column.unit is Unit.RATIO else _texts(text)


def read_block(reader: Connection, shop_id: str, kind: str, block: int) -> RawBlock | None:
    """The rows of a block that are not deleted; None if there are none."""
    start, end = block << BLOCK_BITS, (block + 1) << BLOCK_BITS
    count, row, *columns = reader.execute(_select(kind), (start, end, shop_id)).fetchone()
    return RawBlock(kind, count, row, tuple(columns)) if count else None


@cache
def _select(kind: str) -> str:
    columns = ", ".join(_joined(column) for column in facts_columns(kind).values())
    # The plus keeps SQLite from going through the index on (shop_id, id); by row number, rows come in order.
    return (
        f"SELECT count(*), group_concat({ROW}), {columns} "
        f'FROM "{kind}" WHERE {ROW} >= ? AND {ROW} < ? AND +shop_id = ? AND NOT deleted'
    )


def _joined(column: Column) -> str:
    if column.unit.sql == "INTEGER":
        return f"group_concat(ifnull(\"{column.name}\", '{missing(column.unit)}'))"
    return f'json_group_array("{column.name}")'
