"""Youzan: the list of customers; who has a plain phone, whom a promoter of that name brought, and who is one person."""

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from storage.facts_load import load_facts
from storage.records import Customer, Order
from storage.runs import Counts
from storage.store import Store
from sync.files import import_files, undo_import
from sync.files.presets._youzan_words import SHOP
from sync.files.presets.youzan_customers import NO_PHONE, NO_SUCH_PROMOTER, TIED_SINCE
from tests.sync.one_file import import_file, preview
from tests.sync.presets.youzan import CUSTOMERS, ORDERS_2026, customer, encoded, order
from tests.sync.retail import new_store, rows, write

DAY = 86_400_000
NOON = 1750305600000  # 2025-06-19 12:00 in China
JOINED = NOON - 18 * DAY
RAIN = {"客户姓名": "周小雨", "客户昵称": "小雨滴", "客户手机号": "13812345678", "成为客户时间": "2025-06-01 12:00:00"}
PROMOTER = "tel:13912345608"
SOLD = {"订单号": "E1", "订单创建时间": "2025-06-19 12:00:00", "买家付款时间": "2025-06-19 12:01:00"}
SOLD |= {"订单实付金额": "98.00", "分销员 (2)": "导购小李", "分销员手机号": "13912345608"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def customers(folder: Path, *people: dict[str, str], name: str = "客户数据.csv") -> Path:
    """As the export writes it: a comma ends the header, no byte order mark."""
    lines = (CUSTOMERS, *(customer(**each) for each in people))
    return write(folder, "".join(f"{line}\n" for line in lines).encode(), name)


def orders(folder: Path, *lines: dict[str, str], name: str = "订单.csv") -> Path:
    return write(folder, encoded(ORDERS_2026, *(order(ORDERS_2026, **each) for each in lines)), name)


def say(store: Store, *records: Customer | Order) -> None:
    with store.write() as tx:
        tx.put_shop(SHOP)
        for record in records:
            tx.upsert(SHOP.id, "api", [record])


def ties(store: Store) -> list[tuple[str, str, int]]:
    return rows(store, "referrals", "parent_id", "child_id", "created_at")


def test_a_customer_is_what_the_list_says(store: Store, tmp_path: Path) -> None:
    rich = {"是否会员": "是", "免费等级": "银卡", "付费等级": "金卡", "客户积分": "200", "微信地域": "浙江 杭州"}
    rich |= {"公众号关注时间": "2025-06-02 12:00:00", "消费次数": "2", "消费金额": "300.00"}
    import_file(store, customers(tmp_path, RAIN | rich))
    columns = ("id", "name", "phone", "gender", "province", "city", "source", "level", "is_member", "points")
    assert rows(store, "customers", *columns) == [
        ("tel:13812345678", "小雨滴", "13812345678", "female", "浙江", "杭州", "微信小程序", "金卡", 1, 200)
    ]
    assert rows(store, "customers", "joined_at", "followed_at", "is_promoter") == [(JOINED, JOINED + DAY, None)]
    assert rows(store, "orders", "id") == []


def test_what_is_not_said_stays_unknown(store: Store, tmp_path: Path) -> None:
    poor = {
        "客户昵称": "",
        "客户性别": "其他",
        "是否会员": "——",
        "免费等级": "普通",
        "微信地域": "未知",
        "客户积分": "",
    }
    import_file(store, customers(tmp_path, RAIN | poor))
    columns = ("name", "gender", "province", "level", "is_member", "points", "followed_at")
    assert rows(store, "customers", *columns) == [("周小雨", None, None, "普通", None, None, None)]


def test_who_has_no_plain_phone_is_left_out(store: Store, tmp_path: Path) -> None:
    path = customers(tmp_path, RAIN, RAIN | {"客户手机号": "186******05"}, RAIN | {"客户手机号": " "})
    assert preview(store, path).skipped == ((NO_PHONE.words, 2),)
    import_file(store, path)
    assert rows(store, "customers", "id") == [("tel:13812345678",)]


def test_one_phone_twice_is_one_person_since_the_first_day(store: Store, tmp_path: Path) -> None:
    import_file(store, customers(tmp_path, RAIN, RAIN | {"客户昵称": "雨", "成为客户时间": "2025-06-18 12:00:00"}))
    assert rows(store, "customers", "name", "joined_at") == [("雨", JOINED)]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"成为客户时间": "很久以前"}, "看不懂"),
        ({"客户积分": "很多"}, "「客户积分」是「很多」，不是数字"),
        ({"是否会员": "也许"}, "「是否会员」是「也许」，不是「是」或「否」"),
    ],
)
def test_what_cannot_be_read_is_set_aside(store: Store, tmp_path: Path, cells: dict[str, str], reason: str) -> None:
    seen = preview(store, customers(tmp_path, RAIN | cells, RAIN))
    assert {rejected.line: reason in rejected.reason.zh for rejected in seen.rejected} == {2: True}


