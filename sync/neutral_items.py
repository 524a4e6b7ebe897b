"""The mapping of the neutral contract: its items are our records, as JSON; a deleted one says so."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial

import msgspec
from msgspec import Raw, Struct

from storage.fields import Record
from storage.records import KINDS
from storage.upsert import Tombstone
from sync.reading import Gone, Reader, reading
from sync.source import Batch


class _Gone(Struct):
    """The one field by which a tombstone is known."""

    deleted: bool = False


_gone = msgspec.json.Decoder(_Gone).decode
_tombstone = msgspec.json.Decoder(Tombstone).decode


def read_items(kind: str, items: bytes) -> Batch:
    """Records, tombstones and misfits of a JSON array of items of one kind."""
    if b'"deleted"' not in items:
        try:
            return Batch(records=(_page_decoder(kind)(items),), about=(kind,))
        except (msgspec.DecodeError, UnicodeDecodeError):
            pass  # one item does not fit: look at each
    return _one_by_one(kind, items)


def _tell(kind: str, item: Raw) -> Iterator[Record | Gone]:
    if _gone(item).deleted:
        gone = _tombstone(item)
        yield Gone(kind, gone.id, gone.updated_at)
    else:
        yield _item_decoder(kind)(item)


_READERS: Mapping[str, Reader] = {kind: Reader(partial(_tell, kind)) for kind in KINDS}

_one_by_one = reading(_READERS)


@cache
def _page_decoder(kind: str) -> Callable[[bytes], list[Record]]:
    return msgspec.json.Decoder(list[KINDS[kind]]).decode  # type: ignore[valid-type]


@cache
def _item_decoder(kind: str) -> Callable[[bytes | Raw], Record]:
    return msgspec.json.Decoder(KINDS[kind]).decode
