"""Forward by the last id; rows change without a sign and are found again when everything is read."""

import random
from collections.abc import Callable, Iterable, Sequence

import pytest

from storage.errors import KnownError
from sync.cursors.forward import Answer, pages
from tests.sync.cursors.reader import Start, lost
from tests.sync.cursors.table import HOUR, REST, Move, Pages, Table, items

SIZE = 4
PERIOD = HOUR
assert PERIOD < REST


class Server:
    """Lists by id what comes after one."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)
        self.table = Table(self._draw)
        self._pages = Pages(self.table, self._answer, lambda last, now: (last or "") <= (now or ""))
        self.ask = self._pages.ask

    def _answer(self, after: str | None) -> Answer:
        found = sorted((row for row in self.table.shown() if row.id > (after or "")), key=lambda row: row.id)
        page = found[:SIZE]
        return Answer(items(page), page[-1].id if page else None, len(found) > SIZE)

    def moves(self) -> Sequence[Move]:
        table = self.table
        return (*(table.add_many, table.change_some, table.wait) * 3, table.delete_one, self._pages.repeat)


Ask = Callable[[str | None], Answer]
Cursor = Callable[[Server], Start]


def ours(server: Server) -> Start:
    return lambda state: pages(state, server.table.now, PERIOD, server.ask)


def seeds_that_lose(cursor: Cursor, seeds: Iterable[int]) -> list[int]:
    return [seed for seed in seeds if lost(server := Server(seed), cursor(server))]


def test_the_copy_is_right_whatever_moves_meanwhile() -> None:
    assert seeds_that_lose(ours, range(200)) == []


def test_without_reading_everything_again_old_rows_stay_as_they_were() -> None:
    assert seeds_that_lose(lambda server: lambda state: pages(state, server.table.now, None, server.ask), range(5))


class Shelf:
    """Rows by their number; keeps what it was asked."""

    def __init__(self, rows: int) -> None:
        self.rows = [f"{number:03}" for number in range(1, rows + 1)]
        self.asked: list[str | None] = []

    def ask(self, after: str | None) -> Answer:
        self.asked.append(after)
        found = [row for row in self.rows if row > (after or "")]
        return Answer(b"[]", found[:SIZE][-1] if found else None, len(found) > SIZE)


def read(state: str | None, now: int, ask: Ask) -> str:
    for page in pages(state, now, PERIOD, ask):
        state = page.state
    assert state is not None
    return state


def test_a_round_goes_on_where_the_last_one_ended_and_reads_its_last_page_once_more() -> None:
    shelf = Shelf(10)
    state = read(None, 0, shelf.ask)
    assert shelf.asked == [None, "004", "008"]
    shelf = Shelf(13)
    read(state, 1, shelf.ask)
    assert shelf.asked == ["008", "012"]


def test_after_a_while_everything_is_read_again() -> None:
    shelf = Shelf(10)
    state = read(read(None, 0, shelf.ask), PERIOD - 1, shelf.ask)
    shelf.asked.clear()
    read(state, PERIOD, shelf.ask)
    assert shelf.asked == [None, "004", "008"]


def test_a_round_over_everything_goes_on_however_often_it_is_broken_off() -> None:
    shelf = Shelf(10)
    state: str | None = None
    for day in range(3):
        state = next(pages(state, day * PERIOD, PERIOD, shelf.ask)).state
    assert shelf.asked == [None, "004", "008"]


def test_a_shop_without_rows() -> None:
    shelf = Shelf(0)
    state = read(None, 0, shelf.ask)
    shelf = Shelf(1)
    read(state, 1, shelf.ask)
    assert shelf.asked == [None]


@pytest.mark.parametrize("last", ["004", None])
def test_an_interface_that_leads_back_is_given_up(last: str | None) -> None:
    with pytest.raises(KnownError, match="same page"):
        read(None, 0, lambda after: Answer(b"[]", last, True))
