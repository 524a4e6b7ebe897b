"""What becomes of an order, with sums done by hand. The shop is SIMULATED."""

from collections.abc import Callable

import pytest

from storage.runs import Run
from sync.renrendian.reading import read_items
from tests.sync.renrendian.conftest import Rows
from tests.sync.renrendian.shop import Shop

Synced = Callable[[], Run]

ORDER = (
    "SELECT status, payment_amount, shipping_amount, list_amount, discount_amount, item_count, type FROM orders "
    "WHERE NOT deleted"
)
LINES = "SELECT quantity, list_amount, amount FROM order_lines WHERE NOT deleted ORDER BY id"
REFUNDS = "SELECT status, amount, refunded_at IS NOT NULL, reason FROM refunds WHERE NOT deleted ORDER BY id"


def test_what_was_paid_is_shared_out_over_the_lines(shop: Shop, synced: Synced, rows: Rows) -> None:
    # 2 x 30.00 for 54.00 and 1 x 20.00 for 18.00, freight 8.00: paid 80.00 instead of 88.00
    shop.sell(shop.line(1, 3000, 2, 5400), shop.line(2, 2000, 1, 1800), freight=800)
    synced()
    assert rows(ORDER) == [("paid", 8000, 800, 8000, 800, 3, "normal")]
    assert rows(LINES) == [(2, 6000, 5400), (1, 2000, 1800)]


def test_the_buyers_balance_is_money_too(shop: Shop, synced: Synced, rows: Rows) -> None:
    shop.sell(shop.line(1, 5000), freight=1000, balance=2500)  # 35.00 by WeChat, 25.00 from the balance
    synced()
    assert rows(ORDER) == [("paid", 6000, 1000, 5000, 0, 1, "normal")]


def test_lines_that_left_in_parcels_are_the_same_lines(shop: Shop, synced: Synced, rows: Rows) -> None:
    number = shop.sell(shop.line(1, 1000, 3), shop.line(2, 500), freight=600)
    synced()
    before = rows(LINES)
    shop.send(number, 2, 0)  # two of three: the line is in a parcel and beside it
    synced()
    assert rows(LINES) == before == [(3, 3000, 3000), (1, 500, 500)]
    shop.send(number)
    synced()
    assert rows(LINES) == before
    assert rows(ORDER) == [("shipped", 4100, 600, 3500, 0, 4, "normal")]


def test_a_refund_before_the_parcel_leaves_makes_the_order_no_smaller(shop: Shop, synced: Synced, rows: Rows) -> None:
    number = shop.sell(shop.line(1, 1000), shop.line(2, 2000, 1, 1800), freight=500)
    shop.ask_back(number, 1, 1800)
    synced()
    assert rows(REFUNDS) == [("open", 1800, 0, "不想要了")]
    shop.later(hours=1)
    shop.give_back(number, 1)
    assert shop.detail(number)["amount"] == "15.00"
    synced()
    assert rows(ORDER) == [("paid", 3300, 500, 3000, 200, 2, "normal")]
    assert rows(LINES) == [(1, 1000, 1000), (1, 2000, 1800)]
    assert rows(REFUNDS) == [("done", 1800, 1, "不想要了")]


def test_a_refund_after_it_left_does_not_make_it_larger(shop: Shop, synced: Synced, rows: Rows) -> None:
    number = shop.sell(shop.line(1, 1000), shop.line(2, 2000, 1, 1800), freight=500)
    shop.send(number)
    shop.ask_back(number, 1, 1800)
    shop.give_back(number, 1)
    assert shop.detail(number)["amount"] == "33.00"
    synced()
    assert rows(ORDER) == [("shipped", 3300, 500, 3000, 200, 2, "normal")]


def test_an_order_given_back_whole_is_closed(shop: Shop, synced: Synced, rows: Rows) -> None:
    number = shop.sell(shop.line(1, 1000))
    shop.ask_back(number, 0, 1000)
    shop.give_back(number, 0)
    synced()
    assert rows("SELECT status, close_reason, closed_at = as_of, payment_amount, paid_at IS NOT NULL FROM orders") == [
        ("closed", "已退款", 1, 1000, 1)
    ]


def test_a_group_buy_is_known_by_the_memo_of_its_discount(shop: Shop, synced: Synced, rows: Rows) -> None:
    number = shop.sell(shop.line(1, 990))
    shop.orders[number]["coupons"] = [{"memo": "拼团优惠", "type": 6, "amount": "10.00"}]
    synced()
    assert rows(ORDER) == [("paid", 990, 0, 990, 0, 1, "group")]


