"""What a kind of connector is: what it asks of whoever connects a shop, and how it is opened with the answers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, Protocol, runtime_checkable

from msgspec import Struct

from storage.progress import StopAsked, never
from storage.shop import Shop
from storage.words import Words
from sync.address import place_of
from sync.clock import Clock
from sync.cursors.window import Unread
from sync.retry import Patience
from sync.source import Batch, Source

Form = Literal["text", "optional", "secret", "consent"]
"""``text`` is kept with the profile, an ``optional`` one may be empty; a ``secret`` goes to the keyring; a ``consent``
is something risky that must be agreed to: a box that is not ticked by itself."""

Answers = Mapping[str, str]
"""What was answered, by the id of its ``Ask``. A consent is ``YES``, or missing."""

YES = "yes"


class Ask(Struct, frozen=True):
    """One thing to be asked of whoever connects a shop."""

    id: str
    """``url`` is the address of the shop, where it has one of its own."""
    label: Words
    hint: Words = Words("", "")
    """An example, or where to find it."""
    form: Form = "text"
    default: str = ""
    """What is in the field at first."""


class Connection(Source, Protocol):
    """A source that leads to one shop; to be closed."""

    def shop(self, stop: StopAsked = never) -> Shop:
        """The shop this connection leads to; its id is like no other's that any connector may give."""
        ...

    def close(self) -> None:
        """Close every line to it."""
        ...


Keep = Callable[[Answers], None]
"""Takes answers that stand in place of earlier ones from now on, and keeps them as those were kept."""


def forget(answers: Answers) -> None:
    """Keep nothing."""


Latest = Callable[[], Answers]
"""Those of the answers that are kept now, secrets at least: another program may have put them in place of earlier ones
since a connection was opened with those."""


def nothing_later() -> Answers:
    """None."""
    return {}


@runtime_checkable
class Renewing(Connection, Protocol):
    """A connection whose shop replaces what it was let in with while it is used, such as a refresh token."""

    def on_renewed(self, keep: Keep, latest: Latest) -> None:
        """Hand to ``keep`` whatever replaces an answer, before it is used, and look with ``latest`` before one that may
        be replaced is used; both from whatever thread. Called before anything is asked of the shop."""
        ...


Notes = Callable[[str | None, Answers, float], Sequence[Words]]
"""What there is to know of a connection beside its runs, from what its source kept (``Noting``), what was answered, and
the time, seconds since 1970."""


def no_notes(kept: str | None, answers: Answers, now: float) -> Sequence[Words]:
    """Nothing."""
    return ()


def nothing_unread(state: str) -> Unread | None:
    """Orders are read from the oldest on."""
    return None


class Connector(Struct, frozen=True):
    """One kind of interface that a shop can be connected through."""

    id: str
    """The name of its sources: rows, cursors and quarantine carry it, and the profile remembers it."""
    name: Words
    """As merchants know the platform."""
    asks: tuple[Ask, ...]
    """In the order of the form."""
    open: Callable[[Answers, Clock, Patience], Connection]
    """Raises KnownError for answers that cannot be right; it does not ask the shop anything yet."""
    read: Callable[[str, bytes], Batch]
    """``Source.read`` without a connection: how quarantined items are read again by a newer program."""
    place: Callable[[str], str] = place_of
    """What it understands by an address, however it was typed, for comparison. Raises KnownError for none."""
    notes: Notes = no_notes
    unread: Callable[[str], Unread | None] = nothing_unread
    """The orders of the past that are still to be read, by the state of "orders": the newest are read first."""
