"""Windows and page numbers under caps, over rows that leave their window while it is read."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import structs

from sync.clocks import Clocks
from sync.cursors.windows import Answer, Question, Terms, pages
from tests.sync.cursors.reader import Start, lost, naive
from tests.sync.cursors.table import HOUR, MINUTE, SECOND, START, Move, Pages, Table, items

TERMS = Terms(
    step=SECOND,
    size=4,
    cap=20,
    span=10 * MINUTE,
    opened=START - 30 * MINUTE,
    lag=30 * SECOND,
    overlap=28 * SECOND,
    recent=8 * MINUTE,
)
CROWD = TERMS.cap // 2
"""Rows per second, so that a window of the shortest length, two moments, is below the cap."""


class Server:
    """Lists what changed in a window, the newest first, ties in any order; some count only one end of a window in."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)
        self.table = Table(self._draw, CROWD)
        self.terms = TERMS
        self._skew = self._draw.choice((0, 0, -HOUR, 30 * SECOND))
        self._ends = self._draw.choice(((0, 0), (SECOND, 0), (0, SECOND)))
        self._pages = Pages(self.table, self._answer, lambda last, now: (last.start, last.end) == (now.start, now.end))
        self.ask = self._pages.ask

    def clocks(self) -> Clocks:
        return self.table.clocks(self._skew)

    def _answer(self, question: Question) -> Answer:
        assert (question.page + 1) * question.size <= self.terms.cap, "refused: beyond the cap"
        assert question.end - question.start <= self.terms.span, "refused: too long"
        start, end = question.start + self._ends[0], question.end - self._ends[1]
        found = [row for row in self.table.shown() if start <= row.changed_at <= end]
        found.sort(key=lambda row: (-row.changed_at, self.table.ties[row.id]))
        page = found[question.page * question.size :][: question.size]
        return Answer(items(page), [row.id for row in page], len(found), [row.changed_at for row in page])

    def moves(self) -> Sequence[Move]:
        table = self.table
        rare = (table.delete_one, table.add_in_future) if table.tells else (table.delete_one,)
        often = (table.add_many, table.change_some, table.wait)
        return (*often * 3, self._pages.repeat, table.shuffle_ties, self._draw.choice(rare))


Cursor = Callable[[Server], Start]


def ours(server: Server) -> Start:
    return lambda state: pages(state, server.clocks(), server.terms, server.ask)


def seeds_that_lose(cursor: Cursor, seeds: Iterable[int]) -> list[int]:
    return [seed for seed in seeds if lost(server := Server(seed), cursor(server))]


def test_the_copy_is_right_whatever_moves_meanwhile() -> None:
    assert seeds_that_lose(ours, range(80)) == []


def with_terms(terms: Terms) -> Cursor:
    return lambda server: lambda state: pages(state, server.clocks(), terms, server.ask)


def test_up_to_this_very_moment_and_without_going_back_behind_the_last_round_what_comes_late_is_lost() -> None:
    assert seeds_that_lose(with_terms(structs.replace(TERMS, lag=0, overlap=0)), range(10))


def test_pages_turned_in_one_window_without_a_look_at_the_count_pass_rows_over() -> None:
    def trusting(server: Server) -> Start:
        def walk(noted: str | None) -> Iterator[tuple[bytes, object]]:
            since, until = int(noted or TERMS.opened), server.clocks().now - TERMS.lag
            for page in range(TERMS.cap // TERMS.size):
                answer = server.ask(Question(max(since, until - TERMS.span), until, page, TERMS.size))
                yield answer.items, since if answer.ids else until - TERMS.overlap

        return naive(walk)

    assert seeds_that_lose(trusting, range(10))
