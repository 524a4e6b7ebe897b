"""WooCommerce's products, under the numbers of the shop, and the customers of its Analytics."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.errors import KnownError
from storage.records import Customer, Product, Sku
from storage.runs import Counts
from storage.shop import Shop
from storage.store import Store
from sync.files import Choice, undo_import
from sync.woocommerce.reading import read_items
from tests.sync.one_file import import_file, preview
from tests.sync.presets.seen import everything
from tests.sync.presets.woocommerce import (
    CUSTOMERS,
    CUSTOMERS_IN_THE_BROWSER,
    PRODUCTS,
    encoded,
    line,
    ms,
    translated,
)
from tests.sync.retail import new_store, rows, write

SHOP = "woocommerce"
YUAN = Choice(currency="CNY")
TEA = {"ID": "7", "Type": "variable", "SKU": "DHP", "Name": "Da Hong Pao &amp; friends", "Published": "1",
       "Stock": "40", "Categories": "Tea > Oolong, Gifts", "Brands": "老茶客", "Attribute 1 name": "Size",
       "Attribute 1 value(s)": "50g, 250g", "Images": "https://x/1.jpg, https://x/2.jpg"}  # fmt: skip
SMALL = {"ID": "8", "Type": "variation", "SKU": "DHP-50", "Name": "Da Hong Pao - 50g", "Published": "1",
         "Stock": "parent", "Regular price": "12", "Parent": "DHP", "Attribute 1 value(s)": "50g",
         "Attribute 2 value(s)": "dark\\, charcoal"}  # fmt: skip
LARGE = {"ID": "9", "Type": "variation", "Name": "Da Hong Pao - 250g", "Published": "1", "Stock": "-2",
         "Sale price": "25.5", "Regular price": "30", "Parent": "id:7", "Attribute 1 value(s)": "250g"}  # fmt: skip
TIN = {"ID": "10", "Type": "simple, virtual", "SKU": "'=TIN", "Name": "'-5% Tin, small", "Published": "-1",
       "Stock": "2.5", "Regular price": "1250.00", "Categories": "Tins\\, boxes"}  # fmt: skip
SALE = {"ID": "11", "Type": "simple", "SKU": "CUP", "Name": "Cup", "Published": "0", "Sale price": "8",
        "Regular price": "10", "Date sale price ends": "2026-12-01 00:00:00"}  # fmt: skip

AMY = {"Name": "Amy Chen", "Username": "amy", "Last Active": "2026-11-01T10:00:00", "Sign Up": "2026-05-01T09:00:00",
       "Email": "Amy.Chen@example.com", "Orders": "2", "Total Spend": "98.04", "AOV": "49.02",
       "Country / Region": "US", "City": "San Francisco", "Region": "CA", "Postal Code": "94107"}  # fmt: skip
XIAOYU = {"Name": "小雨 周", "Last Active": "2026-11-02T10:00:00", "Email": "xiaoyu@example.cn", "Orders": "1",
          "Total Spend": "10", "AOV": "10", "Country / Region": "CN", "City": "杭州", "Region": "CN12",
          "Billing Phone": "13812345678"}  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def products(folder: Path, *lines: dict[str, str], header: str = PRODUCTS, name: str = "wc-product-export.csv") -> Path:
    return write(folder, encoded(header, *(line(header, each) for each in lines)), name)


def customers(folder: Path, *people: dict[str, str], header: str = CUSTOMERS, name: str = "customers.csv") -> Path:
    return write(folder, encoded(header, *(line(header, each) for each in people)), name)


def listed(store: Store) -> list[tuple[object, ...]]:
    return rows(store, "products", "id", "title", "category", "brand", "price", "stock", "status")


def test_products_are_what_their_rows_say(store: Store, tmp_path: Path) -> None:
    path = products(tmp_path, SMALL, TEA, LARGE, TIN, SALE)
    assert [times for _, times in preview(store, path, YUAN).noted] == [1]
    import_file(store, path, YUAN)
    assert listed(store) == [
        ("10", "-5% Tin, small", "Tins, boxes", None, 125000, None, "off_sale"),
        ("11", "Cup", None, None, None, None, "off_sale"),
        ("7", "Da Hong Pao & friends", "Oolong", "老茶客", None, 40, "on_sale"),
    ]
    assert rows(store, "skus", "id", "product_id", "spec", "merchant_code", "price", "stock") == [
        ("8", "7", "50g / dark, charcoal", "DHP-50", 1200, None),
        ("9", "7", "250g", None, 2550, -2),
    ]


def test_a_shop_with_a_decimal_comma_says_the_same(store: Store, tmp_path: Path) -> None:
    import_file(store, products(tmp_path, LARGE | {"Parent": "id:7", "Sale price": "25,5"}), Choice(currency="EUR"))
    assert rows(store, "skus", "price") == [(2550,)]


def test_a_site_in_chinese_says_the_same(store: Store, tmp_path: Path) -> None:
    lines = (TEA, SMALL, LARGE, TIN, SALE)
    import_file(store, products(tmp_path, *lines), YUAN)
    before = everything(store)
    text = encoded(translated(PRODUCTS), *(line(PRODUCTS, each) for each in lines))
    run = import_file(store, write(tmp_path, text, "产品.csv"))
    assert run.counts == {"products": Counts(unchanged=3), "skus": Counts(unchanged=2)}
    assert everything(store) == before


def test_the_interface_and_the_file_know_goods_by_the_same_numbers(store: Store, tmp_path: Path) -> None:
    told = b"""[{"id":10,"shop_currency":"CNY","name":"Tin","status":"draft","price":"9.00","stock_quantity":3,
        "date_created_gmt":"2026-01-01T00:00:00","date_modified_gmt":"2026-01-02T00:00:00","categories":[]}]"""
    variation = b"""[{"id":9,"product_id":7,"shop_currency":"CNY","sku":"DHP-250","price":"30.00",
        "date_modified_gmt":"2026-01-02T00:00:00","attributes":[{"option":"250g"}]}]"""
    with store.write() as tx:
        tx.put_shop(Shop(id="woocommerce:tea.example", name="Tea"))
        for kind, items in (("products", told), ("skus", variation)):
            for records in read_items(kind, items).records:
                tx.upsert("woocommerce:tea.example", "woocommerce", records)
    import_file(store, products(tmp_path, LARGE, TIN), Choice(shop_id="woocommerce:tea.example"))
    # What the file does not say stays: pieces in stock, when it was listed, the code.
    assert rows(store, "products", "id", "title", "price", "stock", "listed_at") == [
        ("10", "-5% Tin, small", 125000, 3, ms("2026-01-01T00:00:00", "UTC"))
    ]
    assert rows(store, "skus", "id", "product_id", "merchant_code", "price", "spec") == [
        ("9", "7", "DHP-250", 2550, "250g")
    ]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (SMALL | {"Parent": "GONE"}, "找不到它的主商品「GONE」"),
        (SMALL | {"Parent": ""}, "找不到它的主商品「」"),
        (SALE | {"Sale price": "", "Regular price": "ten"}, "「Regular price」是「ten」，不是价格"),
        (SALE | {"ID": ""}, "「ID」是空的"),
    ],
)
def test_goods_that_cannot_be_read_are_set_aside(
    store: Store, tmp_path: Path, cells: dict[str, str], reason: str
) -> None:
    path = products(tmp_path, TIN, cells)
    seen = preview(store, path, YUAN)
    assert [each.line for each in seen.rejected] == [3]
    assert reason in seen.rejected[0].reason.zh
    import_file(store, path, YUAN)
    assert rows(store, "products", "id") == [("10",)]


def test_a_customer_is_what_the_list_says(store: Store, tmp_path: Path) -> None:
    path = customers(tmp_path, AMY, XIAOYU, XIAOYU | {"Email": ""})
    seen = preview(store, path, YUAN)
    assert [times for _, times in seen.noted] == [1]  # one account
    assert [times for _, times in seen.skipped] == [1]  # one without an address
    import_file(store, path, YUAN)
    assert rows(store, "customers", "id", "name", "phone", "province", "city", "joined_at") == [
        ("guest:amy.chen@example.com", "Amy Chen", None, "US", "San Francisco", ms("2026-05-01T09:00:00")),
        ("guest:xiaoyu@example.cn", "周小雨", "13812345678", "浙江", "杭州", None),
    ]


def test_both_languages_and_the_short_form_say_the_same(store: Store, tmp_path: Path) -> None:
    people = (AMY, {name: value for name, value in XIAOYU.items() if name != "Billing Phone"})
    import_file(store, customers(tmp_path, *people), YUAN)
    before = everything(store)
    text = [line(CUSTOMERS, each) for each in people]
    chinese = import_file(store, write(tmp_path, encoded(translated(CUSTOMERS), *text), "客户.csv"))
    short = [each | {"Last active": each["Last Active"], "Date registered": each.get("Sign Up", "")} for each in people]
    browser = import_file(store, customers(tmp_path, *short, header=CUSTOMERS_IN_THE_BROWSER, name="browser.csv"))
    assert chinese.counts == browser.counts == {"customers": Counts(unchanged=2)}
    assert everything(store) == before


def test_a_guest_of_the_interface_is_the_one_of_the_file(store: Store, tmp_path: Path) -> None:
    with store.write() as tx:
        tx.put_shop(Shop(id="woocommerce:tea.example", name="Tea"))
        guest = Customer(id="guest:xiaoyu@example.cn", updated_at=1, name="周小雨", phone="13812345678", points=3)
        tx.upsert("woocommerce:tea.example", "woocommerce", [guest])
    import_file(store, customers(tmp_path, XIAOYU), Choice(shop_id="woocommerce:tea.example"))
    assert rows(store, "customers", "id", "points", "city") == [("guest:xiaoyu@example.cn", 3, "杭州")]


def test_an_account_and_its_address_are_one_person_by_their_phone(store: Store, tmp_path: Path) -> None:
    with store.write() as tx:
        tx.put_shop(Shop(id="woocommerce:tea.example", name="Tea"))
        account = Customer(id="12", updated_at=1, name="Amy", phone="+1 415 555 0123")
        tx.upsert("woocommerce:tea.example", "woocommerce", [account])
    known = AMY | {"Billing Phone": "+14155550123"}
    import_file(store, customers(tmp_path, known), Choice(shop_id="woocommerce:tea.example"))
    assert store.merges("woocommerce:tea.example") == {"guest:amy.chen@example.com": "12"}


def test_without_a_shop_nothing_tells_the_currency(store: Store, tmp_path: Path) -> None:
    for path in (customers(tmp_path, AMY), products(tmp_path, TIN)):
        with pytest.raises(KnownError, match="does not tell its currency"):
            import_file(store, path)


def test_the_same_again_and_undo_leave_no_trace(store: Store, tmp_path: Path) -> None:
    with store.write() as tx:
        tx.put_shop(Shop(id=SHOP, name="Tea"))
        tx.upsert(SHOP, "api", [Product(id="7", updated_at=1, title="Da Hong Pao", listed_at=5)])
        tx.upsert(SHOP, "api", [Sku(id="9", updated_at=1, product_id="7", price=1)])
    before = everything(store)
    goods = import_file(store, products(tmp_path, TEA, SMALL, LARGE, TIN))
    people = import_file(store, customers(tmp_path, AMY, XIAOYU))
    after = everything(store)
    again = import_file(store, products(tmp_path, TEA, SMALL, LARGE, TIN, SALE, name="again.csv"))
    assert again.counts["skus"] == Counts(unchanged=2)
    undo_import(store, again)
    assert everything(store) == after
    for run in (people, goods):
        undo_import(store, run)
    assert everything(store) == before
