"""How lines of the Online Retail file become orders, refunds, customers and products."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from storage.store import Store
from tests.sync.one_file import import_file, preview
from tests.sync.retail import CLOCK, HEART, LANTERN, line, new_store, retail_file, rows

LONDON = ZoneInfo("Europe/London")


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=LONDON).timestamp() * 1000)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def let_in(store: Store, *lines: str) -> None:
    import_file(store, retail_file(store.folder, *lines))


def skipped(store: Store, *lines: str) -> dict[str, int]:
    return {words.en: times for words, times in preview(store, retail_file(store.folder, *lines)).skipped}


def noted(store: Store, *lines: str) -> list[int]:
    return [times for _, times in preview(store, retail_file(store.folder, *lines)).noted]


def rejected(store: Store, *lines: str) -> dict[int, str]:
    return {bad.line: bad.reason.zh for bad in preview(store, retail_file(store.folder, *lines)).rejected}


def test_an_invoice_is_an_order_with_its_lines(store: Store) -> None:
    let_in(store, HEART, LANTERN, CLOCK)
    when = at("2010-12-01 08:26")
    assert rows(
        store, "orders", "id", "paid_at", "created_at", "buyer_id", "province", "payment_amount", "item_count"
    ) == [
        ("536365", when, when, "17850", "United Kingdom", 6 * 255 + 6 * 339, 12),
        ("536370", at("2010-12-01 08:45"), at("2010-12-01 08:45"), "12583", "France", 24 * 375, 24),
    ]
    assert rows(store, "order_lines", "id", "order_id", "product_id", "quantity", "amount", "title") == [
        ("536365-1", "536365", "85123A", 6, 1530, "WHITE HANGING HEART T-LIGHT HOLDER"),
        ("536365-2", "536365", "71053", 6, 2034, "WHITE METAL LANTERN"),
        ("536370-1", "536370", "22728", 24, 9000, "ALARM CLOCK BAKELIKE PINK"),
    ]
    assert store.shops()[0].currency == "GBP"


def test_an_invoice_with_several_times_counts_at_the_first(store: Store) -> None:
    late = line(date="2010-12-01 08:27:00", code="1")
    other = line(invoice="536366", date="2010-12-01 08:26:30")
    let_in(store, late, other, line(date="2010-12-01 08:26:00", code="2"), line(date="2010-12-01 08:28:00", code="3"))
    when = at("2010-12-01 08:26")
    assert rows(store, "orders", "id", "paid_at", "payment_amount") == [
        ("536365", when, 3 * 2034),
        ("536366", at("2010-12-01 08:26:30"), 2034),
    ]
    assert rows(store, "order_lines", "id", "created_at")[:2] == [("536365-1", when), ("536365-2", when)]
    assert noted(store, late, line()) == [1]


def test_summer_time_is_the_shop_s(store: Store) -> None:
    let_in(store, line(date="2011-07-01 00:30:00"))
    assert rows(store, "orders", "paid_at") == [
        (int(datetime.fromisoformat("2011-06-30T23:30:00+00:00").timestamp() * 1000),)
    ]


def test_a_cancellation_is_a_refund_per_line_and_no_order(store: Store) -> None:
    back = line(invoice="C536379", quantity="-2.0", date="2010-12-01 09:41:00", code="D", title="Discount")
    again = line(invoice="C536379", quantity="-1.0", date="2010-12-01 09:42:00", price="27.50", customer="14527.0")
    let_in(store, LANTERN, back.replace("17850", "14527"), again)
    assert [order for (order,) in rows(store, "orders", "id")] == ["536365"]
    assert rows(
        store, "refunds", "id", "refunded_at", "status", "buyer_id", "product_id", "province", "quantity", "amount"
    ) == [
        ("C536379-1", at("2010-12-01 09:41"), "done", "14527", "D", "United Kingdom", 2, 678),
        ("C536379-2", at("2010-12-01 09:42"), "done", "14527", "71053", "United Kingdom", 1, 2750),
    ]


def test_a_price_of_zero_is_no_sale(store: Store) -> None:
    lost = line(invoice="536414", quantity="-56.0", price="0.0", title="damages", customer="")
    sample = line(code="22139", price="0.0", title="")
    assert skipped(store, LANTERN, lost, sample) == {"a line with price 0 is no sale and is left out": 2}
    let_in(store, LANTERN, lost, sample)
    assert rows(store, "orders", "id", "payment_amount") == [("536365", 2034)]
    assert rows(store, "products", "id") == [("71053",)]


def test_a_bad_debt_invoice_is_no_sale(store: Store) -> None:
    debt = line(invoice="A563186", code="B", title="Adjust bad debt", quantity="1.0", price="-11062.06", customer="")
    assert skipped(store, LANTERN, debt) == {"an invoice beginning with A adjusts bad debt and is left out": 1}
    let_in(store, LANTERN, debt)
    assert rows(store, "orders", "id") == [("536365",)]


def test_a_guest_s_order_is_an_order_without_a_buyer(store: Store) -> None:
    let_in(store, line(customer=""), line(invoice="536366", customer="  "))
    assert rows(store, "orders", "buyer_id", "payment_amount") == [(None, 2034), (None, 2034)]
    assert rows(store, "customers", "id") == []


def test_a_tenth_of_a_penny_is_a_sale_of_nothing(store: Store) -> None:
    let_in(store, line(code="PADS", quantity="1.0", price="0.001"), line(code="PADS", quantity="5.0", price="0.001"))
    assert rows(store, "order_lines", "amount") == [(0,), (1,)]
    assert rows(store, "orders", "payment_amount") == [(1,)]


def test_each_line_is_rounded_before_it_is_added(store: Store) -> None:
    let_in(store, *[line(quantity="1.0", price="0.005")] * 3, line(quantity="1.0", price="0.004"))
    assert rows(store, "orders", "payment_amount") == [(3,)]


def test_postage_is_paid_for_but_no_goods(store: Store) -> None:
    let_in(
        store,
        LANTERN,
        line(code="POST", title="POSTAGE", quantity="3.0", price="18.00"),
        line(code="m", title="Manual"),
    )
    assert rows(store, "orders", "payment_amount", "item_count") == [(2034 + 5400 + 2034, 6)]
    assert rows(store, "products", "id", "category") == [("71053", None), ("POST", "非商品"), ("m", "非商品")]


def test_a_product_goes_by_its_most_frequent_description(store: Store) -> None:
    let_in(
        store,
        line(title="BLUE OWL"),
        line(title="JUMBO BAG OWLS"),
        line(title=""),
        line(title=""),
        line(title=""),
        line(title="JUMBO BAG OWLS"),
        line(code="22139", title=""),
    )
    assert rows(store, "products", "id", "title") == [("22139", None), ("71053", "JUMBO BAG OWLS")]


def test_a_customer_is_of_the_country_and_day_of_the_first_order(store: Store) -> None:
    let_in(
        store,
        line(invoice="3", date="2011-03-01 10:00:00", country="Belgium", customer="12457.0"),
        line(invoice="2", date="2011-02-01 10:00:00", country="Cyprus", customer="12457.0"),
        line(invoice="C1", quantity="-1.0", date="2011-01-01 10:00:00", country="Malta", customer="12457.0"),
        line(invoice="C4", quantity="-1.0", date="2011-01-01 10:00:00", country="Malta", customer="12346.0"),
    )
    assert rows(store, "customers", "id", "name", "province", "joined_at") == [
        ("12346", "12346", "Malta", None),
        ("12457", "12457", "Cyprus", at("2011-02-01 10:00")),
    ]


def test_what_the_file_does_not_know_stays_unknown(store: Store) -> None:
    let_in(store, LANTERN)
    assert rows(store, "orders", "channel", "shipping_amount", "discount_amount") == [(None, None, None)]
    assert rows(store, "order_lines", "sku_id") == [(None,)]
    assert rows(store, "products", "category", "price") == [(None, None)]


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (line(quantity="six"), "「Quantity」是「six」，不是数字"),
        (line(quantity="6.5"), "不是整数"),
        (line(quantity=""), "「Quantity」是空的"),
        (line(price="free"), "不是数字"),
        (line(price=""), "「UnitPrice」是空的"),
        (line(date=""), "「InvoiceDate」是空的"),
        (line(date="2011-02-30 10:00:00"), "不存在"),
        (line(code=""), "没有商品编码"),
        (line(invoice="1.23E+17"), "科学计数"),
        (line(quantity="-6.0"), "又不以 C 开头"),
        (line(quantity="0"), "应该大于 0"),
        (line(price="-3.39"), "应该大于 0"),
        (line(invoice="C536365"), "应该是负数"),
        (line(title="x" * 2001), "文字太长"),
        (line(quantity="999999999999", price="999999999999"), "太大"),
    ],
)
def test_a_line_that_makes_no_sense_is_rejected_with_the_reason(store: Store, bad: str, why: str) -> None:
    found = rejected(store, line(invoice="1"), bad)
    assert list(found) == [3]
    assert why in found[3]


def test_a_line_without_a_number_may_belong_to_what_stands_above_it(store: Store) -> None:
    """As a spreadsheet leaves merged cells: part of the invoice above would be a wrong amount."""
    found = rejected(store, LANTERN, CLOCK, line(invoice=""), line(invoice="1"))
    assert found == {
        3: "文件第 4 行有问题，它属于 536370，整单先不导入",
        4: "「InvoiceNo」是空的，看不出是哪一单",
    }


def test_an_invoice_is_let_in_whole_or_not_at_all(store: Store) -> None:
    lines = (HEART, CLOCK, line(quantity="six"), LANTERN)
    found = rejected(store, *lines)
    assert list(found) == [2, 4, 5]
    assert found == {
        2: "文件第 4 行有问题，它属于 536365，整单先不导入",
        4: "「Quantity」是「six」，不是数字",
        5: "文件第 4 行有问题，它属于 536365，整单先不导入",
    }
    let_in(store, *lines)
    assert rows(store, "orders", "id") == [("536370",)]
    assert rows(store, "customers", "id") == [("12583",)]


def test_two_customers_on_one_invoice_contradict_each_other(store: Store) -> None:
    found = rejected(store, CLOCK, LANTERN, line(customer="12583.0"))
    assert found[4] == "发票 536365 有两个客户号：17850 和 12583"
    assert 3 in found


def test_dates_of_mixed_forms_are_rejected_where_they_are_ambiguous(store: Store) -> None:
    found = rejected(
        store,
        line(invoice="1"),
        line(invoice="2", date="01/02/2011 08:26"),
        line(invoice="3", date="13/02/2011 08:26"),
        line(invoice="4", date="2011/2/13 8:26"),
    )
    assert list(found) == [3]
    assert "分不清" in found[3]


def test_the_american_form_is_read_where_the_whole_file_proves_it(store: Store) -> None:
    let_in(store, line(invoice="1", date="12/1/2010 8:26"), line(invoice="2", date="12/13/2010 9:00"))
    assert rows(store, "orders", "paid_at") == [(at("2010-12-01 08:26"),), (at("2010-12-13 09:00"),)]
