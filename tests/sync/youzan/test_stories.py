"""What happens in a shop from one sync to the next, and what stands here afterwards. The shop is SIMULATED."""

import pytest
from msgspec import structs

from storage.errors import KnownError
from storage.progress import Cancelled
from storage.store import Store
from sync.engine import pull
from sync.youzan import trades, traffic
from tests.sync.youzan import bodies
from tests.sync.youzan.bodies import line
from tests.sync.youzan.conftest import SHOP, Connect, Sync
from tests.sync.youzan.server import PAID, Youzan
from tests.sync.youzan.shop import Shop, millis
from tests.sync.youzan.small_shop import AN, BO, CHEN, LI, WANG, fill, rows

TRADES, GROUPS = "youzan.trades.sold.get", "youzan.ump.groupon.ordergroupdetails.get"


def test_everything_arrives(shop: Shop, store: Store, synced: Sync) -> None:
    made = fill(shop)
    run = synced()
    assert run.outcome == "done"
    assert not store.quarantined(SHOP.id)
    paid = "SELECT id, buyer_id, payment_amount, shipping_amount, discount_amount, promoter_id FROM orders"
    assert rows(store, f"{paid} WHERE paid_at > 0 ORDER BY created_at") == [
        (made["plain"], LI, 26800, 1200, 1000, None),
        (made["promoted"], WANG, 8800, 0, 0, AN),
        (made["invited"], CHEN, 6000, 0, 0, BO),
    ]
    assert rows(store, "SELECT id, status FROM orders WHERE paid_at IS NULL") == [(made["unpaid"], "unpaid")]
    kinds = "SELECT DISTINCT type, channel, province, city, district FROM orders"
    assert rows(store, kinds) == [("normal", "商家小程序", "浙江", "杭州", "西湖区")]
    # Without the freight 256 were paid, of which 176/266 go to the tea: 169.38 (the rest, 86.62, to the cups).
    lines = "SELECT id, order_id, product_id, sku_id, spec, quantity, list_amount, amount FROM order_lines"
    assert rows(store, f"{lines} ORDER BY id LIMIT 3") == [
        ("1", made["plain"], "41", None, None, 2, 17600, 16938),
        ("2", made["plain"], "42", "421", "青", 3, 9000, 8662),
        ("3", made["promoted"], "41", None, None, 1, 8800, 8800),
    ]
    done = "SELECT order_id, amount, status, type, reason, refunded_at > 0 FROM refunds ORDER BY amount"
    assert rows(store, done) == [
        (made["plain"], 3000, "done", "money_only", "未按约定时间发货", 1),
        (made["promoted"], 8800, "refused", "money_only", "未按约定时间发货", None),
    ]
    goods = "SELECT id, title, price, stock, status FROM products ORDER BY id"
    assert rows(store, goods) == [
        ("41", "龙井", 8800, 20, "on_sale"),
        ("42", "茶杯", 3000, 5, "on_sale"),
        ("43", "旧茶壶", 12000, 1, "off_sale"),
    ]
    assert rows(store, "SELECT id, product_id, spec, merchant_code FROM skus") == [("421", "42", "青", "S421")]
    people = "SELECT id, name, phone, is_promoter, province FROM customers ORDER BY phone"
    assert rows(store, people) == [
        (LI, "李", "13912345601", None, "浙江"),
        (WANG, "王", "13912345602", None, "浙江"),
        (CHEN, "陈", "13912345603", None, "浙江"),
        (AN, "安", "13912345604", 1, None),
        (BO, "博", "13912345605", 1, None),
    ]
    earned = "SELECT order_id, level, customer_id, amount, rate, status FROM commissions ORDER BY order_id, level"
    assert rows(store, earned) == [
        (made["promoted"], 1, AN, 880, 0.1, "waiting"),
        (made["invited"], 1, BO, 600, 0.1, "waiting"),
        (made["invited"], 2, AN, 120, 0.02, "waiting"),
    ]
    brought = "SELECT parent_id, child_id, channel, ended_at FROM referrals ORDER BY created_at"
    assert rows(store, brought) == [
        (AN, BO, "邀请成为分销员", None),
        (AN, WANG, "微信", None),
        (BO, CHEN, "微信", None),
    ]


def test_what_is_hidden_is_kept_and_identifies_nobody(shop: Shop, youzan: Youzan, store: Store, synced: Sync) -> None:
    youzan.not_allowed = {"youzan.scrm.customer.list"}
    shop.sell(LI, line(1, 41, "龙井", 8800))
    shop.later(hours=1)
    synced()
    assert rows(store, "SELECT receiver_name, receiver_phone FROM orders") == [(bodies.CIPHER, bodies.CIPHER)]
    assert rows(store, "SELECT id, name, phone FROM customers") == [(LI, "小明", None)]
    assert rows(store, "SELECT * FROM identities") == []


