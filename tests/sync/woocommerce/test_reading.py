"""What a body becomes: money to the last minor unit, people, states, and what is set aside with its reason."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.fields import Record
from storage.records import Customer, Order, OrderLine, Refund
from sync.source import Batch
from sync.woocommerce.amounts import amounts_of
from sync.woocommerce.bodies import Fee, Line, OrderBody
from sync.woocommerce.reading import read_items
from tests.sync.woocommerce import bodies
from tests.sync.woocommerce.bodies import Body

_DATES = {"date_created_gmt": "2026-03-01T04:00:00", "date_modified_gmt": "2026-03-01T05:00:00"}
AT_FOUR = 1_772_337_600_000


def read(resource: str, *items: Body) -> Batch:
    return read_items(resource, json.dumps([{"shop_currency": "CNY"} | _DATES | item for item in items]).encode())


def of_kind(batch: Batch, kind: type[Record]) -> list[Any]:
    assert not batch.misfits
    return [record for records in batch.records for record in records if isinstance(record, kind)]


def order_of(*lines: Body, **more: Any) -> tuple[Order, list[OrderLine]]:
    batch = read("orders", bodies.order(1, lines, **more))
    return of_kind(batch, Order)[0], of_kind(batch, OrderLine)


def test_tax_and_freight_are_part_of_what_was_paid() -> None:
    taxed = bodies.line(1, 10, 2, "100.00", "90.00", subtotal_tax="13.00", total_tax="11.70")
    order, (line,) = order_of(taxed, shipping_total="8.00", shipping_tax="1.04", total="110.74")
    assert (line.list_amount, line.amount) == (11300, 10170)
    assert (order.shipping_amount, order.discount_amount, order.payment_amount) == (904, 1130, 11074)
    assert line.amount + order.shipping_amount == order.payment_amount


def test_a_negative_fee_is_a_discount_and_a_positive_one_goes_with_the_freight() -> None:
    lines = (bodies.line(1, 10, 1, "10.00"), bodies.line(2, 20, 1, "20.00"))
    order, (one, two) = order_of(*lines, fee_lines=[bodies.fee("-1.00"), bodies.fee("2.50", "0.50")])
    assert (order.payment_amount, order.shipping_amount, order.discount_amount) == (3200, 300, 100)
    # One yuan shared out over 10 and 20: 33.33 and 66.67 fen.
    assert (one.amount, two.amount) == (967, 1933)


def test_rounding_of_the_whole_order_is_found_in_its_lines() -> None:
    thirds = [bodies.line(n, n, 1, "3.33", total_tax="0.4329") for n in (1, 2, 3)]
    order, lines = order_of(*thirds, total="11.29")
    assert sum(line.amount for line in lines) == order.payment_amount == 1129
    assert sorted(line.amount for line in lines) == [376, 376, 377]


def test_an_order_of_nothing_but_a_fee() -> None:
    order, lines = order_of(fee_lines=[bodies.fee("50.00")])
    assert (order.payment_amount, order.shipping_amount, order.item_count, lines) == (5000, 5000, 0, [])


def test_a_present_costs_nothing() -> None:
    order, (line,) = order_of(bodies.line(1, 10, 1, "20.00", "0.00"), shipping_total="6.00")
    assert (order.payment_amount, order.shipping_amount, order.discount_amount, line.amount) == (600, 600, 2000, 0)


_CENTS = st.integers(0, 10_000).map(lambda units: str(Decimal(units).scaleb(-2)))


@given(
    lines=st.lists(st.tuples(_CENTS, _CENTS, _CENTS), max_size=5),
    fees=st.lists(st.integers(-5000, 5000), max_size=3),
    freight=_CENTS,
    off=st.integers(-3, 3),
)
def test_lines_and_freight_always_make_what_was_paid(
    lines: list[tuple[str, str, str]], fees: list[int], freight: str, off: int
) -> None:
    goods = [Line(n, subtotal=s, total=t, total_tax=x, quantity=1) for n, (s, t, x) in enumerate(lines)]
    exact = sum((Decimal(t) + Decimal(x) for _, t, x in lines), Decimal(freight)) + Decimal(sum(fees) + off).scaleb(-2)
    body = OrderBody(
        id=1, currency="CNY", shop_currency="CNY", status="processing", total=str(max(exact, Decimal(0))),
        shipping_total=freight, line_items=goods, fee_lines=[Fee(str(Decimal(fee).scaleb(-2))) for fee in fees],
        **_DATES,
    )  # fmt: skip
    money = amounts_of(body)
    assert sum(money.lines) + money.freight == money.payment
    assert min(money.lines, default=0) >= 0
    assert money.freight >= 0
    assert money.discount >= 0


@pytest.mark.parametrize(
    ("currency", "amount", "units"),
    [
        ("CNY", "12.30", 1230),
        ("JPY", "1200", 1200),
        ("KWD", "1.234", 1234),
        ("CNY", "12.345", 1235),
        ("CNY", 12.5, 1250),
    ],
)
def test_minor_units_are_those_of_the_currency(currency: str, amount: object, units: int) -> None:
    order, _ = order_of(bodies.line(1, 10, 1, "1"), currency=currency, shop_currency=currency, total=amount)
    assert order.payment_amount == units


def test_an_order_in_other_money_is_set_aside() -> None:
    batch = read("orders", bodies.order(5, [bodies.line(1, 10, 1, "9.00")], currency="USD"))
    (misfit,) = batch.misfits
    assert (misfit.record_id, misfit.reason.zh) == ("5", "金额是 USD，店铺用的是 CNY，不能相加")
    assert len(batch) == 1


@pytest.mark.parametrize(
    ("status", "paid", "state", "why"),
    [
        ("pending", False, "unpaid", None),
        ("on-hold", False, "unpaid", None),
        ("on-hold", True, "paid", None),
        ("processing", True, "paid", None),
        ("completed", True, "finished", None),
        ("cancelled", False, "closed", "已取消"),
        ("refunded", True, "closed", "已退款"),
        ("failed", False, "closed", "付款失败"),
        ("shipped-by-plugin", True, None, None),
    ],
)
def test_states(status: str, paid: bool, state: str | None, why: str | None) -> None:
    order, _ = order_of(status=status, date_paid_gmt=_DATES["date_created_gmt"] if paid else None)
    assert (order.status, order.close_reason, order.paid_at) == (state, why, AT_FOUR if paid else None)


@pytest.mark.parametrize(
    ("status", "completed", "paid_at"),
    [
        ("completed", "2026-03-01T06:00:00", AT_FOUR + 7_200_000),
        ("completed", None, AT_FOUR),
        ("refunded", None, AT_FOUR),
        ("processing", None, None),  # cash on delivery
        ("cancelled", None, None),
    ],
)
def test_what_is_completed_was_paid_though_nothing_says_when(
    status: str, completed: str | None, paid_at: int | None
) -> None:
    order, _ = order_of(status=status, date_paid_gmt=None, date_completed_gmt=completed)
    assert order.paid_at == paid_at


def test_a_draft_of_the_checkout_is_no_order() -> None:
    assert len(read("orders", bodies.order(1, [], status="checkout-draft"))) == 0


def test_a_guest_is_the_same_person_by_the_same_address() -> None:
    first = bodies.order(1, [], billing=bodies.address("丽", "陈", email="Li@Example.com "))
    again = bodies.order(2, [], billing=bodies.address("Li", "Chen", email="li@example.com"))
    batch = read("orders", first, again, bodies.order(3, []), bodies.order(4, [], customer_id=7))
    assert [order.buyer_id for order in of_kind(batch, Order)] == [
        "guest:li@example.com", "guest:li@example.com", None, "7",
    ]  # fmt: skip
    assert [(guest.id, guest.name) for guest in of_kind(batch, Customer)] == [("guest:li@example.com", "Li Chen")]


@pytest.mark.parametrize(
    ("address", "region"),
    [
        ({"country": "CN", "state": "CN12"}, "浙江"),
        ({"country": "CN", "state": "浙江省"}, "浙江省"),
        ({"country": "HK", "state": "KOWLOON"}, "香港"),
        ({"country": "US", "state": "CA"}, "US"),
        ({"country": "", "state": ""}, None),
    ],
)
def test_regions(address: dict[str, str], region: str | None) -> None:
    order, _ = order_of(shipping=bodies.address("明", "王", **address))
    assert order.province == region


@pytest.mark.parametrize(
    ("kind", "source", "channel"),
    [
        ("utm", "newsletter", "newsletter"),
        ("organic", "google", "google 搜索"),
        ("referral", "m.facebook.com", "m.facebook.com"),
        ("typein", "(direct)", "直接访问"),
        ("admin", "", "后台下单"),
        ("", "", None),
    ],
)
def test_channels(kind: str, source: str, channel: str | None) -> None:
    noted = [
        bodies.meta("_wc_order_attribution_source_type", kind),
        bodies.meta("_wc_order_attribution_utm_source", source),
        bodies.meta("_other_plugin", "x"),
    ]
    order, _ = order_of(meta_data=noted)
    assert order.channel == channel


def test_goods_by_the_metre_are_of_no_known_number() -> None:
    order, (line,) = order_of(bodies.line(1, 10, 1, "15.00") | {"quantity": 1.5})
    assert (line.quantity, order.item_count, line.amount) == (None, None, 1500)


def refund_of(amount: str, *lines: Body) -> Batch:
    of = bodies.order(1, [], customer_id=7) | _DATES
    return read("orders", bodies.refund(9, 1, amount, lines) | {"order": of})


def test_a_refund_of_money_only() -> None:
    (refund,) = of_kind(refund_of("5.00"), Refund)
    assert (refund.id, refund.amount, refund.line_id, refund.refunded_at) == ("1/9", 500, None, AT_FOUR)


def test_a_refund_of_lines_and_freight() -> None:
    tea, cup = bodies.line(3, 10, 2, "40.00"), bodies.line(4, 20, 1, "9.99", variation_id=21)
    taxed = bodies.refunded(31, tea, 1, "20.00") | {"total_tax": "-2.60"}
    batch = refund_of("40.59", taxed, bodies.refunded(32, cup, 1, "9.99"))
    assert [(r.id, r.line_id, r.product_id, r.quantity, r.amount) for r in of_kind(batch, Refund)[:2]] == [
        ("1/9", "1/3", "10", 1, 2260),
        ("1/9/1", "1/4", "20", 1, 999),
    ]
    assert [(r.id, r.line_id, r.amount) for r in of_kind(batch, Refund)[2:]] == [("1/9/2", None, 800)]


def test_goods_given_back_for_nothing_are_told_with_their_pieces() -> None:
    line = bodies.refunded(31, bodies.line(3, 10, 2, "0.00"), 2, "0.00")
    (refund,) = of_kind(refund_of("0.00", line), Refund)
    assert (refund.quantity, refund.amount) == (2, 0)


def test_a_refund_that_cannot_be_read_is_set_aside_by_itself() -> None:
    order = bodies.order(1, []) | _DATES
    batch = read("orders", order, bodies.refund(9, 1, "much") | {"order": order})
    assert [misfit.record_id for misfit in batch.misfits] == ["1/9"]
    assert len(batch.records) == 1


def test_an_order_is_told_with_all_its_parts_and_one_in_the_bin_has_none() -> None:
    order = bodies.order(1, [bodies.line(3, 10, 1, "5.00")], refunds=[{"id": 9}])
    wholes = read("orders", order).wholes
    assert [(whole.kind, whole.thing, whole.parts) for whole in wholes] == [
        ("order_lines", "1", ["1/3"]),
        ("refunds", "1", ["1/9"]),
    ]
    binned = read("trashed_orders", order | {"status": "trash"})
    assert {kind: [each.id for each in gone] for kind, gone in binned.tombstones.items()} == {"orders": ["1"]}
    assert [(whole.kind, tuple(whole.parts)) for whole in binned.wholes] == [("order_lines", ()), ("refunds", ())]


@pytest.mark.parametrize(
    ("resource", "item", "reason"),
    [
        ("orders", bodies.order(1, [], date_created_gmt=None), "date_created_gmt"),
        ("orders", bodies.order(1, [], date_created_gmt="0000-00-00"), "不是时间"),
        ("orders", bodies.order(1, [], total="free"), "不是金额"),
        ("orders", bodies.order(1, [bodies.line(1, 10, 1, "NaN")], total="1"), "不是金额"),
        ("products", {"id": 1, "status": "publish"}, "name"),
        ("campaigns", bodies.coupon(1, " "), "code"),
        ("customers", {"id": "x"}, "id"),
    ],
)
def test_what_does_not_fit_is_kept_with_its_reason(resource: str, item: Body, reason: str) -> None:
    good = {
        "orders": bodies.order(2, []),
        "products": bodies.product(2, "茶", ""),
        "campaigns": bodies.coupon(2, "a"),
        "customers": bodies.customer(2, "", ""),
    }
    batch = read(resource, item, good[resource])
    assert reason in batch.misfits[0].reason.zh
    assert [len(records) for records in batch.records] == [1]