@pytest.mark.parametrize(("status", "reason"), [(10, "超时未付款"), (11, "买家取消"), (12, "商家关闭")])
def test_who_never_paid_has_not_paid(shop: Shop, synced: Synced, rows: Rows, status: int, reason: str) -> None:
    number = shop.sell(shop.line(1, 990), paid=False)
    shop.close(number, status)
    synced()
    assert rows("SELECT status, close_reason, paid_at, payment_amount FROM orders") == [("closed", reason, None, 990)]


def test_who_pays_at_the_door_has_paid_when_it_is_finished(shop: Shop, synced: Synced, rows: Rows) -> None:
    number = shop.sell(shop.line(1, 990), paid=False, payment_name="货到付款")
    shop.touch(number, status=31)
    synced()
    assert rows("SELECT status, paid_at FROM orders") == [("unpaid", None)]
    shop.send(number)
    shop.later(days=2)
    shop.finish(number)
    synced()
    assert rows("SELECT status, paid_at = finished_at FROM orders") == [("finished", 1)]


def test_where_the_parcel_went_tells_who_bought(shop: Shop, synced: Synced, rows: Rows) -> None:
    where = {"province_name": "湖北省", "city_name": "武汉市", "district_name": "硚口区", "consignee": "王芳"}
    member = shop.member(mobile="15337134271")
    shop.sell(shop.line(1, 990), order_consigner_addr=where | {"mobile": "15337134271"})
    shop.sell(shop.line(1, 990), **where, mobile="153****4271")
    shop.sell(shop.line(1, 990), member_id=member, order_consigner_addr=[])
    synced()
    told = rows("SELECT buyer_id, province, city, district, receiver_name FROM orders ORDER BY id")
    place = ("湖北", "武汉", "硚口区", "王芳")
    assert told == [("tel:15337134271", *place), (None, *place), (str(member), None, None, None, None)]
    assert rows("SELECT name, phone FROM customers WHERE id LIKE 'tel:%'") == [("小明", "15337134271")]
    merged = rows("SELECT from_id, into_id FROM merges")
    assert {*merged[0]} == {"tel:15337134271", str(member)}, "the phone shows that they are one person"


def test_what_php_writes_in_several_forms_is_read_in_all_of_them() -> None:
    line = b'{"id": "08151325", "goods_id": 123, "quantity": "1", "price": "27.90", "refund_status": "31"}'
    other = b'{"id": "08151326", "goods_id": 456, "quantity": 1, "price": 29.9, "refund_status": 31}'
    head = b'{"order_sn": "E2016082316204741523", "created_at": "2016-08-23 16:20:47", "amount": "0.00", "status": "13"'
    empty = b'"package": [], "coupon_amount_details": "", "parent_order_ump": "", "order_consigner_addr": []'
    for lines, back in (
        (b"[%s, %s]", b'[{"0": {"goods_id": "123", "status": "31", "amount": "27.90"}}]'),
        (b'{"0": %s, "1": %s}', b'[[{"goods_id": 123, "status": 31, "amount": 27.9}]]'),
        (b'{"5": %s, "7": %s}', b'{"1": {"goods_id": 123, "status": 31, "amount": "27.9"}}'),
    ):
        nested = b'"order_goods": ' + lines % (line, other) + b', "order_refund": ' + back
        batch = read_items("orders", b"[" + b", ".join((head, empty, nested)) + b"}]")
        assert not batch.misfits
        (order,), bought, refunds = batch.records
        assert order.payment_amount == 2790, "what was given back was paid; of the other line nobody says how much"
        assert [each.amount for each in bought] == [1347, 1443]
        assert [(each.line_id, each.status, each.amount) for each in refunds] == [
            ("08151325", "done", 2790),
            ("08151326", "done", None),
        ]


def test_what_cannot_be_read_is_set_aside_with_its_number(shop: Shop, synced: Synced, rows: Rows) -> None:
    fine, broken = shop.sell(shop.line(1, 990)), shop.sell(shop.line(1, 990))
    shop.orders[broken]["created_at"] = "2026-03-01 10:00"
    synced()
    assert rows("SELECT id FROM orders") == [(fine,)]
    assert rows("SELECT record_id FROM quarantine") == [(broken,)]
    shop.orders[broken]["created_at"] = "2026-03-01 10:00:00"
    synced()
    assert rows("SELECT count(*) FROM orders") == [(2,)]
    assert rows("SELECT record_id FROM quarantine") == []
