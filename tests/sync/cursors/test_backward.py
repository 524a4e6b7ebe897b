"""Backwards by moment and id, over rounds that are broken off and rows that come late or change."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence

from sync.clocks import Clocks
from sync.cursors.backward import Answer, Place, Terms, pages
from tests.sync.cursors.reader import Start, lost, naive
from tests.sync.cursors.table import HOUR, MINUTE, SECOND, Move, Pages, Table, items

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

    def clocks(self) -> Clocks:
        return self.table.clocks(self._skew)

    def _answer(self, below: Place | None) -> Answer:
        found = sorted(((row.created_at, row.id, row) for row in self.table.shown()), reverse=True)
        if below is not None:
            found = [row for row in found if row[:2] < (below.moment, below.id)]
        page = found[:SIZE]
        lowest = Place(*page[-1][:2]) if page else None
        return Answer(items([row[2] for row in page]), page[0][0] if page else None, lowest, len(found) > SIZE)

    def moves(self) -> Sequence[Move]:
        table = self.table
        rare = (table.delete_one, table.add_in_future) if table.tells else (table.delete_one,)
        return (*(table.add_many, table.change_some, table.wait) * 3, self._pages.repeat, self._draw.choice(rare))


def _is_higher(last: Place | None, now: Place | None) -> bool:
    return last is None or (now is not None and (last.moment, last.id) >= (now.moment, now.id))


Cursor = Callable[[Server], Start]


def ours(server: Server) -> Start:
    return lambda state: pages(state, server.clocks(), server.terms, server.ask)


def seeds_that_lose(cursor: Cursor, seeds: Iterable[int]) -> list[int]:
    return [seed for seed in seeds if lost(server := Server(seed), cursor(server))]


def test_the_copy_is_right_whatever_moves_meanwhile() -> None:
    assert seeds_that_lose(ours, range(80)) == []


def test_without_looking_back_what_comes_late_or_changes_is_lost() -> None:
    assert seeds_that_lose(
        lambda server: lambda state: pages(state, server.clocks(), Terms(overlap=0), server.ask), range(10)
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
