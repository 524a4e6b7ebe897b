"""What a real shop holds and a tidy one does not: rows that cannot be shown, ties, things that went. SIMULATED."""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from storage.errors import KnownError
from storage.runs import Counts, Run
from storage.store import Store
from sync.sweep import ALONE
from sync.woocommerce import channels
from tests.sync.little_server import Answer, LittleServer
from tests.sync.woocommerce import bodies
from tests.sync.woocommerce.conftest import SHOP
from tests.sync.woocommerce.server import Woo
from tests.sync.woocommerce.shop import Shop

Sync = Callable[[], Run]


def rows(store: Store, question: str) -> list[tuple[Any, ...]]:
    with store.reader() as reader:
        return [tuple(row) for row in reader.execute(question).fetchall()]


def many_orders(shop: Shop, count: int, seconds: float = 1) -> list[int]:
    made = []
    for _ in range(count):
        made.append(shop.sell(bodies.line(shop.number(), 10, 1, "10.00")))
        shop.later(seconds=seconds)
    return made


@pytest.mark.parametrize("seconds", [0, 60])
@pytest.mark.parametrize("place", [0, 130, 219])
def test_an_order_that_is_counted_and_not_shown_stops_nothing(
    shop: Shop, store: Store, synced: Sync, place: int, seconds: float
) -> None:
    made = many_orders(shop, 220, seconds)
    shop.hidden = {made[place]}
    assert synced().outcome == "done"
    shop.later(hours=1)
    shop.change("orders", made[place], customer_note="改")
    assert synced().outcome == "done"
    assert len(rows(store, "SELECT id FROM orders")) == 219


@pytest.mark.parametrize("seconds", [0, 40])
def test_a_host_too_weak_for_full_pages_is_read_in_small_ones(
    shop: Shop, woo: Woo, store: Store, synced: Sync, seconds: float
) -> None:
    many_orders(shop, 130, seconds)
    woo.strength = 30
    synced()
    assert rows(store, "SELECT count(*) FROM orders") == [(130,)]


def test_a_host_that_is_down_is_told_so(shop: Shop, woo: Woo, synced: Sync) -> None:
    many_orders(shop, 3)
    woo.strength = 0
    with pytest.raises(KnownError, match="500"):
        synced()


def test_products_changed_in_one_second_come_all(shop: Shop, store: Store, synced: Sync) -> None:
    for number in range(1, 351):  # as a migration or an edit of all at once leaves them
        shop.add("products", bodies.product(number, f"茶 {number}", "1.00"))
    assert synced().outcome == "done"
    assert rows(store, "SELECT count(*) FROM products") == [(350,)]


def test_a_product_that_will_go_on_sale_is_off_sale_and_nothing_to_mend(shop: Shop, store: Store, synced: Sync) -> None:
    shop.add("products", bodies.product(10, "新茶", "88.00", status="future"))
    shop.lists["products"][10]["date_created_gmt"] = "2027-12-24T00:00:00"
    synced()
    assert store.quarantined(SHOP.id) == []
    planned = rows(store, "SELECT title, status, listed_at FROM products")
    assert planned == [("新茶", "off_sale", None)]


def test_a_product_deleted_for_good_between_two_syncs_goes_off_sale_and_stays_known(
    shop: Shop, woo: Woo, store: Store, synced: Sync
) -> None:
    for number in range(100, 130):
        shop.add("products", bodies.product(number, f"茶 {number}", "1.00"))
    synced()
    shop.later(days=1)
    shop.trash("products", 105)
    shop.delete("products", 105)
    for _ in range(2):
        synced()
        shop.later(days=1)
    off_sale = "SELECT id, title, status, deleted FROM products WHERE status IS NOT 'on_sale' OR deleted"
    assert rows(store, off_sale) == [("105", "茶 105", "off_sale", 0)]
    woo.asked.clear()
    run = synced()
    assert not any("105" in params.get("include", "").split(",") for _, params in woo.asked), "that is known now"
    assert run.counts.get("products", Counts()).changed == 0
    shop.add("products", bodies.product(105, "茶 105", "1.00"))  # from a backup
    synced()
    assert rows(store, off_sale) == []


def test_a_product_deleted_for_good_keeps_what_was_sold_of_it(shop: Shop, store: Store, synced: Sync) -> None:
    shop.add("products", bodies.product(10, "龙井", "88.00"))
    colour = [bodies.meta("pa_color", "青")]
    sold = shop.sell(bodies.line(1, 10, 1, "88.00", variation_id=11, meta_data=colour))
    shop.refund(sold, "8.00", bodies.refunded(9, shop.lists["orders"][sold]["line_items"][0], 1, "8.00"))
    synced()
    shop.delete("products", 10)
    shop.later(hours=1)
    shop.change("orders", sold, status="completed")
    synced()
    assert rows(store, "SELECT product_id, sku_id, spec FROM order_lines") == [("10", "11", "青")]
    assert rows(store, "SELECT product_id, amount FROM refunds") == [("10", 800)]


