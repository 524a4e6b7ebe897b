"""The neutral interface behind a clock that is wrong for a while, on either side."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from storage.shop import Shop
from storage.store import Store, open_store
from sync.engine import pull
from sync.neutral import NeutralSource
from tests.sync.little_server import CLIENT_ID, CLIENT_SECRET, LittleServer, little_server
from tests.sync.quick_clock import QuickClock

DAY = 24 * 3600 * 1000
START = 1_800_000_000_000
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


class World:
    """A shop that sells a product more each day, and two clocks."""

    def __init__(self, server: LittleServer, store: Store) -> None:
        server.otherwise = self.answer
        self.now, self.here, self.there = START, 0, 0
        self.products: dict[str, int] = {}
        self._server, self._store = server, store

    def answer(self, request: Request) -> Response:
        if request.url.path == "/v1/shop":
            return JSONResponse({"id": SHOP.id, "name": SHOP.name})
        since = int(request.query_params.get("updated_since", 0))
        products = self.products if request.url.path == "/v1/products" else {}
        items = [{"id": key, "updated_at": at} for key, at in products.items() if at >= since]
        told = {"items": items, "next_cursor": None, "has_more": False, "server_time": self.now + self.there}
        return JSONResponse(told)

    def a_day(self) -> None:
        """A product, a day, a sync."""
        self.products[f"p{len(self.products)}"] = self.now
        self.now += DAY
        clock = QuickClock()
        clock.time = (self.now + self.here) / 1000
        with closing(NeutralSource(self._server.url, CLIENT_ID, CLIENT_SECRET, clock)) as source:
            pull(self._store, SHOP.id, source)

    def missing(self) -> set[str]:
        with self._store.reader() as reader:
            return self.products.keys() - {key for (key,) in reader.execute("SELECT id FROM products")}


@pytest.mark.parametrize("ahead", [DAY // 2, 4000 * DAY, -9 * DAY])
@pytest.mark.parametrize("which", ["here", "there"])
def test_a_clock_that_is_wrong_for_some_days_loses_nothing(
    server: LittleServer, store: Store, which: str, ahead: int
) -> None:
    world = World(server, store)
    world.a_day()
    setattr(world, which, ahead)
    world.products["dated wrongly"] = world.now + ahead  # by the shop, too
    for _ in range(3):
        world.a_day()
    setattr(world, which, 0)
    world.products["dated wrongly"] = world.now
    for _ in range(2):
        world.a_day()
    assert world.missing() == set()
    as_of = store.as_of(SHOP.id)
    assert as_of is not None
    assert as_of <= world.now


def test_a_mark_of_the_future_reads_everything_again(server: LittleServer, store: Store) -> None:
    world = World(server, store)
    with store.write() as tx:
        tx.set_cursor(SHOP.id, "api", "products", '{"state":"{\\"since\\":2900000000000}"}')
    world.a_day()
    assert world.missing() == set()
