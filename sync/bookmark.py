"""What is kept between pages for one resource: the source's state, and which pages to ask for once more.

A page that held something unreadable is asked for again at the end of the round and in the next rounds: the trouble
may have been the line's or the server's, and a record that came damaged once would not come by itself again.
"""

import msgspec
from msgspec import Struct, structs

TIMES = 3
"""How often a doubtful page is asked for again."""

_MOST = 100
"""Doubtful pages remembered; an interface that sends more is broken, and its records are in quarantine anyway."""


class Doubt(Struct, frozen=True, array_like=True):
    """A page that held something unreadable."""

    before: str | None
    """The state from which the source gives the page."""
    asked: int = 0


class Bookmark(Struct, frozen=True, omit_defaults=True):
    """How far the sync of a resource has come."""

    state: str | None = None
    """The source's own; None before the first page."""
    doubts: tuple[Doubt, ...] = ()


def read_bookmark(text: str | None) -> Bookmark:
    """The bookmark that was kept; the beginning for None."""
    return Bookmark() if text is None else msgspec.json.decode(text, type=Bookmark)


def write_bookmark(bookmark: Bookmark) -> str:
    """The bookmark as text."""
    return msgspec.json.encode(bookmark).decode()


def from_the_beginning(text: str) -> str:
    """The bookmark that was kept, before the first page."""
    return write_bookmark(structs.replace(read_bookmark(text), state=None))


def turn(bookmark: Bookmark, state: str, readable: bool) -> Bookmark:
    """The bookmark after a page; an unreadable one leaves a doubt."""
    known = any(doubt.before == bookmark.state for doubt in bookmark.doubts)
    if readable or known or len(bookmark.doubts) == _MOST:
        return structs.replace(bookmark, state=state)
    return Bookmark(state, (*bookmark.doubts, Doubt(bookmark.state)))


def look_again(bookmark: Bookmark, doubt: Doubt, readable: bool) -> Bookmark:
    """The bookmark after a doubtful page came once more."""
    rest = tuple(other for other in bookmark.doubts if other != doubt)
    if not readable and doubt.asked + 1 < TIMES:
        rest = (*rest, Doubt(doubt.before, doubt.asked + 1))
    return structs.replace(bookmark, doubts=rest)
