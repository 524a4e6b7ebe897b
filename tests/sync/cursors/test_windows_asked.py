"""Which windows are asked for, how caps are kept, and what is made of odd answers."""

import json
from collections.abc import Callable
from itertools import count

import pytest
from msgspec import structs

from storage.errors import KnownError
from sync.clocks import Clocks
from sync.cursors.windows import Answer, Question, Terms, pages
from tests.sync.cursors.reader import told
from tests.sync.cursors.table import HOUR, MINUTE, SECOND, START

TERMS = Terms(
    step=SECOND, size=4, cap=20, span=10 * MINUTE, opened=START - 30 * MINUTE, lag=30 * SECOND, overlap=28 * SECOND
)


def at(second: int) -> Clocks:
    """Both clocks so many seconds after the shop opened."""
    return Clocks(TERMS.opened + second * SECOND, TERMS.opened + second * SECOND)


Ask = Callable[[Question], Answer]
DAY = 24 * HOUR


class Shelf:
    """Rows that stand still: seconds after the shop opened. Keeps what it was asked, in the same seconds."""

    def __init__(self, *rows: int) -> None:
        self.rows = rows
        self.asked: list[tuple[int, int, int]] = []

    def ask(self, question: Question) -> Answer:
        start, end = ((at - TERMS.opened) // SECOND for at in (question.start, question.end))
        self.asked.append((start, end, question.page))
        found = [(place, at) for place, at in enumerate(self.rows) if start <= at <= end]
        page = found[question.page * question.size :][: question.size]
        return Answer(
            json.dumps([place for place, _ in page]).encode(),
            [str(place) for place, _ in page],
            len(found),
            [TERMS.opened + at * SECOND for _, at in page],
        )


def read(state: str | None, now: int, ask: Ask) -> tuple[str | None, set[int]]:
    """The state after a round at so many seconds after the shop opened, and the rows that came in it."""
    places: set[int] = set()
    for page in pages(state, at(now), TERMS, ask):
        state = page.state
        places |= set(json.loads(page.items))
    return state, places


def test_a_calm_shop_is_asked_in_the_longest_windows_and_no_further_than_lists_reach() -> None:
    shelf = Shelf(100)
    state, _ = read(None, 1530, shelf.ask)
    assert shelf.asked == [(0, 600, 0), (600, 1200, 0), (1200, 1500, 0)]
    shelf.asked.clear()
    read(state, 1630, shelf.ask)
    assert shelf.asked == [(1500 - 28, 1600, 0)]


def test_the_last_weeks_are_read_first_then_the_past_and_what_came_meanwhile_before_what_is_left_of_it() -> None:
    shelf = Shelf(100, 300, 900, 1400)
    terms = structs.replace(TERMS, recent=8 * MINUTE, span=5 * MINUTE)
    coming = pages(None, at(1530), terms, shelf.ask)
    seen = [next(coming) for _ in range(4)]
    assert shelf.asked == [(1020, 1320, 0), (1320, 1500, 0), (0, 300, 0), (300, 600, 0)]
    shelf.asked.clear()
    shelf.rows += (1600,)
    rest = list(pages(seen[3].state, at(1730), terms, shelf.ask))
    assert shelf.asked == [(1500 - 28, 1700, 0), (600, 900, 0), (900, 1020, 0)]
    assert {place for page in seen + rest for place in json.loads(page.items)} == set(range(5))
    shelf.asked.clear()
    read(rest[-1].state, 1740, shelf.ask)
    assert shelf.asked == [(1700 - 28, 1710, 0)], "the past is read once"


def test_a_window_above_the_cap_is_halved_and_grows_again_after_it() -> None:
    shelf = Shelf(*range(0, 60, 2), 400)
    _, places = read(None, 430, shelf.ask)
    assert places == set(range(31))
    assert [(start, end) for start, end, page in shelf.asked if page == 0] == [
        *((0, 400), (0, 200), (0, 100), (0, 50)),
        *((0, 25), (25, 50), (50, 75)),
        *((75, 125), (125, 225), (225, 400)),
    ]


def test_more_rows_in_a_moment_than_pages_reach_are_told_once_and_the_rest_comes() -> None:
    shelf = Shelf(1, *[50] * 33, 99)
    state, words = told(pages(None, at(200), TERMS, shelf.ask))
    assert "at least 13 are missing" in words
    assert max(page for *_, page in shelf.asked) == TERMS.cap // TERMS.size - 1
    assert shelf.asked[-1][1] == 170, "to the end of the round"
    read(state, 300, shelf.ask)


def test_a_window_that_never_rests_is_told_and_the_next_sync_gets_past_it() -> None:
    calm = Shelf(*[50] * 12)
    coming = count()

    def restless(question: Question) -> Answer:
        answer = calm.ask(question)
        return Answer(answer.items, answer.ids, answer.total + next(coming) % 2)

    state, words = told(pages(None, at(200), TERMS, restless))
    assert "kept changing" in words
    assert len(calm.asked) < 60
    assert read(state, 200, calm.ask)[1] == set(range(12))


def test_an_empty_page_where_rows_must_be_is_asked_for_again() -> None:
    shelf = Shelf(50)
    answers = [Answer(b"[]", (), 1)] * 2
    assert read(None, 200, lambda question: answers.pop() if answers else shelf.ask(question))[1] == {0}
    with pytest.raises(KnownError, match="same page"):
        read(None, 200, lambda question: Answer(b"[]", (), 1))


def test_after_a_round_that_was_broken_off_comes_what_happened_since() -> None:
    shelf = Shelf(10, 700)
    first = next(pages(None, at(900), TERMS, shelf.ask))
    shelf.rows = (10, 700, 5000)
    _, places = read(first.state, 6000, shelf.ask)
    assert places == {1, 2}
    assert shelf.asked[1] == (600, 870, 0), "first what was begun"


def test_a_round_right_after_another_asks_nothing() -> None:
    shelf = Shelf(10)
    assert read(None, 20, shelf.ask) == (None, set())
    assert shelf.asked == []


def test_where_changes_do_not_show_everything_is_read_again_after_a_while() -> None:
    shelf = Shelf(60)
    terms = structs.replace(TERMS, period=HOUR)
    (first, *_) = pages(None, at(100), terms, shelf.ask)
    for now, start in ((3600, 70 - 28), (3700, 0)):
        shelf.asked.clear()
        list(pages(first.state, at(now), terms, shelf.ask))
        assert min(shelf.asked)[0] == start
        assert shelf.asked[0][0] == 70 - 28, "what is newest comes first all the same"


def test_a_total_that_is_too_small_loses_nothing() -> None:
    shelf = Shelf(*range(11), *range(90, 101))

    def small(question: Question) -> Answer:
        return structs.replace(shelf.ask(question), total=min(shelf.ask(question).total, TERMS.size))

    assert read(None, 200, small)[1] == set(range(22))


def test_a_last_page_that_is_given_again_and_again_is_the_last() -> None:
    shelf = Shelf(*range(8))

    def last_again(question: Question) -> Answer:
        return shelf.ask(structs.replace(question, page=min(question.page, 1)))

    assert read(None, 200, last_again)[1] == set(range(8))
    assert [page for *_, page in shelf.asked] == [0, 1, 1]


def test_an_interface_whose_rows_lie_outside_the_window_is_given_up_after_a_few_calls() -> None:
    asked: list[Question] = []

    def deaf(question: Question) -> Answer:
        asked.append(question)
        return Answer(b"[1, 2]", ("1", "2"), 2, [TERMS.opened + 400 * DAY] * 2)

    with pytest.raises(KnownError, match="whatever days"):
        read(None, 200, deaf)
    assert len(asked) < 10


def test_an_interface_that_gives_the_same_for_both_halves_is_given_up_after_a_few_calls() -> None:
    asked: list[Question] = []

    def deaf(question: Question) -> Answer:
        asked.append(question)
        return Answer(b"[1, 2, 3, 4]", tuple("1234"), 10_000)

    with pytest.raises(KnownError, match="whatever days"):
        read(None, 200, deaf)
    assert len(asked) < 10


def test_many_rows_of_one_moment_are_no_sign_of_a_window_that_is_not_heeded() -> None:
    shelf = Shelf(*[100] * 18, 101, 102, 103)
    assert read(None, 230, shelf.ask)[1] == set(range(21))


def test_a_state_of_a_time_when_a_clock_was_wrong_reads_everything_again() -> None:
    shelf = Shelf(10, 50)
    future = json.dumps({"since": at(0).now + 4000 * DAY, "all_at": at(0).now}).encode().decode()
    assert read(future, 200, shelf.ask)[1] == {0, 1}


def test_a_clock_from_before_the_shop_opened_is_told() -> None:
    with pytest.raises(KnownError, match="differ by 9 days"):
        list(pages(None, Clocks(TERMS.opened - 9 * DAY, None), TERMS, Shelf(10).ask))
