"""Everything that a store shows of its shops, to be held against what it showed before."""

from typing import Any

from storage.fields import columns_of
from storage.records import KINDS
from storage.store import Store
from tests.sync.retail import rows


def everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All records by kind, without who wrote them."""
    return {kind: rows(store, kind, *(each.name for each in columns_of(record))) for kind, record in KINDS.items()}
