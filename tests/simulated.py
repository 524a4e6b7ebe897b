"""Facts of a simulated shop straight from its columns: a million orders in seconds, the same as by way of records."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from storage.columns import DTYPES, ROW, Array, category_domain, domain_of, empty, encode, facts_columns
from storage.columns import Codes as Numbering
from storage.facts import Facts, Shelf
from storage.fields import Unit
from sync.sandbox.columns import Codes, Column, Days, Flags, Numbers, Ratios, Refs
from sync.sandbox.ids import ids_of
from sync.sandbox.simulated import Simulated


def simulated_facts(simulated: Simulated) -> Facts:
    """The shop as the store would give it after a sync."""
    shelf = _SimulatedShelf(simulated)
    return Facts(simulated.shop, 0, simulated.until, Shelf(shelf.column, shelf.labels, shelf.texts, shelf.size))


class _SimulatedShelf:
    """Answers what Facts ask a shelf; categories are numbered as they are met."""

    def __init__(self, simulated: Simulated) -> None:
        self.tables = simulated.tables
        self.numbering: dict[str, Numbering] = {}
        self.sizes = self._sizes()
        self.categories: dict[tuple[str, str], Array] = {}
        for kind, table in self.tables.items():
            for name, column in facts_columns(kind).items():
                if column.unit is Unit.CATEGORY and name in table.columns:
                    self.categories[kind, name] = self._category(name, table.columns[name], len(table))

    def column(self, kind: str, name: str) -> Array:
        """A column by kind and name."""
        table = self.tables[kind]
        if name == ROW:
            return np.arange(1, len(table) + 1, dtype=np.int64)
        if name == "id":
            return np.arange(len(table), dtype=np.int32)
        if name not in table.columns:
            return np.full(len(table), _unknown(kind, name), empty(kind, name).dtype)
        if (kind, name) in self.categories:
            return self.categories[kind, name]
        return _plain(table.columns[name], len(table), DTYPES[facts_columns(kind)[name].unit])

    def labels(self, kind: str, name: str) -> Sequence[str | None]:
        """The texts of a label column."""
        table = self.tables[kind]
        return table.columns[name].values(np.arange(len(table))) if name in table.columns else [None] * len(table)

    def texts(self, domain: str) -> list[str]:
        """The texts of a numbering."""
        if domain in self.numbering:
            return self.numbering[domain].texts()
        kind = domain.removeprefix("id:")
        return [str(text) for text in ids_of(kind, list(range(self.sizes[kind])))] if kind in self.sizes else []

    def size(self, domain: str) -> int:
        """How many texts a numbering has."""
        if domain in self.numbering:
            return self.numbering[domain].size
        return self.sizes.get(domain.removeprefix("id:"), 0)

    def _sizes(self) -> dict[str, int]:
        """How many ids there are of each kind, those without records too."""
        sizes = {kind: len(table) for kind, table in self.tables.items()}
        for table in self.tables.values():
            for column in table.columns.values():
                if isinstance(column, Refs):
                    sizes[column.kind] = max(sizes.get(column.kind, 0), int(np.max(column.rows, initial=-1)) + 1)
        return sizes

    def _category(self, name: str, column: Column, rows: int) -> Array:
        numbering = self.numbering.setdefault(category_domain(name), Numbering())
        if not isinstance(column, Codes):
            return numbering.numbers(column.values(np.arange(rows)))
        numbers = np.append(numbering.numbers(column.texts), np.int32(-1))
        return numbers[column.codes].astype(np.int32)


def _plain(column: Column, rows: int, dtype: np.dtype[Any]) -> Array:
    match column:
        case Numbers(values) | Days(values) | Ratios(values) | Flags(values) | Refs(_, values):
            return np.asarray(values).astype(dtype)
        case _:
            raise TypeError(f"{column} is no column of numbers: {rows} rows")


def _unknown(kind: str, name: str) -> Any:
    column = facts_columns(kind)[name]
    domain = domain_of(kind, column)
    return encode(column, [None], Numbering() if domain else None)[0]
