"""One row at which a plugin dies takes the whole answer with it, and costs no other row."""

from collections.abc import Callable

import pytest

from storage.errors import KnownError
from storage.runs import Run
from storage.store import Store
from tests.sync.woocommerce import bodies
from tests.sync.woocommerce.conftest import SHOP
from tests.sync.woocommerce.server import Woo
from tests.sync.woocommerce.shop import Shop

Sync = Callable[[], Run]

ORDERS = 200


@pytest.fixture
def sold(shop: Shop) -> list[int]:
    numbers = []
    for _ in range(ORDERS):
        shop.later(minutes=1)
        numbers.append(shop.sell(bodies.line(1, 10, 1, "10.00")))
    for number in range(30):
        shop.add("products", bodies.product(5000 + number, "茶", "1.00"))
        shop.add("customers", bodies.customer(7000 + number, "a", "b"))
    return numbers


def here(store: Store, kind: str, which: str = "TRUE") -> int:
    with store.reader() as reader:
        return int(reader.execute(f"SELECT count(*) FROM {kind} WHERE NOT deleted AND {which}").fetchone()[0])


@pytest.mark.parametrize("place", [0, 50, 99, ORDERS - 1])
def test_all_orders_but_the_deadly_one_come_and_that_one_is_named(
    shop: Shop, woo: Woo, store: Store, synced: Sync, sold: list[int], place: int
) -> None:
    woo.deadly = {sold[place]}
    assert synced().outcome == "done"
    assert here(store, "orders") == ORDERS - 1
    reasons = [kept.reason.zh for kept in store.quarantined(SHOP.id)]
    assert len(reasons) == 1
    assert f"紧挨着编号 {sold[place - 1] if place else sold[1]} 的" in reasons[0]
    assert "插件" in reasons[0]
    shop.later(days=1)
    newer = shop.sell(bodies.line(1, 10, 1, "10.00"))
    assert synced().outcome == "done"
    assert here(store, "orders", f"id = '{newer}'") == 1, "it holds up nothing that is newer"
    assert len(store.quarantined(SHOP.id)) == 1
    woo.deadly.clear()
    for _ in range(5):
        shop.later(days=8)
        synced()
    assert here(store, "orders") == ORDERS + 1, "once the plugin is mended it comes by itself"


def test_an_order_that_becomes_deadly_stays_and_what_was_deleted_beside_it_goes(
    shop: Shop, woo: Woo, store: Store, synced: Sync, sold: list[int]
) -> None:
    synced()
    woo.deadly = {sold[-5]}
    shop.delete("orders", sold[-9])
    shop.later(days=1)
    for _ in range(2):
        synced()
        shop.later(days=1)
    assert here(store, "orders") == ORDERS - 1
    assert here(store, "order_lines", f"order_id = '{sold[-5]}'") == 1


@pytest.mark.parametrize(("kind", "number"), [("products", 5010), ("customers", 7010)])
def test_a_deadly_product_or_buyer_costs_no_other(
    woo: Woo, store: Store, synced: Sync, sold: list[int], kind: str, number: int
) -> None:
    woo.deadly = {number}
    assert synced().outcome == "done"
    first = number // 1000 * 1000
    assert here(store, kind, f"CAST(id AS INTEGER) BETWEEN {first} AND {first + 29}") == 29
    assert here(store, "orders") == ORDERS


def test_rows_that_leave_while_a_deadly_one_is_looked_for_hide_no_other(
    shop: Shop, woo: Woo, store: Store, synced: Sync, sold: list[int]
) -> None:
    woo.deadly = {sold[50]}

    def meanwhile(asked: int) -> None:
        if asked in (4, 6, 9) and sold[asked] in shop.lists["orders"]:
            shop.delete("orders", sold[asked])

    woo.meanwhile = meanwhile
    synced()
    left = {str(number) for number in shop.lists["orders"]} - {str(sold[50])}
    with store.reader() as reader:
        assert left <= {number for (number,) in reader.execute("SELECT id FROM orders")}


def test_where_every_row_is_deadly_it_is_the_server(woo: Woo, synced: Sync, sold: list[int]) -> None:
    woo.deadly = set(sold)
    with pytest.raises(KnownError, match="500"):
        synced()
    assert sum(name == "orders" for name, _ in woo.asked) < 20
