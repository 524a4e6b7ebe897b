"""A list by creation with an offset that nobody can explain, and one call per record."""

import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence

import pytest
from msgspec import structs

from sync.cursors.lookback import Listed, Question, pages
from sync.cursors.offsets import Meaning
from sync.cursors.windows import Terms
from tests.sync.cursors.world import HOUR, MINUTE, SECOND, START, Move, Pages, Start, Table, lost, naive

LOOK_BACK = 2 * MINUTE
SIZE = 4


class Server:
    """Lists ids by time of creation, the newest or the oldest first; records come one by one."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)
        self._old_ones_change = self._draw.random() < 0.3
        self.table = Table(self._draw, 10, 10**15 if self._old_ones_change else LOOK_BACK // 2)
        self._skew = self._draw.choice((0, 0, -HOUR, 30 * SECOND))
        self.meaning = self._draw.choice((*Meaning, None))
        self._sign = self._draw.choice((-1, 1))
        self._pages = Pages(self.table, self._answer, lambda last, now: (last.start, last.end) == (now.start, now.end))
        self.ask = self._pages.ask

    @property
    def terms(self) -> Terms:
        period = HOUR if self._old_ones_change else None
        return Terms(SECOND, SIZE, 20, 30 * MINUTE, START - HOUR, 10 * SECOND, LOOK_BACK, period)

    def now(self) -> int:
        return self.table.now + self._skew

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

    def record(self, key: str) -> bytes | None:
        versions = self.table.versions.get(key)
        return None if versions is None else json.dumps([key, versions[-1].number]).encode()

    def moves(self) -> Sequence[Move]:
        table = self.table
        rare = (table.delete_one, table.add_in_future)
        return (
            *(table.add_many, table.change_some, table.wait) * 3,
            self._pages.repeat,
            table.shuffle_ties,
            self._draw.choice(rare),
        )


Cursor = Callable[[Server], Start]


def ours(server: Server) -> Start:
    return lambda state: pages(state, server.now(), server.terms, server.ask, server.record)


def seeds_that_lose(cursor: Cursor, seeds: Iterable[int]) -> list[int]:
    return [seed for seed in seeds if lost(server := Server(seed), cursor(server))]


def test_the_copy_is_right_whatever_moves_meanwhile() -> None:
    assert seeds_that_lose(ours, range(200)) == []


def test_without_looking_back_what_changes_is_lost() -> None:
    def hasty(server: Server) -> Start:
        terms = structs.replace(server.terms, overlap=MINUTE // 2, period=None)
        return lambda state: pages(state, server.now(), terms, server.ask, server.record)

    assert seeds_that_lose(hasty, range(10))


@pytest.mark.parametrize("meaning", [*Meaning, None])
def test_to_believe_that_offset_counts_rows_loses_rows_where_it_counts_pages(meaning: Meaning | None) -> None:
    def by_rows(server: Server) -> Start:
        def walk(noted: str | None) -> Iterator[tuple[bytes, object]]:
            offset, more = 0, True
            while more:
                listed = server.ask(Question(START, server.table.now, offset, SIZE))
                offset, more = offset + SIZE, offset + SIZE < listed.total
                yield b"[" + b",".join(filter(None, map(server.record, listed.ids))) + b"]", None

        return naive(walk)

    server = Server(1)
    server.meaning, server.table.rests = meaning, True
    server.table.add_many()
    server.table.add_many()
    assert bool(lost(server, by_rows(server), steps=0)) == (meaning is not Meaning.ROWS)


class Shelf:
    """Records by number, one a second; keeps what it was asked."""

    def __init__(self, rows: int, meaning: Meaning = Meaning.ROWS) -> None:
        self.rows = list(range(rows))
        self.meaning = meaning
        self.offsets: list[int] = []
        self.read: list[str] = []
        self.between: Callable[[], None] = lambda: None

    def ask(self, question: Question) -> Listed:
        self.offsets.append(question.offset)
        found = [str(row) for row in self.rows if question.start <= START + row * SECOND <= question.end]
        skip = {
            Meaning.ROWS: question.offset,
            Meaning.PAGES_FROM_1: max(question.offset - 1, 0) * SIZE,
            Meaning.PAGES_FROM_0: question.offset * SIZE,
        }[self.meaning]
        answer = Listed(found[skip:][:SIZE], len(found))
        self.between()
        return answer

    def record(self, key: str) -> bytes | None:
        self.read.append(key)
        return None if key == "3" else json.dumps([key, 0]).encode()


TERMS = Terms(SECOND, SIZE, 1000, HOUR, START, 0, LOOK_BACK)


@pytest.mark.parametrize(
    ("meaning", "offsets"),
    [
        (Meaning.ROWS, [0, 0, 1, 4, 8]),
        (Meaning.PAGES_FROM_1, [0, 0, 1, 2, 3]),
        (Meaning.PAGES_FROM_0, [0, 0, 1, 1, 2]),
    ],
)
def test_what_offset_means_is_found_out_by_two_questions_and_each_record_is_read_once(
    meaning: Meaning, offsets: list[int]
) -> None:
    shelf = Shelf(10, meaning)
    came = list(pages(None, START + MINUTE, TERMS, shelf.ask, shelf.record))
    assert shelf.offsets == offsets
    assert shelf.read == [str(row) for row in range(10)]
    assert [key for page in came for key, _ in json.loads(page.items)] == [str(row) for row in range(10) if row != 3]


def test_a_list_of_one_page_needs_no_finding_out() -> None:
    shelf = Shelf(4)
    list(pages(None, START + MINUTE, TERMS, shelf.ask, shelf.record))
    assert shelf.offsets == [0]


def test_what_was_misunderstood_because_a_row_moved_is_put_right_in_the_same_round() -> None:
    shelf = Shelf(10)

    def one_comes_first() -> None:
        if len(shelf.offsets) == 2:
            shelf.rows.insert(0, 30)

    shelf.between = one_comes_first
    list(pages(None, START + MINUTE, TERMS, shelf.ask, shelf.record))
    assert set(shelf.read) == {*map(str, range(10)), "30"}
    assert len(shelf.read) == 11


def test_the_next_round_reads_again_what_may_have_changed() -> None:
    shelf = Shelf(600)
    (*_, last) = pages(None, START + 600 * SECOND, TERMS, shelf.ask, shelf.record)
    shelf.read.clear()
    list(pages(last.state, START + 700 * SECOND, TERMS, shelf.ask, shelf.record))
    assert min(map(int, shelf.read)) == 600 - LOOK_BACK // SECOND
