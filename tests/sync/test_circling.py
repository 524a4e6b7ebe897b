"""A list without an end is given up; one that is read again and again because it moves is not."""

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from storage.errors import KnownError
from storage.records import Customer
from storage.shop import Shop
from storage.store import Store, open_store
from sync.circling import Circling
from sync.engine import pull
from sync.neutral import NeutralSource
from sync.source import Batch
from tests.sync.little_server import CLIENT_ID, CLIENT_SECRET, LittleServer, little_server
from tests.sync.quick_clock import QuickClock

NOW = 1_800_000_000_000
SHOP = Shop(id="s", name="半日茶")


@pytest.fixture
def server() -> Iterator[LittleServer]:
    with little_server() as server:
        yield server


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        store.put_shop(SHOP)
        yield store


def pages_until_given_up(server: LittleServer, store: Store, page: Callable[[int], tuple[list[str], str]]) -> int:
    """How many pages of products are asked for; ``page`` makes the ids and the next cursor of the n-th."""
    asked = count(1)

    def answer(request: Request) -> Response:
        if request.url.path == "/v1/shop":
            return JSONResponse({"id": SHOP.id, "name": SHOP.name})
        if request.url.path != "/v1/products":
            return JSONResponse({"items": [], "next_cursor": None, "has_more": False, "server_time": NOW})
        ids, cursor = page(next(asked))
        items = [{"id": each, "updated_at": 1000} for each in ids]
        return JSONResponse({"items": items, "next_cursor": cursor, "has_more": True, "server_time": NOW})

    server.otherwise = answer
    source = NeutralSource(server.url, CLIENT_ID, CLIENT_SECRET, QuickClock())
    with closing(source), pytest.raises(KnownError, match="same page"):
        pull(store, SHOP.id, source)
    return next(asked) - 1


def test_a_cursor_that_counts_up_for_ever_over_the_same_record(server: LittleServer, store: Store) -> None:
    assert pages_until_given_up(server, store, lambda turn: (["p1"], f"c{turn}")) < 80


def test_a_cursor_that_leads_back_to_where_it_came_from(server: LittleServer, store: Store) -> None:
    assert pages_until_given_up(server, store, lambda turn: ([f"p{turn % 3}"], f"c{turn % 3}")) < 80


def test_a_list_of_nothing_that_does_not_end(server: LittleServer, store: Store) -> None:
    assert pages_until_given_up(server, store, lambda turn: ([], f"c{turn}")) < 600


def batch(*ids: int) -> Batch:
    return Batch(records=[[Customer(id=str(each), updated_at=1) for each in ids]])


def test_a_window_that_is_halved_at_every_width_and_read_again_is_no_circle() -> None:
    circling = Circling()
    pages = 99
    for width in (pages, pages // 2, pages // 4, pages // 8, pages):
        assert not any(circling.is_endless(batch(page * 2, page * 2 + 1)) for page in range(width))


def test_years_in_which_nothing_happened_are_no_circle() -> None:
    circling = Circling()
    assert not any(circling.is_endless(Batch()) for _ in range(400))


def test_what_is_new_is_told_from_what_came_among_millions() -> None:
    circling = Circling()
    circling.is_endless(batch(*range(60_000)))
    assert not any(circling.is_endless(batch(*range(place, place + 100))) for place in range(60_000, 70_000, 100))
