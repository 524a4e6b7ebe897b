"""Lists of customers and of products that were told of."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.store import Store
from sync.files.mapping.trying import tried
from tests.sync.mapping.telling import foreseen, noted, read, sample_of, told
from tests.sync.retail import new_store, rows, write

CUSTOMERS = (
    "会员卡号,姓名,手机号,省份,城市,会员等级,积分,注册时间,是否会员\n"
    "V001,周小雨,13812345678,浙江省,杭州市,金卡,1200,2024-05-01 12:00:00,是\n"
    ",吴敏,138****9999,上海,,,0,2025/1/2,否\n"
    ",,13900231145,,,,,,\n"
    ",李**,150****2222,,,,,,\n"
    "合计,3人,,,,,1200,,\n"
)
PRODUCTS = (
    "货号,品名,分类,售价,进价,库存,状态\n"
    "T-01,大红袍 100g,茶叶,¥128.00,60,35,上架\n"
    ",小计算器,礼品,19.9,,0,已下架\n"
    "T-03,水仙,茶叶,39,20.5,12.5,上架\n"
    ",,茶叶,5,,,上架\n"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def test_customers_are_what_the_list_says(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, CUSTOMERS.encode("gbk"))
    assert sample_of(store, path).table == "customers"
    table = foreseen(store, path)
    assert [(bad.line, bad.reason.zh) for bad in table.rejected] == [
        (5, "没有客户编号、手机号和姓名，或者都打了码"),
    ]
    assert noted(table) == {"合计、小计之类的": 1, "没有客户编号和手": 1}
    read(store, path)
    columns = ("id", "name", "phone", "province", "city", "level", "points", "is_member", "joined_at")
    assert rows(store, "customers", *columns) == [
        ("V001", "周小雨", "13812345678", "浙江", "杭州", "金卡", 1200, 1, 1714536000000),
        ("name:吴敏", "吴敏", "138****9999", "上海", None, None, 0, 0, 1735747200000),
        ("tel:13900231145", None, "13900231145", None, None, None, None, None, None),
    ]


def test_products_are_what_the_list_says(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, PRODUCTS)
    sample = sample_of(store, path)
    assert sample.table == "products"
    words = tried(sample, told(sample)).words
    assert [(word.text, word.rows, word.proposed) for word in words] == [
        ("上架", 3, "on_sale"),
        ("已下架", 1, "off_sale"),
    ]
    table = foreseen(store, path, states={"上架": "on_sale"})
    assert [(bad.line, bad.reason.zh) for bad in table.rejected] == [(4, "「库存」是「12.5」，不是整数")]
    # The last line names neither code nor title: it is left out like a sum.
    assert noted(table) == {"合计、小计之类的": 1, "没说商品状态是什": 1}
    read(store, path, states={"上架": "on_sale"})
    columns = ("id", "title", "category", "price", "cost", "stock", "status")
    assert rows(store, "products", *columns) == [
        ("T-01", "大红袍 100g", "茶叶", 12800, 6000, 35, "on_sale"),
        ("小计算器", "小计算器", "礼品", 1990, None, 0, None),
    ]


def test_one_shop_has_orders_and_customers_of_two_lists(store: Store, tmp_path: Path) -> None:
    read(store, write(tmp_path, CUSTOMERS))
    read(store, write(tmp_path, "日期,客户,电话,金额\n2026-03-01,小雨,138-1234-5678,5\n", "orders.csv"))
    assert len(store.shops()) == 1
    shop_id = store.shops()[0].id
    # The same phone under two ids is one person.
    with store.reader() as reader:
        merged = reader.execute("SELECT from_id, into_id FROM merges WHERE shop_id = ?", (shop_id,)).fetchall()
    assert [set(pair) for pair in merged] == [{"V001", "tel:13812345678"}]
