"""Who owns which field of a row: the rule "newer wins" per field, as pure functions over chains.

A chain holds the writes that matter for one field, best first: the first one is what the row shows. A write is better
when its ``as_of`` is newer; at the same moment the later one is. Only an import can be undone, so a chain keeps what
lies beneath imports and drops everything beneath the first lasting write. ``EXISTS`` is the chain that says whether
the record is there at all; every write is in it.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

EXISTS = ""
"""The field name of existence: value 1 for a record, 0 for a tombstone."""


class Entry(Struct, frozen=True, array_like=True):
    """One write of one field."""

    origin: int
    as_of: int
    value: Any


Chain = list[Entry]
Chains = dict[str, Chain]
Imports = Mapping[int, int]
"""Origin to the import it belongs to; lasting origins are absent."""


def write(chains: Chains, fields: Mapping[str, Entry], imports: Imports) -> Chains | None:
    """The chains after a write of ``fields``; None if it says nothing that is not already so."""
    places = {field: _place(chains.get(field, []), entry, imports) for field, entry in fields.items()}
    if all(
        at is None or _says_nothing(chains.get(field, []), at, fields[field], imports) for field, at in places.items()
    ):
        return None
    after = dict(chains)
    for field, at in places.items():
        if at is not None:
            after[field] = _insert(chains.get(field, []), at, fields[field], imports)
    return after


def without(chains: Chains, undone: int, imports: Imports) -> Chains:
    """The chains as if the import ``undone`` had never been; fields nobody else wrote are gone."""
    kept = {field: [entry for entry in chain if imports.get(entry.origin) != undone] for field, chain in chains.items()}
    return {field: chain for field, chain in kept.items() if chain}


def _place(chain: Chain, entry: Entry, imports: Imports) -> int | None:
    """Where the entry goes; None if what is above it will never go away before it does."""
    at = next((index for index, other in enumerate(chain) if other.as_of <= entry.as_of), len(chain))
    own = imports.get(entry.origin)
    for other in chain[:at]:
        if imports.get(other.origin) in (None, own):
            return None
    return at


def _says_nothing(chain: Chain, at: int, entry: Entry, imports: Imports) -> bool:
    if at == len(chain):
        return False
    below = chain[at]
    return below.as_of == entry.as_of and below.value == entry.value and below.origin not in imports


def _insert(chain: Chain, at: int, entry: Entry, imports: Imports) -> Chain:
    own = imports.get(entry.origin)
    below = [] if own is None else [other for other in chain[at:] if imports.get(other.origin) != own]
    return [*chain[:at], entry, *below]
