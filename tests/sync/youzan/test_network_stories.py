"""Group-buys, promoters with their ties, and what they earn. The shop is SIMULATED."""

import pytest

from storage.store import Store
from tests.sync.youzan import bodies
from tests.sync.youzan.bodies import line
from tests.sync.youzan.conftest import SHOP, Sync
from tests.sync.youzan.server import Youzan
from tests.sync.youzan.shop import Shop, millis
from tests.sync.youzan.small_shop import AN, BO, CHEN, LI, WANG, fill, rows

TRADES, GROUPS = "youzan.trades.sold.get", "youzan.ump.groupon.ordergroupdetails.get"


def test_a_group_buy_is_known_by_its_orders(shop: Shop, youzan: Youzan, store: Store, synced: Sync) -> None:
    """Two of three have joined; then the third comes, and the group is filled."""
    cup = {"discount_price": "20.00"}
    leads = shop.sell(LI, line(1, 42, "茶杯", 3000, **cup), off=1000)
    group = shop.open_group(77, 3, leads)
    opened = millis(shop.clock)
    shop.later(minutes=5)
    joins = shop.sell(WANG, line(2, 42, "茶杯", 3000, **cup), off=1000)
    shop.join_group(group, joins)
    shop.later(hours=1)
    synced()
    told = "SELECT id, group_campaign_id, product_id, leader_id, province, size, joined, status, created_at FROM groups"
    assert rows(store, told) == [(str(group), "77", "42", LI, "浙江", 3, 2, "open", opened)]
    shop.sell(CHEN, line(3, 42, "茶杯", 3000, **cup), off=1000)
    shop.join_group(group, next(reversed(shop.trades)))
    filled = millis(shop.clock)
    shop.later(hours=1)
    youzan.asked.clear()
    synced()
    assert len(youzan.calls(GROUPS)) == 1  # three orders, one question
    assert rows(store, "SELECT joined, status, completed_at, leader_id FROM groups") == [(3, "completed", filled, LI)]
    members = "SELECT customer_id, is_leader, order_id FROM group_members ORDER BY created_at"
    assert [row[:2] for row in rows(store, members)] == [(LI, 1), (WANG, 0), (CHEN, 0)]
    assert {row[0] for row in rows(store, "SELECT group_id FROM orders")} == {str(group)}
    offer = "SELECT id, product_id, size, solo_price, group_price FROM group_campaigns"
    assert rows(store, offer) == [("77", "42", 3, 3000, 2000)]
    assert rows(store, "SELECT DISTINCT payment_amount, type FROM orders") == [(2000, "group")]


def test_a_group_that_was_not_filled_has_failed(shop: Shop, store: Store, synced: Sync) -> None:
    leads = shop.sell(LI, line(1, 42, "茶杯", 3000))
    group = shop.open_group(77, 3, leads)
    shop.later(days=1)
    shop.end_group(group, 2)
    shop.later(hours=1)
    synced()
    assert rows(store, "SELECT status, completed_at FROM groups") == [("failed", None)]
    assert rows(store, "SELECT status, close_reason FROM orders") == [("closed", "标记退款")]


def test_a_group_that_cannot_be_read_does_not_take_its_order_along(shop: Shop, store: Store, synced: Sync) -> None:
    tid = shop.sell(LI, line(1, 42, "茶杯", 3000))
    group = shop.open_group(77, 3, tid)
    shop.groups[group]["start_time"] = "2026-03-01T12:00:00+0800"  # a form that nobody has told of
    shop.later(hours=1)
    synced()
    assert rows(store, "SELECT id, group_id FROM orders") == [(tid, str(group))]
    assert [kept.kind for kept in store.quarantined(SHOP.id)] == ["orders"]
    shop.groups[group]["start_time"] = shop.epoch()
    shop.change(tid)
    shop.later(hours=1)
    synced()
    assert not store.quarantined(SHOP.id)
    assert rows(store, "SELECT id FROM groups") == [(str(group),)]


def test_a_tie_begins_and_ends_when_the_log_says(shop: Shop, store: Store, synced: Sync) -> None:
    shop.register(AN, "o21Zag", 13912345604, "安")
    shop.register(BO, "O21zAg", 13912345605, "博")
    registered = millis(shop.clock)
    shop.later(days=1)
    shop.bind(AN, WANG)
    bound = millis(shop.clock)
    shop.bind(AN, LI, logged=False)
    shop.later(days=1)
    synced()
    ties = "SELECT parent_id, child_id, created_at, ended_at, end_reason FROM referrals ORDER BY child_id, parent_id"
    assert rows(store, ties) == [(AN, LI, registered, None, None), (AN, WANG, bound, None, None)]
    shop.bind(BO, WANG)
    changed = millis(shop.clock)
    shop.unbind(AN, LI, logged=False)
    shop.later(days=1)
    synced()
    assert rows(store, ties) == [
        (AN, LI, registered, registered, "关系过期"),  # nobody says since when: it has no length
        (AN, WANG, bound, changed, "客户与其他分销员绑定了关系"),
        (BO, WANG, changed, None, None),
    ]


