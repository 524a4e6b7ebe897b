"""What the interface's values become: units that differ per field, states, amounts to the last fen. No server."""

import json
from typing import Any

import msgspec
import pytest

from storage.fields import Record
from storage.records import Commission, Customer, DailyTraffic, GroupCampaign, Order, OrderLine, Product, Refund
from sync.beijing import asked, fen, local
from sync.youzan.paced import A_DAY, period
from sync.youzan.reading import read_items
from sync.youzan.told import counted, seconds, somehow
from sync.youzan.traffic import State, due
from tests.sync.youzan import bodies
from tests.sync.youzan.bodies import Body, line

NOON = 1_772_337_600_000
"""2026-03-01 12:00 in Beijing, 04:00 in Greenwich."""
DAY = 24 * 3600 * 1000


def read(resource: str, item: Body) -> list[Any]:
    batch = read_items(resource, json.dumps([item]).encode())
    assert not batch.misfits, batch.misfits
    return [record for records in batch.records for record in records]


def of(kind: type[Record], found: list[Any]) -> list[Any]:
    return [record for record in found if isinstance(record, kind)]


def order_item(**info: Any) -> Body:
    times = {"created": "2026-03-01 12:00:00", "update_time": "2026-03-01 12:00:00", "pay_time": ""}
    return {"trade": bodies.trade("E1", "c1", [line(1, 41, "龙井", 8800)], **{**times, **info}), "seen_at": NOON}


def test_each_field_has_its_own_unit() -> None:
    assert local("2026-03-01 12:00:00") == NOON
    assert asked(NOON) == "2026-03-01 12:00:00"
    assert seconds(1_772_337_600) == NOON
    assert seconds(0) is None
    assert [somehow(each) for each in (1_772_337_600, NOON, str(NOON), "2026-03-01 12:00:00")] == [NOON] * 4
    assert [fen(each) for each in ("1.01", "0.1", "3", 1.9, 0, "", None)] == [101, 10, 300, 190, 0, None, None]
    told = ("1000", 19.0, "-999999", -999999.0, "", None)
    assert [counted(each) for each in told] == [1000, 19, None, None, None, None]
    for wrong in ("很多", "1.001", "NaN"):
        with pytest.raises(ValueError, match="no amount"):
            fen(wrong)


@pytest.mark.parametrize(
    ("status", "ours"),
    [
        ("WAIT_BUYER_PAY", "unpaid"),
        ("TRADE_PAID", "paid"),
        ("WAIT_CONFIRM", "paid"),
        ("WAIT_SELLER_SEND_GOODS", "paid"),
        ("WAIT_BUYER_CONFIRM_GOODS", "shipped"),
        ("TRADE_SUCCESS", "finished"),
        ("TRADE_CLOSED", "closed"),
        ("SOMETHING_NEW", None),
    ],
)
def test_states_of_orders(status: str, ours: str | None) -> None:
    (order,) = of(Order, read("orders", order_item(status=status)))
    assert order.status == ours
    assert order.paid_at is None


@pytest.mark.parametrize(
    ("source", "channel"),
    [
        ({"source": {"platform": "wx", "wx_entrance": "wx_gzh"}}, "微信公众号"),
        ({"source": {"platform": "browser", "wx_entrance": ""}}, "浏览器"),
        ({"source": {"platform": "wx", "wx_entrance": "direct_buy"}, "is_offline_order": True}, "线下门店"),
        ({"source": {"platform": "new", "wx_entrance": "new"}}, None),
        (None, None),
    ],
)
def test_where_an_order_came_from(source: Body | None, channel: str | None) -> None:
    item = order_item()
    item["trade"]["source_info"] = source
    assert of(Order, read("orders", item))[0].channel == channel


