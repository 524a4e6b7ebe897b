"""What happens in a shop from one sync to the next, and what stands here afterwards. The shop is SIMULATED."""

from collections.abc import Callable
from typing import Any

import pytest

from storage.errors import KnownError
from storage.progress import Cancelled
from storage.runs import Run
from storage.store import Store
from sync.engine import pull
from sync.woocommerce.source import WooSource
from tests.sync.woocommerce import bodies
from tests.sync.woocommerce.conftest import SHOP
from tests.sync.woocommerce.server import Woo, html
from tests.sync.woocommerce.shop import Shop, millis

Sync = Callable[[], Run]


def rows(store: Store, question: str) -> list[tuple[Any, ...]]:
    with store.reader() as reader:
        return [tuple(row) for row in reader.execute(question).fetchall()]


def orders(store: Store) -> list[str]:
    return [row[0] for row in rows(store, "SELECT id FROM orders WHERE NOT deleted ORDER BY id")]


def small_shop(shop: Shop) -> dict[str, int]:
    """Two products, one of them in two colours; an account and a guest; three orders, one of them refunded in part."""
    shop.add("products", bodies.product(10, "龙井", "88.00"))
    shop.add("products", bodies.product(20, "茶杯", "30.00", type="variable", variations=[21, 22]))
    dates = {name: shop.lists["products"][20][name] for name in ("date_created_gmt", "date_modified_gmt")}
    shop.variations[20] = [
        bodies.variation(21, "30.00", "青", 5) | dates,
        bodies.variation(22, "32.00", "白") | dates,
    ]
    shop.add("customers", bodies.customer(7, "明", "王", phone="13900000007", country="CN", state="CN12", city="杭州"))
    shop.add("coupons", bodies.coupon(5, "spring"))
    cup = bodies.line(1, 20, 3, "90.00", "80.00", variation_id=21, meta_data=[bodies.meta("pa_color", "青")])
    made = {
        "of_account": shop.sell(
            bodies.line(2, 10, 2, "176.00"),
            cup,
            customer_id=7,
            shipping_total="12.00",
            coupon_lines=[bodies.coupon_line("spring", "10.00")],
            shipping=bodies.address("明", "王", country="CN", state="CN12", city="杭州"),
        )
    }
    shop.later(minutes=1)
    made["of_guest"] = shop.sell(
        bodies.line(3, 10, 1, "88.00"),
        billing=bodies.address("丽", "陈", email="Li@Example.com", phone="13800000008", country="CN", state="CN2"),
    )
    shop.later(minutes=1)
    made["unpaid"] = shop.sell(bodies.line(4, 10, 1, "88.00"), paid=False, status="pending", customer_id=7)
    shop.later(minutes=1)
    made["refund"] = shop.refund(made["of_account"], "42.00", bodies.refunded(9, cup, 1, "30.00"), reason="少发")
    return made


def test_everything_arrives(shop: Shop, store: Store, synced: Sync) -> None:
    made = small_shop(shop)
    run = synced()
    assert run.outcome == "done"
    # Paid: 2 x 88 + (3 x 30 - 10) + 12 freight = 268; the guest 88. The order that waits for money is no sale.
    paid = (
        "SELECT id, buyer_id, payment_amount, shipping_amount, discount_amount, province FROM orders WHERE paid_at > 0"
    )
    assert rows(store, f"{paid} ORDER BY id") == [
        (str(made["of_account"]), "7", 26800, 1200, 1000, "浙江"),
        (str(made["of_guest"]), "guest:li@example.com", 8800, 0, 0, "北京"),
    ]
    assert rows(store, "SELECT id, status FROM orders WHERE paid_at IS NULL") == [(str(made["unpaid"]), "unpaid")]
    assert rows(store, "SELECT order_id, product_id, sku_id, quantity, amount, spec FROM order_lines ORDER BY id") == [
        (str(made["of_account"]), "20", "21", 3, 8000, "青"),
        (str(made["of_account"]), "10", None, 2, 17600, None),
        (str(made["of_guest"]), "10", None, 1, 8800, None),
        (str(made["unpaid"]), "10", None, 1, 8800, None),
    ]
    # 42 back: 30 for one cup, 12 for nothing that was sold.
    assert rows(store, "SELECT order_id, line_id, buyer_id, quantity, amount, reason FROM refunds ORDER BY id") == [
        (str(made["of_account"]), f"{made['of_account']}/1", "7", 1, 3000, "少发"),
        (str(made["of_account"]), None, "7", None, 1200, "少发"),
    ]
    assert rows(store, "SELECT id, name, phone, province FROM customers ORDER BY id") == [
        ("7", "王明", "13900000007", "浙江"),
        ("guest:li@example.com", "陈丽", "13800000008", "北京"),
    ]
    assert rows(store, "SELECT id, title, category, price, status FROM products ORDER BY id") == [
        ("10", "龙井", "茶 & 器", 8800, "on_sale"),
        ("20", "茶杯", "茶 & 器", 3000, "on_sale"),
    ]
    assert rows(store, "SELECT id, product_id, spec, merchant_code, price, stock FROM skus ORDER BY id") == [
        ("21", "20", "青", "SKU21", 3000, 5),
        ("22", "20", "白", "SKU22", 3200, None),
    ]
    assert rows(store, "SELECT id, name FROM campaigns") == [("coupon:spring", "spring")]
    assert rows(store, "SELECT campaign_id FROM orders WHERE campaign_id IS NOT NULL") == [("coupon:spring",)]