def test_without_the_log_ties_are_as_old_as_their_promoter(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync
) -> None:
    youzan.not_allowed = {"youzan.salesman.customer.record.list"}
    shop.register(AN, "o21Zag", 13912345604, "安")
    registered = millis(shop.clock)
    shop.later(days=1)
    shop.bind(AN, WANG)
    shop.later(hours=1)
    assert synced().outcome == "done"
    assert rows(store, "SELECT child_id, created_at, ended_at FROM referrals") == [(WANG, registered, None)]


@pytest.mark.parametrize(
    "told_otherwise",
    [
        {"code": 200, "success": True, "data": {"list": []}},
        {"code": 200, "success": True, "data": {"records": [{"customer": WANG}], "total": 1}},
        {"code": 5000, "success": False, "message": "参数错误"},
    ],
)
def test_a_log_in_another_form_is_named_and_stops_nothing(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync, told_otherwise: bodies.Body
) -> None:
    """Its form is written nowhere."""
    shop.register(AN, "o21Zag", 13912345604, "安")
    shop.later(days=1)
    shop.bind(AN, WANG)
    shop.later(hours=1)
    youzan.instead["youzan.salesman.customer.record.list"] = told_otherwise
    assert synced().outcome == "done"
    assert rows(store, "SELECT child_id FROM referrals") == [(WANG,)]
    assert "tie_changes" in (store.cursor(SHOP.id, "youzan", "notes") or "")


def test_a_shop_without_the_feature_is_synced_all_the_same(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync
) -> None:
    """A feature that a shop has not switched on is refused with a code of its own."""
    fill(shop)
    refusal = {"code": 141500999, "success": False, "message": "店铺未开通分销员"}
    for method in ("accounts.get", "trades.export", "customers.get"):
        youzan.instead[f"youzan.salesman.{method}"] = refusal
    assert synced().outcome == "done"
    assert len(rows(store, "SELECT id FROM orders")) == 4
    assert rows(store, "SELECT id FROM referrals") == []
    youzan.instead.clear()
    shop.later(days=1)
    synced()
    assert len(rows(store, "SELECT id FROM referrals")) == 3
    assert "refused" not in (store.cursor(SHOP.id, "youzan", "notes") or "")


def test_a_commission_is_settled_later(shop: Shop, store: Store, synced: Sync) -> None:
    made = fill(shop)
    synced()
    shop.later(days=20)
    for body in shop.promoted.values():
        body |= {"settle_state": 2, "settled_at": shop.stamp(), "state": 100}
    settled = millis(shop.clock)
    shop.later(minutes=1)
    synced()
    states = "SELECT order_id, level, status, settled_at FROM commissions ORDER BY order_id, level"
    assert rows(store, states) == [
        (made["promoted"], 1, "settled", settled),
        (made["invited"], 1, "settled", settled),
        (made["invited"], 2, "waiting", None),
    ]


def test_commissions_of_many_orders_are_read_backwards(shop: Shop, youzan: Youzan, store: Store, synced: Sync) -> None:
    """130 orders, three in each second: pages end in the middle of one. The oldest is settled last."""
    shop.register(AN, "o21Zag", 13912345604, "安")
    oldest = 0
    for number in range(130):
        earned = shop.earn(shop.sell(WANG, line(number, 41, "龙井", 8800)), AN, 880)
        oldest = oldest or earned
        shop.later(seconds=number % 3 == 2)
    shop.later(hours=1)
    synced()
    assert rows(store, "SELECT count(*), sum(amount) FROM commissions") == [(130, 130 * 880)]
    assert len(youzan.calls("youzan.salesman.trades.export")) == 3
    shop.later(days=30)
    shop.promoted[oldest] |= {"settle_state": 2, "settled_at": shop.stamp(), "state": 100}
    shop.later(hours=1)
    synced()
    assert rows(store, "SELECT count(*) FROM commissions WHERE status = 'settled'") == [(1,)]


def test_a_mobile_that_two_promoters_have_is_nobodys(shop: Shop, store: Store, synced: Sync) -> None:
    shop.register(AN, "o21Zag", 13912345604, "安")
    shop.register(BO, "O21zAg", 13912345604, "博")
    tid = shop.sell(WANG, line(1, 41, "龙井", 8800), promoter=AN)
    shop.earn(tid, BO, 880)
    shop.later(hours=1)
    synced()
    assert rows(store, "SELECT promoter_id FROM orders") == [(None,)]
    assert rows(store, "SELECT customer_id FROM commissions") == [(BO,)]  # by the mark, in which case counts


def test_ties_of_a_promoter_with_many_customers(shop: Shop, youzan: Youzan, store: Store, synced: Sync) -> None:
    shop.register(AN, "o21Zag", 13912345604, "安")
    for number in range(230):
        shop.bind(AN, f"c{number:03}")
    shop.later(hours=1)
    synced()
    assert rows(store, "SELECT count(*) FROM referrals") == [(230,)]
    assert len(youzan.calls("youzan.salesman.customers.get")) == 3
