"""A list by creation with an offset that nobody can explain, and one call per record."""

import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence

import pytest
from msgspec import structs

from sync.clocks import Clocks
from sync.cursors.lookback import Listed, Question, Record, pages
from sync.cursors.offsets import Meaning
from sync.cursors.windows import Terms
from tests.sync.cursors.reader import Start, lost, naive
from tests.sync.cursors.table import HOUR, MINUTE, SECOND, START, Move, Pages, Table

LOOK_BACK = 2 * MINUTE
SIZE = 4


class Server:
    """Lists ids by time of creation, the newest or the oldest first; records come one by one."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)
        self._old_ones_change = self._draw.random() < 0.3
        self.table = Table(self._draw, 10, 10**15 if self._old_ones_change else LOOK_BACK // 2)
        period = HOUR if self._old_ones_change else None
        self.terms = Terms(SECOND, SIZE, 20, 30 * MINUTE, START - HOUR, 10 * SECOND, LOOK_BACK, period, SECOND)
        self._skew = self._draw.choice((0, 0, -HOUR, 30 * SECOND))
        self.meaning = self._draw.choice((*Meaning, None))
        self._sign = self._draw.choice((-1, 1))
        self._pages = Pages(self.table, self._answer, lambda last, now: (last.start, last.end) == (now.start, now.end))
        self.ask = self._pages.ask

    def clocks(self) -> Clocks:
        return self.table.clocks(self._skew)

    def _answer(self, question: Question) -> Listed:
        shown = ((self._sign * row.created_at, self.table.ties[row.id], row) for row in self.table.shown())
        found = [
            row.id
            for *_, row in sorted(shown, key=lambda one: one[:2])
            if question.start <= row.created_at <= question.end
        ]
        skip = self._skip(question)
        return Listed(found[skip:][: question.size] if skip >= 0 else [], len(found))

    def _skip(self, question: Question) -> int:
        if self.meaning is Meaning.ROWS:
            return question.offset
        if self.meaning is Meaning.PAGES_FROM_0:
            return question.offset * question.size
        if self.meaning is Meaning.PAGES_FROM_1:
            return max(question.offset - 1, 0) * question.size
        return (question.offset - 1) * question.size  # there is nothing at 0

    def record(self, key: str) -> Record | None:
        versions = self.table.versions.get(key)
        if versions is None:
            return None
        return Record(json.dumps([key, versions[-1].number]).encode(), versions[-1].created_at)

    def moves(self) -> Sequence[Move]:
        table = self.table
        rare = (table.delete_one, table.add_in_future) if table.tells else (table.delete_one,)
        return (
            *(table.add_many, table.change_some, table.wait) * 3,
            self._pages.repeat,
            table.shuffle_ties,
            self._draw.choice(rare),
        )


Cursor = Callable[[Server], Start]


def ours(server: Server) -> Start:
    return lambda state: pages(state, server.clocks(), server.terms, server.ask, server.record)


def seeds_that_lose(cursor: Cursor, seeds: Iterable[int]) -> list[int]:
    return [seed for seed in seeds if lost(server := Server(seed), cursor(server))]


def test_the_copy_is_right_whatever_moves_meanwhile() -> None:
    assert seeds_that_lose(ours, range(80)) == []


def test_without_looking_back_what_changes_is_lost() -> None:
    def hasty(server: Server) -> Start:
        terms = structs.replace(server.terms, overlap=MINUTE // 2, period=None)
        return lambda state: pages(state, server.clocks(), terms, server.ask, server.record)

    assert seeds_that_lose(hasty, range(10))


@pytest.mark.parametrize("meaning", [*Meaning, None])
def test_to_believe_that_offset_counts_rows_loses_rows_where_it_counts_pages(meaning: Meaning | None) -> None:
    def by_rows(server: Server) -> Start:
        def walk(noted: str | None) -> Iterator[tuple[bytes, object]]:
            offset, more = 0, True
            while more:
                listed = server.ask(Question(START, server.table.now, offset, SIZE))
                offset, more = offset + SIZE, offset + SIZE < listed.total
                yield b"[" + b",".join(one.raw for one in map(server.record, listed.ids) if one) + b"]", None

        return naive(walk)

    server = Server(1)
    server.meaning, server.table.rests = meaning, True
    server.table.add_many()
    server.table.add_many()
    assert bool(lost(server, by_rows(server), steps=0)) == (meaning is not Meaning.ROWS)
