"""Row for row: the local copy against what the sandbox serves, through SQL and nothing of the engine's."""

from typing import Any

from storage.fields import columns_of
from storage.records import KINDS
from storage.store import Store
from sync.sandbox.server import Sandbox


def rows_here(store: Store, shop_id: str, kind: str) -> list[tuple[Any, ...]]:
    """(id, as_of, deleted, every column) of the rows that are there; only the first three of a tombstone."""
    names = [column.name for column in columns_of(KINDS[kind]) if column.name != "id"]
    listed = "".join(f', "{name}"' for name in names)
    with store.reader() as reader:
        found = reader.execute(
            f'SELECT id, as_of, deleted{listed} FROM "{kind}" WHERE shop_id = ? ORDER BY id', (shop_id,)
        ).fetchall()
    return [row[:3] if row[2] else row for row in found]


def rows_there(sandbox: Sandbox, kind: str) -> list[tuple[Any, ...]]:
    """The same of what the sandbox would serve, made from its JSON objects."""
    names = [column.name for column in columns_of(KINDS[kind]) if column.name != "id"]
    rows = []
    for item in sandbox.state.everything(kind):
        head = (item["id"], item["updated_at"], int(item.get("deleted", False)))
        rows.append(head if head[2] else (*head, *(item.get(name) for name in names)))
    return sorted(rows, key=lambda row: row[0])


def differences(store: Store, sandbox: Sandbox) -> dict[str, int]:
    """How many rows differ, by kind; empty if the copy is equal."""
    shop_id = sandbox.simulated.shop.id
    different = {kind: len(set(rows_here(store, shop_id, kind)) ^ set(rows_there(sandbox, kind))) for kind in KINDS}
    return {kind: count for kind, count in different.items() if count}


def lacking(store: Store, sandbox: Sandbox) -> set[tuple[str, str]]:
    """(kind, id) of what the sandbox has and the copy does not have in the same state."""
    shop_id = sandbox.simulated.shop.id
    return {
        (kind, row[0])
        for kind in KINDS
        for row in set(rows_there(sandbox, kind)) - set(rows_here(store, shop_id, kind))
    }
