"""The engine knows nothing of cursors: a connector with windows and page numbers works like ours does."""

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from storage.errors import KnownError
from storage.progress import Cancelled
from storage.shop import Shop
from storage.store import Store, open_store
from sync.engine import pull
from sync.http import Client
from sync.retry import Patience
from tests.sync import example_source
from tests.sync.example_source import BEIJING, CAP, CONNECTOR, OPENED, ExampleSource, fen, local, utc
from tests.sync.little_server import CLIENT_ID, CLIENT_SECRET, LittleServer, keys, little_server
from tests.sync.quick_clock import QuickClock

NOW = datetime(2026, 3, 1, 12)  # noqa: DTZ001
SHOP = Shop(id="s1", name="小店")


class OldShop:
    """Trades behind windows and page numbers; refuses to turn pages beyond its cap."""

    def __init__(self, trades: int) -> None:
        draw = random.Random(3)
        self.trades: dict[str, dict[str, Any]] = {}
        for number in range(trades):
            # Most of them in one busy hour, some in the same second.
            busy = draw.random() < 0.8
            at = (
                OPENED + timedelta(days=20, seconds=draw.randrange(3600))
                if busy
                else OPENED + timedelta(seconds=number)
            )
            self.put(number, at, at + timedelta(seconds=draw.randrange(60)))

    def put(self, number: int, created: datetime, updated: datetime) -> None:
        lines = [
            {
                "oid": 1533766114261606211 + 10 * number + place,
                "title": f"茶 {place}",
                "num": 1 + place,
                "payment": "5.05",
            }
            for place in range(1 + number % 3)
        ]
        self.trades[f"E{number:023}"] = {
            "tid": f"E{number:023}",
            "created": str(created),
            "update_time": str(updated),
            "payment": f"{5.05 * len(lines):.2f}",
            "orders": lines,
        }

    def answer(self, request: Request) -> Response:
        asked = request.query_params
        page, size = int(asked["page_no"]), int(asked["page_size"])
        if page * size > CAP:
            return JSONResponse({"error": "page_no * page_size too large"}, 400)
        found = [t for t in self.trades.values() if asked["start"] <= t["update_time"] <= asked["end"]]
        found.sort(key=lambda trade: trade["update_time"], reverse=True)
        return JSONResponse({"total": len(found), "trades": found[(page - 1) * size : page * size]})


@pytest.fixture(scope="module")
def server() -> Iterator[LittleServer]:
    with little_server() as server:
        yield server


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        store.put_shop(SHOP)
        yield store


@pytest.fixture
def clock() -> QuickClock:
    clock = QuickClock()
    clock.time = NOW.replace(tzinfo=BEIJING).timestamp()
    return clock


@pytest.fixture
def source(server: LittleServer, clock: QuickClock) -> Iterator[ExampleSource]:
    with Client(server.url, keys(), clock) as client:
        yield ExampleSource(client, clock)


def expected(shop: OldShop) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    orders, lines = [], []
    for trade in shop.trades.values():
        at = datetime.fromisoformat(trade["created"])
        orders.append(
            (trade["tid"], utc(at), round(float(trade["payment"]) * 100), sum(i["num"] for i in trade["orders"]))
        )
        lines += [(str(i["oid"]), trade["tid"], i["title"], i["num"], 505) for i in trade["orders"]]
    return sorted(orders), sorted(lines)


def kept(store: Store) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    with store.reader() as reader:
        orders = reader.execute("SELECT id, created_at, payment_amount, item_count FROM orders ORDER BY id").fetchall()
        lines = reader.execute("SELECT id, order_id, title, quantity, amount FROM order_lines ORDER BY id").fetchall()
    return orders, lines


def test_a_full_window_is_split_until_everything_is_here(
    server: LittleServer, store: Store, source: ExampleSource
) -> None:
    shop = OldShop(500)
    server.otherwise = shop.answer
    run = pull(store, SHOP.id, source)
    assert kept(store) == expected(shop)
    assert run.counts["orders"].inserted == 500
    assert run.counts["order_lines"].inserted == len(expected(shop)[1])


def test_the_next_round_asks_only_for_what_is_new(
    server: LittleServer, store: Store, source: ExampleSource, clock: QuickClock
) -> None:
    shop = OldShop(200)
    server.otherwise = shop.answer
    pull(store, SHOP.id, source)
    newest = store.as_of(SHOP.id)
    assert newest is not None
    shop.put(7, OPENED, NOW + timedelta(minutes=1))
    clock.time += 3600
    server.seen.clear()
    run = pull(store, SHOP.id, source)
    assert kept(store) == expected(shop)
    assert run.counts["orders"].changed == 1
    (asked,) = (seen.query for seen in server.seen if seen.path == "/trades")
    assert (asked["start"], asked["end"]) == (local(newest - 5 * 60 * 1000), str(NOW + timedelta(hours=1)))


def test_a_stopped_round_goes_on_where_it_was(server: LittleServer, store: Store, source: ExampleSource) -> None:
    shop = OldShop(300)
    server.otherwise = shop.answer
    server.seen.clear()
    written: list[int] = []
    with pytest.raises(Cancelled):
        pull(store, SHOP.id, source, lambda p: written.append(p.done), lambda: max(written, default=0) >= 400)
    assert len(kept(store)[0]) >= 30
    before = [tuple(seen.query.values()) for seen in server.seen if seen.query]
    server.seen.clear()
    run = pull(store, SHOP.id, source)
    assert kept(store) == expected(shop)
    assert run.counts["orders"].inserted < 300
    after = [tuple(seen.query.values()) for seen in server.seen]
    assert set(before) & set(after) <= {before[-1]}, "only the page that was on its way is asked for again"
    assert len(before) > 8


def test_a_refusal_is_told_and_keeps_what_came(server: LittleServer, store: Store, source: ExampleSource) -> None:
    server.script = [OldShop(50).answer, lambda request: JSONResponse({"error": "no"}, 400)]
    with pytest.raises(KnownError, match="400"):
        pull(store, SHOP.id, source)
    assert len(kept(store)[0]) == 20
    assert store.runs(SHOP.id, 1)[0].outcome == "failed"
    server.script.clear()


def test_money_does_not_go_through_binary_fractions() -> None:
    assert fen(Decimal("1.01")) == 101
    assert fen(Decimal("1133.55")) == 113355


def test_the_whole_of_it_is_one_entry_of_the_registry(server: LittleServer, clock: QuickClock) -> None:
    server.otherwise = lambda request: JSONResponse({"id": "old-1", "name": "老店"})
    assert [ask.id for ask in CONNECTOR.asks] == ["url", "app", "secret"]
    typed = {"url": server.url, "app": CLIENT_ID, "secret": CLIENT_SECRET}
    with closing(CONNECTOR.open(typed, clock, Patience())) as source:
        assert source.shop().name == "老店"
        assert source.name == CONNECTOR.id
    assert CONNECTOR.read("trades", b'[{"tid": 1}]').misfits


def test_it_stays_the_smallest() -> None:
    assert len(Path(example_source.__file__).read_text("utf-8").splitlines()) < 150
