"""What is known of an interface that lists by windows of time, what it is asked, and what it answers."""

from collections.abc import Sequence

from msgspec import Struct

from sync.clocks import DAY
from sync.mark import OVERLAP


class Terms(Struct, frozen=True):
    """What is known of the interface. Times in milliseconds."""

    step: int
    """The smallest difference between two moments it can tell apart."""
    size: int
    """Rows per page; no more than it really gives."""
    cap: int
    """How many rows of a window its pages reach; whole pages."""
    span: int
    """The longest window."""
    opened: int
    """Nothing is older, UTC milliseconds: where the past begins."""
    lag: int
    """How much younger than now a row may be and not be listed yet."""
    overlap: int = OVERLAP
    """How far each round goes back behind the last one: for lag beyond ``lag`` and for clocks that differ. Where rows
    are found by creation and change later, as long as they change."""
    period: int | None = None
    """After this long a round reads everything again, for changes that no filter shows; None: never."""
    recent: int = 35 * DAY
    """How much the very first round reads before the past, no less than ``overlap``: this month and the last."""


class Question(Struct, frozen=True):
    """Rows from ``start`` to ``end``, UTC milliseconds in whole steps, in any order. Page 0 is the first."""

    start: int
    end: int
    page: int
    size: int


class Answer(Struct, frozen=True):
    """What came for a question: the raw rows as a JSON array, and what tells each from others, be it its text."""

    items: bytes
    ids: Sequence[str]
    total: int
    """How many rows the window holds on all its pages."""
    moments: Sequence[int] = ()
    """The dates of these rows by which windows are asked, UTC milliseconds, as far as they can be read."""


class Unread(Struct, frozen=True):
    """A stretch of the past that is still to be read, UTC milliseconds."""

    since: int | None
    """None for everything before ``until``."""
    until: int
