"""Reads as the engine does and keeps a copy, while the server does not stand still. Is the copy right in the end?"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from storage.errors import KnownError
from sync.source import RawPage
from tests.sync.cursors.table import REST, Move, Table


class Server(Protocol):
    """A table behind an interface."""

    table: Table

    def moves(self) -> Sequence[Move]:
        """What may happen to it, as often as it stands here."""
        ...


Start = Callable[[str | None], Iterator[RawPage]]


@dataclass
class Reader:
    """Reads as the engine does: keeps the state with the rows, and goes on from it."""

    start: Start
    copy: dict[str, int] = field(default_factory=dict)
    state: str | None = None
    longest: int = 0
    failures: list[str] = field(default_factory=list)
    _pages: Iterator[RawPage] | None = None
    _pages_taken: int = 0

    def step(self) -> bool:
        """Take one page; False where the round is over."""
        if self._pages is None:
            self._pages, self._pages_taken = self.start(self.state), 0
        page = self._next(self._pages)
        if page is None:
            self._pages = None
            return False
        assert self._pages_taken == 0 or page.state != self.state, "a page that leads nowhere"
        self._pages_taken += 1
        self.state = page.state
        self.longest = max(self.longest, len(page.state))
        for key, number in json.loads(page.items):
            self.copy[key] = max(number, self.copy.get(key, 0))
        return True

    def _next(self, pages: Iterator[RawPage]) -> RawPage | None:
        try:
            return next(pages, None)
        except KnownError as error:  # people are told, and sync again
            self.failures.append(str(error))
            return None

    def break_off(self) -> None:
        """The line was lost, or the process killed."""
        self._pages = None

    def finish(self) -> None:
        """To the end of the round."""
        for _ in range(5000):
            if not self.step():
                return
        raise AssertionError("the round does not end")


def naive(walk: Callable[[str | None], Iterator[tuple[bytes, object]]]) -> Start:
    """A cursor told in a few lines: from what it noted last, pages each with what it notes then."""

    def pages(state: str | None) -> Iterator[RawPage]:
        for turn, (page, noted) in enumerate(walk(state and state.partition("#")[2])):
            yield RawPage(page, f"{turn}#{noted}", 0)

    return pages


def told(pages: Iterator[RawPage]) -> tuple[str | None, str]:
    """The last state before people are told something, and what they are told."""
    state = None
    try:
        for page in pages:
            state = page.state
    except KnownError as error:
        return state, str(error)
    raise AssertionError("nothing was told")


def lost(server: Server, start: Start, steps: int = 80, rest: int = REST) -> set[str]:
    """The server changes and is read, in any order; then it rests. Rows of which the copy is not right at last.

    Rows deleted on the server are not looked at.
    """
    reader = Reader(start)
    for _ in range(server.table.draw.choice((0, steps // 4))):  # a shop has a past, as a rule
        server.table.draw.choice(server.moves())()
    for _ in range(steps):
        move(server, reader)
    return missed(server, reader, rest)


def move(server: Server, reader: Reader) -> None:
    """Something happens, most often that the reader takes a page."""
    server.table.draw.choice((*server.moves(), *(reader.step,) * 14, reader.break_off))()


def missed(server: Server, reader: Reader, rest: int = REST) -> set[str]:
    """The same once the server has come to rest and both clocks are right, after three syncs."""
    table = server.table
    table.now += rest
    table.rests, table.wrong = True, (0, 0)
    reader.finish()  # what was under way; it may end in words for people
    reader.failures.clear()
    reader.finish()
    reader.finish()
    assert not reader.failures, reader.failures
    assert reader.longest < 400, "a state is small"
    return {key for key, versions in table.versions.items() if reader.copy.get(key) != versions[-1].number}
