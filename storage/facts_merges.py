"""Customers found to be one person: references to the merged ones lead to the one that stays.

Merges are applied when a column is loaded, so a merge or its undoing rebuilds nothing.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec.structs import replace

from storage.columns import Array, Int32, facts_columns, id_domain
from storage.facts import Shelf

PERSON = "customers"


def with_merges(shelf: Shelf, merges: Mapping[str, str]) -> Shelf:
    """The shelf with every reference to a merged customer led on. ``merges``: id merged away -> id it went into."""
    if not merges:
        return shelf
    found: list[Int32] = []

    def leads() -> Int32:
        if not found:
            found.append(_leads(shelf.texts(id_domain(PERSON)), merges))
        return found[0]

    def column(kind: str, name: str) -> Array:
        values = shelf.column(kind, name)
        known = facts_columns(kind).get(name)
        if known is None or known.refers_to != PERSON:
            return values
        return leads()[values]  # the code -1 takes the last entry, which is -1

    return replace(shelf, column=column, persons=lambda: leads()[:-1])


def _leads(ids: Sequence[str], merges: Mapping[str, str]) -> Int32:
    """code -> code that stands for the person; one entry more than codes, for "not known"."""
    codes = {text: code for code, text in enumerate(ids)}
    leads = np.append(np.arange(len(ids), dtype=np.int32), np.int32(-1))
    stands: dict[str, int] = {}  # a person nobody refers to directly has no code: the first merged one lends its own
    for merged in merges:
        if merged in codes:
            person = _person(merged, merges)
            leads[codes[merged]] = stands.setdefault(person, codes.get(person, codes[merged]))
    return leads


def _person(merged: str, merges: Mapping[str, str]) -> str:
    while merged in merges:
        merged = merges[merged]
    return merged
