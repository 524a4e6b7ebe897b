"""Rows sorted by change move while they are read; the copy is right in the end all the same."""

import random
from collections.abc import Callable, Sequence

from sync.cursors.changes import Answer, Question, Row, Terms, pages
from tests.sync.cursors.world import HOUR, MINUTE, SECOND, Move, Pages, Start, Table, items, lost

TERMS = Terms(step=SECOND, size=4, overlap=MINUTE)


class Server:
    """Lists what changed after T, strictly, by whole seconds, the oldest change first; ties in any order."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)
        self.table = Table(self._draw)
        self._skew = self._draw.choice((0, 0, -HOUR, 30 * SECOND))
        self._unreadable: set[str] = set()
        self._pages = Pages(self.table, self._answer, lambda last, now: (last.after or 0) <= (now.after or 0))
        self.ask = self._pages.ask

    def _answer(self, question: Question) -> Answer:
        found = [row for row in self.table.shown() if question.after is None or row.changed_at > question.after]
        found = [row for row in found if question.before is None or row.changed_at < question.before]
        found.sort(key=lambda row: (row.changed_at, self.table.ties[row.id]))
        page = found[question.skip : question.skip + question.size]
        rows = [Row(row.id, None if row.id in self._unreadable else row.changed_at) for row in page]
        return Answer(items(page), rows, len(found), self.table.now + self._skew)

    def moves(self) -> Sequence[Move]:
        table = self.table
        rare = (table.delete_one, table.add_in_future, self._spoil)
        often = (table.add_many, table.change_some, table.wait)
        return (*often * 3, self._pages.repeat, table.shuffle_ties, self._draw.choice(rare))

    def _spoil(self) -> None:
        """A row whose time cannot be read."""
        self._unreadable.update(self.table.some(1))


Cursor = Callable[[Server], Start]


def ours(server: Server) -> Start:
    return lambda state: pages(state, TERMS, server.ask)


def seeds_that_lose(cursor: Cursor, seeds: range) -> list[int]:
    return [seed for seed in seeds if lost(server := Server(seed), cursor(server))]


def test_the_copy_is_right_whatever_moves_meanwhile() -> None:
    assert seeds_that_lose(ours, range(300)) == []
