"""Youzan: the list of orders in its forms; who bought, who promoted, what was refunded and what a promoter earns."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.records import Commission, Customer, Order, Record, Refund
from storage.runs import Counts
from storage.store import Store
from sync.files import undo_import
from sync.files.presets._rules import REFUND_DAY, UNKNOWN_STATUS
from sync.files.presets._youzan_promoters import NOBODY_NAMED, OWN_ORDER, UNKNOWN_PROMOTER
from sync.files.presets._youzan_words import SHOP
from sync.files.presets.youzan_orders import NO_PHONE, PAID_BY_BUYER
from tests.sync.one_file import import_file, preview
from tests.sync.presets.youzan import ORDERS_2021, ORDERS_2026, encoded, order, row
from tests.sync.retail import new_store, rows, write

NOON = 1750305600000  # 2025-06-19 12:00 in China
A = {"订单号": "\tE20250619120000065306159", "订单创建时间": "2025-06-19 12:00:00", "订单实付金额": "98.00"}
A |= {"买家付款时间": "2025-06-19 12:01:00", "商品金额合计": "100.00", "运费": "8.00", "店铺优惠合计": "-10.00"}
A |= {"应收订单金额": "98.00"}
SOLD = {"分销员": "导购小李", "分销员 (2)": "导购小李", "分销员手机号": "\t13912345608", "订单佣金金额": "4.90"}
SOLD |= {"订单佣金类型": "按比例", "订单下级卖货提成类型": "按比例", "订单下级卖货提成金额": "0.98"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def orders_file(folder: Path, *orders: dict[str, str], header: str = ORDERS_2026, name: str = "订单.csv") -> Path:
    return write(folder, encoded(header, *(order(header, **each) for each in orders)), name)


def let_in(store: Store, folder: Path, *orders: dict[str, str], header: str = ORDERS_2026) -> None:
    import_file(store, orders_file(folder, *orders, header=header, name=f"{len(store.imports(SHOP.id))}.csv"))


def content(store: Store) -> dict[str, object]:
    kinds = ("orders", "customers", "referrals", "commissions", "refunds", "order_lines", "products", "skus")
    with store.reader() as reader:
        hidden = {"row", "origin", "stamps"}
        found = {}
        for kind in kinds:
            names = [name for _, name, *_ in reader.execute(f"PRAGMA table_info({kind})") if name not in hidden]
            found[kind] = reader.execute(
                f"SELECT {', '.join(names)} FROM {kind} WHERE NOT deleted ORDER BY id"
            ).fetchall()
    return found


def say(store: Store, *records: Record) -> None:
    """What the interface of the shop says, each kind by itself."""
    with store.write() as tx:
        tx.put_shop(SHOP)
        for record in records:
            tx.upsert(SHOP.id, "api", [record])


def test_an_order_is_what_the_list_says(store: Store, tmp_path: Path) -> None:
    """100.00 of goods + 8.00 freight - 10.00 off is 98.00, and so much was paid."""
    let_in(
        store,
        tmp_path,
        A | {"交易成功时间": "2025-06-25 08:00:00", "订单状态": "交易完成", "买家备注": "请用顺丰, 谢谢"},
    )
    columns = ("id", "created_at", "paid_at", "finished_at", "status", "type", "channel", "buyer_id")
    assert rows(store, "orders", *columns) == [
        ("E20250619120000065306159", NOON, NOON + 60_000, 1750809600000, "finished", "normal", "商家小程序",
         "tel:13812345678")
    ]  # fmt: skip
    columns = ("list_amount", "shipping_amount", "discount_amount", "payment_amount", "item_count", "promoter_id")
    assert rows(store, "orders", *columns) == [(10000, 800, 1000, 9800, None, None)]
    columns = ("province", "city", "district", "receiver_name", "receiver_phone", "buyer_note")
    assert rows(store, "orders", *columns) == [("浙江", "杭州", "余杭区", "周小雨", "13812345678", "请用顺丰, 谢谢")]
    assert rows(store, "refunds", "id") == rows(store, "commissions", "id") == rows(store, "referrals", "id") == []


def test_what_was_paid_is_told_apart_from_what_was_due_and_received(store: Store, tmp_path: Path) -> None:
    """98.00 was due, the bank gave 3.00 of it, the buyer paid 95.00: 10.00 + 3.00 are discounts."""
    less = A | {"订单实付金额": "95.00", "支付优惠合计": "3.00", "订单实收金额": "98.00"}
    path = orders_file(tmp_path, less, A | {"订单号": "E2", "订单实收金额": "98.00"})
    assert preview(store, path).noted == ((PAID_BY_BUYER.words, 1),)
    import_file(store, path)
    assert rows(store, "orders", "payment_amount", "discount_amount") == [(9800, 1000), (9500, 1300)]


STATES = {
    "待付款": "unpaid",
    "等待买家付款": "unpaid",
    "待成团": "paid",
    "待接单": "paid",
    "待发货": "paid",
    "准备发货": "paid",
    "部分发货": "paid",
    "已发货": "shipped",
    "卖家已发货，等待买家确认": "shipped",
    "交易成功": "finished",
    "交易完成": "finished",
    "已完成": "finished",
    "交易关闭": "closed",
    "已关闭": "closed",
    "拣货中": None,
    "——": None,
}
KINDS = {
    "普通订单": "normal",
    "拼团": "group",
    "多人拼团订单": "group",
    "抽奖拼团订单": "group",
    "送礼订单": "gift",
    "扫码收款": "offline",
    "分销供货订单": "分销供货订单",
    "社区团购订单": "社区团购订单",
    "": None,
}


def test_states_and_kinds_of_orders(store: Store, tmp_path: Path) -> None:
    states = [A | {"订单号": f"S{n:02}", "订单状态": word} for n, word in enumerate(STATES)]
    kinds = [A | {"订单号": f"K{n:02}", "订单类型": word} for n, word in enumerate(KINDS)]
    path = orders_file(tmp_path, *states, *kinds)
    assert preview(store, path).noted == ((UNKNOWN_STATUS.words, 1),)
    import_file(store, path)
    found = rows(store, "orders", "id", "type", "status")
    assert [kind for id, kind, _ in found if id[0] == "K"] == list(KINDS.values())
    assert [status for id, _, status in found if id[0] == "S"] == list(STATES.values())


def test_an_order_not_paid_is_no_sale(store: Store, tmp_path: Path) -> None:
    unpaid = A | SOLD | {"买家付款时间": "", "订单状态": "交易关闭", "订单退款状态": "", "订单已退款金额": "0.00"}
    let_in(store, tmp_path, unpaid)
    assert rows(store, "orders", "paid_at", "payment_amount", "list_amount") == [(None, None, 10000)]
    assert rows(store, "commissions", "id") == rows(store, "refunds", "id") == []


def test_an_order_paid_without_an_amount_is_set_aside(store: Store, tmp_path: Path) -> None:
    path = orders_file(tmp_path, A | {"订单实付金额": ""}, A | {"订单号": "E2"})
    (rejected,) = preview(store, path).rejected
    assert (rejected.line, rejected.reason.zh) == (2, "订单 E20250619120000065306159 付过款，但金额是空的")
    import_file(store, path)
    assert rows(store, "orders", "id", "payment_amount") == [("E2", 9800)]


def test_the_channel_is_where_the_order_came_from_or_else_where_it_was_sold(store: Store, tmp_path: Path) -> None:
    let_in(store, tmp_path, A, A | {"订单号": "E3", "订单来源": "——", "销售渠道": "门店"})
    assert rows(store, "orders", "channel") == [("商家小程序",), ("门店",)]


def test_a_buyer_is_known_by_a_plain_phone_since_the_first_order(store: Store, tmp_path: Path) -> None:
    let_in(store, tmp_path, A | {"收货人省份": "上海市", "收货人城市": "上海市", "买家昵称": "小雨滴滴"})
    earlier = A | {"订单号": "E1", "订单创建时间": "2025-06-01 12:00:00", "买家付款时间": "2025-06-01 12:01:00"}
    let_in(store, tmp_path, earlier | {"买家是否会员": "否"})
    columns = ("id", "name", "phone", "province", "city", "is_member", "joined_at")
    assert rows(store, "customers", *columns) == [
        ("tel:13812345678", "小雨滴滴", "13812345678", "上海", "上海", 1, NOON - 18 * 86_400_000)
    ]


@pytest.mark.parametrize("phone", ["138****5678", " ", "——", ""])
def test_a_buyer_without_a_plain_phone_is_a_guest(store: Store, tmp_path: Path, phone: str) -> None:
    path = orders_file(tmp_path, A | {"买家手机号": phone})
    assert preview(store, path).noted == ((NO_PHONE.words, 1),)
    import_file(store, path)
    assert rows(store, "orders", "buyer_id", "payment_amount") == [(None, 9800)]
    assert rows(store, "customers", "id") == []


def test_refunds_count_on_the_day_of_payment(store: Store, tmp_path: Path) -> None:
    part = A | {"订单退款状态": "退款成功（部分退款）", "订单已退款金额": "30.00"}
    pending = A | {"订单号": "E2", "订单退款状态": "退款中", "订单已退款金额": "0.00"}
    path = orders_file(tmp_path, part, pending)
    assert preview(store, path).noted == ((REFUND_DAY.words, 1),)
    import_file(store, path)
    columns = ("id", "order_id", "amount", "status", "refunded_at", "buyer_id", "province", "channel")
    assert rows(store, "refunds", *columns) == [
        ("E20250619120000065306159", "E20250619120000065306159", 3000, "done", NOON + 60_000, "tel:13812345678", "浙江",
         "商家小程序")
    ]  # fmt: skip
    assert rows(store, "orders", "payment_amount") == [(9800,), (9800,)]


def test_all_went_back_where_the_file_says_so_in_words_alone(store: Store, tmp_path: Path) -> None:
    let_in(store, tmp_path, A | {"订单退款状态": "退款成功（全额退款）", "订单已退款金额": ""})
    assert rows(store, "refunds", "amount") == [(9800,)]


def test_a_sale_through_a_promoter_is_a_tie_and_commissions(store: Store, tmp_path: Path) -> None:
    path = orders_file(tmp_path, A | SOLD)
    assert preview(store, path).noted == ((NOBODY_NAMED.words, 1),)
    import_file(store, path)
    number = "E20250619120000065306159"
    assert rows(store, "customers", "id", "name", "is_promoter", "phone", "joined_at") == [
        ("tel:13812345678", "小雨滴", None, "13812345678", NOON),
        ("tel:13912345608", "导购小李", 1, "13912345608", None),
    ]
    assert rows(store, "orders", "promoter_id") == [("tel:13912345608",)]
    columns = ("id", "parent_id", "child_id", "created_at", "ended_at", "channel")
    assert rows(store, "referrals", *columns) == [
        ("tel:13912345608>tel:13812345678", "tel:13912345608", "tel:13812345678", NOON, None, "分销员")
    ]
    columns = ("id", "order_id", "customer_id", "level", "amount", "created_at", "status")
    assert rows(store, "commissions", *columns) == [
        (f"{number}-1", number, "tel:13912345608", 1, 490, NOON + 60_000, None),
        (f"{number}-2", number, None, 2, 98, NOON + 60_000, None),
    ]


def test_a_tie_holds_since_the_first_order_of_all_files(store: Store, tmp_path: Path) -> None:
    let_in(store, tmp_path, A | SOLD)
    earlier = A | SOLD | {"订单号": "E1", "订单创建时间": "2025-06-01 12:00:00", "买家付款时间": "2025-06-01 12:01:00"}
    let_in(store, tmp_path, earlier)
    let_in(store, tmp_path, earlier | {"订单号": "E4", "订单创建时间": "2025-06-10 12:00:00"})
    assert rows(store, "referrals", "created_at") == [(NOON - 18 * 86_400_000,)]


def test_of_two_files_that_tell_the_same_the_one_that_stands_is_enough(store: Store, tmp_path: Path) -> None:
    """January alone, and January with February, beside a newer file that hides who it was, and begins later."""
    january = {"订单号": "E1", "订单创建时间": "2026-01-05 12:00:00"}
    hidden = {"收货人/提货人": "周**", "收货人手机号/提货人手机号": "138****5678", "买家手机号": "138****5678"}
    march = {"订单号": "E9", "订单创建时间": "2026-03-05 12:00:00"}
    import_file(store, orders_file(tmp_path, january | hidden, march, name="newer.csv"))
    alone = import_file(store, orders_file(tmp_path, january, name="january.csv"))
    february = {"订单号": "E3", "订单创建时间": "2026-02-10 12:00:00"}
    import_file(store, orders_file(tmp_path, january, february, name="both.csv"))
    undo_import(store, alone)
    assert rows(store, "orders", "id", "receiver_name", "receiver_phone")[0] == ("E1", "周小雨", "13812345678")
    ((joined,),) = rows(store, "customers", "joined_at")
    assert joined == 1_767_585_600_000, "5 January 2026, noon in Beijing"


def test_who_buys_through_two_promoters_has_two_ties(store: Store, tmp_path: Path) -> None:
    other = {"分销员 (2)": "阿珍", "分销员手机号": "13712345609"}
    let_in(store, tmp_path, A | SOLD, A | SOLD | other | {"订单号": "E2", "订单创建时间": "2025-06-20 12:00:00"})
    assert rows(store, "referrals", "parent_id", "created_at") == [
        ("tel:13712345609", NOON + 86_400_000),
        ("tel:13912345608", NOON),
    ]


def test_a_promoter_brings_nobody_by_an_own_order(store: Store, tmp_path: Path) -> None:
    path = orders_file(tmp_path, A | SOLD | {"买家手机号": "13912345608", "订单下级卖货提成金额": "0.00"})
    assert preview(store, path).noted == ((OWN_ORDER.words, 1),)
    import_file(store, path)
    assert rows(store, "referrals", "id") == []
    assert rows(store, "customers", "id", "is_promoter", "joined_at") == [("tel:13912345608", 1, NOON)]
    assert rows(store, "commissions", "customer_id", "amount") == [("tel:13912345608", 490)]


@pytest.mark.parametrize("phone", ["139****5608", ""])
def test_a_promoter_without_a_plain_phone_is_nobody(store: Store, tmp_path: Path, phone: str) -> None:
    path = orders_file(tmp_path, A | SOLD | {"分销员手机号": phone, "订单下级卖货提成金额": ""})
    assert preview(store, path).noted == ((UNKNOWN_PROMOTER.words, 1),)
    import_file(store, path)
    assert rows(store, "orders", "promoter_id") == [(None,)]
    assert rows(store, "customers", "id") == [("tel:13812345678",)]
    assert rows(store, "referrals", "id") == []
    assert rows(store, "commissions", "level", "customer_id", "amount") == [(1, None, 490)]


def test_a_commission_taken_back_is_none_one_never_given_is_no_record(store: Store, tmp_path: Path) -> None:
    let_in(store, tmp_path, A | SOLD)
    nothing = {"订单佣金金额": "0.00", "订单下级卖货提成金额": "0.00", "交易成功时间": "2025-07-01 08:00:00"}
    let_in(store, tmp_path, A | SOLD | nothing, A | SOLD | nothing | {"订单号": "E2"})
    assert rows(store, "commissions", "order_id", "level", "amount") == [
        ("E20250619120000065306159", 1, 0),
        ("E20250619120000065306159", 2, 0),
    ]


def test_the_form_of_2021_says_the_same_but_of_promoters_nothing(store: Store, tmp_path: Path) -> None:
    import_file(store, orders_file(tmp_path, A | SOLD))
    before = content(store)
    run = import_file(store, orders_file(tmp_path, A | {"买家姓名": "小雨滴"}, header=ORDERS_2021, name="2021.csv"))
    assert run.counts == {"orders": Counts(unchanged=1), "customers": Counts(unchanged=1)}
    assert content(store) == before


def test_another_order_of_columns_and_fewer_of_them_say_the_same(store: Store, tmp_path: Path) -> None:
    few = "全部商品名称,买家付款时间,订单实付金额,备注,订单创建时间,订单号"
    cells = row(few, A | {"全部商品名称": "大红袍(1件);单丛(2件)", "订单创建时间": "2025/6/19 12:00"})
    import_file(store, write(tmp_path, encoded(few, cells), "few.csv"))
    columns = ("id", "created_at", "payment_amount", "status", "buyer_id", "channel", "discount_amount")
    assert rows(store, "orders", *columns) == [
        ("E20250619120000065306159", NOON, 9800, None, None, None, None)
    ]  # fmt: skip
    mixed = ",".join(reversed(ORDERS_2026.split(",")))
    import_file(store, orders_file(tmp_path, A | SOLD, header=mixed, name="mixed.csv"))
    assert rows(store, "orders", "promoter_id", "province", "discount_amount") == [("tel:13912345608", "浙江", 1000)]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"订单创建时间": ""}, "「订单创建时间」是空的"),
        ({"订单创建时间": "昨天"}, "看不懂"),
        ({"订单实付金额": "约98"}, "「订单实付金额」是「约98」，不是数字"),
        ({"买家是否会员": "也许"}, "「买家是否会员」是「也许」，不是「是」或「否」"),
        ({"订单号": "1.23E+17"}, "科学计数"),
        ({"订单号": " "}, "「订单号」是空的"),
    ],
)
def test_what_cannot_be_read_is_set_aside_whole(
    store: Store, tmp_path: Path, cells: dict[str, str], reason: str
) -> None:
    path = orders_file(tmp_path, A | {"订单号": "E9"}, A | cells)
    seen = preview(store, path)
    assert [rejected.line for rejected in seen.rejected] == [3]
    assert reason in seen.rejected[0].reason.zh
    import_file(store, path)
    assert rows(store, "orders", "id") == [("E9",)]


def test_a_file_after_the_interface_nulls_nothing_and_doubles_nothing(store: Store, tmp_path: Path) -> None:
    number = "E20250619120000065306159"
    api = Order(id=number, updated_at=NOON - 5, created_at=NOON, buyer_id="yz1", visit_id="v1", campaign_id="c1",
                item_count=3, payment_amount=9800, closed_at=NOON, close_reason="测试")  # fmt: skip
    say(store, api, Customer(id="yz1", updated_at=1, name="雨", phone="138****5678", points=20, is_member=False))
    say(store, Refund(id="R1", updated_at=1, created_at=NOON, order_id=number, status="done", amount=3000))
    say(store, Commission(id=f"{number}-1", updated_at=1, created_at=NOON, order_id=number, rate=0.05, amount=490))
    before = rows(store, "customers", "*")
    let_in(store, tmp_path, A | SOLD | {"订单退款状态": "退款成功（部分退款）", "订单已退款金额": "30.00"})
    columns = ("visit_id", "campaign_id", "item_count", "payment_amount", "close_reason", "status")
    assert rows(store, "orders", *columns) == [("v1", "c1", 3, 9800, "测试", "paid")]
    assert rows(store, "refunds", "id", "amount") == [("R1", 3000)]
    assert rows(store, "commissions", "level", "customer_id", "rate", "amount") == [
        (1, "tel:13912345608", 0.05, 490),
        (2, None, None, 98),
    ]
    assert [cells for cells in rows(store, "customers", "*") if "yz1" in cells] == before


def test_who_the_interface_knows_in_an_order_stays_who_they_are(store: Store, tmp_path: Path) -> None:
    """It hides their phones: by the file's they would be two more people."""
    number = "E20250619120000065306159"
    say(store, Order(id=number, updated_at=1, created_at=NOON, buyer_id="yz1", promoter_id="yz2"))
    path = orders_file(tmp_path, A | SOLD | {"订单已退款金额": "30.00"}, A | SOLD | {"订单号": "E2", "买家手机号": ""})
    assert dict(preview(store, path).noted)[NO_PHONE.words] == 1
    import_file(store, path)
    assert rows(store, "orders", "buyer_id", "promoter_id") == [(None, "tel:13912345608"), ("yz1", "yz2")]
    assert rows(store, "referrals", "parent_id", "child_id", "created_at") == [("yz2", "yz1", NOON)]
    assert rows(store, "refunds", "buyer_id") == [("yz1",)]
    assert rows(store, "commissions", "order_id", "level", "customer_id")[:2] == [
        ("E2", 1, "tel:13912345608"),
        ("E2", 2, None),
    ]
    assert rows(store, "commissions", "customer_id")[2:] == [("yz2",), (None,)]
    assert rows(store, "customers", "id") == [("tel:13912345608",)]