def test_lines_and_freight_make_what_was_paid() -> None:
    """10.01 for three goods of 3.33, and 7 freight: the shares hold the freight, and rounding goes nowhere."""
    item = order_item()
    goods = [line(number, 41, "茶", 333) for number in (1, 2, 3)]
    item["trade"] = bodies.trade(
        "E1", "c1", goods, freight=700, created="2026-03-01 12:00:00", update_time="2026-03-01 12:00:00"
    )
    for each, share in zip(item["trade"]["orders"], ("5.66", "5.66", "5.67"), strict=True):
        each["payment"] = share
    found = read("orders", item)
    assert [each.amount for each in of(OrderLine, found)] == [333, 333, 333]
    item["trade"]["pay_info"]["payment"] = "17.01"  # two fen more were charged
    assert sum(each.amount for each in of(OrderLine, read("orders", item))) == 1701 - 700


def test_goods_given_away_are_worth_nothing() -> None:
    item = order_item()
    item["trade"]["orders"] = [
        line(1, 41, "龙井", 8800, payment="88.00"),
        line(2, 43, "茶样", 500, payment="0.00", is_present=True),
    ]
    lines = of(OrderLine, read("orders", item))
    assert [(each.amount, each.is_gift) for each in lines] == [(8800, False), (0, True)]


def test_nobodys_promoter_is_none_and_an_unknown_one_is_left_open() -> None:
    assert of(Order, read("orders", order_item()))[0].promoter_id is None
    item = order_item()
    item["trade"]["order_info"]["order_extra"]["salesman"]["salesman_mobile"] = "139****0004"
    assert "promoter_id" not in json.loads(json.dumps(_said(of(Order, read("orders", item))[0])))


def _said(record: Record) -> dict[str, Any]:

    return dict(msgspec.to_builtins(record))


def test_a_leader_may_pay_less_than_the_group_price() -> None:
    group = {"id": 9, "tid": "E1", "activity_id": 77, "state": 0, "join_num": 1, "remain_join_num": 2}
    join = {"id": 5, "tid": "E1", "item_id": 41}
    (offer,) = of(GroupCampaign, read("orders", order_item(type=10) | {"detail": {"group": group, "group_join": join}}))
    assert "group_price" not in _said(offer)
    assert offer.solo_price == 8800


def test_what_is_asked_back_and_what_was_given() -> None:
    told = {"created": "2026-03-01 12:00:00", "modified": "2026-03-02 12:00:00"}
    outcomes = {}
    refused = ("SELLER_REFUSE_BUYER", "SELLER_REFUSE_BUYER_RETURN_GOODS", "CLOSED")
    for status in ("WAIT_SELLER_AGREE", *refused, "SUCCESS"):
        (found,) = of(Refund, read("refunds", bodies.refund("r1", "E1", 3000, status, **told, return_goods=True)))
        outcomes[status] = (found.status, found.refunded_at, found.type, found.amount)
    assert outcomes == {
        "WAIT_SELLER_AGREE": ("open", None, "with_return", 3000),
        **dict.fromkeys(refused, ("refused", None, "with_return", 3000)),
        "SUCCESS": ("done", NOON + DAY, "with_return", 3000),
    }


@pytest.mark.parametrize(
    ("settled", "state", "ours"),
    [
        (0, 5, "waiting"),
        (1, 6, "waiting"),
        (2, 100, "settled"),
        (12, 100, "settled"),
        (0, 99, "cancelled"),
        (5, 100, "cancelled"),
        (7, 100, "cancelled"),
        (-1, 5, None),
        (None, 5, None),
    ],
)
def test_states_of_commissions(settled: int | None, state: int, ours: str | None) -> None:
    body = bodies.promoted("E1", "s", "139", 8800, 880, created_at="2026-03-01 12:00:00")
    item = {"promoted": body | {"settle_state": settled, "state": state}, "seen_at": NOON, "promoter": "c9"}
    (earned,) = of(Commission, read("commissions", item))
    assert (earned.status, earned.amount, earned.rate, earned.customer_id) == (ours, 880, 0.1, "c9")


