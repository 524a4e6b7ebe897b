"""WooCommerce's Analytics > Orders: a row for each order and for each refund, under the order's number."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.errors import KnownError
from storage.fields import Record
from storage.records import Order, OrderLine, Refund
from storage.runs import Counts
from storage.shop import Shop
from storage.store import Store
from sync.files import Choice, import_files, undo_import
from tests.sync.one_file import import_file, preview
from tests.sync.presets.seen import everything
from tests.sync.presets.woocommerce import (
    ORDERS,
    ORDERS_IN_THE_BROWSER,
    PRODUCTS,
    encoded,
    line,
    ms,
    translated,
)
from tests.sync.retail import new_store, rows, write

SHOP = "woocommerce"
YUAN = Choice(currency="CNY")
A = {"Date": "2026-11-01 09:00:00", "Order #": "1041", "N. Revenue (formatted)": "¥1,258.00", "Status": "completed",
     "Customer": "小雨 周", "Customer type": "new", "Product(s)": "2× Da Hong Pao - 250g, 1× Cup, small, 3× Tea & Tin",
     "Items sold": "6", "Coupon(s)": "Spring10", "Net Sales": "1228.5", "Attribution": "Organic: Google"}  # fmt: skip
B = {"Date": "2026-11-02 21:30:05", "Order #": "1042", "N. Revenue (formatted)": "¥100.00 ¥70.00",
     "Status": "processing", "Customer": "Amy Chen", "Customer type": "returning", "Product(s)": "1× Cup",
     "Items sold": "1", "Net Sales": "92", "Attribution": "Direct"}  # fmt: skip
B_REFUND = B | {"Date": "2026-11-05 10:00:00", "Items sold": "0", "Net Sales": "-30"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def orders(
    folder: Path, *lines: dict[str, str], header: str = ORDERS, name: str = "wc-orders-report-export.csv"
) -> Path:
    return write(folder, encoded(header, *(line(header, each) for each in lines)), name)


def noted(store: Store, path: Path, choice: Choice = YUAN) -> dict[str, int]:
    return {rule.zh[:6]: times for rule, times in preview(store, path, choice).noted}


def test_an_order_is_what_its_row_says(store: Store, tmp_path: Path) -> None:
    path = orders(tmp_path, A)
    assert noted(store, path) == {"「日期」按付": 1, "订单按「Or": 1, "文件只写了买": 1, "商品只写了名": 3}
    import_file(store, path, YUAN)
    moment = ms("2026-11-01 09:00:00")
    columns = (
        "id",
        "created_at",
        "paid_at",
        "status",
        "payment_amount",
        "item_count",
        "buyer_id",
        "channel",
        "campaign_id",
    )
    assert rows(store, "orders", *columns) == [
        ("1041", moment, moment, "finished", 125800, 6, None, "google 搜索", "coupon:spring10")
    ]
    # The file tells neither freight nor discounts.
    assert rows(store, "orders", "shipping_amount", "discount_amount", "list_amount") == [(None, None, None)]
    assert rows(store, "campaigns", "id", "name") == [("coupon:spring10", "Spring10")]


def test_lines_are_named_without_prices(store: Store, tmp_path: Path) -> None:
    import_file(store, orders(tmp_path, A), YUAN)
    assert rows(store, "order_lines", "id", "title", "quantity", "product_id", "amount") == [
        ("1041-1", "Da Hong Pao - 250g", 2, None, None),
        ("1041-2", "Cup, small", 1, None, None),
        ("1041-3", "Tea & Tin", 3, None, None),
    ]
    assert rows(store, "products", "id") == []


def test_named_goods_are_those_of_the_products_beside_them(store: Store, tmp_path: Path) -> None:
    goods = (
        {"ID": "7", "Type": "variable", "SKU": "DHP", "Name": "Da Hong Pao", "Published": "1"},
        {"ID": "9", "Type": "simple", "SKU": "TIN", "Name": "Tea &amp; Tin", "Published": "1"},
    )
    listed = write(tmp_path, encoded(PRODUCTS, *(line(PRODUCTS, each) for each in goods)), "wc-product-export.csv")
    import_files(store, [orders(tmp_path, A), listed], YUAN)
    assert rows(store, "order_lines", "id", "product_id") == [("1041-1", "7"), ("1041-2", None), ("1041-3", "9")]


def test_a_refund_counts_apart_on_its_own_day(store: Store, tmp_path: Path) -> None:
    """¥100.00 were paid, ¥70.00 are left of it: ¥30.00 went back, on the 5th."""
    import_file(store, orders(tmp_path, B_REFUND, B), YUAN)
    assert rows(store, "orders", "id", "payment_amount", "status", "item_count") == [("1042", 10000, "paid", 1)]
    assert rows(store, "refunds", "id", "order_id", "amount", "refunded_at", "status", "channel") == [
        ("1042", "1042", 3000, ms("2026-11-05 10:00:00"), "done", "直接访问")
    ]


def test_two_refunds_of_two_months_stay_one_sum(store: Store, tmp_path: Path) -> None:
    """¥30.00 in November and ¥20.00 in December: December's file shows ¥50.00 left and knows of its own row alone."""
    second = B_REFUND | {"Date": "2026-11-25 08:00:00", "N. Revenue (formatted)": "¥100.00 ¥50.00"}
    second["Net Sales"] = "'-20"  # as shops before WooCommerce 9 write it
    import_file(store, orders(tmp_path, B_REFUND, B), YUAN)
    import_file(store, orders(tmp_path, second, name="december.csv"))
    assert rows(store, "orders", "id", "payment_amount") == [("1042", 10000)]
    assert rows(store, "refunds", "amount", "refunded_at") == [(5000, ms("2026-11-25 08:00:00"))]


