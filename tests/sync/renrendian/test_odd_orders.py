"""Orders that lose a part, and fields in another form than clients read, through the whole of a sync."""

from collections.abc import Callable
from typing import Any

import pytest

from storage.runs import Run
from storage.store import Store
from tests.sync.renrendian.conftest import SHOP, Rows
from tests.sync.renrendian.shop import Shop

Synced = Callable[[], Run]

REFUNDS = "SELECT status, amount FROM refunds WHERE NOT deleted"


def test_a_refund_that_turns_out_to_be_about_another_line_stands_once(shop: Shop, synced: Synced, rows: Rows) -> None:
    """Of two lines of the same goods the state of the one that is given back lags behind."""
    number = shop.sell(shop.line(1, 10000), shop.line(1, 10000))
    shop.send(number)
    order = shop.orders[number]
    row = {"goods_id": "1", "line": order["lines"][1]["id"], "amount": 10000, "status": "10"}
    order["refunds"].append(row)
    shop.touch(number)
    synced()
    assert rows(REFUNDS) == [("open", 10000)]
    order["lines"][1]["refund_status"] = 31
    row["status"] = "31"
    shop.later(days=1)
    shop.touch(number)
    synced()
    assert rows(REFUNDS) == [("done", 10000)]


def test_a_line_that_an_order_no_longer_has_is_gone(shop: Shop, synced: Synced, rows: Rows) -> None:
    number = shop.sell(shop.line(1, 10000), shop.line(2, 5000))
    synced()
    shop.orders[number]["lines"].pop()
    shop.later(days=1)
    shop.touch(number)
    synced()
    assert rows("SELECT product_id, amount FROM order_lines WHERE NOT deleted") == [("1", 10000)]


def test_money_that_goes_back_in_parts_adds_up(shop: Shop, synced: Synced, rows: Rows) -> None:
    """3.00 and 4.00 of one line of 100.00, then the rest is asked for and refused; no row has an id."""
    number = shop.sell(shop.line(1, 10000))
    shop.send(number)
    shop.ask_back(number, 0, 300)
    shop.give_back(number, 0)
    synced()
    assert rows(REFUNDS) == [("done", 300)]
    shop.ask_back(number, 0, 400)
    shop.give_back(number, 0)
    shop.touch(number, status=40)
    shop.later(days=1)
    synced()
    assert sorted(rows(REFUNDS)) == [("done", 300), ("done", 400)]
    shop.ask_back(number, 0, 9300, status=21)
    shop.later(days=1)
    synced()
    assert sorted(rows(REFUNDS)) == [("done", 300), ("done", 400), ("refused", 9300)]
    shop.orders[number]["refunds"].pop(0)  # however that may come about
    shop.touch(number)
    shop.later(days=1)
    synced()
    assert sorted(rows(REFUNDS)) == [("done", 400), ("refused", 9300)]


def test_parts_that_go_back_of_one_of_two_like_lines_are_all_of_that_line(
    shop: Shop, synced: Synced, rows: Rows
) -> None:
    number = shop.sell(shop.line(1, 10000), shop.line(1, 10000))
    shop.send(number)
    for amount in (300, 400):
        shop.ask_back(number, 1, amount)
        shop.give_back(number, 1)
    shop.touch(number, status=40)
    synced()
    back = str(shop.orders[number]["lines"][1]["id"])
    assert sorted(rows("SELECT line_id, amount FROM refunds WHERE NOT deleted")) == [(back, 300), (back, 400)]


def test_parts_that_left_without_moving_the_order_are_gone_too(shop: Shop, synced: Synced, rows: Rows) -> None:
    number = shop.sell(shop.line(1, 10000), shop.line(2, 5000))
    shop.ask_back(number, 1, 5000)
    synced()
    shop.orders[number]["lines"].pop()
    shop.orders[number]["refunds"].pop()
    shop.later(days=1)
    synced()
    assert rows("SELECT product_id, amount FROM order_lines WHERE NOT deleted") == [("1", 10000)]
    assert rows(REFUNDS) == []


def tell(shop: Shop, number: str, told: dict[str, Any]) -> None:
    """An order is told otherwise than it should be."""
    detail = shop.detail
    shop.detail = lambda asked: detail(asked) | (told if asked == number else {})  # type: ignore[method-assign]


@pytest.mark.parametrize(
    "told",
    [
        {"nickname": 7},
        {"mobile": []},
        {"memo": {"text": "快"}},
        {"order_consigner_addr": {"mobile": 13800001111, "city_name": []}},
        {"payment_name": 3},
        {"member_id": {}},
    ],
)
def test_an_optional_field_in_another_form_costs_no_order(
    store: Store, shop: Shop, synced: Synced, rows: Rows, told: dict[str, Any]
) -> None:
    tell(shop, shop.sell(shop.line(1, 10000)), told)
    synced()
    assert store.quarantined(SHOP.id) == []
    assert rows("SELECT payment_amount, item_count FROM orders") == [(10000, 1)]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"amount": "1" + "0" * 30}, "“1"),
        ({"amount": [1]}, "amount"),
        ({"pay_at": "9999-12-31 00:00:00"}, "paid_at"),
        ({"pay_at": 7}, "“7”"),
        ({"created_at": "1900-01-01 00:00:00"}, "created_at"),
        ({"status": {}}, "status"),
    ],
)
def test_nonsense_in_what_weighs_costs_one_order(
    store: Store, shop: Shop, synced: Synced, rows: Rows, told: dict[str, Any], field: str
) -> None:
    tell(shop, shop.sell(shop.line(1, 10000)), told)
    shop.later(hours=1)
    good = shop.sell(shop.line(2, 5000))
    synced()
    assert rows("SELECT id FROM orders") == [(good,)]
    (kept,) = store.quarantined(SHOP.id)
    assert field in kept.reason.en
