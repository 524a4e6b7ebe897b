"""What an offset means is found out, and each record is asked for once."""

import json
from collections.abc import Callable

import pytest

from storage.errors import KnownError
from sync.clocks import Clocks
from sync.cursors.lookback import Listed, Question, Record, pages
from sync.cursors.offsets import Meaning
from sync.cursors.windows import Terms
from tests.sync.cursors.table import HOUR, MINUTE, SECOND, START

SIZE = 4
LOOK_BACK = 2 * MINUTE


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

    def record(self, key: str) -> Record | None:
        self.read.append(key)
        return None if key == "3" else Record(json.dumps([key, 0]).encode(), START + int(key) * SECOND)


TERMS = Terms(SECOND, SIZE, 1000, HOUR, START, 0, LOOK_BACK)


def at(second: int) -> Clocks:
    return Clocks(START + second * SECOND, START + second * SECOND)


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
    came = list(pages(None, at(60), TERMS, shelf.ask, shelf.record))
    assert shelf.offsets == offsets
    assert shelf.read == [str(row) for row in range(10)]
    assert [key for page in came for key, _ in json.loads(page.items)] == [str(row) for row in range(10) if row != 3]


def test_a_list_of_one_page_needs_no_finding_out() -> None:
    shelf = Shelf(3)
    list(pages(None, at(60), TERMS, shelf.ask, shelf.record))
    assert shelf.offsets == [0]


def test_what_was_misunderstood_because_a_row_moved_is_put_right_in_the_same_round() -> None:
    shelf = Shelf(10)

    def one_comes_first() -> None:
        if len(shelf.offsets) == 2:
            shelf.rows.insert(0, 30)

    shelf.between = one_comes_first
    list(pages(None, at(60), TERMS, shelf.ask, shelf.record))
    assert set(shelf.read) == {*map(str, range(10)), "30"}
    assert len(shelf.read) == 11


def test_the_next_round_reads_again_what_may_have_changed() -> None:
    shelf = Shelf(600)
    (*_, last) = pages(None, at(600), TERMS, shelf.ask, shelf.record)
    shelf.read.clear()
    list(pages(last.state, at(700), TERMS, shelf.ask, shelf.record))
    assert min(map(int, shelf.read)) == 600 - LOOK_BACK // SECOND


def test_an_interface_that_does_not_heed_the_window_is_given_up() -> None:
    shelf = Shelf(3)
    with pytest.raises(KnownError, match="whatever days"):
        list(pages(None, at(60), TERMS, shelf.ask, lambda key: Record(b"1", START + 400 * 24 * HOUR)))
