"""Rows sorted by change move while they are read; the copy is right in the end all the same."""

import random
from collections.abc import Callable

from sync.cursors.changes import Answer, Question, Row, Terms, pages
from tests.sync.cursors.world import MINUTE, SECOND, Reader, Start, Table, items, play

TERMS = Terms(step=SECOND, size=4, overlap=MINUTE)
Ask = Callable[[Question], Answer]


class Server:
    """Lists what changed after T, strictly, by whole seconds, the oldest change first; ties in any order."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.table = Table(self.draw)
        self.skew = self.draw.choice((0, 0, -60 * MINUTE, 30 * SECOND))
        self.repeats = False
        self.last: tuple[Question, Answer] | None = None
        self.unreadable: set[str] = set()

    def ask(self, question: Question) -> Answer:
        if self.repeats and self.last and (self.last[0].after or 0) <= (question.after or 0):
            self.repeats = False  # the page before once more
            return self.last[1]
        found = [row for row in self.table.shown() if question.after is None or row.changed_at > question.after]
        found = [row for row in found if question.before is None or row.changed_at < question.before]
        found.sort(key=lambda row: (row.changed_at, self.table.ties[row.id]))
        page = found[question.skip : question.skip + question.size]
        rows = [Row(row.id, None if row.id in self.unreadable else row.changed_at) for row in page]
        answer = Answer(items(page), rows, len(found), self.table.now + self.skew)
        self.last = question, answer
        return answer

    def moves(self, reader: Reader) -> list[Callable[[], object]]:
        table, draw = self.table, self.draw

        def many() -> None:
            for _ in range(draw.randint(1, 12)):
                table.add()

        def change() -> None:
            for key in table.some(8):
                table.change(key)

        def delete() -> None:
            for key in table.some(1):
                table.delete(key)

        def wait() -> None:
            table.now += draw.choice((10, 700, 5 * SECOND, 3 * MINUTE))

        def repeat() -> None:
            self.repeats = True

        def future() -> None:
            table.add(table.now + draw.choice((5 * SECOND, 60 * MINUTE)))

        def unreadable() -> None:
            self.unreadable.update(table.some(1))

        rare = (delete, repeat, future, unreadable, table.shuffle_ties, reader.break_off)
        return [*(reader.step,) * 14, *(many, change, wait) * 3, draw.choice(rare), draw.choice(rare)]


def end_is_right(seed: int, cursor: Callable[[Ask], Start], steps: int = 80) -> bool:
    server = Server(seed)
    reader = Reader(cursor(server.ask))
    return play(server.table, reader, server.moves(reader), steps) and reader.longest < 250


def ours(ask: Ask) -> Start:
    return lambda state: pages(state, TERMS, ask)


def test_the_copy_is_right_whatever_moves_meanwhile() -> None:
    assert [seed for seed in range(400) if not end_is_right(seed, ours)] == []