def test_a_promoter_of_that_name_brought_the_customer(store: Store, tmp_path: Path) -> None:
    """Who never bought is tied since becoming a customer."""
    import_file(store, orders(tmp_path, SOLD))
    path = customers(tmp_path, RAIN | {"客户手机号": "13612345670", "分销员": "导购小李"})
    assert preview(store, path).noted == ((TIED_SINCE.words, 1),)
    import_file(store, path)
    assert ties(store) == [(PROMOTER, "tel:13612345670", JOINED), (PROMOTER, "tel:13812345678", NOON)]


def test_no_promoter_of_that_name_or_two_of_them_say_nothing(store: Store, tmp_path: Path) -> None:
    other = SOLD | {"订单号": "E2", "分销员手机号": "13712345609", "分销员 (2)": "阿珍"}
    namesake = SOLD | {"订单号": "E3", "分销员手机号": "13512345601", "分销员 (2)": "阿珍"}
    import_file(store, orders(tmp_path, SOLD, other, namesake))
    before = ties(store)
    path = customers(
        tmp_path, *(RAIN | {"客户手机号": "13612345670", "分销员": name} for name in ("阿珍", "小雨滴", "谁"))
    )
    assert preview(store, path).noted == ((NO_SUCH_PROMOTER.words, 3),)
    import_file(store, path)
    assert ties(store) == before


def test_a_promoter_known_twice_by_one_phone_is_one_person(store: Store, tmp_path: Path) -> None:
    import_file(store, orders(tmp_path, SOLD))
    say(store, Customer(id="yz2", updated_at=1, name="导购小李", phone="13912345608", is_promoter=True))
    import_file(store, customers(tmp_path, RAIN | {"客户手机号": "13612345670", "分销员": "导购小李"}))
    assert [parent for parent, child, _ in ties(store) if child == "tel:13612345670"] == [PROMOTER]


def test_nobody_brings_oneself(store: Store, tmp_path: Path) -> None:
    import_file(store, orders(tmp_path, SOLD))
    before = ties(store)
    import_file(store, customers(tmp_path, RAIN | {"客户手机号": "13912345608", "分销员": "导购小李"}))
    assert ties(store) == before


def test_names_are_those_known_before_the_file(store: Store, tmp_path: Path) -> None:
    """A long list calls the promoter otherwise than the orders do, and speaks of customers by the orders' name."""
    import_file(store, orders(tmp_path, SOLD))
    renamed = RAIN | {"客户手机号": "13912345608", "客户昵称": "李红", "上次消费时间": "2025-06-25 12:00:00"}
    many = (RAIN | {"客户手机号": f"135{12_345_678 + number}"} for number in range(5000))
    brought = RAIN | {"客户手机号": "13612345670", "分销员": "导购小李"}
    import_file(store, customers(tmp_path, renamed, *many, brought))
    assert rows(store, "customers", "name")[-1] == ("李红",)
    assert [child for _, child, _ in ties(store)] == ["tel:13612345670", "tel:13812345678"]


