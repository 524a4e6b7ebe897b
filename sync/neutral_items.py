"""The mapping of the neutral contract: its items are our records, as JSON; a deleted one says so."""

from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec
from msgspec import Raw, Struct

from storage.fields import Record
from storage.records import KINDS
from storage.upsert import Tombstone
from sync.reasons import BROKEN, reason_of
from sync.source import Batch, Misfit

_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError)


class _Gone(Struct):
    """The one field by which a tombstone is known."""

    deleted: bool = False


_split = msgspec.json.Decoder(list[Raw]).decode
_gone = msgspec.json.Decoder(_Gone).decode
_tombstone = msgspec.json.Decoder(Tombstone).decode
_anything = msgspec.json.Decoder().decode


def read_items(kind: str, items: bytes) -> Batch:
    """Records, tombstones and misfits of a JSON array of items of one kind."""
    if b'"deleted"' not in items:
        try:
            return Batch(records=(_page_decoder(kind)(items),))
        except _UNREADABLE:
            pass  # one item does not fit: look at each
    return _one_by_one(kind, [bytes(item) for item in _split(items)])


def _one_by_one(kind: str, items: list[bytes]) -> Batch:
    decode = _item_decoder(kind)
    records: list[Record] = []
    tombstones: list[Tombstone] = []
    misfits: list[Misfit] = []
    for item in items:
        try:
            if _gone(item).deleted:
                tombstones.append(_tombstone(item))
            else:
                records.append(decode(item))
        except _UNREADABLE as error:
            misfits.append(_misfit(item, error))
    return Batch(records=(records,), tombstones={kind: tombstones} if tombstones else {}, misfits=misfits)


def _misfit(item: bytes, error: Exception) -> Misfit:
    if isinstance(error, UnicodeDecodeError):
        return Misfit(item, BROKEN, None, None)
    known: Any = _anything(item)
    record_id = known.get("id") if isinstance(known, dict) else None
    updated_at = known.get("updated_at") if isinstance(known, dict) else None
    return Misfit(
        item,
        reason_of(error),
        record_id if isinstance(record_id, str) else None,
        updated_at if isinstance(updated_at, int) else None,
    )


@cache
def _page_decoder(kind: str) -> Callable[[bytes], list[Record]]:
    return msgspec.json.Decoder(list[KINDS[kind]]).decode  # type: ignore[valid-type]


@cache
def _item_decoder(kind: str) -> Callable[[bytes], Record]:
    return msgspec.json.Decoder(KINDS[kind]).decode