def test_whom_only_another_import_knows_in_an_order_is_told_again(store: Store, tmp_path: Path) -> None:
    """A table of orders calls the buyer m7; once it is undone, the buyer is who the list of orders says."""
    own = Order(id=A["订单号"].strip(), updated_at=NOON, created_at=NOON, buyer_id="m7", promoter_id="m8")
    with store.write() as tx:
        tx.put_shop(SHOP)
        imported = tx.begin_import(SHOP.id, "file", "own.csv", "0" * 64, "mapped")
        tx.upsert(SHOP.id, imported.source, [own])
    let_in(store, tmp_path, A | SOLD)
    with store.write() as tx:
        tx.undo_import(imported)
    assert rows(store, "orders", "buyer_id", "promoter_id") == [("tel:13812345678", "tel:13912345608")]
    assert rows(store, "customers", "id") == [("tel:13812345678",), ("tel:13912345608",)]


def test_the_same_again_and_undo_leave_no_trace(store: Store, tmp_path: Path) -> None:
    say(store, Order(id="E0", updated_at=1, created_at=1))
    before = content(store)
    first = import_file(store, orders_file(tmp_path, A | SOLD))
    after = content(store)
    again = import_file(store, orders_file(tmp_path, A | SOLD, A | SOLD | {"订单号": "E2"}, name="again.csv"))
    assert again.counts["referrals"] == Counts(unchanged=1)
    undo_import(store, again)
    assert content(store) == after
    undo_import(store, first)
    assert content(store) == before