def test_a_plain_phone_of_the_list_is_not_hidden_by_an_order(shop: Shop, store: Store, synced: Sync) -> None:
    shop.join_shop(LI, "李", "13912345601")
    shop.later(days=1)
    shop.sell(LI, line(1, 41, "龙井", 8800))
    shop.later(hours=1)
    synced()
    shop.later(hours=1)
    shop.sell(LI, line(2, 41, "龙井", 8800))
    shop.later(hours=1)
    synced()
    assert rows(store, "SELECT name, phone FROM customers") == [("李", "13912345601")]


def test_only_what_changed_comes_again(shop: Shop, youzan: Youzan, store: Store, synced: Sync) -> None:
    made = [shop.sell(LI, line(number, 41, "龙井", 100)) for number in range(150) if shop.later(minutes=1) is None]
    shop.later(hours=1)
    synced()
    assert len(youzan.calls(TRADES)) == 2
    shop.later(hours=1)
    shop.change(made[3], status="TRADE_SUCCESS", success_time=shop.stamp())
    finished = millis(shop.clock)
    shop.later(hours=1)
    youzan.asked.clear()
    run = synced()
    assert run.counts["orders"].changed == 1
    assert len(youzan.calls(TRADES)) == 1
    assert rows(store, f"SELECT status, finished_at FROM orders WHERE id = '{made[3]}'") == [("finished", finished)]


def test_what_is_listed_late_is_not_lost(shop: Shop, store: Store, synced: Sync) -> None:
    """The list lags by half a minute: an order of just now is not in it, and the next sync must still find it."""
    shop.sell(LI, line(1, 41, "龙井", 8800))
    shop.later(seconds=20)
    synced()
    assert rows(store, "SELECT id FROM orders") == []
    shop.later(seconds=50)
    synced()
    assert len(rows(store, "SELECT id FROM orders")) == 1


