"""Rows read by id come and go while pages are turned, and any clock may order them; the copy is right all the same."""

import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import pytest
from msgspec import structs

from storage.errors import KnownError
from sync.cursors.by_id import Answer, Place, pages, walk
from sync.cursors.changes import Terms
from tests.sync.cursors.reader import Start, lost, naive, told
from tests.sync.cursors.table import HOUR, MINUTE, SECOND, Move, Pages, Table, items

TERMS = Terms(step=SECOND, size=5, overlap=MINUTE)
Question = tuple[int | None, int]


class Server:
    """Lists what changed after T, strictly, by ascending id; with one seed in six in an order of its own."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)
        self.table = Table(self._draw)
        self._skew = self._draw.choice((0, 0, -HOUR, 30 * SECOND))
        self._heeds_order = self._draw.random() < 5 / 6
        self.hidden: set[str] = set()
        self._pages = Pages(self.table, self._answer, lambda last, now: last[0] == now[0] and last[1] <= now[1])

    def ask(self, after: int | None, offset: int) -> Answer:
        return self._pages.ask((after, offset))

    def _answer(self, question: Question) -> Answer:
        after, offset = question
        found = [row for row in self.table.shown() if after is None or row.changed_at > after]
        found.sort(key=lambda row: row.id if self._heeds_order else str(self.table.ties[row.id]))
        page = found[offset : offset + TERMS.size]
        shown = [row for row in page if row.id not in self.hidden]
        ids = [*(int(row.id[1:]) for row in shown), *[None] * (len(page) - len(shown))]
        moments = [row.changed_at for row in shown]
        total = len(found) if page else 0
        return Answer(items(shown), ids, total, moments, self.table.clocks(self._skew))

    def moves(self) -> Sequence[Move]:
        table = self.table
        often = (table.add_many, table.change_some, table.wait)
        return (
            *often * 3,
            self._pages.repeat,
            table.shuffle_ties,
            table.delete_one,
            self._delete_many,
            self._delete_many,
        )

    def _delete_many(self) -> None:
        for key in self.table.some(7):
            del self.table.versions[key]


def ours(server: Server) -> Start:
    return lambda state: pages(state, TERMS, server.ask)


def seeds_that_lose(cursor: Callable[[Server], Start], seeds: Iterable[int]) -> list[int]:
    return [seed for seed in seeds if lost(server := Server(seed), cursor(server))]


def test_the_copy_is_right_whatever_comes_and_goes_meanwhile() -> None:
    assert seeds_that_lose(ours, range(150)) == []


def test_without_the_last_row_of_the_page_before_rows_are_passed_over() -> None:
    def by_offset(server: Server) -> Start:
        def turn(noted: str | None) -> Iterator[tuple[bytes, object]]:
            since, offset, more = int(noted or 0), 0, True
            while more:
                answer = server.ask(since, offset)
                offset += TERMS.size
                more = offset < answer.total
                yield answer.items, since if more else answer.clocks.now - 2 * HOUR

        return naive(turn)

    assert seeds_that_lose(by_offset, range(20))


class Shelf:
    """Rows that stand still unless a test moves them. Keeps the offsets it was asked for."""

    def __init__(self, ids: Iterable[int | None], size: int = 4) -> None:
        self.ids: list[int | None] = list(ids)
        self.size = size
        self.total: int | None = None
        self.asked: list[int] = []

    def ask(self, offset: int) -> Answer:
        self.asked.append(offset)
        page = self.ids[offset : offset + self.size]
        total = len(self.ids) if self.total is None else self.total
        return Answer(json.dumps(page).encode(), page, total, (), Table(random.Random(1)).clocks(0))

    def read(self) -> set[int | None]:
        return {each for page, _ in walk(Place(), self.size, self.ask) for each in page.ids}


@pytest.mark.parametrize("count", range(14))
def test_what_stands_still_is_read_whole_and_each_page_begins_with_the_last_row(count: int) -> None:
    shelf = Shelf(range(1, count + 1))
    assert shelf.read() == set(shelf.ids)
    assert shelf.asked == [3 * turn for turn in range(len(shelf.asked))]
    assert len(shelf.asked) == max(1, (count + 2) // 3)


def test_where_many_left_we_go_back_until_the_last_row_is_met() -> None:
    shelf = Shelf(range(1, 41))
    reading = walk(Place(), 4, shelf.ask)
    seen = {each for _ in range(10) for each in next(reading)[0].ids}
    del shelf.ids[:20]
    seen |= {each for page, _ in reading for each in page.ids}
    assert seen == set(range(1, 41))


def test_rows_that_are_counted_and_not_shown_stop_nothing() -> None:
    shelf = Shelf(None if each % 7 in (3, 4) else each for each in range(1, 60))
    assert shelf.read() == set(shelf.ids)


def test_a_page_of_one_row_leads_on_too() -> None:
    shelf = Shelf(range(1, 8), size=1)
    assert shelf.read() == set(shelf.ids)


def test_a_total_that_is_too_small_loses_nothing() -> None:
    shelf = Shelf(range(1, 30))
    shelf.total = 4
    assert shelf.read() == set(shelf.ids)


def test_rows_in_another_order_are_read_by_page_until_all_were_seen() -> None:
    shelf = Shelf(random.Random(3).sample(range(100, 150), 50))
    assert shelf.read() == set(shelf.ids)


def test_a_server_that_gives_the_last_page_for_ever_is_left() -> None:
    shelf = Shelf(range(1, 11))
    whole = shelf.ask

    def ask(offset: int) -> Answer:
        return whole(min(offset, 6))

    assert {each for page, _ in walk(Place(), 4, ask) for each in page.ids} == set(range(1, 11))
    assert len(shelf.asked) < 12


def test_what_leads_nowhere_is_told() -> None:
    def mixed(offset: int) -> Answer:
        return structs.replace(shelf.ask(0), ids=[90, 80, 70, 60], total=9)

    shelf = Shelf(range(1, 5))
    _, words = told(pages(None, Terms(SECOND, 4), lambda after, offset: mixed(offset)))
    assert "kept changing" in words
    with pytest.raises(KnownError, match="same page"):
        list(walk(Place(), 4, lambda offset: structs.replace(shelf.ask(0), ids=[], total=9)))


def test_a_round_that_was_broken_off_goes_on_with_pages_of_another_size() -> None:
    shelf = Shelf(range(1, 40), size=10)
    first = list(islice(pages(None, Terms(SECOND, 10), lambda after, offset: shelf.ask(offset)), 3))
    shelf.size = 3
    shelf.asked.clear()
    rest = list(pages(first[-1].state, Terms(SECOND, 3), lambda after, offset: shelf.ask(offset)))
    assert {each for page in (*first, *rest) for each in json.loads(page.items)} == set(range(1, 40))
    assert min(shelf.asked) == 27


def test_a_mark_of_an_older_walk_is_taken_over() -> None:
    """It was kept by a version that went by time."""
    asked: list[Question] = []

    def ask(after: int | None, offset: int) -> Answer:
        asked.append((after, offset))
        return Answer(b"[]", (), 0, (), Table(random.Random(1)).clocks(0))

    before = json.dumps({"since": 5000, "after": 9000, "before": 12000, "paging": {"page": 3, "total": 9}, "newest": 1})
    assert [json.loads(page.state) for page in pages(before, TERMS, ask)][-1]["since"] <= 5000
    assert asked == [(5000, 0)]
