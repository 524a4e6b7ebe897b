"""Columns of the simulated shop: numpy arrays that know how their values read in JSON.

A million orders are never a million dicts: a page of rows is spelled out when it is asked for.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from sync.sandbox.ids import ids_of

Ints = npt.NDArray[np.int64]
"""Integers of any width; the name says what is meant, not how many bytes."""
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

MISSING = int(np.iinfo(np.int64).min)
"""Unknown number or time."""

_EPOCH = date(1970, 1, 1)


def looked_up(values: Ints, rows: Ints, otherwise: int = -1) -> Ints:
    """``values[rows]``, and ``otherwise`` where a row is negative, which stands for "none"."""
    found = np.full(len(rows), otherwise, dtype=np.int64)
    inside = rows >= 0
    found[inside] = values[rows[inside]]
    return found


class Column(Protocol):
    """One field of every row."""

    def values(self, rows: Ints) -> list[Any]:
        """What JSON carries for these rows, None where nothing is known."""


class Numbers(Struct, frozen=True):
    """Money, times and counts; MISSING is null."""

    numbers: Any

    def values(self, rows: Ints) -> list[Any]:
        """Plain integers."""
        found: list[Any] = self.numbers[rows].tolist()
        return [None if value == MISSING else value for value in found]


class Refs(Struct, frozen=True):
    """Row numbers in another kind; -1 is null."""

    kind: str
    rows: Any

    def values(self, rows: Ints) -> list[Any]:
        """The ids referred to."""
        return ids_of(self.kind, self.rows[rows].tolist())


class Codes(Struct, frozen=True):
    """Positions in a short list of texts; -1 is null."""

    codes: Any
    texts: tuple[str, ...]

    def values(self, rows: Ints) -> list[Any]:
        """The texts."""
        spelled = (*self.texts, None)  # so that -1 finds the null at the end
        return [spelled[code] for code in self.codes[rows].tolist()]


class Flags(Struct, frozen=True):
    """Yes or no."""

    flags: Any

    def values(self, rows: Ints) -> list[Any]:
        """Plain booleans."""
        found: list[Any] = self.flags[rows].astype(bool).tolist()
        return found


class Ratios(Struct, frozen=True):
    """Plain fractions."""

    ratios: Any

    def values(self, rows: Ints) -> list[Any]:
        """Plain floats."""
        found: list[Any] = self.ratios[rows].tolist()
        return found


class Days(Struct, frozen=True):
    """Local days, counted from 1970-01-01."""

    days: Any

    def values(self, rows: Ints) -> list[Any]:
        """YYYY-MM-DD."""
        return [(_EPOCH + timedelta(days=day)).isoformat() for day in self.days[rows].tolist()]


class Spelled(Struct, frozen=True):
    """Text made up for a row when it is read, always the same for the same row."""

    spell: Callable[[Ints], list[str | None]]

    def values(self, rows: Ints) -> list[Any]:
        """The texts."""
        return self.spell(rows)


class Table(Struct, frozen=True):
    """All rows of one kind, oldest first; ``columns`` are the declared fields but ``id`` and ``updated_at``."""

    kind: str
    updated_at: Any
    columns: dict[str, Column]

    def __len__(self) -> int:
        return len(self.updated_at)

    def items(self, rows: Ints) -> list[dict[str, Any]]:
        """The JSON objects of some rows."""
        ids = ids_of(self.kind, rows.tolist())
        fields = [ids, self.updated_at[rows].tolist(), *(column.values(rows) for column in self.columns.values())]
        names = ("id", "updated_at", *self.columns)
        return [dict(zip(names, values, strict=True)) for values in zip(*fields, strict=True)]

    def in_pages(self, size: int = 10_000) -> Iterator[list[dict[str, Any]]]:
        """All rows, a page at a time, in row order."""
        for start in range(0, len(self), size):
            yield self.items(np.arange(start, min(start + size, len(self))))
