"""Orders that a shop hides for an hour, before they were ever read or while they change: they come all the same."""

from collections.abc import Callable

import pytest

from storage.runs import Run
from storage.store import Store
from tests.sync.woocommerce import bodies
from tests.sync.woocommerce.server import Woo
from tests.sync.woocommerce.shop import Shop

Sync = Callable[[], Run]


@pytest.fixture
def sold(shop: Shop) -> list[int]:
    """Orders of the last days."""
    numbers = []
    for _ in range(150):
        shop.later(minutes=1)
        numbers.append(shop.sell(bodies.line(1, 10, 1, "10.00")))
    shop.later(days=5)
    return numbers


def hide(shop: Shop, orders: list[int]) -> Callable[[], None]:
    """Hide orders with their refunds; what shows them again."""
    away = {each: shop.lists["orders"].pop(each) for each in orders}
    refunds = shop.lists["refunds"]
    hidden = {each: refunds.pop(each) for each, body in list(refunds.items()) if body["parent_id"] in away}

    def show() -> None:
        shop.lists["orders"] |= away
        refunds.update(hidden)

    return show


def here(store: Store, kind: str) -> int:
    with store.reader() as reader:
        return int(reader.execute(f"SELECT count(*) FROM {kind} WHERE NOT deleted").fetchone()[0])


def test_what_was_hidden_before_it_was_ever_read_is_found_within_a_week(
    shop: Shop, store: Store, synced: Sync, sold: list[int]
) -> None:
    show = hide(shop, sold[:75])
    synced()
    show()
    assert here(store, "orders") == 75
    shop.later(days=7)
    assert "店铺里的订单比这里多 75 条" in synced().message
    shop.later(minutes=10)
    assert synced().message == ""
    assert here(store, "orders") == 150


def test_refunds_of_an_evening_on_which_their_orders_were_hidden_come(
    shop: Shop, store: Store, synced: Sync, sold: list[int]
) -> None:
    synced()
    shop.later(days=2)
    for order in sold[:20]:
        shop.refund(order, "5.00")
    shop.later(minutes=10)
    show = hide(shop, sold[:50])
    shop.sell(bodies.line(1, 10, 1, "10.00"))
    synced()
    show()
    for _ in range(2):
        shop.later(minutes=10)
        synced()
    assert (here(store, "orders"), here(store, "refunds")) == (151, 20)


def test_orders_of_a_plugin_that_was_off_for_a_month_come_as_they_are_now(
    shop: Shop, woo: Woo, store: Store, synced: Sync, sold: list[int]
) -> None:
    for order in sold[:40]:
        shop.change("orders", order, status="shipped")
    synced()
    woo.unregistered = {"shipped"}
    for _ in range(4):
        shop.later(days=7)
        synced()
    for order in sold[:20]:
        shop.refund(order, "5.00")
    shop.later(days=1)
    synced()
    shop.sell(bodies.line(1, 10, 1, "10.00"))
    for _ in range(3):
        shop.later(days=1)
        synced()
    woo.unregistered.clear()
    for _ in range(2):
        shop.later(minutes=10)
        synced()
    assert (here(store, "orders"), here(store, "refunds")) == (151, 20)


def test_an_order_that_can_never_be_read_makes_its_list_be_read_again_once_a_month_and_no_more(
    shop: Shop, woo: Woo, store: Store, synced: Sync, sold: list[int]
) -> None:
    shop.change("orders", sold[3], currency="XXX")
    more = []
    for _ in range(9):
        more.append("比这里多 1 条" in synced().message)
        shop.later(days=8)
    assert here(store, "orders") == 149
    assert more == [True, False, False, False, True, False, False, False, True]