def test_only_what_changed_comes_again(shop: Shop, woo: Woo, store: Store, synced: Sync) -> None:
    for _ in range(250):
        shop.sell(bodies.line(1, 10, 1, "10.00"))
        shop.later(minutes=1)
    changed = shop.sell(bodies.line(1, 10, 1, "20.00"))
    synced()
    assert sum(name == "orders" for name, _ in woo.asked) >= 3
    shop.later(hours=1)
    shop.change("orders", changed, status="completed", date_completed_gmt="2026-03-01T10:00:00")
    woo.asked.clear()
    run = synced()
    assert run.counts["orders"].changed == 1
    listed = [params for name, params in woo.asked if name == "orders" and params.get("status") == "any"]
    assert len([params for params in listed if "include" not in params]) == 1
    assert rows(store, f"SELECT status, finished_at FROM orders WHERE id = '{changed}'") == [
        ("finished", 1772359200000)
    ]


def test_a_change_in_the_second_of_the_last_one_is_not_lost(shop: Shop, store: Store, synced: Sync) -> None:
    shop.sell(bodies.line(1, 10, 1, "10.00"))
    synced()
    second = shop.sell(bodies.line(1, 10, 1, "20.00"))
    synced()
    assert str(second) in orders(store)


def test_orders_that_move_while_pages_are_turned_are_not_lost(shop: Shop, woo: Woo, store: Store, synced: Sync) -> None:
    many = []
    for number in range(350):
        many.append(shop.sell(bodies.line(1, 10, 1, "10.00")))
        shop.later(seconds=number % 3 == 0)

    def meanwhile(asked: int) -> None:
        shop.later(seconds=1)
        shop.change("orders", many[asked % 50], customer_note=f"改 {asked}")

    woo.meanwhile = meanwhile
    synced()
    woo.meanwhile = lambda asked: None
    synced()
    assert orders(store) == sorted(map(str, many))
    noted = {number: shop.lists["orders"][number]["customer_note"] or None for number in many}
    assert dict(rows(store, "SELECT id, buyer_note FROM orders")) == {str(key): note for key, note in noted.items()}


def test_a_refund_comes_without_the_order_being_asked_for(shop: Shop, store: Store, synced: Sync) -> None:
    made = small_shop(shop)
    synced()
    shop.later(hours=2)
    shop.refund(made["of_guest"], "88.00")
    shop.change("orders", made["of_guest"], status="refunded")
    run = synced()
    assert run.counts["refunds"].inserted == 1
    of_guest = f"WHERE order_id = '{made['of_guest']}'"
    assert rows(store, f"SELECT amount, refunded_at, province FROM refunds {of_guest}") == [
        (8800, millis(shop.clock), "北京")
    ]
    # What was paid stays what was paid.
    assert rows(store, f"SELECT payment_amount, status, close_reason FROM orders WHERE id = '{made['of_guest']}'") == [
        (8800, "closed", "已退款")
    ]


def test_a_shop_without_a_list_of_refunds_is_asked_order_by_order(
    shop: Shop, woo: Woo, store: Store, synced: Sync
) -> None:
    woo.has_refund_list = False
    made = small_shop(shop)
    synced()
    told = "SELECT id, order_id, amount FROM refunds ORDER BY id"
    first = f"{made['of_account']}/{made['refund']}"
    of_account = [(first, str(made["of_account"]), 3000), (f"{first}/1", str(made["of_account"]), 1200)]
    assert rows(store, told) == of_account
    woo.has_refund_list = True  # the shop was brought up to date: the same refunds have the same ids
    shop.later(hours=1)
    shop.refund(made["of_guest"], "8.00")
    run = synced()
    assert run.counts["refunds"].inserted == 1
    assert rows(store, told)[:2] == of_account


