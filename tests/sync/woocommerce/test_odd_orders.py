"""Orders as plugins mangle them: a side issue written otherwise costs nothing, nonsense costs one order."""

from collections.abc import Callable
from typing import Any

import pytest

from storage.runs import Run
from storage.store import Store
from tests.sync.woocommerce import bodies
from tests.sync.woocommerce.conftest import SHOP
from tests.sync.woocommerce.shop import Shop

Sync = Callable[[], Run]


def rows(store: Store, question: str) -> list[tuple[Any, ...]]:
    with store.reader() as reader:
        return [tuple(row) for row in reader.execute(question).fetchall()]


def sold(shop: Shop) -> tuple[int, Any]:
    number = shop.sell(bodies.line(shop.number(), 10, 2, "10.00"))
    return number, shop.lists["orders"][number]


def put(body: Any, path: tuple[Any, ...], value: object) -> None:
    for step in path[:-1]:
        body = body[step]
    body[path[-1]] = value


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("billing",), []),
        (("billing", "phone"), {"number": 1}),
        (("billing", "city"), 7),
        (("customer_note",), []),
        (("line_items", 0, "meta_data"), None),
        (("line_items", 0, "meta_data"), {"a": 1}),
        (("coupon_lines",), {}),
        (("line_items", 0, "name"), 5),
        (("line_items", 0, "product_id"), "10"),
        (("line_items", 0, "quantity"), "2"),
        (("line_items", 0, "meta_data"), ""),
        (("customer_id",), None),
    ],
)
def test_an_optional_field_in_another_form_costs_no_order(
    shop: Shop, store: Store, synced: Sync, path: tuple[Any, ...], value: object
) -> None:
    number, order = sold(shop)
    put(order, path, value)
    assert synced().outcome == "done"
    assert store.quarantined(SHOP.id) == []
    assert rows(store, "SELECT id, payment_amount, item_count FROM orders") == [(str(number), 1000, 2)]
    assert rows(store, "SELECT product_id, quantity, amount FROM order_lines") == [("10", 2, 1000)]


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("total",), "1" + "0" * 30, "“1"),
        (("total",), [], "total"),
        (("total",), "90000000000000000", "“9"),
        (("total",), "900000000000000", "payment_amount"),
        (("currency",), {}, "currency"),
        (("line_items",), None, "line_items"),
        (("line_items", 0, "quantity"), "many", "quantity"),
        (("line_items", 0, "quantity"), 1e300, "item_count"),
        (("line_items", 0, "total"), "1e400", "1e400"),
        (("date_paid_gmt",), "soon", "soon"),
        (("date_paid_gmt",), "9999-12-31T00:00:00", "paid_at"),
        (("date_paid_gmt",), "2099-12-31T00:00:00", "paid_at"),
        (("status",), None, "status"),
    ],
)
def test_nonsense_in_what_weighs_costs_one_order_and_says_which_field(
    shop: Shop, store: Store, synced: Sync, path: tuple[Any, ...], value: object, field: str
) -> None:
    number, order = sold(shop)
    good, _ = sold(shop)
    put(order, path, value)
    assert synced().outcome == "done"
    assert rows(store, "SELECT id FROM orders") == [(str(good),)]
    (kept,) = store.quarantined(SHOP.id)
    assert kept.record_id == str(number)
    assert field in kept.reason.en


def test_buyers_whom_the_shop_has_forgotten_are_nobody(shop: Shop, store: Store, synced: Sync) -> None:
    """WooCommerce writes the same address for all of them: they would be one buyer who comes again and again."""
    for email in ("deleted@site.invalid", "Deleted@Site.Invalid", "li@x.example"):
        shop.sell(bodies.line(shop.number(), 10, 1, "10.00"), billing=bodies.address("[已删除]", email=email))
    synced()
    assert rows(store, "SELECT buyer_id FROM orders ORDER BY id") == [(None,), (None,), ("guest:li@x.example",)]
    assert rows(store, "SELECT id FROM customers") == [("guest:li@x.example",)]