def test_a_refund_whose_row_is_not_in_the_file_counts_on_the_day_of_payment(store: Store, tmp_path: Path) -> None:
    path = orders(tmp_path, B)
    assert noted(store, path)["文件没写退款"] == 1
    import_file(store, path, YUAN)
    assert rows(store, "refunds", "amount", "refunded_at") == [(3000, ms("2026-11-02 21:30:05"))]


def test_an_order_given_away_is_an_order(store: Store, tmp_path: Path) -> None:
    import_file(
        store, orders(tmp_path, A | {"N. Revenue (formatted)": "¥0.00", "Net Sales": "0", "Items sold": "0"}), YUAN
    )
    assert rows(store, "orders", "payment_amount") == [(0,)]


@pytest.mark.parametrize(
    ("word", "status", "why", "paid"),
    [
        ("pending", "unpaid", None, False),
        ("on-hold", "unpaid", None, False),
        ("processing", "paid", None, True),
        ("completed", "finished", None, True),
        ("refunded", "closed", "已退款", True),
        ("cancelled", "closed", "已取消", False),
        ("failed", "closed", "付款失败", False),
        ("awaiting-pickup", None, None, True),
    ],
)
def test_states(store: Store, tmp_path: Path, word: str, status: str | None, why: str | None, paid: bool) -> None:
    path = orders(tmp_path, A | {"Status": word})
    assert ("没见过的订单" in noted(store, path)) == (status is None)
    import_file(store, path, YUAN)
    ((state, reason, paid_at),) = rows(store, "orders", "status", "close_reason", "paid_at")
    assert (state, reason, paid_at is not None) == (status, why, paid)


def test_a_draft_of_the_checkout_is_no_order(store: Store, tmp_path: Path) -> None:
    path = orders(tmp_path, A, B | {"Status": "checkout-draft"})
    assert [times for _, times in preview(store, path, YUAN).skipped] == [1]
    import_file(store, path, YUAN)
    assert rows(store, "orders", "id") == [("1041",)]


@pytest.mark.parametrize(
    ("origin", "channel"),
    [
        ("Organic: Google", "google 搜索"),
        ("Source: Newsletter", "newsletter"),
        ("Referral: M.example.com", "m.example.com"),
        ("Direct", "直接访问"),
        ("Web admin", "后台下单"),
        ("Mobile app", "手机应用"),
        ("Unknown", None),
        ("", None),
        ("来源：小红书", "来源：小红书"),
    ],
)
def test_channels_are_in_the_words_of_the_interface(
    store: Store, tmp_path: Path, origin: str, channel: str | None
) -> None:
    import_file(store, orders(tmp_path, A | {"Attribution": origin}), YUAN)
    assert rows(store, "orders", "channel") == [(channel,)]


