"""How a field becomes a numpy column: its dtype, its mark for "not known", and the encoding of values into it.

Text that repeats (ids, categories) is numbered by ``Codes``; a number once given never changes, so columns that were
encoded at different times agree.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from storage.fields import Column, Unit, columns_of
from storage.records import KINDS

Array = NDArray[Any]
Int64 = NDArray[np.int64]
Int32 = NDArray[np.int32]

MISSING = int(np.iinfo(np.int64).min)
"""Money, time or count that is not known."""
MISSING_DAY = int(np.iinfo(np.int32).min)
"""A day that is not known."""
NO_CODE = -1
"""An id, category or flag that is not known."""

ROW = "row"
"""The column that every table has beside the declared ones: SQLite row numbers, int64."""

DTYPES: dict[Unit, np.dtype[Any]] = {
    Unit.ID: np.dtype(np.int32),
    Unit.CATEGORY: np.dtype(np.int32),
    Unit.MONEY: np.dtype(np.int64),
    Unit.TIME: np.dtype(np.int64),
    Unit.COUNT: np.dtype(np.int64),
    Unit.DAY: np.dtype(np.int32),
    Unit.RATIO: np.dtype(np.float64),
    Unit.FLAG: np.dtype(np.int8),
}
"""Units that have a numpy column. Labels are kept as texts; plain text stays in SQLite."""


class Codes(dict[str | None, int]):
    """Texts numbered from 0 by first appearance; looking up a new text numbers it. None is always -1."""

    def __init__(self, texts: Sequence[str] = ()) -> None:
        super().__init__({None: NO_CODE})
        self.update(zip(texts, range(len(texts)), strict=True))

    def __missing__(self, text: str | None) -> int:
        code = self[text] = len(self) - 1  # the entry for None is not counted
        return code

    def numbers(self, texts: Sequence[str | None]) -> Int32:
        """The codes of texts, new ones numbered."""
        return np.fromiter(map(self.__getitem__, texts), np.int32, len(texts))

    def numbers_of_distinct(self, texts: Sequence[str]) -> Int32:
        """The codes of texts of which none comes twice: quick where all are new, as a table's own ids mostly are."""
        if not self.keys().isdisjoint(texts):
            return self.numbers(texts)
        start, end = self.size, self.size + len(texts)
        self.update(zip(texts, range(start, end), strict=True))
        return np.arange(start, end, dtype=np.int32)

    @property
    def size(self) -> int:
        """How many texts have a number."""
        return len(self) - 1

    def texts(self, start: int = 0) -> list[str]:
        """The texts numbered ``start`` and up, in order of their numbers."""
        return cast(list[str], list(self)[start + 1 :])  # the first entry is None's


@cache
def facts_columns(kind: str) -> dict[str, Column]:
    """The columns of a kind that Facts has, by name: all but plain text."""
    return {column.name: column for column in columns_of(KINDS[kind]) if column.unit is not Unit.TEXT}


def domain_of(kind: str, column: Column) -> str | None:
    """The name of the numbering that a column's texts share, None for a column of numbers."""
    if column.unit is Unit.ID:
        return id_domain(column.refers_to or kind)
    return category_domain(column.name) if column.unit is Unit.CATEGORY else None


def id_domain(kind: str) -> str:
    """The numbering of the ids of a kind (or of "visitors", who have no records)."""
    return f"id:{kind}"


def category_domain(column: str) -> str:
    """The numbering of the categories of all columns with this name."""
    return f"category:{column}"


def encode(column: Column, values: Sequence[Any], codes: Codes | None) -> Array:
    """A numpy column of SQLite or record values (None where not known); ``codes`` are those of the domain."""
    dtype = DTYPES[column.unit]
    if codes is not None:
        return codes.numbers_of_distinct(values) if column.name == "id" else codes.numbers(values)
    if column.unit is Unit.DAY:
        return np.fromiter(map(_day, values), dtype, len(values))
    return _numbers(values, dtype, missing(column.unit))


def empty(kind: str, name: str) -> Array:
    """The column of a table without records; "row" is the column of row numbers."""
    return np.empty(0, np.int64 if name == ROW else DTYPES[facts_columns(kind)[name].unit])


def missing(unit: Unit) -> int | float:
    """What stands for "not known" in a column of this unit."""
    if unit is Unit.RATIO:
        return float("nan")
    if unit is Unit.DAY:
        return MISSING_DAY
    return MISSING if DTYPES[unit] == np.int64 else NO_CODE


def _numbers(values: Sequence[Any], dtype: np.dtype[Any], unknown: int | float) -> Array:
    gaps = values.count(None)
    if gaps == len(values):
        return np.full(len(values), unknown, dtype)
    if gaps:
        values = [unknown if value is None else value for value in values]
    return np.array(values, dtype)


_EPOCH = date(1970, 1, 1).toordinal()


@cache
def _day(text: str | None) -> int:
    return MISSING_DAY if text is None else date.fromisoformat(text).toordinal() - _EPOCH
