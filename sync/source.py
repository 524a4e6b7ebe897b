"""What the engine needs of a place that data comes from; a connector is an adapter to this and nothing more.

Interfaces page in very different ways: by time window and page number, by the last id, backwards from the newest, by
offset with one call per record, by an opaque mark. So the engine knows nothing of cursors. Every page carries a
``state``: text from which the same source can go on after that page, in this round or the next. The engine keeps it
in the transaction that writes the page's rows and hands it back. When ``pages`` ends, the round is over, and the
last state is where the next round begins: it holds what is needed then, such as the newest change seen.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Protocol, runtime_checkable

from msgspec import Struct

from storage.fields import Record
from storage.progress import StopAsked
from storage.upsert import Tombstone
from storage.words import Words


class RawPage(Struct, frozen=True):
    """What came, not yet understood."""

    items: bytes
    """A JSON array of whatever the interface calls a record."""
    state: str
    """From where to go on once this page is safe."""
    now: int
    """What time it was (``Clocks.now``): no record can be of later. UTC milliseconds."""


class Misfit(Struct, frozen=True):
    """An item that could not be understood, kept whole."""

    raw: bytes
    reason: Words
    record_id: str | None
    sound: bool = False
    """It came undamaged and is of no use all the same: asked for again, it would be no better."""


class Whole(Struct, frozen=True):
    """All parts of one kind that a thing has, from a source that always tells a thing whole: no other is there."""

    kind: str
    field: str
    """The field of a part that names the thing."""
    thing: str
    parts: Collection[str]
    """Their ids. One stands for those below it too: "1/9" for "1/9/1"."""
    updated_at: int
    """When the source changed the thing, UTC milliseconds."""


class Batch(Struct, frozen=True):
    """What the items of a page mean."""

    records: Sequence[Sequence[Record]] = ()
    """Each inner sequence holds records of one kind, in the order in which they came."""
    tombstones: Mapping[str, Sequence[Tombstone]] = {}
    """Deleted records by kind."""
    misfits: Sequence[Misfit] = ()
    wholes: Sequence[Whole] = ()
    about: Collection[str] = ()
    """The kinds of record that the items are about, as against what they tell beside; () where that is not known."""

    def __len__(self) -> int:
        return sum(map(len, self.records)) + sum(map(len, self.tombstones.values())) + len(self.misfits)


class Source(Protocol):
    """A place that data comes from."""

    @property
    def name(self) -> str:
        """The same in every run: rows, cursors and quarantine carry it."""
        ...

    @property
    def resources(self) -> Mapping[str, Words]:
        """What it offers, in the order to pull it, with the name people know it by."""
        ...

    def pages(self, resource: str, state: str | None, stop: StopAsked) -> Iterator[RawPage]:
        """One page after the other from ``state`` (None: from the beginning) until the round is over.

        Runs in a thread of its own, one at a time. Raises KnownError, and Cancelled when asked to stop.
        """
        ...

    def read(self, resource: str, items: bytes) -> Batch:
        """The meaning of a JSON array of raw items. Pure; never fails: what does not fit is a misfit."""
        ...


@runtime_checkable
class Checked(Source, Protocol):
    """A source whose lists do not show every deletion; it can be asked about single records (``sync/sweep.py``)."""

    @property
    def checks(self) -> Mapping[str, int]:
        """The kinds of record whose deletions no list shows, with how many ids one question may hold, two at least."""
        ...

    def existing(self, kind: str, ids: Sequence[str], stop: StopAsked) -> Collection[str]:
        """Those of the ids that the shop still has. One question; raises KnownError, and Cancelled on ``stop``.

        What else was told with them, such as the orders of parts, may be among them: it shows that the shop answered.
        An answer that could mean something else, such as a filter that was not understood, must raise.
        """
        ...


@runtime_checkable
class Denying(Checked, Protocol):
    """One whose lists may leave out what is there: what is missing is gone only if the shop denies it by its number."""

    def denied(self, kind: str, ids: Sequence[str], stop: StopAsked) -> Collection[str]:
        """Those of the ids that the shop, asked for each by itself, says not to have. Raises as ``existing``."""
        ...

    @property
    def stay_known(self) -> Collection[str]:
        """The kinds of which what is gone goes off sale instead: what was sold of it stays sold."""
        ...


@runtime_checkable
class Totalled(Source, Protocol):
    """A source that can say how many records there are (``sync/totals.py``)."""

    @property
    def totals(self) -> Collection[str]:
        """The kinds for which it can, of which no other list tells any."""
        ...

    def total(self, kind: str, before: int, stop: StopAsked) -> int:
        """How many there are that were created before a moment, UTC milliseconds, a whole second.

        Fewer where it cannot say. One question; raises KnownError, and Cancelled on ``stop``.
        """
        ...


Note = Callable[[Callable[[str | None], str]], None]
"""Hands what was kept last (None: nothing) to a function and keeps what that returns. Nobody gets between, in this
program or another."""

NOTES = "notes"
"""Under which name the sync state has what a source notes, as if it were one more resource."""


@runtime_checkable
class Noting(Source, Protocol):
    """A source that notes something that belongs to no page, such as how many calls it has made that are paid for."""

    def remember(self, note: Note) -> None:
        """Go on from what ``note`` keeps, and keep there what changes, whatever becomes of the pages.

        Called once before the first page. ``note`` may be called from the thread of ``pages``.
        """
        ...
