"""A server whose rows change, come late and vanish while it is read, and a reader that keeps a copy of them.

Everything is drawn from a seed, so that a failure can be played again.
"""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from storage.errors import KnownError
from sync.source import RawPage

SECOND = 1000
MINUTE = 60 * SECOND
DAY = 24 * 60 * MINUTE
START = 1_700_000_000 * SECOND
LATE = 20 * SECOND
"""The longest time after which a row shows."""


@dataclass
class Version:
    id: str
    number: int
    created_at: int
    changed_at: int
    shows_at: int


@dataclass
class Table:
    """What the server holds, and what of it its lists show by now."""

    draw: random.Random
    now: int = START
    versions: dict[str, list[Version]] = field(default_factory=dict)
    ties: dict[str, float] = field(default_factory=dict)
    made: int = 0

    def add(self, at: int | None = None) -> str:
        self.made += 1
        self._write(f"r{self.made:05}", self.now if at is None else at)
        return f"r{self.made:05}"

    def change(self, key: str) -> None:
        self._write(key, self.now)

    def _write(self, key: str, at: int) -> None:
        at = at // SECOND * SECOND
        late = 0 if self.draw.random() < 0.6 else self.draw.randrange(LATE)
        older = self.versions.setdefault(key, [])
        created = older[0].created_at if older else at
        older.append(Version(key, len(older), created, at, self.now + late))
        self.ties.setdefault(key, float(self.made))

    def delete(self, key: str) -> None:
        del self.versions[key]

    def shuffle_ties(self) -> None:
        self.ties = {key: self.draw.random() for key in self.ties}

    def shown(self) -> list[Version]:
        """The newest version of each row that the lists know by now."""
        showing = ([v for v in versions if v.shows_at <= self.now] for versions in self.versions.values())
        return [versions[-1] for versions in showing if versions]

    def some(self, most: int) -> list[str]:
        keys = sorted(self.versions)
        return self.draw.sample(keys, min(len(keys), self.draw.randint(1, most)))


Start = Callable[[str | None], Iterator[RawPage]]


@dataclass
class Reader:
    """Reads like the engine does: keeps the state with the rows, goes on from it, and refuses to go in circles."""

    start: Start
    copy: dict[str, int] = field(default_factory=dict)
    state: str | None = None
    longest: int = 0
    failures: int = 0
    _pages: Iterator[RawPage] | None = None
    _seen: set[str] = field(default_factory=set)

    def step(self) -> bool:
        """Take one page; False where the round is over."""
        if self._pages is None:
            self._pages = self.start(self.state)
            self._seen = set()
        try:
            page = next(self._pages, None)
        except KnownError:  # people are told, and sync again
            self.failures += 1
            page = None
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

    def break_off(self) -> None:
        """The line was lost, or the process killed."""
        self._pages = None

    def finish(self) -> None:
        """To the end of the round."""
        for _ in range(5000):
            if not self.step():
                return
        raise AssertionError("the round does not end")


def items(rows: Sequence[Version]) -> bytes:
    return json.dumps([[row.id, row.number] for row in rows]).encode()


def is_same(table: Table, reader: Reader) -> bool:
    """Whether the copy has every row as the server has it. Rows deleted there are not looked at."""
    return all(reader.copy.get(key) == versions[-1].number for key, versions in table.versions.items())


def play(table: Table, reader: Reader, moves: Sequence[Callable[[], object]], steps: int) -> bool:
    """Let the world move and the reader read in any order; then the world rests. Whether the copy is right at last."""
    for _ in range(steps):
        table.draw.choice(moves)()
    table.now += LATE
    reader.finish()  # what was under way; it may end in words for people
    reader.failures = 0
    reader.finish()
    reader.finish()
    assert not reader.failures, "nothing stands in the way any more"
    return is_same(table, reader)
