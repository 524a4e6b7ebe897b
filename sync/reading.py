"""Reading a page of raw items: each for itself, so that one that does not fit takes nothing with it.

A connector says for each of its resources what one item tells (``Reader``). Here that becomes a batch: records that
their declaration allows, what is gone, what is told whole, and the items that are set aside with the reason.

An item that does not fit raises ``Unfit`` or an error of msgspec. Any other exception is a slip of ours. It is set
aside too, with words that say so, and goes to the log ``sync.slips``: where it happened, but nothing of the data.
"""

import logging
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import UNSET, Raw, Struct, structs

from storage.fields import Record
from storage.upsert import Tombstone
from storage.words import Words
from sync.declared import hold
from sync.names import kind_in
from sync.reasons import BROKEN, reason_of
from sync.source import Batch, Misfit, Whole
from sync.unfit import Unfit

SLIPS = logging.getLogger("sync.slips")

_SLIP = Words(
    "程序没能读懂这条数据，先放一边；升级程序后会再读一次",
    "The program failed on this record: set aside until a newer program reads it again",
)


class Gone(Struct, frozen=True):
    """A record that the source has deleted."""

    kind: str
    id: str
    updated_at: int
    """When, UTC milliseconds."""


Told = Record | Gone | Whole


def its_id(item: Any) -> object:
    """The id that most items have."""
    return item["id"]


class Reader(Struct, frozen=True):
    """How the items of one resource are read."""

    tell: Callable[[Raw], Iterable[Told]]
    """What an item tells. Raises Unfit, or what msgspec raises, for one that cannot be read."""
    id_of: Callable[[Any], object] = its_id
    """The id that the record of a good copy would have, of an item that may lack anything."""
    about: Collection[str] = ()
    """The kinds of record with such ids, where the name of the resource does not tell."""


def reading(readers: Mapping[str, Reader]) -> Callable[[str, bytes], Batch]:
    """The ``Source.read`` of a connector, by resource."""
    named = {resource: _named(resource, reader) for resource, reader in readers.items()}

    def read_items(resource: str, items: bytes) -> Batch:
        return read_each(named[resource], items)

    return read_items


def _named(resource: str, reader: Reader) -> Reader:
    kind = kind_in(resource)
    return reader if reader.about or kind is None else structs.replace(reader, about=(kind,))


def read_each(reader: Reader, items: bytes) -> Batch:
    """The meaning of a JSON array of items."""
    page = _Page(reader)
    for item in _split(items):
        page.take(item)
    return page.batch()


_split = msgspec.json.Decoder(list[Raw]).decode


class _Page:
    """What the items of a page have told so far."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._fitting: list[tuple[Raw, list[Told]]] = []
        self._misfits: list[Misfit] = []
        self._slips: dict[str, int] = {}

    def take(self, item: Raw) -> None:
        try:
            self._fitting.append((item, list(self._reader.tell(item))))
        except Exception as error:  # noqa: BLE001
            self._set_aside(item, error)

    def batch(self) -> Batch:
        self._hold()
        for where, times in self._slips.items():
            SLIPS.error("an item could not be read (%d of this page)\n%s", times, where)
        told = [each for _, of_item in self._fitting for each in of_item]
        gone: dict[str, list[Tombstone]] = {}
        for each in told:
            if isinstance(each, Gone):
                gone.setdefault(each.kind, []).append(Tombstone(each.id, each.updated_at))
        wholes = [each for each in told if isinstance(each, Whole)]
        return Batch(_newest_of_each(_records(told)), gone, self._misfits, wholes, self._reader.about)

    def _hold(self) -> None:
        """Leave out the items whose records may not be; mostly there are none, and all are looked at in one go."""
        try:
            hold([record for _, told in self._fitting for record in _records(told)])
        except Unfit:
            fitting, self._fitting = self._fitting, []
            for item, told in fitting:
                try:
                    hold(list(_records(told)))
                    self._fitting.append((item, told))
                except Unfit as error:
                    self._set_aside(item, error)

    def _set_aside(self, item: Raw, error: Exception) -> None:
        raw = bytes(item)
        reason, sound = self._reason(error)
        self._misfits.append(Misfit(raw, reason, self._id_in(raw), sound))

    def _reason(self, error: Exception) -> tuple[Words, bool]:
        """Why an item is set aside, and whether it came undamaged all the same."""
        if isinstance(error, Unfit):
            return error.reason, error.sound
        if isinstance(error, (msgspec.DecodeError, UnicodeDecodeError)):
            return BROKEN if isinstance(error, UnicodeDecodeError) else reason_of(error), False
        where = "".join((*traceback.format_tb(error.__traceback__), type(error).__name__))
        self._slips[where] = self._slips.get(where, 0) + 1
        return _SLIP, True

    def _id_in(self, raw: bytes) -> str | None:
        try:
            found = self._reader.id_of(msgspec.json.decode(raw))
        except (msgspec.DecodeError, UnicodeDecodeError, LookupError, TypeError, AttributeError):
            return None
        return str(found) if isinstance(found, (str, int)) and not isinstance(found, bool) else None


def _records(told: Iterable[Told]) -> Iterator[Record]:
    return (each for each in told if isinstance(each, Record))


def _newest_of_each(records: Iterable[Record]) -> list[list[Record]]:
    """Those that tell the same fields are written together, and of one thing only the newest: the same product is in
    half of all orders."""
    alike: dict[tuple[str, tuple[bool, ...]], dict[str, Record]] = {}
    for record in records:
        told = tuple([value is not UNSET for value in structs.astuple(record)])
        known = alike.setdefault((record.KIND, told), {})
        if record.id not in known or known[record.id].updated_at <= record.updated_at:
            known[record.id] = record
    return [list(known.values()) for known in alike.values()]
