"""A server's rows, which change, come late and vanish while they are read. All is drawn from a seed."""

import json
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sync.clocks import Clocks

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
        self.tells = True
        """Whether the server tells its clock; if not, none of its rows come late or lie in the future."""
        self.wrong = (0, 0)
        """By how much the reader's clock and the server's are ahead."""
        self.versions: dict[str, list[Version]] = {}
        self.ties: dict[str, float] = {}
        self._made = 0
        self._crowd = crowd
        self._changes_for = changes_for
        self._written: Counter[int] = Counter()

    def clocks(self, skew: int) -> Clocks:
        """What both clocks say; the server's is a little off, which is usual."""
        here, there = (self.now + wrong for wrong in self.wrong)
        return Clocks(here, there + skew if self.tells else None)

    def add(self, at: int | None = None) -> None:
        self._made += 1
        self._write(f"r{self._made:05}", at)

    def _write(self, key: str, at: int | None = None) -> None:
        at = (self.now if at is None else at) // SECOND * SECOND
        while self._written[at] >= self._crowd:
            self.now += SECOND
            at += SECOND
        self._written[at] += 1
        late = 0 if self.draw.random() < 0.6 or not self.tells else self.draw.randrange(LATE)
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


def items(rows: Sequence[Version]) -> bytes:
    return json.dumps([[row.id, row.number] for row in rows]).encode()
