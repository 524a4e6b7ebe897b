"""Backwards by moment and id, over rounds that are broken off and rows that come late or change."""

import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence

import pytest

from storage.errors import KnownError
from sync.cursors.backward import Answer, Place, Terms, pages
from tests.sync.cursors.world import HOUR, MINUTE, SECOND, Move, Pages, Start, Table, items, lost, naive

SIZE = 4
LOOK_BACK = 2 * MINUTE


class Server:
    """Lists by time of creation and id, the newest first, what lies below a place."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)
        self._old_ones_change = self._draw.random() < 0.3
        self.table = Table(self._draw, changes_for=10**15 if self._old_ones_change else LOOK_BACK // 2)
        self._skew = self._draw.choice((0, 0, -HOUR, 30 * SECOND))
        self._pages = Pages(self.table, self._answer, _is_higher)
        self.ask = self._pages.ask

    @property
    def terms(self) -> Terms:
        return Terms(LOOK_BACK, HOUR if self._old_ones_change else None)

    def now(self) -> int:
        return self.table.now + self._skew

    def _answer(self, below: Place | None) -> Answer:
        found = sorted(((row.created_at, row.id, row) for row in self.table.shown()), reverse=True)
        if below is not None:
            found = [row for row in found if row[:2] < (below.moment, below.id)]
        page = found[:SIZE]
        lowest = Place(*page[-1][:2]) if page else None
        return Answer(items([row[2] for row in page]), page[0][0] if page else None, lowest, len(found) > SIZE)

    def moves(self) -> Sequence[Move]:
        table = self.table
        rare = (table.delete_one, table.add_in_future)
        return (*(table.add_many, table.change_some, table.wait) * 3, self._pages.repeat, self._draw.choice(rare))


def _is_higher(last: Place | None, now: Place | None) -> bool:
    return last is None or (now is not None and (last.moment, last.id) >= (now.moment, now.id))


Cursor = Callable[[Server], Start]


def ours(server: Server) -> Start:
    return lambda state: pages(state, server.now(), server.terms, server.ask)


def seeds_that_lose(cursor: Cursor, seeds: Iterable[int]) -> list[int]:
    return [seed for seed in seeds if lost(server := Server(seed), cursor(server))]


def test_the_copy_is_right_whatever_moves_meanwhile() -> None:
    assert seeds_that_lose(ours, range(200)) == []


def test_without_looking_back_what_comes_late_or_changes_is_lost() -> None:
    assert seeds_that_lose(
        lambda server: lambda state: pages(state, server.now(), Terms(overlap=0), server.ask), range(10)
    )


def test_to_note_the_newest_before_the_round_is_over_leaves_a_gap_where_it_is_broken_off() -> None:
    def from_the_newest(server: Server) -> Start:
        def walk(noted: str | None) -> Iterator[tuple[bytes, object]]:
            floor, below, more, newest = int(noted or 0), None, True, 0
            while more:
                answer = server.ask(below)
                newest, below = max(newest, answer.highest or 0), answer.lowest
                more = answer.more and below is not None and below.moment >= floor
                yield answer.items, min(newest, server.table.now) - LOOK_BACK

        return naive(walk)

    assert seeds_that_lose(from_the_newest, range(10))


class Shelf:
    """Rows by their number, which is also the minute of their creation; keeps what it was asked."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.asked: list[int | None] = []

    def ask(self, below: Place | None) -> Answer:
        self.asked.append(None if below is None else below.moment // MINUTE)
        top = self.rows if below is None else below.moment // MINUTE - 1
        bottom = max(top - SIZE + 1, 1)
        lowest = Place(bottom * MINUTE, str(bottom)) if top >= bottom else None
        rows = list(range(top, bottom - 1, -1))
        return Answer(json.dumps(rows).encode(), top * MINUTE if rows else None, lowest, bottom > 1)


def read(state: str | None, minute: int, shelf: Shelf, terms: Terms = Terms(2 * MINUTE)) -> tuple[str, set[int]]:  # noqa: B008
    """The state after a round, and the rows that came in it."""
    rows: set[int] = set()
    for page in pages(state, minute * MINUTE, terms, shelf.ask):
        state = page.state
        rows |= set(json.loads(page.items))
    assert state is not None
    return state, rows


def test_a_round_goes_down_to_where_the_last_one_began_and_an_overlap_further() -> None:
    shelf = Shelf(10)
    state, rows = read(None, 10, shelf)
    assert (shelf.asked, rows) == ([None, 7, 3], set(range(1, 11)))
    shelf.rows = 14
    shelf.asked.clear()
    _, rows = read(state, 14, shelf)
    assert shelf.asked == [None, 11]
    assert rows == set(range(7, 15)), "from 8, two minutes below the 10th, and what else was on the page"


def test_a_round_that_was_broken_off_goes_on_downwards_and_then_reads_what_came_since() -> None:
    shelf = Shelf(40)
    state, _ = read(None, 40, shelf)
    shelf.rows = 60
    shelf.asked.clear()
    broken_off = next(pages(state, 60 * MINUTE, Terms(2 * MINUTE), shelf.ask)).state
    shelf.rows = 70
    _, rows = read(broken_off, 70, shelf)
    assert shelf.asked == [None, 57, 53, 49, 45, 41, None, 67, 63, 59]
    assert rows == {*range(37, 57), *range(55, 71)}


def test_after_a_while_a_round_goes_down_to_the_first_row() -> None:
    shelf = Shelf(40)
    terms = Terms(2 * MINUTE, HOUR)
    state, _ = read(None, 40, shelf, terms)
    state, rows = read(state, 99, shelf, terms)
    assert min(rows) == 37
    assert min(read(state, 100, shelf, terms)[1]) == 1


def test_a_record_dated_in_the_future_does_not_hide_later_ones() -> None:
    shelf = Shelf(40)
    state, _ = read(None, 20, shelf)
    assert min(read(state, 20, shelf)[1]) <= 18


def test_a_shop_without_rows() -> None:
    state, rows = read(None, 5, Shelf(0))
    assert rows == set()
    assert read(state, 6, Shelf(1))[1] == {1}


@pytest.mark.parametrize("lowest", [Place(5, "5"), None])
def test_an_interface_that_does_not_lead_down_is_given_up(lowest: Place | None) -> None:
    with pytest.raises(KnownError, match="same page"):
        list(pages(None, 0, Terms(), lambda below: Answer(b"[]", 5, lowest, True)))
