"""Shopify's orders_export: a row for each product, the whole order on the first of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.errors import KnownError
from storage.fields import Record
from storage.records import Customer, Order, OrderLine
from storage.runs import Counts
from storage.store import Store
from sync.files import Choice, import_files, undo_import
from tests.sync.one_file import import_file, preview
from tests.sync.packed import workbook
from tests.sync.presets.seen import everything
from tests.sync.presets.shopify import FIRST, ORDERS, PIECE, PRODUCTS, encoded, head, line, more, ms, payment
from tests.sync.retail import new_store, rows, write

SHOP = "shopify"
PLACED, PAID = ms(FIRST["Created at"]), ms(FIRST["Paid at"])

# 2 × 30.00 + 1 × 12.00 = 72.00; less 10 % are 64.80 of goods, 5.00 of freight and 3.24 of tax: 73.04.
GIFT = {"Name": "#1001", "Id": "5012345678901", "Subtotal": "64.80", "Shipping": "5.00", "Taxes": "3.24",
        "Total": "73.04", "Discount Code": "Spring10", "Discount Amount": "7.20", "Fulfillment Status": "fulfilled",
        "Fulfilled at": "2024-05-02 09:00:00 +0800", "Notes": "Please, no plastic\nThank you"}  # fmt: skip
BOX = {"Lineitem quantity": "2", "Lineitem name": "Da Hong Pao - 250g", "Lineitem price": "30.00",
       "Lineitem sku": "DHP-250"}  # fmt: skip
TIN = {"Name": "#1001", "Lineitem price": "12.00"}
SINGLE = {"Name": "#1002", "Id": "5012345678902"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def orders(folder: Path, *lines: str, header: str = ORDERS, name: str = "orders_export_1.csv") -> Path:
    return write(folder, encoded(header, *lines), name)


def gift() -> tuple[str, str]:
    return head(**GIFT, **BOX), more(**TIN)


def noted(store: Store, path: Path) -> dict[str, int]:
    return {rule.zh[:6]: times for rule, times in preview(store, path).noted}


def test_an_order_is_what_its_rows_say(store: Store, tmp_path: Path) -> None:
    import_file(store, orders(tmp_path, *gift()))
    assert rows(
        store, "orders", "id", "created_at", "paid_at", "shipped_at", "status", "channel", "province", "city"
    ) == [("5012345678901", PLACED, PAID, ms("2024-05-02 09:00:00 +0800"), "shipped", "网店", "US", "San Francisco")]
    money = ("list_amount", "discount_amount", "shipping_amount", "payment_amount", "item_count", "campaign_id")
    assert rows(store, "orders", *money) == [(7200, 720, 500, 7304, 3, "coupon:spring10")]
    assert rows(store, "orders", "receiver_name", "receiver_phone", "buyer_note") == [
        ("Amy Chen", None, "Please, no plastic\nThank you")
    ]
    assert rows(store, "campaigns", "id", "name", "type") == [("coupon:spring10", "Spring10", "coupon")]


def test_lines_and_freight_make_what_was_paid(store: Store, tmp_path: Path) -> None:
    """73.04 - 5.00 = 68.04 for the goods, tax included: 60 and 12 parts of 72 are 56.70 and 11.34."""
    import_file(store, orders(tmp_path, *gift()))
    assert rows(store, "order_lines", "id", "order_id", "title", "quantity", "list_amount", "amount", "created_at") == [
        ("5012345678901-1", "5012345678901", "Da Hong Pao - 250g", 2, 6000, 5670, PLACED),
        ("5012345678901-2", "5012345678901", "Tea Tin", 1, 1200, 1134, PLACED),
    ]


def test_parts_make_the_whole_to_the_last_cent(store: Store, tmp_path: Path) -> None:
    """Three at 3.33 for 10.00, a discount on one line, a line given away, and one order of nothing but freight."""
    third = {"Lineitem price": "3.33", "Total": "10.00", "Subtotal": "10.00"}
    cheap = {"Lineitem price": "10.00", "Lineitem discount": "4.00", "Total": "6.01", "Subtotal": "6.01"}
    free = {"Lineitem price": "0.00", "Subtotal": "0.00", "Shipping": "4.99", "Total": "4.99"}
    path = orders(
        tmp_path,
        *(head(Name="#1", Id="1", **third), more(Name="#1", **third), more(Name="#1", **third)),
        *(head(Name="#2", Id="2", **cheap), more(Name="#2", **{"Lineitem price": "0.00"})),
        head(Name="#3", Id="3", **free),
    )
    import_file(store, path)
    assert rows(store, "order_lines", "id", "amount") == [
        ("1-1", 334), ("1-2", 333), ("1-3", 333), ("2-1", 601), ("2-2", 0), ("3-1", 0),
    ]  # fmt: skip
    with store.reader() as reader:
        odd = reader.execute(
            "SELECT o.id FROM orders o JOIN order_lines l ON l.order_id = o.id GROUP BY o.id "
            "HAVING sum(l.amount) + o.shipping_amount <> o.payment_amount"
        ).fetchall()
    assert odd == []


def test_a_delivery_made_free_by_a_code_costs_nothing(store: Store, tmp_path: Path) -> None:
    """25.00 of goods and 5.00 of freight taken off again: 25.00 were paid, all of it for the goods."""
    free = {"Shipping": "5.00", "Discount Code": "FREESHIP", "Discount Amount": "5.00"}
    import_file(store, orders(tmp_path, head(**SINGLE, **free)))
    assert rows(store, "orders", "shipping_amount", "payment_amount") == [(0, 2500)]
    assert rows(store, "order_lines", "amount") == [(2500,)]


@pytest.mark.parametrize(
    ("financial", "fulfillment", "cancelled", "status", "why"),
    [
        ("paid", "unfulfilled", "", "paid", None),
        ("paid", "partial", "", "paid", None),
        ("paid", "", "", "paid", None),
        ("paid", "fulfilled", "", "shipped", None),
        ("partially_refunded", "fulfilled", "", "shipped", None),
        ("pending", "unfulfilled", "", "unpaid", None),
        ("authorized", "unfulfilled", "", "unpaid", None),
        ("partially_paid", "unfulfilled", "", "unpaid", None),
        ("pending", "fulfilled", "", "shipped", None),
        ("refunded", "fulfilled", "", "closed", "已退款"),
        ("voided", "unfulfilled", "", "closed", "付款作废"),
        ("expired", "unfulfilled", "", "closed", "付款超时"),
        ("paid", "restocked", "", "closed", "已取消"),
        ("pending", "unfulfilled", "2024-05-03 10:00:00 +0800", "closed", "已取消"),
        ("in dispute", "unfulfilled", "", None, None),
        ("paid", "on the moon", "", None, None),
    ],
)
def test_states(
    store: Store, tmp_path: Path, financial: str, fulfillment: str, cancelled: str, status: str | None, why: str | None
) -> None:
    cells = {"Financial Status": financial, "Fulfillment Status": fulfillment, "Cancelled at": cancelled}
    path = orders(tmp_path, head(**SINGLE, **cells))
    assert ("没见过的订单" in noted(store, path)) == (status is None)
    import_file(store, path)
    assert rows(store, "orders", "status", "close_reason", "closed_at") == [
        (status, why, ms(cancelled) if cancelled else None)
    ]


def test_an_order_not_paid_is_no_sale(store: Store, tmp_path: Path) -> None:
    import_file(store, orders(tmp_path, head(**SINGLE, **{"Financial Status": "pending", "Paid at": ""})))
    assert rows(store, "orders", "paid_at", "payment_amount", "list_amount") == [(None, None, 2500)]
    assert rows(store, "order_lines", "list_amount", "amount") == [(2500, None)]


def test_of_an_order_partly_paid_the_balance_is_outstanding(store: Store, tmp_path: Path) -> None:
    """100.00 - 40.00 = 60.00, 8.00 of it for the delivery."""
    partly = {"Financial Status": "partially_paid", "Total": "100.00", "Outstanding Balance": "40.00"}
    import_file(store, orders(tmp_path, head(**SINGLE, **partly, Subtotal="", Shipping="8.00")))
    assert rows(store, "orders", "payment_amount", "shipping_amount") == [(6000, 800)]
    assert rows(store, "order_lines", "amount") == [(5200,)]


def test_money_given_back_counts_apart_on_the_day_of_payment(store: Store, tmp_path: Path) -> None:
    path = orders(tmp_path, head(**SINGLE, **{"Financial Status": "partially_refunded", "Refunded Amount": "10.00"}))
    assert noted(store, path)["文件没写退款"] == 1
    import_file(store, path)
    assert rows(store, "orders", "payment_amount") == [(2500,)]
    assert rows(store, "refunds", "id", "order_id", "amount", "refunded_at", "buyer_id", "province", "channel") == [
        ("5012345678902", "5012345678902", 1000, PAID, "mail:amy.chen@example.com", "US", "网店")
    ]


def test_rows_of_further_payments_are_no_lines(store: Store, tmp_path: Path) -> None:
    import_file(store, orders(tmp_path, head(**SINGLE), payment(Name="#1002"), payment(Name="#1002")))
    assert rows(store, "order_lines", "id", "amount") == [("5012345678902-1", 2500)]
    assert rows(store, "orders", "item_count") == [(1,)]


def test_a_buyer_is_an_address_or_else_a_phone_or_nobody(store: Store, tmp_path: Path) -> None:
    home = {"Shipping Country": "CN", "Shipping Province": "ZJ", "Shipping City": "杭州", "Email": ""}
    path = orders(
        tmp_path,
        head(Name="#1", Id="1"),
        head(Name="#2", Id="2", Phone="'+8613812345678", **home),
        head(Name="#3", Id="3", Email=""),
        head(Name="#4", Id="4", Email="a***@example.com", Phone="138****5678"),
    )
    assert noted(store, path)["没留邮箱和电"] == 2
    import_file(store, path)
    assert rows(store, "orders", "id", "buyer_id", "province") == [
        ("1", "mail:amy.chen@example.com", "US"),
        ("2", "tel:13812345678", "浙江"),
        ("3", None, "US"),
        ("4", None, "US"),
    ]
    assert rows(store, "customers", "id", "name", "phone", "province", "city", "joined_at") == [
        ("mail:amy.chen@example.com", "Amy Chen", None, "US", "San Francisco", PLACED),
        ("tel:13812345678", "Amy Chen", "+8613812345678", "浙江", "杭州", PLACED),
    ]


def test_a_buyer_is_known_since_the_first_order_and_lives_where_the_newest_went(store: Store, tmp_path: Path) -> None:
    later = {"Name": "#9", "Id": "9", "Created at": "2024-07-01 08:00:00 +0000", "Shipping Country": "HK"}
    import_file(store, orders(tmp_path, head(**later), name="july.csv"))
    import_file(store, orders(tmp_path, head(**SINGLE), name="may.csv"))
    assert rows(store, "customers", "joined_at", "province") == [(PLACED, "香港")]


def test_the_shop_has_the_currency_of_most_orders_and_no_other(store: Store, tmp_path: Path) -> None:
    path = orders(
        tmp_path,
        head(Name="#1", Id="1"),
        head(Name="#2", Id="2", Currency="EUR"),
        more(Name="#2"),
        head(Name="#3", Id="3"),
    )
    seen = preview(store, path)
    assert [(each.line, each.reason.zh[:20]) for each in seen.rejected] == [
        (3, "金额是 EUR，店铺用的是 USD，不能"),
        (4, "文件第 3 行有问题，它属于 #2，整单"),
    ]
    assert (seen.shop.id, seen.shop.currency, seen.shop.exponent) == (SHOP, "USD", 2)
    import_file(store, path)
    assert rows(store, "orders", "id") == [("1",), ("3",)]
    with pytest.raises(KnownError, match="in EUR, the shop “Shopify 店铺” in USD"):
        preview(store, orders(tmp_path, head(**SINGLE, Currency="EUR"), name="euro.csv"))


def test_yen_have_no_hundredths(store: Store, tmp_path: Path) -> None:
    import_file(store, orders(tmp_path, head(**SINGLE, Currency="JPY", Subtotal="2500", Total="2500")))
    assert rows(store, "orders", "payment_amount") == [(2500,)]
    assert [(shop.currency, shop.exponent) for shop in store.shops()] == [("JPY", 0)]


def test_goods_are_known_by_their_code_where_the_products_came_in(store: Store, tmp_path: Path) -> None:
    box = {"Handle": "dhp", "Title": "Da Hong Pao", "Option1 Value": "250g", "Variant SKU": "DHP-250",
           "Variant Price": "30.00", "Status": "active"}  # fmt: skip
    goods = write(tmp_path, encoded(PRODUCTS, line(PRODUCTS, box)), "products_export.csv")
    path = orders(tmp_path, *gift())
    assert noted(store, path)["商品编码不在"] == 2
    imported = import_files(store, [path, goods])
    assert [next(iter(run.counts)) for run in imported.runs] == ["products", "orders"]
    assert rows(store, "order_lines", "title", "product_id", "sku_id") == [
        ("Da Hong Pao - 250g", "dhp", "dhp/250g"),
        ("Tea Tin", "Tea Tin", None),
    ]
    assert rows(store, "products", "id", "title", "price") == [
        ("Tea Tin", "Tea Tin", None),
        ("dhp", "Da Hong Pao", 3000),
    ]
    assert rows(store, "skus", "id", "price") == [("dhp/250g", 3000)]


def test_another_order_of_columns_and_fewer_of_them_say_the_same(store: Store, tmp_path: Path) -> None:
    few = ",".join(reversed((
        "Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Fulfilled at", "Currency", "Subtotal",
        "Shipping", "Total", "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price",
    )))  # fmt: skip
    path = orders(
        tmp_path,
        line(few, FIRST | PIECE | GIFT | BOX),
        line(few, TIN | {"Lineitem quantity": "1", "Lineitem name": "Tea Tin"}),
        header=few,
    )
    assert noted(store, path)["文件没有 I"] == 1
    import_file(store, path)
    assert rows(store, "orders", "id", "payment_amount", "buyer_id", "province", "channel", "discount_amount") == [
        ("#1001", 7304, "mail:amy.chen@example.com", None, None, None)
    ]
    assert rows(store, "order_lines", "id", "amount") == [("#1001-1", 5670), ("#1001-2", 1134)]


def test_saved_as_a_workbook_it_says_the_same(store: Store, tmp_path: Path) -> None:
    text = encoded(ORDERS, *gift()).decode()
    import_file(store, write(tmp_path, workbook({"orders_export_1": text}), "orders.xlsx"))
    found = everything(store)
    with new_store(tmp_path / "other") as other:
        one_line = text.replace("plastic\nThank", "plastic Thank")  # a row of a workbook is one line
        import_file(other, write(tmp_path, one_line.encode(), "orders.csv"))
        assert everything(other) == found


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ((more(Name="#8"),), "看不到下单时间或总金额"),
        ((head(Name="#8", Id="8", Total="many"),), "「Total」是「many」，不是数字"),
        ((head(Name="#8", Id="5.01E+12"),), "科学计数"),
        ((head(Name="#8", Id="8"), more(Name="#8", **{"Lineitem quantity": ""})), "商品的数量或单价是空的"),
        ((head(Name="#8", Id="8"), more(Name="#8", **{"Lineitem name": ""})), "商品的名称是空的"),
        ((head(Name="#8", Id="8"), more(Name="#8", **{"Lineitem price": "x"})), "「Lineitem price」是「x」"),
        ((head(Name="#8", Id="8", **{"Created at": "yesterday"}),), "日期「yesterday」看不懂"),
    ],
)
def test_what_cannot_be_read_is_set_aside_whole(
    store: Store, tmp_path: Path, lines: tuple[str, ...], reason: str
) -> None:
    path = orders(tmp_path, head(**SINGLE), *lines)
    seen = preview(store, path)
    assert [each.line for each in seen.rejected] == [3 + place for place in range(len(lines))]
    assert reason in seen.rejected[-1].reason.zh
    import_file(store, path)
    assert rows(store, "orders", "id") == [("5012345678902",)]
    assert {each.record_id for each in store.quarantined(SHOP)} == {"#8"}


def test_what_waited_under_the_name_of_an_order_waits_no_longer_once_it_is_mended(store: Store, tmp_path: Path) -> None:
    first, second = gift()
    import_file(store, orders(tmp_path, first.replace("73.04", "73.O4"), second, head(**SINGLE)))
    assert len(store.quarantined(SHOP)) == 2
    mended = import_file(store, orders(tmp_path, first, second, name="mended.csv"))
    assert store.quarantined(SHOP) == []
    undo_import(store, mended)
    assert len(store.quarantined(SHOP)) == 2


def test_a_file_after_the_interface_nulls_nothing_and_doubles_nothing(store: Store, tmp_path: Path) -> None:
    number, told = "5012345678901", PLACED + 5
    said: tuple[Record, ...] = (
        Customer(id="mail:amy.chen@example.com", updated_at=told, name="Amy", points=20, joined_at=PLACED - 9),
        Order(id=number, updated_at=told, created_at=PLACED, buyer_id="mail:amy.chen@example.com", visit_id="v1",
              district="SoMa", payment_amount=7304, closed_at=told),
        OrderLine(id=f"{number}/11", updated_at=told, created_at=PLACED, order_id=number, amount=6804, quantity=3),
    )  # fmt: skip
    import_file(store, orders(tmp_path, head(**SINGLE), name="makes the shop.csv"))
    with store.write() as tx:
        for record in said:
            tx.upsert(SHOP, "api", [record])
    import_file(store, orders(tmp_path, *gift(), name="later.csv"))
    columns = ("visit_id", "district", "payment_amount", "closed_at", "status")
    assert rows(store, "orders", *columns)[0] == ("v1", "SoMa", 7304, told, "shipped")
    assert rows(store, "order_lines", "id", "amount")[0] == (f"{number}/11", 6804)
    assert len(rows(store, "order_lines", "id")) == 2  # the other order's is the second
    assert rows(store, "customers", "id", "points", "joined_at") == [("mail:amy.chen@example.com", 20, PLACED - 9)]


def test_the_same_again_and_undo_leave_no_trace(store: Store, tmp_path: Path) -> None:
    before = everything(store)
    first = import_file(store, orders(tmp_path, *gift()))
    after = everything(store)
    again = import_file(store, orders(tmp_path, *gift(), head(**SINGLE), name="again.csv"))
    assert again.counts["orders"] == Counts(inserted=1, unchanged=1)
    undo_import(store, again)
    assert everything(store) == after
    undo_import(store, first)
    assert everything(store) == before
    assert import_file(store, orders(tmp_path, *gift()), Choice(currency="USD")).counts["orders"] == Counts(inserted=1)
