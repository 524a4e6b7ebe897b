"""Forward by the last id; rows change without a sign and are found again when everything is read."""

import random
from collections.abc import Callable, Sequence

from sync.cursors.forward import Answer, pages
from tests.sync.cursors.world import HOUR, REST, Move, Pages, Start, Table, items, lost

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


Cursor = Callable[[Server], Start]


def ours(server: Server) -> Start:
    return lambda state: pages(state, server.table.now, PERIOD, server.ask)


def seeds_that_lose(cursor: Cursor, seeds: range) -> list[int]:
    return [seed for seed in seeds if lost(server := Server(seed), cursor(server))]


def test_the_copy_is_right_whatever_moves_meanwhile() -> None:
    assert seeds_that_lose(ours, range(300)) == []