def test_an_order_that_is_not_paid_earns_nothing() -> None:
    body = bodies.promoted("E1", "s", "139", 8800, 880, created_at="2026-03-01 12:00:00", state=3)
    assert read("commissions", {"promoted": body, "seen_at": NOON}) == []


@pytest.mark.parametrize(
    ("told", "earned"),
    [
        ({"cps_money": "0.00"}, [(1, 0, "cancelled")]),  # taken back with a refund
        ({"from_buyer_phone": "138", "ii_cps_money": None}, [(1, 880, "waiting")]),  # inviting is not paid for
        ({"from_buyer_phone": "138", "ii_cps_money": "1.20"}, [(1, 880, "waiting"), (2, 120, "waiting")]),
    ],
)
def test_what_nobody_gets_is_no_commission(told: Body, earned: list[tuple[int, int, str]]) -> None:
    body = bodies.promoted("E1", "s", "139", 8800, 880, created_at="2026-03-01 12:00:00", ii_settle_state=1)
    found = of(Commission, read("commissions", {"promoted": body | told, "seen_at": NOON}))
    assert [(each.level, each.amount, each.status) for each in found] == earned


def test_customers_are_told_in_seconds_and_numbers() -> None:
    body = bodies.customer("c1", "李", "186******05", created_at=1_772_337_600, gender=1, is_member=1)
    (found,) = of(Customer, read("customers", {"customer": body, "seen_at": NOON + DAY}))
    assert (found.joined_at, found.updated_at, found.gender, found.is_member) == (NOON, NOON + DAY, "male", True)
    assert found.phone == "186******05"


def test_a_day_without_numbers_is_none() -> None:
    item = {"flow": {"uv": -999999, "pv": "-999999"}, "day": "2026-03-01", "seen_at": NOON}
    assert read("daily_traffic", item) == []
    (found,) = of(DailyTraffic, read("daily_traffic", item | {"flow": {"uv": "12", "pv": "30"}}))
    assert (found.visitors, found.views) == (12, 30)


@pytest.mark.parametrize("resource", ["orders", "refunds", "customers", "promoters", "commissions", "referrals"])
def test_what_does_not_fit_is_set_aside_whole(resource: str) -> None:
    batch = read_items(resource, b'[{"x": 1}, 7, "text"]')
    assert [misfit.raw for misfit in batch.misfits] == [b'{"x": 1}', b"7", b'"text"']
    assert not any(batch.records)


def test_the_same_product_in_many_orders_is_written_once() -> None:
    items = [order_item() for _ in range(50)]
    for number, item in enumerate(items):
        item["trade"]["order_info"] |= {"tid": f"E{number}", "created": f"2026-03-01 12:00:{number:02}"}
        item["trade"]["orders"][0]["title"] = f"龙井 {number}"
    for told in (items, items[::-1]):
        batch = read_items("orders", json.dumps(told).encode())
        assert [record.title for records in batch.records for record in records if isinstance(record, Product)] == [
            "龙井 49"
        ]
    kinds = {records[0].KIND: len(records) for records in batch.records}
    assert (kinds["products"], kinds["orders"]) == (1, 50)


def test_days_are_asked_for_after_nine_and_once() -> None:
    assert due(State(until="2026-02-26"), NOON) == ["2026-02-27", "2026-02-28"]
    assert due(State(until="2026-02-26"), NOON - 4 * 3600 * 1000) == ["2026-02-27"]  # 08:00: yesterday is not ready
    assert due(State(until="2026-02-28"), NOON) == []
    assert due(State("2026-02-28", ("2026-02-01", "2026-02-27")), NOON) == ["2026-02-27"]
    assert due(State(), NOON)[0] == due(State(until="2025-01-01"), NOON)[0]


def test_a_round_is_as_rare_as_it_is_dear() -> None:
    assert period(2000, None) == A_DAY
    assert period(3, 10_000) == A_DAY
    # A tenth of 100,000 calls a month pays for five rounds of 2,000: one in six days.
    assert period(2000, 100_000) == 6 * DAY
    assert period(3000, 10_000) == 90 * DAY
