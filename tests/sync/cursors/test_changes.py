"""Rows sorted by change move while they are read; the copy is right in the end all the same."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence

from sync.cursors.changes import Answer, Question, Row, Terms, pages
from tests.sync.cursors.reader import Start, lost, naive
from tests.sync.cursors.table import HOUR, MINUTE, SECOND, Move, Pages, Table, items

TERMS = Terms(step=SECOND, size=4, overlap=MINUTE)


class Server:
    """Lists what changed after T, strictly, by whole seconds; ties in any order.

    The oldest change comes first; where it does not, the server does not heed the order that is asked for.
    """

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)
        self.table = Table(self._draw)
        self._skew = self._draw.choice((0, 0, -HOUR, 30 * SECOND))
        self._sign = self._draw.choice((1, 1, 1, 1, 1, -1))
        self._unreadable: set[str] = set()
        self._pages = Pages(self.table, self._answer, lambda last, now: (last.after or 0) <= (now.after or 0))
        self.ask = self._pages.ask

    def _answer(self, question: Question) -> Answer:
        found = [row for row in self.table.shown() if question.after is None or row.changed_at > question.after]
        found = [row for row in found if question.before is None or row.changed_at < question.before]
        found.sort(key=lambda row: (self._sign * row.changed_at, self.table.ties[row.id]))
        page = found[question.skip : question.skip + question.size]
        rows = [Row(row.id, None if row.id in self._unreadable else row.changed_at) for row in page]
        return Answer(items(page), rows, len(found), self.table.clocks(self._skew))

    def moves(self) -> Sequence[Move]:
        table = self.table
        rare = (table.delete_one, table.add_in_future, self._spoil)[:: 1 if table.tells else 2]
        often = (table.add_many, table.change_some, table.wait)
        return (*often * 3, self._pages.repeat, table.shuffle_ties, self._draw.choice(rare))

    def _spoil(self) -> None:
        """A row whose time cannot be read."""
        self._unreadable.update(self.table.some(1))


Cursor = Callable[[Server], Start]


def ours(server: Server) -> Start:
    return lambda state: pages(state, TERMS, server.ask)


def seeds_that_lose(cursor: Cursor, seeds: Iterable[int]) -> list[int]:
    return [seed for seed in seeds if lost(server := Server(seed), cursor(server))]


def test_the_copy_is_right_whatever_moves_meanwhile() -> None:
    assert seeds_that_lose(ours, range(80)) == []


def test_without_going_back_behind_the_last_round_what_comes_late_is_lost() -> None:
    hasty = Terms(TERMS.step, TERMS.size, overlap=0)
    assert seeds_that_lose(lambda server: lambda state: pages(state, hasty, server.ask), range(10))


def test_by_page_number_rows_are_passed_over() -> None:
    def by_page_number(server: Server) -> Start:
        def walk(noted: str | None) -> Iterator[tuple[bytes, object]]:
            since, page, more = int(noted or 0), 0, True
            while more:
                answer = server.ask(Question(since, None, page, TERMS.size))
                page, more = page + 1, (page + 1) * TERMS.size < answer.total
                yield answer.items, since if more else answer.clocks.now - 10 * MINUTE

        return naive(walk)

    assert seeds_that_lose(by_page_number, range(10))


def test_from_the_last_row_on_others_of_its_moment_are_passed_over() -> None:
    def from_the_last_row(server: Server) -> Start:
        def walk(noted: str | None) -> Iterator[tuple[bytes, object]]:
            since, more = int(noted or 0), True
            while more:
                answer = server.ask(Question(since, None, 0, TERMS.size))
                since = max((row.changed_at or 0 for row in answer.rows), default=since)
                more = len(answer.rows) < answer.total
                yield answer.items, since if more else since - MINUTE

        return naive(walk)

    assert seeds_that_lose(from_the_last_row, range(10))
