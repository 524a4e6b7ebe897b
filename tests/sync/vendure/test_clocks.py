"""A server that tells no clock, and this computer's was wrong for once. The server is SIMULATED."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response

from storage.errors import KnownError
from storage.shop import Shop
from storage.store import Store, open_store
from sync.connectors import connector_of
from sync.engine import pull
from sync.retry import Patience
from tests.sync.little_server import LittleServer, little_server
from tests.sync.quick_clock import QuickClock
from tests.sync.vendure.simulated import NOW, PASSWORD, USER, SimulatedVendure, items_of

SHOP_ID = "vendure-oy31cpgvmg2pbt8ismg7"


@pytest.fixture
def server() -> Iterator[LittleServer]:
    with little_server(tells_date=False) as server:
        server.lets_in = lambda request: True
        yield server


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        store.put_shop(Shop(id=SHOP_ID, name="茶店"))
        yield store


def place(shop: SimulatedVendure, number: int, at: datetime) -> None:
    made = items_of("orders")[0]
    told = at.isoformat().replace("+00:00", "Z")
    made |= {"id": str(number), "orderPlacedAt": told, "updatedAt": told}
    made["lines"][0]["id"] = f"line {number}"
    shop.lists["orders"].append(made)


@pytest.mark.parametrize("wrong", [datetime(2035, 1, 1, tzinfo=UTC), datetime(1996, 1, 1, tzinfo=UTC)])
def test_a_clock_that_is_alone_and_wrong_for_once_loses_nothing(
    server: LittleServer, store: Store, wrong: datetime
) -> None:
    shop, clock = SimulatedVendure(), QuickClock()

    def answer(request: Request) -> Response:
        told = shop.answer(request, server.seen[-1].body)
        del told.headers["date"]
        return told

    def sync(at: datetime) -> None:
        clock.time = at.timestamp()
        typed = {"url": server.url, "username": USER, "password": PASSWORD}
        with closing(connector_of("vendure").open(typed, clock, Patience())) as source:
            pull(store, SHOP_ID, source)

    server.otherwise = answer
    if wrong.year > NOW.year:
        sync(wrong)
    else:
        with pytest.raises(KnownError, match="differ by"):
            sync(wrong)
    for number in range(2, 6):
        at = NOW + timedelta(days=100 * number)
        place(shop, number, at)
        sync(at + timedelta(days=1))
    with store.reader() as reader:
        assert reader.execute("SELECT count(*) FROM orders").fetchone() == (5,)
