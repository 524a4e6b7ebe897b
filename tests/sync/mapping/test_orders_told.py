"""Lists of orders that were told of: a platform without a preset, states in words, buyers with and without a name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.records import Order
from storage.store import Store
from tests.sync.mapping.telling import foreseen, noted, read, sample_of, told
from tests.sync.retail import new_store, rows, write

# JD, as its merchants export it: UTF-8 with a mark, TAB before ids, masked phones, a note in brackets in the header.
JD = (
    "\ufeff订单号,商品名称,订购数量,下单时间,京东价,订单金额,商家应收（含运费）,订单状态,客户姓名,客户地址,联系电话\r\n"
    '"\t290123456789",大红袍 100g,2,2026-03-01 09:15:02,64.50,129.00,137.00,完成,周小雨,'
    "浙江省 杭州市 余杭区 良睦路,138****5678\r\n"
    '"\t290123456790",水仙 50g,1,2026-03-02 20:00:00,39.00,39.00,39.00,等待出库,吴**,'
    "上海 上海市 浦东新区 **,139****1111\r\n"
    '"\t290123456791",水仙 50g,1,2026-03-02 21:30:00,39.00,39.00,39.00,(删除)锁定,李雷,,150****2222\r\n'
)
STATES = {"完成": "finished", "等待出库": "paid"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def test_a_platform_without_a_preset_is_proposed_whole(store: Store, tmp_path: Path) -> None:
    sample = sample_of(store, write(tmp_path, JD.encode()))
    assert sample.form == "utf-8-sig"
    assert sample.proposals["orders"] == {
        "number": "订单号",
        "placed_at": "下单时间",
        "status": "订单状态",
        "buyer_name": "客户姓名",
        "phone": "联系电话",
        "address": "客户地址",
        "paid": "订单金额",
        "title": "商品名称",
        "quantity": "订购数量",
        "price": "京东价",
    }


def test_its_orders_are_what_the_words_were_told_to_mean(store: Store, tmp_path: Path) -> None:
    read(store, write(tmp_path, JD.encode()), {"paid": "商家应收（含运费）"}, states=STATES)
    orders = rows(store, "orders", "id", "status", "payment_amount", "buyer_id", "province", "city", "receiver_phone")
    assert orders == [
        ("290123456789", "finished", 137_00, "name:周小雨", "浙江", "杭州", "138****5678"),
        ("290123456790", "paid", 39_00, None, "上海", "上海", "139****1111"),
        ("290123456791", None, None, "name:李雷", None, None, "150****2222"),
    ]
    lines = rows(store, "order_lines", "order_id", "title", "quantity", "list_amount", "amount")
    assert lines == [
        ("290123456789", "大红袍 100g", 2, 129_00, 137_00),
        ("290123456790", "水仙 50g", 1, 39_00, 39_00),
        ("290123456791", "水仙 50g", 1, 39_00, None),
    ]
    assert [paid is None for (paid,) in rows(store, "orders", "paid_at")] == [False, False, True]


def test_what_was_assumed_is_said_and_counted(store: Store, tmp_path: Path) -> None:
    table = foreseen(store, write(tmp_path, JD.encode()), states=STATES)
    assert noted(table) == {
        "没写付款时间：下": 2,
        "订单状态没写，或": 1,  # (删除)锁定
        "没有客户编号和手": 2,  # 周小雨 and 李雷
        "买家名打了码，分": 1,  # 吴**
    }


def one(store: Store, folder: Path, header: str, line: str, **otherwise: object) -> Order:
    read(store, write(folder, f"{header}\n{line}\n"), **otherwise)  # type: ignore[arg-type]
    columns = ("id", "as_of", "created_at", "paid_at", "status", "payment_amount", "buyer_id", "shipped_at")
    ((key, as_of, created_at, *others),) = rows(store, "orders", *columns)
    paid_at, status, payment, buyer, shipped_at = others
    return Order(
        id=key,
        updated_at=as_of,
        created_at=created_at,
        paid_at=paid_at,
        status=status,
        payment_amount=payment,
        buyer_id=buyer,
        shipped_at=shipped_at,
    )


PLACED, LATER = 1772330400000, 1772334000000  # 10:00 and 11:00 of 2026-03-01 in Shanghai


def test_a_time_of_payment_says_when_it_was_paid_and_a_blank_one_that_it_was_not(store: Store, tmp_path: Path) -> None:
    header = "订单号,下单时间,付款时间,实付金额"
    found = one(store, tmp_path, header, "1,2026-03-01 10:00,2026-03-01 11:00,5")
    assert (found.created_at, found.paid_at, found.payment_amount) == (PLACED, LATER, 500)
    read(store, write(tmp_path, f"{header}\n1,2026-03-01 10:00,2026-03-01 11:00,5\n2,2026-03-01 11:00,——,5\n", "b.csv"))
    assert rows(store, "orders", "id", "paid_at", "payment_amount") == [("1", LATER, 500), ("2", None, None)]


def test_only_a_time_of_payment_places_the_order_too(store: Store, tmp_path: Path) -> None:
    found = one(store, tmp_path, "订单号,付款时间,实付金额", "1,2026-03-01 11:00,5")
    assert (found.created_at, found.paid_at) == (LATER, LATER)


@pytest.mark.parametrize(
    ("word", "state", "is_paid"),
    [
        ("待付款", "unpaid", False),
        ("待发货", "paid", True),
        ("已发货", "shipped", True),
        ("交易成功", "finished", True),
        ("已取消", "closed", False),
    ],
)
def test_without_a_time_of_payment_the_state_says_it(
    store: Store, tmp_path: Path, word: str, state: str, is_paid: bool
) -> None:
    found = one(store, tmp_path, "订单号,下单时间,状态,实付金额", f"1,2026-03-01 10:00,{word},5", states={word: state})
    assert found.status == state
    assert (found.paid_at, found.payment_amount) == ((PLACED, 500) if is_paid else (None, None))


@pytest.mark.parametrize(
    ("cells", "buyer", "name", "phone"),
    [
        ("V008,周小雨,13812345678", "V008", "周小雨", "13812345678"),
        ("17850.0,周小雨,138****5678", "17850", "周小雨", None),
        ("小*,周小雨,138 1234 5678", "tel:13812345678", "周小雨", "13812345678"),
        (",周小雨,", "name:周小雨", "周小雨", None),
        (",周小雨,138****5678", "name:周小雨", "周小雨", None),
        (",周**,138****5678", None, None, None),
        (",,", None, None, None),
    ],
)
def test_who_a_buyer_is(
    store: Store, tmp_path: Path, cells: str, buyer: str | None, name: str | None, phone: str | None
) -> None:
    found = one(store, tmp_path, "订单号,下单时间,会员号,姓名,电话,实付金额", f"1,2026-03-01 10:00,{cells},5")
    assert found.buyer_id == buyer
    assert rows(store, "customers", "id", "name", "phone") == ([] if buyer is None else [(buyer, name, phone)])


def test_a_customer_has_been_one_since_the_first_order(store: Store, tmp_path: Path) -> None:
    header, later = "订单号,下单时间,会员号,城市,实付金额", "2,2026-03-05 10:00,V1,苏州市,5"
    read(store, write(tmp_path, f"{header}\n{later}\n"))
    read(store, write(tmp_path, f"{header}\n1,2026-03-01 10:00,V1,杭州市,5\n", "earlier.csv"))
    assert rows(store, "customers", "id", "joined_at", "city") == [("V1", PLACED, "苏州")]


def test_a_file_nulls_nothing_that_an_interface_told(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, "订单号,下单时间,实付金额,备注\n1,2026-03-01 10:00,5,\n")
    mapping = told(sample_of(store, path))
    shop_id = foreseen(store, path).shop.id
    store.put_shop(foreseen(store, path).shop)
    with store.write() as tx:
        known = Order(id="1", updated_at=PLACED, created_at=PLACED, paid_at=LATER, status="shipped", buyer_note="快点")
        tx.upsert(shop_id, "api", [known])
    read(store, path, mapping.columns)
    columns = ("id", "paid_at", "status", "buyer_note", "payment_amount")
    assert rows(store, "orders", *columns) == [("1", PLACED, "shipped", "快点", 500)]
