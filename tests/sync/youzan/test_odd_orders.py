"""Orders as no shop should tell them: a side issue written otherwise costs nothing, nonsense costs one order."""

from typing import Any

import pytest

from storage.store import Store
from tests.sync.youzan.conftest import SHOP, Sync
from tests.sync.youzan.server import Youzan
from tests.sync.youzan.shop import Shop
from tests.sync.youzan.small_shop import fill, rows

PLAIN = "SELECT payment_amount, shipping_amount, item_count FROM orders WHERE id = '{}'"


def put(body: Any, path: tuple[Any, ...], value: object) -> None:
    for step in path[:-1]:
        body = body[step]
    body[path[-1]] = value


@pytest.mark.usefixtures("youzan")
@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("buyer_info", "buyer_phone"), 13912345601),
        (("buyer_info", "fans_nickname"), {"text": "李"}),
        (("orders", 0, "is_present"), 0),
        (("orders", 0, "is_present"), "false"),
        (("orders", 0, "outer_sku_id"), 77),
        (("orders", 0, "title"), []),
        (("address_info",), []),
        (("remark_info",), ""),
        (("source_info", "is_offline_order"), 0),
        (("order_info", "type"), "normal"),
        (("order_info", "close_type"), "²"),
        (("order_info", "refund_state"), " "),
        (("order_info", "type"), " "),
        (("order_info", "order_extra"), []),
        (("order_info", "tid"), None),
    ],
)
def test_an_optional_field_in_another_form_costs_no_order(
    store: Store, shop: Shop, synced: Sync, path: tuple[Any, ...], value: object
) -> None:
    made = fill(shop)
    if value is None:
        value = made["plain"]  # as it should be: what the others are held against
    put(shop.trades[made["plain"]], path, value)
    assert synced().outcome == "done"
    assert store.quarantined(SHOP.id) == []
    assert rows(store, PLAIN.format(made["plain"])) == [(26800, 1200, 5)]
    assert rows(store, f"SELECT id, amount, is_gift FROM order_lines WHERE order_id = '{made['plain']}'") == (
        rows(store, "SELECT id, amount, 0 FROM order_lines WHERE id IN ('1', '2')")
    )


@pytest.mark.usefixtures("youzan")
@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("pay_info", "payment"), "1" + "0" * 30, "“1"),
        (("pay_info", "payment"), "1e400", "1e400"),
        (("pay_info", "payment"), "88.005", "88.005"),
        (("pay_info", "payment"), {"fen": 1}, "payment"),
        (("pay_info",), "paid", "pay_info"),
        (("orders", 0, "num"), 10**20, "num"),
        (("orders", 0, "num"), "many", "num"),
        (("orders", 0, "oid"), "", "id"),
        (("orders",), "none", "orders"),
        (("order_info", "tid"), "E" * 300, "id"),
        (("order_info", "tid"), "", "id"),
        (("order_info", "status"), [], "status"),
        (("order_info", "created"), "0001-01-01 00:00:00", "created_at"),
        (("order_info", "created"), "1900-01-01 00:00:00", "created_at"),
        (("order_info", "pay_time"), "9999-12-31 23:59:59", "paid_at"),
        (("order_info", "pay_time"), "2099-12-31 23:59:59", "paid_at lies in the future"),
        (("order_info", "pay_time"), "soon", "soon"),
    ],
)
def test_nonsense_in_what_weighs_costs_one_order_and_says_which_field(
    store: Store, shop: Shop, synced: Sync, path: tuple[Any, ...], value: object, field: str
) -> None:
    made = fill(shop)
    put(shop.trades[made["unpaid"]], path, value)
    assert synced().outcome == "done"
    (kept,) = store.quarantined(SHOP.id)
    assert field in kept.reason.en, kept.reason
    assert kept.reason.zh
    left = {row[0] for row in rows(store, "SELECT id FROM orders")}
    assert left == {made[name] for name in ("plain", "promoted", "invited")}


@pytest.mark.usefixtures("youzan")
def test_a_refund_that_no_database_holds_is_set_aside(store: Store, shop: Shop, synced: Sync) -> None:
    made = fill(shop)
    shop.refunds[made["refund"]]["refund_fee"] = "1" + "0" * 30
    assert synced().outcome == "done"
    assert [kept.record_id for kept in store.quarantined(SHOP.id)] == [made["refund"]]
    assert len(rows(store, "SELECT id FROM refunds")) == 1


def test_lines_and_earnings_that_an_order_no_longer_has_are_gone(
    store: Store, shop: Shop, synced: Sync, youzan: Youzan
) -> None:
    made = fill(shop)
    synced()
    lines = "SELECT id FROM order_lines WHERE NOT deleted AND order_id = '{}' ORDER BY id"
    earned = "SELECT level, amount FROM commissions WHERE NOT deleted AND order_id = '{}' ORDER BY level"
    assert rows(store, lines.format(made["plain"])) == [("1",), ("2",)]
    assert rows(store, earned.format(made["invited"])) == [(1, 600), (2, 120)]
    del shop.trades[made["plain"]]["orders"][1]
    shop.later(days=1)
    shop.change(made["plain"])
    (promoted,) = [each for each in shop.promoted.values() if each["order_no"] == made["invited"]]
    promoted |= {"ii_cps_money": "", "from_buyer_phone": "", "from_buyer_nick_name": ""}
    shop.later(minutes=10)
    synced()
    assert rows(store, lines.format(made["plain"])) == [("1",)]
    assert rows(store, earned.format(made["invited"])) == [(1, 600)]
