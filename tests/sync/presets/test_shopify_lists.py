"""Shopify's lists of customers, in two forms, and of products with their variants and images."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.errors import KnownError
from storage.records import Product
from storage.runs import Counts
from storage.store import Store
from sync.files import Choice, import_files, undo_import
from tests.sync.one_file import import_file, preview
from tests.sync.presets.seen import everything
from tests.sync.presets.shopify import (
    CUSTOMERS,
    CUSTOMERS_BEFORE,
    ORDERS,
    PRODUCTS,
    PRODUCTS_BY_URL,
    encoded,
    head,
    line,
)
from tests.sync.retail import new_store, rows, write

SHOP = "shopify"
DOLLARS = Choice(currency="USD")
AMY = {"Customer ID": "'8779761975521", "First Name": "Amy", "Last Name": "Chen", "Email": "amy.chen@Example.com",
       "Accepts Email Marketing": "yes", "Default Address City": "San Francisco", "Default Address Zip": "'94107",
       "Default Address Province Code": "CA", "Default Address Country Code": "US", "Phone": "'+14155550123",
       "Total Spent": "98.04", "Total Orders": "2"}  # fmt: skip
XIAOYU = {"Customer ID": "'8779761975522", "First Name": "小雨", "Last Name": "周", "Accepts Email Marketing": "no",
          "Default Address City": "杭州", "Default Address Province Code": "ZJ", "Default Address Country Code": "CN",
          "Default Address Phone": "'+8613812345678", "Total Spent": "0.00", "Total Orders": "0"}  # fmt: skip
NAMELESS = {"Customer ID": "'8779761975523", "Accepts Email Marketing": "no", "Total Spent": "0.00"}

DHP = {"Handle": "da-hong-pao", "Title": "Da Hong Pao", "Body (HTML)": '<p>"Big, red" robe</p>', "Vendor": "老茶客",
       "Type": "Oolong", "Published": "true", "Option1 Name": "Size", "Option1 Value": "50g",
       "Option2 Name": "Roast", "Option2 Value": "dark", "Variant SKU": "DHP-50",
       "Variant Inventory Tracker": "shopify", "Variant Inventory Qty": "12", "Variant Price": "12.00",
       "Cost per item": "4.00", "Image Src": "https://x/1.jpg", "Image Position": "1", "Status": "active"}  # fmt: skip
LARGE = {"Handle": "da-hong-pao", "Option1 Value": "250g", "Option2 Value": "dark", "Variant SKU": "DHP-250",
         "Variant Inventory Tracker": "shopify", "Variant Inventory Qty": "-2", "Variant Price": "30.00",
         "Cost per item": "10.00"}  # fmt: skip
IMAGE = {"Handle": "da-hong-pao", "Image Src": "https://x/2.jpg", "Image Position": "2"}
TIN = {"Handle": "tea-tin", "Title": "Tea Tin", "Vendor": "老茶客", "Option1 Name": "Title",
       "Option1 Value": "Default Title", "Variant SKU": "'001", "Variant Price": "12.00", "Variant Inventory Qty": "0",
       "Cost per item": "3.50", "Status": "draft"}  # fmt: skip
CARD = {
    "Handle": "card",
    "Title": "Card",
    "Option1 Value": "Default Title",
    "Variant Price": "1.00",
    "Status": "archived",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def customers(folder: Path, *people: dict[str, str], header: str = CUSTOMERS, name: str = "customers.csv") -> Path:
    return write(folder, encoded(header, *(line(header, each) for each in people)), name)


def products(folder: Path, *lines: dict[str, str], header: str = PRODUCTS, name: str = "products.csv") -> Path:
    return write(folder, encoded(header, *(line(header, each) for each in lines)), name)


def people(store: Store) -> list[tuple[object, ...]]:
    return rows(store, "customers", "id", "name", "phone", "province", "city", "joined_at")


def test_a_customer_is_what_the_list_says(store: Store, tmp_path: Path) -> None:
    path = customers(tmp_path, AMY, XIAOYU, NAMELESS)
    import_file(store, path, DOLLARS)
    assert people(store) == [
        ("8779761975523", None, None, None, None, None),
        ("mail:amy.chen@example.com", "Amy Chen", "+14155550123", "US", "San Francisco", None),
        ("tel:13812345678", "周小雨", "+8613812345678", "浙江", "杭州", None),
    ]


def test_the_form_before_says_the_same_but_has_no_numbers(store: Store, tmp_path: Path) -> None:
    then = {name.replace("Default Address ", ""): value for name, value in AMY.items()}
    nobody = {"Accepts Email Marketing": "no", "Total Spent": "0.00"}
    lines = (then | {"Province": "California", "Country": "United States"}, nobody)
    path = customers(tmp_path, *lines, header=CUSTOMERS_BEFORE)
    ((rule, times),) = preview(store, path, DOLLARS).skipped
    assert (rule.zh, times) == ("没有邮箱、电话和编号的客户，认不出是谁，略过", 1)
    import_file(store, path, DOLLARS)
    assert people(store) == [("mail:amy.chen@example.com", "Amy Chen", "+14155550123", "US", "San Francisco", None)]


def test_customers_tell_no_currency_but_orders_beside_them_do(store: Store, tmp_path: Path) -> None:
    path = customers(tmp_path, AMY)
    with pytest.raises(KnownError) as refused:
        import_file(store, path)
    assert "没写金额是哪种货币" in refused.value.say("zh")
    placed = write(tmp_path, encoded(ORDERS, head(Name="#1", Id="1", Currency="HKD")), "orders.csv")
    import_files(store, [path, placed])
    assert [shop.currency for shop in store.shops()] == ["HKD"]
    # One person: the list of customers has the phone, the order since when.
    assert people(store)[0][:3] == ("mail:amy.chen@example.com", "Amy Chen", "+14155550123")
    assert people(store)[0][5] is not None


def test_a_product_is_what_its_rows_say(store: Store, tmp_path: Path) -> None:
    """The lowest of 12.00 and 30.00; 12 - 2 = 10 pieces; costs differ by variant, so the product has none."""
    import_file(store, products(tmp_path, DHP, LARGE, IMAGE, TIN, CARD), DOLLARS)
    assert rows(store, "products", "id", "title", "category", "brand", "price", "cost", "stock", "status") == [
        ("card", "Card", None, None, 100, None, None, "off_sale"),
        ("da-hong-pao", "Da Hong Pao", "Oolong", "老茶客", 1200, None, 10, "on_sale"),
        ("tea-tin", "Tea Tin", None, "老茶客", 1200, 350, None, "off_sale"),
    ]
    assert rows(store, "skus", "id", "product_id", "spec", "merchant_code", "price", "cost", "stock") == [
        ("da-hong-pao/250g / dark", "da-hong-pao", "250g / dark", "DHP-250", 3000, 1000, -2),
        ("da-hong-pao/50g / dark", "da-hong-pao", "50g / dark", "DHP-50", 1200, 400, 12),
        ("tea-tin/001", "tea-tin", None, "001", 1200, 350, None),
    ]


def test_the_form_by_url_handle_says_the_same(store: Store, tmp_path: Path) -> None:
    names = {"Handle": "URL handle", "Variant Price": "Price", "Variant SKU": "SKU", "Option1 Value": "Option1 value",
             "Option2 Value": "Option2 value", "Variant Inventory Qty": "Inventory quantity",
             "Variant Inventory Tracker": "Inventory tracker"}  # fmt: skip
    import_file(store, products(tmp_path, DHP, LARGE, IMAGE, TIN), DOLLARS)
    before = everything(store)
    lines = ({names.get(name, name): value for name, value in each.items()} for each in (DHP, LARGE, IMAGE, TIN))
    now = import_file(store, products(tmp_path, *lines, header=PRODUCTS_BY_URL, name="by url.csv"))
    assert now.counts == {"products": Counts(unchanged=2), "skus": Counts(unchanged=3)}
    assert everything(store) == before


def test_a_description_of_many_lines_is_one_cell(store: Store, tmp_path: Path) -> None:
    """It is longer than what is looked at first, and has more of another mark than of commas."""
    style = "\n".join(f'<p style="color: red; margin: {number}px; padding: 0; border: 0">' for number in range(80))
    import_file(store, products(tmp_path, DHP | {"Body (HTML)": style}), DOLLARS)
    assert rows(store, "products", "title") == [("Da Hong Pao",)]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ((IMAGE | {"Handle": "gone"},), "它的第一行不在文件里"),
        ((DHP | {"Handle": "gone", "Variant Price": "twelve"},), "「Variant Price」是「twelve」，不是数字"),
        ((DHP | {"Handle": "gone"}, LARGE | {"Handle": "gone", "Variant Inventory Qty": "1.5"}), "不是整数"),
    ],
)
def test_products_that_cannot_be_read_are_set_aside_whole(
    store: Store, tmp_path: Path, lines: tuple[dict[str, str], ...], reason: str
) -> None:
    path = products(tmp_path, TIN, *lines)
    seen = preview(store, path, DOLLARS)
    assert [each.line for each in seen.rejected] == [3 + place for place in range(len(lines))]
    assert reason in seen.rejected[-1].reason.zh
    import_file(store, path, DOLLARS)
    assert rows(store, "products", "id") == [("tea-tin",)]


def test_a_list_after_the_interface_nulls_nothing(store: Store, tmp_path: Path) -> None:
    import_file(store, products(tmp_path, CARD), DOLLARS)
    with store.write() as tx:
        tx.upsert(SHOP, "api", [Product(id="tea-tin", updated_at=9, category="Gifts", listed_at=5, stock=7)])
    import_file(store, products(tmp_path, TIN, name="tin.csv"))
    assert rows(store, "products", "id", "title", "category", "listed_at", "stock")[1:] == [
        ("tea-tin", "Tea Tin", "Gifts", 5, 7)
    ]


def test_the_same_again_and_undo_leave_no_trace(store: Store, tmp_path: Path) -> None:
    import_file(store, products(tmp_path, CARD), DOLLARS)
    before = everything(store)
    goods = import_file(store, products(tmp_path, DHP, LARGE, IMAGE, TIN, name="all.csv"))
    known = import_file(store, customers(tmp_path, AMY, XIAOYU))
    again = import_file(store, products(tmp_path, DHP, LARGE, IMAGE, TIN, name="all.csv"))
    assert again.counts["products"] == Counts(unchanged=2)
    for run in (known, goods):
        undo_import(store, run)
    assert everything(store) == before
