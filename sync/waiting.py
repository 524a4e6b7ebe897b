"""Which records of a resource wait in quarantine, so that a good copy of one takes it out again."""

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from storage.clock import now_ms
from storage.store import Store, Transaction
from sync.clocks import DAY
from sync.source import Batch


class Waiting(Struct, frozen=True):
    """A quarantined record that can be recognised."""

    id: int
    raw: bytes
    updated_at: int | None
    """When the source changed what was not understood; None if that is not readable."""


def waiting_for(store: Store, shop_id: str, source: str, resource: str) -> dict[str, list[Waiting]]:
    """By record id, what waits; a record without a readable id is left for people to look at."""
    found: dict[str, list[Waiting]] = {}
    for kept in store.quarantined(shop_id):
        if kept.source == source and kept.kind == resource and kept.record_id is not None:
            found.setdefault(kept.record_id, []).append(Waiting(kept.id, kept.raw, _moment(kept.raw)))
    return found


def release(tx: Transaction, waiting: dict[str, list[Waiting]], batch: Batch) -> list[Waiting]:
    """Take out of quarantine what came in a form that fits and is not older; what was taken out."""
    if not waiting:
        return []
    released = [
        kept
        for record_id, moment in _told(batch)
        for kept in waiting.get(record_id, ())
        if kept.updated_at is None or kept.updated_at <= moment
    ]
    for kept in released:
        tx.release(kept.id)
    return released


def _told(batch: Batch) -> Iterator[tuple[str, int]]:
    for records in batch.records:
        yield from ((record.id, record.updated_at) for record in records)
    for tombstones in batch.tombstones.values():
        yield from ((gone.id, gone.updated_at) for gone in tombstones)


def _moment(raw: bytes) -> int | None:
    try:
        item: Any = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    moment = item.get("updated_at") if isinstance(item, dict) else None
    # What was changed in the future is mended by whatever comes now.
    return moment if isinstance(moment, int) and moment <= now_ms() + DAY else None
