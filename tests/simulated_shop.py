"""A simulated shop written to a store, whole or in the tables that a test needs."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from storage.store import open_store
from sync.sandbox.simulated import Simulated


def written(made: Simulated, kinds: Iterable[str], folder: Path) -> Path:
    """The folder, now with a store of these tables of the shop."""
    with open_store(folder) as store:
        store.put_shop(made.shop)
        with store.write() as tx:
            for kind in kinds:
                for _, records in groupby(made.records(kind), type):
                    tx.upsert(made.shop.id, "api", list(records))
    return folder