def test_an_order_in_the_bin_is_gone_and_comes_back(shop: Shop, store: Store, synced: Sync) -> None:
    made = small_shop(shop)
    synced()
    shop.later(hours=1)
    shop.trash("orders", made["of_account"])
    synced()
    assert orders(store) == [str(made["of_guest"]), str(made["unpaid"])]
    assert rows(store, "SELECT count(*) FROM order_lines WHERE NOT deleted") == [(2,)]
    assert rows(store, "SELECT count(*) FROM refunds WHERE NOT deleted") == [(0,)]
    shop.later(days=9)
    shop.restore("orders", made["of_account"])
    synced()
    assert len(orders(store)) == 3
    assert rows(store, "SELECT count(*) FROM order_lines WHERE NOT deleted") == [(4,)]
    assert rows(store, "SELECT sum(amount) FROM refunds WHERE NOT deleted") == [(4200,)]


def test_an_old_order_in_the_bin_is_gone_at_once(shop: Shop, store: Store, synced: Sync) -> None:
    old = shop.sell(bodies.line(1, 10, 1, "10.00"))
    for _ in range(520):  # more than the newest that are asked about every time
        shop.later(seconds=1)
        shop.sell(bodies.line(1, 10, 1, "10.00"))
    synced()
    shop.later(hours=1)
    shop.trash("orders", old)
    synced()
    assert str(old) not in orders(store)
    assert len(orders(store)) == 520


def test_an_order_deleted_for_good_is_gone_with_all_that_hangs_on_it(shop: Shop, store: Store, synced: Sync) -> None:
    made = small_shop(shop)
    synced()
    shop.delete("orders", made["of_account"])
    synced()
    shop.later(days=1)
    synced()
    assert orders(store) == [str(made["of_guest"]), str(made["unpaid"])]
    assert rows(store, "SELECT count(*) FROM refunds WHERE NOT deleted") == [(0,)]


def test_a_refund_that_was_taken_back_is_gone(shop: Shop, store: Store, synced: Sync) -> None:
    made = small_shop(shop)
    synced()
    shop.later(hours=1)
    shop.take_refund_back(made["refund"])
    synced()
    assert rows(store, "SELECT count(*) FROM refunds WHERE NOT deleted") == [(0,)]
    assert len(orders(store)) == 3


def test_a_line_taken_out_of_an_order_is_gone(shop: Shop, store: Store, synced: Sync) -> None:
    made = small_shop(shop)
    synced()
    shop.later(hours=1)
    left = shop.lists["orders"][made["of_account"]]["line_items"][:1]
    shop.change("orders", made["of_account"], line_items=left, total="188.00")
    synced()
    kept = f"SELECT amount FROM order_lines WHERE order_id = '{made['of_account']}' AND NOT deleted"
    assert rows(store, kept) == [(17600,)]


def test_a_product_in_the_bin_is_off_sale_and_stays_known(shop: Shop, store: Store, synced: Sync) -> None:
    small_shop(shop)
    synced()
    shop.later(hours=1)
    shop.trash("products", 10)
    synced()
    assert rows(store, "SELECT title, status, deleted FROM products WHERE id = '10'") == [("龙井", "off_sale", 0)]


def test_an_account_that_was_closed_is_gone_and_guests_stay(shop: Shop, store: Store, synced: Sync) -> None:
    small_shop(shop)
    shop.add("customers", bodies.customer(8, "芳", "李"))
    synced()
    shop.delete("customers", 7)
    synced()
    shop.later(days=1)
    synced()
    assert rows(store, "SELECT id FROM customers WHERE NOT deleted ORDER BY id") == [("8",), ("guest:li@example.com",)]


def test_a_sync_that_breaks_off_goes_on(shop: Shop, woo: Woo, store: Store, source: WooSource) -> None:
    for _ in range(350):
        shop.sell(bodies.line(1, 10, 1, "10.00"))
        shop.later(seconds=30)
    written: list[int] = []
    with pytest.raises(Cancelled):
        pull(
            store, SHOP.id, source, report=lambda p: written.append(p.done), stop=lambda: max(written, default=0) >= 200
        )
    half = len(orders(store))
    assert 0 < half < 350
    woo.asked.clear()
    pull(store, SHOP.id, source)
    assert len(orders(store)) == 350
    asked = [params for name, params in woo.asked if name == "orders" and "modified_after" in params]
    assert len(asked) <= 4, "what was there is not read again"


def test_a_page_that_breaks_keeps_what_came(shop: Shop, woo: Woo, store: Store, synced: Sync) -> None:
    small_shop(shop)
    woo.meanwhile = lambda asked: woo.script.extend([html(200)] * 9 if woo.asked[-1:] and asked == 5 else [])
    with pytest.raises(KnownError, match="web page"):
        synced()
    assert store.runs(SHOP.id, 1)[0].outcome == "failed"
    assert rows(store, "SELECT count(*) FROM products") == [(2,)]
    woo.meanwhile = lambda asked: None
    woo.script.clear()
    assert synced().outcome == "done"
    assert len(orders(store)) == 3