def test_a_window_beyond_the_cap_is_halved(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cap is 20 orders here, not 10,000, and the number of orders is not told beyond it either."""
    monkeypatch.setattr(trades, "TERMS", structs.replace(trades.TERMS, size=5, cap=15))
    youzan.page_cap, youzan.reach["trades"] = 5, 20
    for number in range(90):
        shop.sell(LI, line(number, 41, "龙井", 100))
        shop.later(seconds=number % 4 * 300)
    shop.later(hours=1)
    synced()
    assert len(rows(store, "SELECT id FROM orders")) == 90
    assert len(youzan.calls(TRADES)) < 100


def test_orders_that_move_while_pages_are_turned_are_not_lost(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync
) -> None:
    made = []
    for number in range(230):
        made.append(shop.sell(LI, line(number, 41, "龙井", 100)))
        shop.later(seconds=number % 3)
    shop.later(hours=1)

    def meanwhile(asked: int) -> None:
        shop.later(seconds=1)
        tid = made[asked * 7 % 230]
        shop.trades[tid]["remark_info"]["buyer_message"] = f"改 {asked}"
        shop.change(tid)

    youzan.meanwhile = meanwhile
    synced()
    youzan.meanwhile = lambda asked: None
    shop.later(minutes=5)
    synced()
    noted = {tid: shop.trades[tid]["remark_info"]["buyer_message"] or None for tid in made}
    assert dict(rows(store, "SELECT id, buyer_note FROM orders")) == noted


def test_a_customer_who_changes_is_seen_within_a_day(shop: Shop, youzan: Youzan, store: Store, synced: Sync) -> None:
    for number in range(120):
        shop.join_shop(f"c{number:03}", f"客 {number}")
        shop.later(minutes=number % 2)
    shop.later(hours=1)
    synced()
    assert len(youzan.calls("youzan.scrm.customer.list")) == 4  # the last weeks, then all before them
    shop.customers["c007"] |= {"show_name": "新名字", "is_member": 1, "points": 30, "gender": 2}
    shop.later(hours=2)
    youzan.asked.clear()
    synced()
    assert not youzan.calls("youzan.scrm.customer.list")  # already read today
    shop.later(hours=20)
    synced()
    changed = "SELECT name, is_member, points, gender FROM customers WHERE id = 'c007'"
    assert rows(store, changed) == [("新名字", 1, 30, "female")]
    assert len(rows(store, "SELECT id FROM customers")) == 120


def test_traffic_is_asked_for_once_a_day(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is 12:00 in Beijing on March 1: yesterday is ready, and 89 days before it."""
    monkeypatch.setattr(traffic, "FIRST_DAYS", 90)
    flow = "youzan.bigdata.team.flowoverview.query"
    shop.flows = {"2026-02-27": {"uv": "1000", "pv": "5200"}, "2025-12-01": {"uv": 7, "pv": 9.0}}
    shop.later(seconds=1)
    synced()
    assert [len(youzan.calls(flow)), youzan.calls(flow)[0]["current_day"]] == [90, 20251201]
    numbers = "SELECT day, visitors, views, shares, channel FROM daily_traffic ORDER BY day"
    assert rows(store, numbers) == [("2025-12-01", 7, 9, None, None), ("2026-02-27", 1000, 5200, None, None)]
    shop.flows["2026-02-28"] = {"uv": "800", "pv": -999999}  # came late, and half of it never
    youzan.asked.clear()
    shop.later(hours=12)
    synced()  # 24:00: March 1 is over, but not ready before nine
    assert [asked["current_day"] for asked in youzan.calls(flow)] == [20260226, 20260228]
    assert rows(store, numbers)[-1] == ("2026-02-28", 800, None, None, None)
    youzan.asked.clear()
    shop.later(hours=10)
    synced()
    assert 20260301 in [asked["current_day"] for asked in youzan.calls(flow)]


def test_a_product_that_goes_off_the_shelf(shop: Shop, store: Store, synced: Sync) -> None:
    shop.stock("on_sale", 41, "龙井", 8800, 20)
    shop.later(hours=1)
    synced()
    shop.stock("sold_out", 41, "龙井（春）", 9900, 0)
    shop.later(hours=1)
    synced()
    sold_out = [("龙井（春）", 9900, 0, "off_sale")]
    assert rows(store, "SELECT title, price, stock, status FROM products") == sold_out


def test_a_trial_reads_orders_and_goods_and_says_what_it_may_not(
    shop: Shop, youzan: Youzan, store: Store, synced: Sync
) -> None:
    fill(shop)
    youzan.not_allowed = set(PAID)
    assert synced().outcome == "done"
    assert len(rows(store, "SELECT id FROM orders")) == 4
    assert len(rows(store, "SELECT id FROM products")) == 3
    for kind in ("refunds", "commissions", "referrals", "daily_traffic"):
        assert rows(store, f"SELECT id FROM {kind}") == []


def test_orders_that_may_not_be_read_end_the_sync(youzan: Youzan, synced: Sync) -> None:
    youzan.not_allowed = {TRADES}
    with pytest.raises(KnownError) as caught:
        synced()
    assert "没有开通" in caught.value.say("zh")


def test_a_refund_of_long_ago_that_is_granted_now(shop: Shop, store: Store, synced: Sync) -> None:
    """Without a beginning of creation the interface would look at those of three months."""
    tid = shop.sell(LI, line(1, 41, "龙井", 8800))
    asked_back = shop.refund(tid, 8800, "WAIT_SELLER_AGREE")
    shop.later(hours=1)
    synced()
    shop.later(days=120)
    shop.refunds[asked_back] |= {"status": "SUCCESS", "modified": shop.stamp()}
    shop.later(hours=1)
    synced()
    assert rows(store, "SELECT status, refunded_at > 0 FROM refunds") == [("done", 1)]


def test_an_exchange_of_goods_is_no_refund(shop: Shop, store: Store, synced: Sync) -> None:
    tid = shop.sell(LI, line(1, 41, "龙井", 8800))
    shop.refund(tid, 0)
    shop.later(hours=1)
    synced()
    assert rows(store, "SELECT id FROM refunds") == []


def test_an_order_that_does_not_fit_is_kept(shop: Shop, store: Store, synced: Sync) -> None:
    good, bad = shop.sell(LI, line(1, 41, "龙井", 8800)), shop.sell(WANG, line(2, 41, "龙井", 8800))
    shop.trades[bad]["pay_info"]["payment"] = "很多"
    shop.later(hours=1)
    synced()
    assert rows(store, "SELECT id FROM orders") == [(good,)]
    (kept,) = store.quarantined(SHOP.id)
    assert (kept.kind, kept.record_id) == ("orders", bad)
    shop.trades[bad]["pay_info"]["payment"] = "88.00"
    shop.change(bad)
    shop.later(hours=1)
    synced()
    assert not store.quarantined(SHOP.id)
    assert len(rows(store, "SELECT id FROM orders")) == 2


def test_a_sync_that_was_stopped_goes_on(shop: Shop, youzan: Youzan, store: Store, connect: Connect) -> None:
    made = fill(shop)
    for stop_after in range(2, 40, 3):
        asked = len(youzan.asked)
        try:
            pull(store, SHOP.id, connect(), stop=lambda asked=asked, n=stop_after: len(youzan.asked) >= asked + n)
        except Cancelled:
            continue
        break
    assert len(rows(store, "SELECT id FROM orders")) == len(made) - 1
    assert len(rows(store, "SELECT id FROM referrals")) == 3
    assert len(rows(store, "SELECT id FROM commissions")) == 3
