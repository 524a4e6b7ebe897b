"""A shop with half an emoji, a NUL or NaN somewhere in it: it is synced whole, whatever its platform."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from storage.shop import Shop
from storage.store import Store, open_store
from sync.connectors import connector_of
from sync.engine import pull
from sync.retry import Patience
from tests.sync.little_server import CLIENT_ID, CLIENT_SECRET, LittleServer, little_server
from tests.sync.quick_clock import QuickClock
from tests.sync.vendure.simulated import PASSWORD, USER, SimulatedVendure, items_of

TEA = "vendure-oy31cpgvmg2pbt8ismg7"
WHOLE = "here it is"
DAMAGE = {
    "half an emoji": (rb"a cup \ud83d", "a cup \ufffd"),
    "the other half": (rb"\uDE00 a cup", "\ufffd a cup"),
    "a letter of another encoding": (b"caf\xe9", "caf\ufffd"),
    "NUL": (rb"a\u0000cup", "a\ufffdcup"),
    "a line end as it is": (b"a\ncup", "a cup"),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        yield store


@pytest.fixture
def line() -> Iterator[LittleServer]:
    with little_server(tells_date=False) as server:
        yield server


def damaged(damage: bytes, answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    def one(request: Request) -> Response:
        told = answer(request)
        headers = {name: value for name, value in told.headers.items() if name != "content-length"}
        return Response(bytes(told.body).replace(WHOLE.encode(), damage), told.status_code, headers)

    return one


def texts(store: Store, table: str, column: str) -> list[str]:
    with store.reader() as reader:
        return [text for (text,) in reader.execute(f"SELECT {column} FROM {table} ORDER BY id").fetchall()]


@pytest.mark.parametrize("what", DAMAGE)
def test_one_letter_of_a_vendure_shop(line: LittleServer, store: Store, what: str) -> None:
    damage, meaning = DAMAGE[what]
    shop, clock = SimulatedVendure(), QuickClock()
    shop.now = datetime.fromtimestamp(clock.time, UTC)
    shop.lists["products"] = [
        {**items_of("products")[0], "id": str(number), "name": name} for number, name in ((1, "tea"), (2, WHOLE))
    ]
    line.lets_in = lambda _request: True
    line.otherwise = damaged(damage, lambda request: shop.answer(request, line.seen[-1].body))
    store.put_shop(Shop(id=TEA, name="tea"))
    form = {"url": line.url, "username": USER, "password": PASSWORD}
    with closing(connector_of("vendure").open(form, clock, Patience(tries=3))) as source:
        assert pull(store, TEA, source).outcome == "done"
    assert texts(store, "products", "title") == ["tea", meaning]
    assert texts(store, "orders", "id") == ["1"]
    assert store.quarantined(TEA) == []


@pytest.mark.parametrize("what", DAMAGE)
def test_one_letter_behind_the_contract(line: LittleServer, store: Store, what: str) -> None:
    damage, meaning = DAMAGE[what]
    sync_contract(line, store, damage)
    assert texts(store, "products", "title") == ["tea", meaning]
    assert store.quarantined("s") == []


def test_a_number_that_is_none_costs_its_own_record_at_most(line: LittleServer, store: Store) -> None:
    sync_contract(line, store, rb'", "x": [NaN, -Infinity, 1E400], "y": "')
    assert texts(store, "products", "id") == ["1", "2"]


def sync_contract(line: LittleServer, store: Store, damage: bytes) -> None:
    products = [
        {"id": number, "updated_at": 5, "created_at": 5, "title": name} for number, name in (("1", "tea"), ("2", WHOLE))
    ]

    def answer(request: Request) -> Response:
        if request.url.path == "/v1/shop":
            return JSONResponse({"id": "s", "name": "s"})
        items = products if request.url.path == "/v1/products" else []
        told = {"items": items, "next_cursor": None, "has_more": False, "server_time": 1_800_000_000_000}
        return JSONResponse(told)

    line.otherwise = damaged(damage, answer)
    store.put_shop(Shop(id="s", name="s"))
    form = {"url": line.url, "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
    with closing(connector_of("api").open(form, QuickClock(), Patience(tries=3))) as source:
        assert pull(store, "s", source).outcome == "done"
