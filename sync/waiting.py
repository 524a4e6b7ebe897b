"""Which records of a resource wait in quarantine, so that a good copy of one takes it out again."""

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from storage.clock import now_ms
from storage.store import Store, Transaction
from sync.clocks import DAY
from sync.names import kind_in
from sync.source import Batch


class Waiting(Struct, frozen=True):
    """A quarantined record that can be recognised."""

    id: int
    raw: bytes
    updated_at: int | None
    """When the source changed what was not understood; None if that is not readable."""


def waiting_for(store: Store, shop_id: str, source: str, resource: str) -> dict[str, list[Waiting]]:
    """By record id, what waits of the kind that the resource is about; a record without a readable id is left for
    people to look at."""
    found: dict[str, list[Waiting]] = {}
    for kept in store.quarantined(shop_id):
        if kept.source == source and _is_of(kept.kind, resource) and kept.record_id is not None:
            found.setdefault(kept.record_id, []).append(Waiting(kept.id, kept.raw, _moment(kept.raw)))
    return found


def release(tx: Transaction, waiting: dict[str, list[Waiting]], batch: Batch) -> list[Waiting]:
    """Take out of quarantine what came in a form that fits and is not older; what was taken out.

    A record of another kind may have the same number: a line that of an order.
    """
    if not waiting:
        return []
    released = [
        kept
        for kind, record_id, moment in _told(batch)
        if not batch.about or kind in batch.about
        for kept in waiting.get(record_id, ())
        if kept.updated_at is None or kept.updated_at <= moment
    ]
    for kept in released:
        tx.release(kept.id)
    return released


def _is_of(other: str, resource: str) -> bool:
    """Whether two resources are about the same kind of record."""
    return other == resource or (kind_in(other) is not None and kind_in(other) == kind_in(resource))


def _told(batch: Batch) -> Iterator[tuple[str, str, int]]:
    for records in batch.records:
        yield from ((record.KIND, record.id, record.updated_at) for record in records)
    for kind, tombstones in batch.tombstones.items():
        yield from ((kind, gone.id, gone.updated_at) for gone in tombstones)


def _moment(raw: bytes) -> int | None:
    try:
        item: Any = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    moment = item.get("updated_at") if isinstance(item, dict) else None
    # What was changed in the future is mended by whatever comes now.
    return moment if isinstance(moment, int) and moment <= now_ms() + DAY else None