def test_a_line_taken_out_of_an_old_order_is_gone_at_once(shop: Shop, store: Store, synced: Sync) -> None:
    old = shop.sell(bodies.line(1, 10, 1, "10.00"), bodies.line(2, 20, 1, "5.00"))
    shop.later(seconds=1)
    many_orders(shop, 520)  # more than the newest that are asked about every time
    synced()
    shop.later(hours=1)
    left = shop.lists["orders"][old]["line_items"][:1]
    shop.change("orders", old, line_items=left, total="10.00")
    synced()
    assert rows(store, f"SELECT amount FROM order_lines WHERE order_id = '{old}' AND NOT deleted") == [(1000,)]


def test_an_old_order_in_the_bin_takes_its_refunds_along_at_once(shop: Shop, store: Store, synced: Sync) -> None:
    old = shop.sell(bodies.line(1, 10, 1, "10.00"))
    shop.refund(old, "4.00")
    shop.later(seconds=1)
    for number in many_orders(shop, 520):
        shop.refund(number, "1.00")
    synced()
    shop.later(hours=1)
    shop.trash("orders", old)
    synced()
    gone = f"WHERE order_id = '{old}' AND NOT deleted"
    assert rows(store, f"SELECT id FROM refunds {gone} UNION SELECT id FROM order_lines {gone}") == []
    shop.later(days=1)
    shop.restore("orders", old)
    synced()
    assert rows(store, f"SELECT amount FROM refunds {gone}") == [(400,)]
    assert rows(store, f"SELECT amount FROM order_lines {gone}") == [(1000,)]


def test_an_order_in_other_money_is_set_aside_once_and_not_asked_for_again(
    shop: Shop, woo: Woo, store: Store, synced: Sync
) -> None:
    shop.sell(bodies.line(1, 10, 1, "9.00"), currency="USD")
    shop.later(days=1)
    shop.sell(bodies.line(2, 10, 1, "10.00"))
    synced()
    asked = [params for name, params in woo.asked if name == "orders" and not {"include", "before"} & set(params)]
    assert len([params for params in asked if params["status"] == "any"]) == 1
    assert [kept.reason.zh[:7] for kept in store.quarantined(SHOP.id)] == ["金额是 USD"]
    assert rows(store, "SELECT payment_amount FROM orders") == [(1000,)]


def test_orders_in_a_state_that_no_plugin_knows_any_more_stay(shop: Shop, woo: Woo, store: Store, synced: Sync) -> None:
    kept, gone, binned, plain = many_orders(shop, 4)
    shop.change("orders", kept, status="awaiting-pickup")
    synced()
    woo.unregistered = {"awaiting-pickup"}
    shop.delete("orders", gone)
    shop.trash("orders", binned)
    shop.later(hours=1)
    synced()
    shop.later(days=1)
    synced()
    assert rows(store, "SELECT id, status FROM orders WHERE NOT deleted ORDER BY id") == [
        (str(kept), None),
        (str(plain), "paid"),
    ]
    assert len(rows(store, "SELECT id FROM order_lines WHERE NOT deleted")) == 2


def test_many_orders_in_a_state_that_no_plugin_knows_any_more_stay_and_what_is_deleted_goes(
    shop: Shop, woo: Woo, line: LittleServer, store: Store, synced: Sync
) -> None:
    made = many_orders(shop, 300)
    for number in made[::2]:
        shop.change("orders", number, status="wc-shipped")
        shop.refund(number, "1.00")
    synced()
    woo.unregistered = {"wc-shipped"}
    gone = [made[7], made[100], made[201]]
    for number in gone:
        shop.delete("orders", number)
    for _ in range(6):
        shop.later(hours=20)
        line.seen.clear()
        synced()
        by_number = [seen.path for seen in line.seen if seen.path.rpartition("/")[2].isdigit()]
        assert len(by_number) <= 2 * ALONE, "a shop is not asked for each of its orders at each sync"
    stay = sorted(str(number) for number in made if number not in gone)
    assert rows(store, "SELECT id FROM orders WHERE NOT deleted ORDER BY id") == [(number,) for number in stay]
    assert rows(store, "SELECT count(*) FROM order_lines WHERE NOT deleted") == [(297,)]
    assert rows(store, "SELECT count(*) FROM refunds WHERE NOT deleted") == [(149,)]
    assert rows(store, "SELECT count(*) FROM orders WHERE deleted") == [(3,)]


def without(field: str, woo: Woo) -> Answer:
    """Answers of the shop in which the rows of lists lack a field."""

    def answer(request: Request) -> Response:
        response = woo.answer(request)
        rows = json.loads(bytes(response.body))
        if not isinstance(rows, list):
            return response
        totals = {name: value for name, value in response.headers.items() if name.startswith("x-wp")}
        return JSONResponse([{key: row[key] for key in row if key != field} for row in rows], headers=totals)

    return answer