def test_who_bought_is_tied_since_the_first_order_whichever_file_comes_first(tmp_path: Path) -> None:
    """小雨滴 bought through 小李 on the 19th and through 阿珍, whose customer she is now, on the 20th."""
    later = SOLD | {
        "订单号": "E2",
        "订单创建时间": "2025-06-20 12:00:00",
        "分销员手机号": "13712345609",
        "分销员 (2)": "阿珍",
    }
    known = SOLD | {"订单号": "E0", "买家手机号": "", "分销员手机号": "13712345609", "分销员 (2)": "阿珍"}
    bought = RAIN | {"消费次数": "2", "上次消费时间": "2025-06-25 12:00:00", "分销员": "阿珍"}
    files = (orders(tmp_path, SOLD, name="a"), orders(tmp_path, later, name="b"), customers(tmp_path, bought, name="c"))
    promoters = orders(tmp_path, known, name="promoters")
    for number, following in enumerate(permutations(files)):
        folder = tmp_path / str(number)
        folder.mkdir()
        with new_store(folder) as store:
            for path in (promoters, *following):
                import_file(store, path)
            assert ties(store) == [
                ("tel:13712345609", "tel:13812345678", NOON + DAY),
                (PROMOTER, "tel:13812345678", NOON),
            ]


def test_until_orders_tell_it_who_bought_is_tied_as_of_the_file(store: Store, tmp_path: Path) -> None:
    say(store, Customer(id="yz2", updated_at=1, name="阿珍", is_promoter=True))
    bought = RAIN | {"消费次数": "2", "上次消费时间": "2025-06-25 12:00:00", "分销员": "阿珍"}
    import_file(store, customers(tmp_path, bought))
    assert ties(store) == [("yz2", "tel:13812345678", NOON + 6 * DAY)]


def test_a_customer_of_the_file_and_of_the_interface_is_one_person(store: Store, tmp_path: Path) -> None:
    say(
        store,
        Customer(id="yz1", updated_at=NOON + 9 * DAY, name="雨", phone="138-1234-5678", points=20, joined_at=NOON),
    )
    say(store, Order(id="E5", updated_at=1, created_at=NOON, paid_at=NOON, buyer_id="yz1", payment_amount=500))
    imported = import_files(store, [customers(tmp_path, RAIN | {"客户积分": "10"}), orders(tmp_path, SOLD)])
    assert store.merges(SHOP.id) == {"tel:13812345678": "yz1"}
    assert rows(store, "customers", "id", "name", "points") == [
        ("tel:13812345678", "小雨滴", 10),
        (PROMOTER, "导购小李", None),
        ("yz1", "雨", 20),
    ]
    facts = load_facts(store, SHOP.id)
    buyers = {facts.ids("customers")[code] for code in facts["orders"]["buyer_id"]}
    children = {facts.ids("customers")[code] for code in facts["referrals"]["child_id"]}
    facts.close()
    assert (buyers, children) == ({"yz1"}, {"yz1"})
    for run in reversed(imported.runs):
        undo_import(store, run)
    assert store.merges(SHOP.id) == {}
    assert rows(store, "customers", "id") == [("yz1",)]


def test_the_same_again_and_undo_leave_no_trace(store: Store, tmp_path: Path) -> None:
    import_file(store, orders(tmp_path, SOLD))
    names = [column for column in Customer.__struct_fields__ if column != "updated_at"]
    before = rows(store, "customers", *names), ties(store)
    bought = {"消费次数": "1", "上次消费时间": "2025-06-25 12:00:00", "分销员": "导购小李"}
    people = (RAIN | bought, RAIN | {"客户手机号": "13612345670", "分销员": "导购小李"})
    first = import_file(store, customers(tmp_path, *people))
    again = import_file(store, customers(tmp_path, *people, RAIN | {"客户手机号": ""}, name="again"))
    assert again.counts == {"customers": Counts(unchanged=2), "referrals": Counts(unchanged=2)}
    undo_import(store, again)
    undo_import(store, first)
    assert (rows(store, "customers", *names), ties(store)) == before
