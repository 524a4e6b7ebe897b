"""How far down a round goes, and where it goes on when it was broken off."""

import json

import pytest

from storage.errors import KnownError
from sync.clocks import Clocks
from sync.cursors.backward import Answer, Place, Terms, pages
from tests.sync.cursors.table import HOUR, MINUTE

SIZE = 4


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


def at(minute: int) -> Clocks:
    return Clocks(minute * MINUTE, minute * MINUTE)


def read(state: str | None, minute: int, shelf: Shelf, terms: Terms = Terms(2 * MINUTE)) -> tuple[str, set[int]]:  # noqa: B008
    """The state after a round, and the rows that came in it."""
    rows: set[int] = set()
    for page in pages(state, at(minute), terms, shelf.ask):
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
    broken_off = next(pages(state, at(60), Terms(2 * MINUTE), shelf.ask)).state
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
        list(pages(None, at(0), Terms(), lambda below: Answer(b"[]", 5, lowest, True)))
