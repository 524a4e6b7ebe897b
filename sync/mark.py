"""Where the sync of a list ordered by change time is, and from when the next round must read again.

Records may share a moment, and a slow writer may commit an earlier moment late. So a round does not begin where the
last one ended but an overlap before it; what was already known is recognised and changes nothing.
"""

import msgspec
from msgspec import Struct

from sync.clocks import Clocks

OVERLAP = 5 * 60 * 1000
"""Milliseconds read again in each round."""


class Mark(Struct, frozen=True, omit_defaults=True):
    """A place in a round. Times in UTC milliseconds, as the server tells them."""

    since: int | None = None
    """This round asks for what changed then or later; None for everything."""
    cursor: str | None = None
    """How far this round has come; None at its beginning."""
    newest: int | None = None
    """The newest change seen in this round."""


def read_mark(state: str | None) -> Mark:
    """The mark that ``state`` holds; the very beginning for None."""
    return Mark() if state is None else msgspec.json.decode(state, type=Mark)


def write_mark(mark: Mark) -> str:
    """The mark as a state."""
    return msgspec.json.encode(mark).decode()


def advance(mark: Mark, cursor: str | None, newest: int | None) -> Mark:
    """The mark after one more page; ``newest`` is the newest change in it, None if it shows none."""
    seen = [moment for moment in (mark.newest, newest) if moment is not None]
    return Mark(mark.since, cursor, max(seen, default=None))


def lies_ahead(mark: Mark, clocks: Clocks) -> bool:
    """Whether a round would begin in the future by every clock: then its mark is worth nothing."""
    return mark.since is not None and mark.since > clocks.latest


def finish(mark: Mark) -> Mark:
    """The mark with which the next round begins."""
    if mark.newest is None:
        return Mark(mark.since)
    since = mark.newest - OVERLAP
    return Mark(since if mark.since is None else max(since, mark.since))