@pytest.mark.parametrize(
    ("currency", "text", "amount"),
    [
        ("EUR", "1.258,50 €", 125850),
        ("EUR", "1\u00a0258,50\u00a0€", 125850),
        ("USD", "$12.5", 1250),
        ("JPY", "¥1,258", 1258),
        ("BDT", "৳\u00a02,999", 299900),
        ("KWD", "1.258,500 KD", 1258500),
        ("CHF", "CHF 1'258.50", 125850),
    ],
)
def test_amounts_are_read_as_shops_write_them(
    store: Store, tmp_path: Path, currency: str, text: str, amount: int
) -> None:
    import_file(store, orders(tmp_path, A | {"N. Revenue (formatted)": text}), Choice(currency=currency))
    assert rows(store, "orders", "payment_amount") == [(amount,)]


def test_a_site_in_chinese_says_the_same(store: Store, tmp_path: Path) -> None:
    import_file(store, orders(tmp_path, A, B_REFUND, B), YUAN)
    before = everything(store)
    text = [line(ORDERS, each) for each in (A, B_REFUND, B)]
    run = import_file(store, write(tmp_path, encoded(translated(ORDERS), *text), "订单.csv"))
    assert run.counts["orders"] == Counts(unchanged=2)
    assert everything(store) == before


def test_times_are_those_of_the_site(store: Store, tmp_path: Path) -> None:
    store.put_shop(Shop(id="woocommerce:tea.example", name="Tea", currency="USD", timezone="America/New_York"))
    path = orders(tmp_path, A | {"N. Revenue (formatted)": "$20.00"})
    import_file(store, path, Choice(shop_id="woocommerce:tea.example"))
    assert rows(store, "orders", "created_at") == [(ms("2026-11-01 09:00:00", "America/New_York"),)]


def test_another_order_of_columns_and_fewer_of_them_say_the_same(store: Store, tmp_path: Path) -> None:
    few = '"Items sold",Product(s),Status,"N. Revenue (formatted)","Order #",Date'
    import_file(store, orders(tmp_path, A, header=few), YUAN)
    assert rows(store, "orders", "id", "payment_amount", "channel", "campaign_id") == [("1041", 125800, None, None)]
    assert len(rows(store, "order_lines", "id")) == 3


def test_the_short_form_of_the_browser_does_not_say_what_was_paid(store: Store, tmp_path: Path) -> None:
    text = encoded(ORDERS_IN_THE_BROWSER, line(ORDERS_IN_THE_BROWSER, A | {"Net sales": "1228.5"}))[3:]
    with pytest.raises(KnownError) as refused:
        import_file(store, write(tmp_path, text, "orders.csv"), YUAN)
    assert "没有「N. 收入（格式化）」一列" in refused.value.say("zh")
    assert "超过一页" in refused.value.say("zh")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"N. Revenue (formatted)": ""}, "没有「N. 收入（格式化）」一列"),
        ({"N. Revenue (formatted)": "free"}, "看不懂这个金额"),
        ({"N. Revenue (formatted)": "¥1.00 ¥2.00 ¥3.00"}, "看不懂这个金额"),
        ({"N. Revenue (formatted)": "€12.00"}, "金额是 €，店铺用的是 CNY，不能相加"),
        ({"N. Revenue (formatted)": "$12.00"}, "金额是 $，店铺用的是 CNY，不能相加"),
        ({"Date": "soon"}, "日期「soon」看不懂"),
        ({"Items sold": "one"}, "「Items sold」是「one」"),
    ],
)
def test_what_cannot_be_read_is_set_aside_whole(
    store: Store, tmp_path: Path, cells: dict[str, str], reason: str
) -> None:
    path = orders(tmp_path, A, B_REFUND | cells)
    seen = preview(store, path, YUAN)
    assert [each.line for each in seen.rejected] == [3]
    assert reason in seen.rejected[0].reason.zh
    import_file(store, path, YUAN)
    assert rows(store, "orders", "id") == [("1041",)]


