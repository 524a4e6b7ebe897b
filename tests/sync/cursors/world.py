"""A server whose rows change, come late and vanish while it is read, and a reader that keeps a copy of them.

Everything is drawn from a seed, so that a failure can be played again.
"""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from storage.errors import KnownError
from sync.source import RawPage

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
START = 1_700_000_000 * SECOND
LATE = 20 * SECOND
"""The longest time after which a row shows."""
STALE = 5 * SECOND
"""The longest time after which an answer is given once more."""
REST = 3 * HOUR
"""How long nothing happens at the end; more than clocks differ."""

Q = TypeVar("Q")
A = TypeVar("A")
Move = Callable[[], object]


@dataclass(frozen=True)
class Version:
    id: str
    number: int
    created_at: int
    changed_at: int
    shows_at: int


class Table:
    """What a server holds, and what of it its lists show by now. Its clock knows whole seconds."""

    def __init__(self, draw: random.Random, crowd: int = 10**9, changes_for: int = 10**15) -> None:
        """At most ``crowd`` rows are dated in a second; a row changes for so long after it was created."""
        self.draw = draw
        self.now = START
        self.rests = False
        self.versions: dict[str, list[Version]] = {}
        self.ties: dict[str, float] = {}
        self._made = 0
        self._crowd = crowd
        self._changes_for = changes_for
        self._written: Counter[int] = Counter()

    def add(self, at: int | None = None) -> None:
        self._made += 1
        self._write(f"r{self._made:05}", at)

    def _write(self, key: str, at: int | None = None) -> None:
        at = (self.now if at is None else at) // SECOND * SECOND
        while self._written[at] >= self._crowd:
            self.now += SECOND
            at += SECOND
        self._written[at] += 1
        late = 0 if self.draw.random() < 0.6 else self.draw.randrange(LATE)
        older = self.versions.setdefault(key, [])
        created_at = older[0].created_at if older else at
        older.append(Version(key, len(older), created_at, at, self.now + late))
        self.ties.setdefault(key, float(self._made))

    def some(self, most: int) -> list[str]:
        keys = sorted(self.versions)
        return self.draw.sample(keys, min(len(keys), self.draw.randint(1, most)))

    def shown(self) -> list[Version]:
        """The newest version of each row that the lists know by now."""
        showing = ([v for v in versions if v.shows_at <= self.now] for versions in self.versions.values())
        return [versions[-1] for versions in showing if versions]

    def add_many(self) -> None:
        for _ in range(self.draw.randint(1, 12)):
            self.add()

    def add_in_future(self) -> None:
        self.add(self.now + self.draw.choice((5 * SECOND, HOUR)))

    def change_some(self) -> None:
        for key in self.some(8):
            if self.now - self.versions[key][0].created_at < self._changes_for:
                self._write(key)

    def delete_one(self) -> None:
        for key in self.some(1):
            del self.versions[key]

    def shuffle_ties(self) -> None:
        self.ties = {key: self.draw.random() for key in self.ties}

    def meanwhile(self) -> None:
        """Something that happens between any two calls, however close."""
        if not self.rests and self.draw.random() < 0.1:
            self.draw.choice((self.add, self.change_some, self.delete_one))()

    def wait(self) -> None:
        self.now += self.draw.choice((10, 700, 5 * SECOND, 3 * MINUTE, 3 * MINUTE))


class Pages(Generic[Q, A]):
    """Answers questions about a table that does not wait; now and then with the page before once more."""

    def __init__(self, table: Table, answer: Callable[[Q], A], may_mix_up: Callable[[Q, Q], bool]) -> None:
        self._table = table
        self._answer = answer
        self._may_mix_up = may_mix_up
        self._last: tuple[Q, A] | None = None
        self._at = 0
        self._due = False

    def repeat(self) -> None:
        self._due = True

    def ask(self, question: Q) -> A:
        self._table.meanwhile()
        if self._due and self._last is not None and self._may_mix_up(self._last[0], question):
            self._due = False
            if self._table.now - self._at < STALE:
                return self._last[1]
        answer = self._answer(question)
        self._last, self._at = (question, answer), self._table.now
        return answer


class Server(Protocol):
    """A table behind an interface."""

    table: Table

    def moves(self) -> Sequence[Move]:
        """What may happen to it, as often as it stands here."""
        ...


Start = Callable[[str | None], Iterator[RawPage]]


@dataclass
class Reader:
    """Reads as the engine does: keeps the state with the rows, goes on from it, and refuses to go in circles."""

    start: Start
    copy: dict[str, int] = field(default_factory=dict)
    state: str | None = None
    longest: int = 0
    failures: list[str] = field(default_factory=list)
    _pages: Iterator[RawPage] | None = None
    _seen: set[str] = field(default_factory=set)

    def step(self) -> bool:
        """Take one page; False where the round is over."""
        if self._pages is None:
            self._pages, self._seen = self.start(self.state), set()
        page = self._next(self._pages)
        if page is None:
            self._pages = None
            return False
        assert page.state not in self._seen, "the engine would say: in circles"
        self._seen.add(page.state)
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
            yield RawPage(page, f"{turn}#{noted}")

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


def items(rows: Sequence[Version]) -> bytes:
    return json.dumps([[row.id, row.number] for row in rows]).encode()


def lost(server: Server, start: Start, steps: int = 80, rest: int = REST) -> set[str]:
    """The server changes and is read, in any order; then it rests. Rows of which the copy is not right at last.

    Rows deleted on the server are not looked at.
    """
    table, reader = server.table, Reader(start)
    moves = (*server.moves(), *(reader.step,) * 14, reader.break_off)
    for _ in range(steps):
        table.draw.choice(moves)()
    table.now += rest
    table.rests = True
    reader.finish()  # what was under way; it may end in words for people
    reader.failures.clear()
    reader.finish()
    reader.finish()
    assert not reader.failures, reader.failures
    assert reader.longest < 300, "a state is small"
    return {key for key, versions in table.versions.items() if reader.copy.get(key) != versions[-1].number}
