"""Orders that lose a part, and fields that a plugin writes otherwise, through the whole of a sync."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from storage.runs import Run
from storage.shop import Shop
from storage.store import Store, open_store
from sync.connectors import connector_of
from sync.engine import pull
from sync.retry import Patience
from tests.sync.little_server import LittleServer, little_server
from tests.sync.quick_clock import QuickClock
from tests.sync.vendure.simulated import PASSWORD, USER, Item, SimulatedVendure, items_of

SHOP_ID = "vendure-oy31cpgvmg2pbt8ismg7"


@pytest.fixture(scope="module")
def server() -> Iterator[LittleServer]:
    with little_server(tells_date=False) as server:
        server.lets_in = lambda _request: True
        yield server


@pytest.fixture
def shop(server: LittleServer) -> SimulatedVendure:
    shop = SimulatedVendure()
    shop.lists["orders"] = [order()]
    server.otherwise = lambda request: shop.answer(request, server.seen[-1].body)
    return shop


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        store.put_shop(Shop(id=SHOP_ID, name="茶店"))
        yield store


def order() -> Item:
    """The recorded one, with a second line and a second refund."""
    made = items_of("orders")[0]
    line, refund = made["lines"][0], made["payments"][0]["refunds"][0]
    made["lines"].append(line | {"id": "9"})
    made["payments"][0]["refunds"].append(refund | {"id": "8", "total": 100, "lines": []})
    return made


def sync(store: Store, server: LittleServer, shop: SimulatedVendure) -> Run:
    clock = QuickClock()
    clock.time = shop.now.timestamp()
    typed = {"url": server.url, "username": USER, "password": PASSWORD}
    with closing(connector_of("vendure").open(typed, clock, Patience())) as source:
        return pull(store, SHOP_ID, source, now=lambda: int(clock.time * 1000))


def ids(store: Store, kind: str) -> list[str]:
    with store.reader() as reader:
        return [row[0] for row in reader.execute(f"SELECT id FROM {kind} WHERE NOT deleted ORDER BY id").fetchall()]


def test_a_line_and_a_refund_that_the_shop_took_out_are_gone(
    store: Store, server: LittleServer, shop: SimulatedVendure
) -> None:
    sync(store, server, shop)
    assert (ids(store, "order_lines"), ids(store, "refunds")) == (["1", "9"], ["1", "8"])
    changed = shop.lists["orders"][0]
    changed["lines"].pop()
    changed["payments"][0]["refunds"].pop()
    run = sync(store, server, shop)
    assert (ids(store, "order_lines"), ids(store, "refunds")) == (["1"], ["1"])
    assert run.counts["order_lines"].deleted == 1
    again = sync(store, server, shop)
    assert not any(counts.deleted or counts.changed for counts in again.counts.values())
    changed["lines"].append(changed["lines"][0] | {"id": "9"})
    changed["updatedAt"] = "2026-11-30T19:50:00.000Z"
    sync(store, server, shop)
    assert ids(store, "order_lines") == ["1", "9"], "what is put in again is there again"


def put(body: Any, path: tuple[Any, ...], value: object) -> None:
    for step in path[:-1]:
        body = body[step]
    body[path[-1]] = value


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("shippingAddress", "phoneNumber"), 13800002222),
        (("shippingAddress",), []),
        (("lines", 0, "productVariant", "name"), None),
        (("lines", 0, "productVariant", "product"), None),
        (("lines", 0, "quantity"), "3"),
        (("totalWithTax",), "60800"),
        (("id",), 1),
        (("payments", 0, "refunds", 0, "reason"), {"text": "坏了"}),
    ],
)
def test_an_optional_field_in_another_form_costs_no_order(
    store: Store, server: LittleServer, shop: SimulatedVendure, path: tuple[Any, ...], value: object
) -> None:
    put(shop.lists["orders"][0], path, value)
    sync(store, server, shop)
    assert store.quarantined(SHOP_ID) == []
    assert ids(store, "orders") == ["1"]


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("payments", 0, "amount"), 10**30, "payment_amount"),
        (("totalWithTax",), {}, "totalWithTax"),
        (("lines", 0, "id"), "x" * 300, "id"),
        (("lines", 0, "orderPlacedQuantity"), 10**20, "list_amount"),
        (("state",), None, "state"),
        (("createdAt",), "yesterday", "createdAt"),
        (("orderPlacedAt",), "1900-01-01T00:00:00.000Z", "created_at"),
    ],
)
def test_nonsense_in_what_weighs_costs_one_order(
    store: Store, server: LittleServer, shop: SimulatedVendure, path: tuple[Any, ...], value: object, field: str
) -> None:
    good = order() | {"id": "2"}
    good |= {"lines": [], "payments": []}
    put(shop.lists["orders"][0], path, value)
    shop.lists["orders"].append(good)
    run = sync(store, server, shop)
    assert run.outcome == "done"
    assert ids(store, "orders") == ["2"]
    (reason,) = {kept.reason.en for kept in store.quarantined(SHOP_ID)}
    assert field in reason