def test_a_file_after_the_interface_nulls_nothing_and_doubles_nothing(store: Store, tmp_path: Path) -> None:
    shop = Shop(id="woocommerce:tea.example", name="Tea", currency="CNY")
    placed, told = ms("2026-11-02 21:12:00"), ms("2026-11-02 22:00:00")
    said: tuple[Record, ...] = (
        Order(id="1042", updated_at=told, created_at=placed, paid_at=placed + 9000, buyer_id="12", province="浙江",
              city="杭州", shipping_amount=800, payment_amount=10000, discount_amount=0, receiver_name="陈"),
        OrderLine(id="1042/77", updated_at=told, created_at=placed, order_id="1042", product_id="8", amount=9200),
        Refund(id="1042/90", updated_at=told, created_at=told, order_id="1042", amount=3000, status="done"),
    )  # fmt: skip
    with store.write() as tx:
        tx.put_shop(shop)
        for record in said:
            tx.upsert(shop.id, "woocommerce", [record])
    before = everything(store)
    import_file(store, orders(tmp_path, B_REFUND, B), Choice(shop_id=shop.id))
    columns = ("created_at", "paid_at", "buyer_id", "province", "city", "shipping_amount", "payment_amount")
    assert rows(store, "orders", *columns) == [(placed, placed + 9000, "12", "浙江", "杭州", 800, 10000)]
    assert everything(store)["order_lines"] == before["order_lines"]
    assert everything(store)["refunds"] == before["refunds"]


def test_the_preview_says_of_which_orders_no_sync_has_told_because_a_plugin_may_have_numbered_them(
    store: Store, tmp_path: Path
) -> None:
    """With such a plugin order 1042 is 5310 to the interface, and would be counted twice."""
    at = ms("2026-11-01 08:59:00")
    with store.write() as tx:
        tx.put_shop(Shop(id=SHOP, name="W", currency="CNY"))
        tx.upsert(SHOP, "woocommerce", [Order(id=id, updated_at=at, created_at=at) for id in ("1041", "5310")])
    assert noted(store, orders(tmp_path, A, B))["订单按「Or"] == 1
    assert "订单按「Or" not in noted(store, orders(tmp_path, A, name="told.csv"))


def test_an_order_of_two_files_stays_paid_when_the_first_is_undone(store: Store, tmp_path: Path) -> None:
    first = import_file(store, orders(tmp_path, A, name="october.csv"), YUAN)
    import_file(store, orders(tmp_path, A, B, name="both.csv"), YUAN)
    undo_import(store, first)
    assert rows(store, "orders", "id", "created_at", "paid_at") == [
        (id, at, at) for id, at in (("1041", ms("2026-11-01 09:00:00")), ("1042", ms("2026-11-02 21:30:05")))
    ]


def test_the_exact_moment_of_the_interface_stays_also_when_a_file_is_undone(store: Store, tmp_path: Path) -> None:
    """The interface knows the order unpaid; both files tell that it was paid since."""
    at = ms("2026-11-01 08:59:00")
    with store.write() as tx:
        tx.put_shop(Shop(id=SHOP, name="W", currency="CNY"))
        tx.upsert(SHOP, "api", [Order(id="1041", updated_at=at, created_at=at, status="unpaid")])
    first = import_file(store, orders(tmp_path, A, name="october.csv"), YUAN)
    import_file(store, orders(tmp_path, A, B, name="both.csv"), YUAN)
    undo_import(store, first)
    assert rows(store, "orders", "created_at", "paid_at")[0] == (at, ms("2026-11-01 09:00:00"))


def test_the_same_again_and_undo_leave_no_trace(store: Store, tmp_path: Path) -> None:
    before = everything(store)
    first = import_file(store, orders(tmp_path, A, B_REFUND, B), YUAN)
    after = everything(store)
    again = import_file(store, orders(tmp_path, A, B_REFUND, B, A | {"Order #": "1050"}, name="again.csv"))
    assert again.counts["orders"] == Counts(inserted=1, unchanged=2)
    undo_import(store, again)
    assert everything(store) == after
    undo_import(store, first)
    assert everything(store) == before
