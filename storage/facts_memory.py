"""Facts made in memory from records, for tests and tools: nothing is read or written."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from msgspec import UNSET

from storage.columns import ROW, Array, Codes, domain_of, empty, encode, facts_columns
from storage.facts import Facts, Shelf
from storage.facts_merges import with_merges
from storage.fields import Record, Unit
from storage.shop import Shop

NO_MERGES: Mapping[str, str] = {}


def facts_of(
    shop: Shop, records: Iterable[Record], as_of: int | None = None, merges: Mapping[str, str] = NO_MERGES
) -> Facts:
    """Facts of these records, each id given once; rows are numbered 1..n per kind, ``as_of`` defaults to the newest."""
    by_kind: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_kind[record.KIND].append(record)
    if as_of is None:
        as_of = max((record.updated_at for many in by_kind.values() for record in many), default=None)
    return Facts(shop, 0, as_of, with_merges(_shelf(by_kind), merges))


def _shelf(by_kind: Mapping[str, Sequence[Record]]) -> Shelf:
    columns: dict[tuple[str, str], Array] = {}
    labels: dict[tuple[str, str], list[str | None]] = {}
    codes: dict[str, Codes] = defaultdict(Codes)
    for kind, records in by_kind.items():
        columns[kind, ROW] = np.arange(1, len(records) + 1, dtype=np.int64)
        for name, column in facts_columns(kind).items():
            values = _values(records, name)
            if column.unit is Unit.LABEL:
                labels[kind, name] = values
                continue
            domain = domain_of(kind, column)
            columns[kind, name] = encode(column, values, codes[domain] if domain else None)
    return Shelf(
        column=lambda kind, name: columns[kind, name] if kind in by_kind else empty(kind, name),
        labels=lambda kind, name: labels.get((kind, name), []),
        texts=lambda domain: codes[domain].texts(),
        size=lambda domain: codes[domain].size,
    )


def _values(records: Sequence[Record], name: str) -> list[Any]:
    values = (getattr(record, name) for record in records)
    return [None if value is UNSET else value for value in values]
