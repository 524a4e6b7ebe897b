"""What is asked of a list sorted by change, and what is made of odd answers."""

import json
from collections.abc import Callable, Sequence

import pytest
from msgspec import structs

from storage.errors import KnownError
from sync.clocks import Clocks
from sync.cursors.changes import Answer, Question, Row, Terms, pages
from tests.sync.cursors.reader import told
from tests.sync.cursors.table import MINUTE, SECOND

TERMS = Terms(step=SECOND, size=4, overlap=MINUTE)
Ask = Callable[[Question], Answer]


def at(second: int) -> Clocks:
    return Clocks(second * SECOND, second * SECOND)


class Shelf:
    """Rows that stand still: (name, second of its change). Keeps what it was asked."""

    def __init__(self, *rows: tuple[str, int], now: int = 100) -> None:
        self.rows = sorted(rows, key=lambda row: row[1])
        self.now = now
        self.asked: list[tuple[int | None, int | None, int]] = []

    def ask(self, question: Question) -> Answer:
        after, before = (None if at is None else at // SECOND for at in (question.after, question.before))
        self.asked.append((after, before, question.page))
        found = [row for row in self.rows if (after is None or row[1] > after) and (before is None or row[1] < before)]
        page = found[question.skip :][: question.size]
        rows = [Row(name, at * SECOND) for name, at in page]
        return Answer(json.dumps([name for name, _ in page]).encode(), rows, len(found), at(self.now))


def read(state: str | None, ask: Ask, terms: Terms = TERMS) -> tuple[str, list[str]]:
    """The state after a round, and the rows that came in it."""
    names: list[str] = []
    for page in pages(state, terms, ask):
        state = page.state
        names += json.loads(page.items)
    assert state is not None
    return state, names


def test_the_next_question_goes_back_one_step_behind_the_last_row() -> None:
    shelf = Shelf(("a", 1), ("b", 2), ("c", 3), ("d", 5), ("e", 5), ("f", 6))
    state, names = read(None, shelf.ask)
    assert shelf.asked == [(None, None, 0), (4, None, 0)]
    assert names == ["a", "b", "c", "d", "d", "e", "f"]
    shelf.asked.clear()
    assert read(state, shelf.ask)[1] == ["a", "b", "c", "d", "d", "e", "f"], "all within the overlap"
    assert shelf.asked[0] == (6 - 60, None, 0)


def test_a_moment_with_more_rows_than_a_page_is_read_by_page_number() -> None:
    shelf = Shelf(("a", 1), *((f"b{number}", 3) for number in range(10)), ("c", 4))
    _, names = read(None, shelf.ask)
    assert shelf.asked == [
        (None, None, 0),
        (2, None, 0),  # a page of nothing but moment 3
        *((2, 4, page) for page in range(3)),
        (3, None, 0),
    ]
    assert set(names) == {name for name, _ in shelf.rows}


def test_a_record_dated_in_the_future_does_not_hide_later_ones() -> None:
    shelf = Shelf(("a", 900), ("b", 4_000_000_000), now=1000)
    state, _ = read(None, shelf.ask)
    shelf.rows.insert(1, ("c", 1010))
    shelf.now = 1020
    state, names = read(state, shelf.ask)
    assert names == ["c", "b"]
    shelf.asked.clear()
    read(state, shelf.ask)
    assert shelf.asked == [(1020 - 60, None, 0)]


def test_where_nothing_happens_each_round_asks_the_same() -> None:
    shelf = Shelf(("a", 900), now=1000)
    state, _ = read(None, shelf.ask)
    for _ in range(3):
        assert read(state, shelf.ask)[0] == state
    assert read(None, Shelf().ask)[0] == "{}"


def test_where_a_page_shows_rows_out_of_order_none_is_passed_over() -> None:
    shelf = Shelf(*((f"a{number}", number) for number in range(20)))
    shelf.rows[2], shelf.rows[9] = shelf.rows[9], shelf.rows[2]
    assert set(read(None, shelf.ask)[1]) == {name for name, _ in shelf.rows}


def test_a_short_page_is_not_the_end_while_more_is_said_to_come() -> None:
    shelf = Shelf(*((f"a{number}", number) for number in range(50)))

    def ask(question: Question) -> Answer:
        answer = shelf.ask(question)
        three = json.dumps(json.loads(answer.items)[:3]).encode()
        return Answer(three, answer.rows[:3], answer.total, answer.clocks)

    assert set(read(None, ask)[1]) == {name for name, _ in shelf.rows}


def test_an_interface_that_does_not_heed_the_time_is_given_up() -> None:
    shelf = Shelf(*((f"a{number}", number) for number in range(50)))
    with pytest.raises(KnownError, match="same page"):
        read(None, lambda question: shelf.ask(Question(None, None, question.page, question.size)))
    assert len(shelf.asked) < 50


def test_an_empty_page_where_rows_must_be_is_asked_for_again_but_not_for_ever() -> None:
    shelf = Shelf(("a", 1))
    answers = [Answer(b"[]", (), 1, at(0))] * 2
    assert read(None, lambda question: answers.pop() if answers else shelf.ask(question))[1] == ["a"]
    with pytest.raises(KnownError, match="same page"):
        read(None, lambda question: Answer(b"[]", (), 1, at(0)))


def test_a_moment_that_never_rests_is_told_and_the_next_sync_gets_past_it() -> None:
    shelf = Shelf(*((f"b{number:03}", 3) for number in range(100)), ("c", 4))

    def restless(question: Question) -> Answer:
        if question.before is not None and question.page:
            shelf.rows.pop(0)
        return shelf.ask(question)

    state, words = told(pages(None, TERMS, restless))
    assert "kept changing" in words
    assert set(read(state, shelf.ask)[1]) == {name for name, _ in shelf.rows}


def test_a_state_stays_small_in_a_moment_of_many_rows() -> None:
    shelf = Shelf(*((f"b{number}", 3) for number in range(2000)))
    assert max(len(page.state) for page in pages(None, TERMS, shelf.ask)) < 150


@pytest.mark.parametrize("moments", [range(11), [3] * 11, [*range(4), *[9] * 9]])
def test_a_total_that_is_too_small_loses_nothing(moments: Sequence[int]) -> None:
    shelf = Shelf(*((f"a{place:02}", moment) for place, moment in enumerate(moments)))

    def small(question: Question) -> Answer:
        return structs.replace(shelf.ask(question), total=min(shelf.ask(question).total, TERMS.size))

    assert set(read(None, small)[1]) == {name for name, _ in shelf.rows}


def test_a_mark_of_a_time_when_a_clock_was_wrong_reads_everything_again() -> None:
    shelf = Shelf(("a", 10), ("b", 50))
    assert read(json.dumps({"since": at(10**9).now}), shelf.ask)[1] == ["a", "b"]