@pytest.mark.parametrize("field", ["refunds", "line_items"])
def test_parts_that_answers_do_not_speak_of_are_not_gone(
    shop: Shop, woo: Woo, line: LittleServer, store: Store, synced: Sync, field: str
) -> None:
    made = many_orders(shop, 20)
    for number in made[:5]:
        shop.refund(number, "1.00")
    synced()
    money = "SELECT id, list_amount, discount_amount, payment_amount, item_count FROM orders ORDER BY id"
    before = rows(store, money)
    line.otherwise = without(field, woo)
    for _ in range(3):
        shop.later(days=1)
        for number in made:
            shop.change("orders", number, customer_note="改")
        with suppress(KnownError):  # whether the shop still has the parts it does not tell
            synced()
    assert rows(store, "SELECT count(*) FROM orders WHERE buyer_note = '改'") == [(20,)]
    assert rows(store, "SELECT count(*) FROM refunds WHERE NOT deleted") == [(5,)]
    assert rows(store, "SELECT count(*) FROM order_lines WHERE NOT deleted") == [(20,)]
    assert rows(store, money) == before
    assert store.quarantined(SHOP.id) == []


def test_all_variations_come_where_a_host_takes_the_totals_away(
    shop: Shop, woo: Woo, store: Store, synced: Sync
) -> None:
    woo.tells_totals = False
    shop.add("products", bodies.product(20, "茶杯", "30.00", type="variable"))
    dates = {name: shop.lists["products"][20][name] for name in ("date_created_gmt", "date_modified_gmt")}
    shop.variations[20] = [bodies.variation(number, "30.00", f"{number}") | dates for number in range(100, 350)]
    synced()
    assert rows(store, "SELECT count(*) FROM skus") == [(250,)]


def test_a_stock_that_variations_share_is_the_products(shop: Shop, store: Store, synced: Sync) -> None:
    shop.add("products", bodies.product(20, "茶杯", "30.00", type="variable", stock_quantity=70))
    dates = {name: shop.lists["products"][20][name] for name in ("date_created_gmt", "date_modified_gmt")}
    shared = {"manage_stock": "parent", "stock_quantity": 70}  # as the interface tells it of each
    shop.variations[20] = [bodies.variation(number, "30.00", f"{number}") | dates | shared for number in (21, 22)]
    synced()
    assert rows(store, "SELECT id, stock FROM skus ORDER BY id") == [("21", None), ("22", None)]
    assert rows(store, "SELECT stock FROM products") == [(70,)]


def test_what_plugins_hang_on_orders_is_not_fetched(shop: Shop, line: LittleServer, store: Store, synced: Sync) -> None:
    origin = bodies.meta("_wc_order_attribution_source_type", "typein")
    shop.sell(bodies.line(1, 10, 1, "10.00"), meta_data=[bodies.meta("_plugin_log", "x" * 9000), origin])
    synced()
    (asked,) = [seen.query for seen in line.seen if seen.path.endswith("/orders") and seen.query["status"] == "any"
                and "offset" in seen.query]  # fmt: skip
    assert asked["include_meta"].split(",") == list(channels.META)
    assert rows(store, "SELECT channel FROM orders") == [("直接访问",)]


def test_fields_that_hold_nothing(shop: Shop, store: Store, synced: Sync) -> None:
    """Orders moved from posts to tables of their own have no value where a post had none."""
    nobody = dict.fromkeys(bodies.address())
    meta = [{"id": 1, "key": None, "value": None}]
    body = shop.sell(
        bodies.line(1, 10, 1, "10.00", name=None, meta_data=meta),
        billing=nobody, shipping=nobody, customer_note=None, meta_data=meta, currency="",
    )  # fmt: skip
    shop.lists["orders"][body]["date_modified_gmt"] = None
    shop.add("coupons", bodies.coupon(5, "spring") | {"status": "publish"})
    shop.lists["coupons"][5] |= {"date_created_gmt": None, "date_modified_gmt": None}
    shop.add("products", bodies.product(20, "茶杯", "30.00", type="variable", brands=None, sku=None))
    option = {"id": 0, "name": "尺寸", "option": 42}
    shop.variations[20] = [bodies.variation(21, "30.00", "") | {"attributes": [option], "sku": None}]
    shop.add("customers", bodies.customer(7, "明", "王") | {"billing": nobody, "shipping": nobody})
    synced()
    assert store.quarantined(SHOP.id) == []
    assert rows(store, "SELECT buyer_id, province, payment_amount FROM orders") == [(None, None, 1000)]
    assert rows(store, "SELECT name, starts_at FROM campaigns") == [("spring", None)]
    assert rows(store, "SELECT spec, merchant_code FROM skus") == [("42", None)]
