"""Douyin's list of orders: sub-orders under their order, joined rows taken apart, refunds, promoters, cipher text."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.records import Order, OrderLine, Refund
from storage.runs import Counts
from storage.store import Store
from sync.files import undo_import
from sync.files.presets._douyin_rows import REPEATED
from sync.files.presets.douyin_orders import PRESET
from tests.sync.one_file import import_file, preview
from tests.sync.presets.douyin import JOINED, ORDERS, WIDE, encoded, order
from tests.sync.presets.seen import everything
from tests.sync.retail import new_store, rows, write

SHOP = "douyin"
P, Q, Z = "6917926768823643751", "6917926768823643752", "6917926768823643753"
PLACED = 1758473650000  # 2025-09-22 00:54:10 in Beijing

# The buyer paid 28.90, the platform 21.00 on top; the shop gave 25.00: 74.90 at list price. Some of it came back.
PART_BACK = {"主订单编号": P, "子订单编号": P, "订单应付金额": "28.90", "平台实际承担优惠金额": "21.00"}
PART_BACK |= {"商家实际承担优惠金额": "25.00", "订单完成时间": "2025-09-24 13:18:29", "订单状态": "已完成"}
PART_BACK |= {"售后状态": "退款成功", "发货时间": "2025-09-22 08:53:45"}
# 20.00 by the buyer, 5.00 by the platform, 8.00 by the promoter: 33.00. A gift comes with it and was closed.
DONE = {"主订单编号": Q, "子订单编号": Q, "订单应付金额": "20.00", "平台实际承担优惠金额": "5.00"}
DONE |= {"达人实际承担优惠金额": "8.00", "订单完成时间": "2025-10-02 09:00:00", "订单状态": "已完成"}
DONE |= {"订单提交时间": "2025-09-25 10:00:00", "发货时间": "2025-09-25 18:00:00"}
GIFT = {"主订单编号": Q, "子订单编号": f"{Q}9", "选购商品": "赠品", "商品规格": "默认", "商家编码": "300400009"}
GIFT |= {"订单提交时间": "2025-09-25 10:00:00", "订单状态": "已关闭", "取消原因": "主品订单售后完成"}
# Sent, and then all of it came back.
BACK = {"主订单编号": Z, "子订单编号": Z, "订单应付金额": "15.90", "订单状态": "已关闭", "售后状态": "退款成功"}
BACK |= {"订单提交时间": "2025-09-26 10:00:00", "发货时间": "2025-09-26 18:00:00"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def export(folder: Path, *lines: dict[str, str], header: str = ORDERS, name: str = "1759000000_a.csv") -> Path:
    return write(folder, encoded(header, *(order(header, **line) for line in lines)), name)


def noted(store: Store, path: Path) -> dict[str, int]:
    """The rules that were applied, by the beginning of their words."""
    return {rule.zh.split("，")[0]: times for rule, times in preview(store, path).noted}


def test_an_order_is_what_its_rows_say(store: Store, tmp_path: Path) -> None:
    path = export(tmp_path, DONE, GIFT)
    assert preview(store, path).preset == "douyin_orders"
    import_file(store, path)
    amounts = ("payment_amount", "shipping_amount", "discount_amount", "item_count")
    assert rows(store, "orders", "id", "status", *amounts) == [(Q, "finished", 2000, 0, 1300, 2)]
    assert rows(store, "orders", "created_at", "shipped_at", "finished_at") == [
        (1758765600000, 1758794400000, 1759366800000)
    ]
    line = ("id", "order_id", "product_id", "sku_id", "title", "quantity", "list_amount", "amount")
    assert rows(store, "order_lines", *line) == [
        (f"{Q}-{Q}", Q, "300400008", "300400008/1袋", "辣丝丝", 1, 3300, 2000),
        (f"{Q}-{Q}9", Q, "300400009", "300400009/默认", "赠品", 1, 0, 0),
    ]
    assert rows(store, "skus", "id", "merchant_code", "spec") == [
        ("300400008/1袋", "300400008", "1袋"),
        ("300400009/默认", "300400009", "默认"),
    ]
    assert rows(store, "refunds", "id") == []


def test_refunds_are_full_where_the_order_is_closed_and_else_unknown(store: Store, tmp_path: Path) -> None:
    path = export(tmp_path, PART_BACK, DONE, GIFT, BACK)
    found = noted(store, path)
    assert found["付过款又关闭的子订单"] == found["退款成功、但订单没有关闭的：文件没写退了多少"] == 1
    assert found["文件没写退款是哪天退的"] == 2
    import_file(store, path)
    assert rows(store, "refunds", "id", "order_id", "line_id", "status", "amount", "quantity") == [
        (f"{P}-{P}", P, f"{P}-{P}", "done", None, None),
        (f"{Z}-{Z}", Z, f"{Z}-{Z}", "done", 1590, 1),
    ]
    assert rows(store, "orders", "id", "status") == [(P, "finished"), (Q, "finished"), (Z, "closed")]


@pytest.mark.parametrize(
    ("words", "status", "paid"),
    [
        ("待支付", "unpaid", False),
        ("待确认", "unpaid", False),
        ("备货中", "paid", True),
        ("待发货", "paid", True),
        ("部分发货", "paid", True),
        ("已发货", "shipped", True),
        ("已完成", "finished", True),
        ("已关闭", "closed", False),
        ("已取消", "closed", False),
    ],
)
def test_every_state_the_platform_writes(store: Store, tmp_path: Path, words: str, status: str, paid: bool) -> None:
    bare = {"订单状态": words, "发货时间": "-", "订单完成时间": "-"}
    path = export(tmp_path, DONE | bare)
    assert noted(store, path).get("没写支付时间的", 0) == paid
    import_file(store, path)
    payment = 2000 if paid else None
    assert rows(store, "orders", "status", "payment_amount") == [(status, payment)]
    assert rows(store, "order_lines", "amount") == [(payment,)]
    assert rows(store, "refunds", "id") == []


def test_an_order_is_as_far_as_the_slowest_of_its_goods(store: Store, tmp_path: Path) -> None:
    waiting = DONE | {"子订单编号": f"{Q}2", "订单状态": "备货中", "发货时间": "-", "订单完成时间": "-"}
    import_file(store, export(tmp_path, DONE, waiting, GIFT))
    assert rows(store, "orders", "status", "finished_at", "payment_amount") == [("paid", None, 4000)]


def test_a_gift_says_nothing_of_a_closed_order(store: Store, tmp_path: Path) -> None:
    gift = GIFT | {"主订单编号": Z, "子订单编号": f"{Z}9", "订单状态": "已完成"}
    import_file(store, export(tmp_path, BACK, gift))
    assert rows(store, "orders", "status", "payment_amount") == [("closed", 1590)]
    assert rows(store, "refunds", "amount") == [(1590,)]


def test_a_state_not_seen_before_is_left_open(store: Store, tmp_path: Path) -> None:
    path = export(tmp_path, DONE | {"订单状态": "待核销"})
    assert noted(store, path)["没见过的订单状态"] == 1
    import_file(store, path)
    assert rows(store, "orders", "status", "payment_amount") == [(None, 2000)]  # it was sent, so it was paid


def test_what_is_asked_back_is_no_refund_yet(store: Store, tmp_path: Path) -> None:
    asked = [
        DONE | {"主订单编号": f"{Q[:-1]}{place}", "子订单编号": f"{Q[:-1]}{place}", "售后状态": words}
        for place, words in enumerate(("售后待处理", "待退货", "待收退货", "售后关闭", "换货成功", "补寄成功"))
    ]
    path = export(tmp_path, *asked)
    assert noted(store, path)["售后不是「退款成功」的"] == 6
    import_file(store, path)
    assert rows(store, "refunds", "id") == []


W = DONE | {"商品ID": "3473196049974326300", "支付完成时间": "2025-09-25 10:00:30", "订单类型": "普通订单"}
W |= {"省": "广东省", "市": "深圳市", "区": "南山区"}


def test_the_wide_form_tells_when_it_was_paid_and_where_it_went(store: Store, tmp_path: Path) -> None:
    path = export(tmp_path, W, header=WIDE)
    assert "没写支付时间的" not in noted(store, path)
    import_file(store, path)
    assert rows(store, "orders", "paid_at", "type", "province", "city", "district") == [
        (1758765630000, "normal", "广东", "深圳", "南山区")
    ]
    assert rows(store, "order_lines", "product_id") == [("3473196049974326300",)]


def test_freight_is_part_of_the_payment_and_of_no_line(store: Store, tmp_path: Path) -> None:
    """31.00 with 6.00 freight, and 20.00 with none: 51.00 were paid, 25.00 and 20.00 for the goods."""
    second = {"子订单编号": f"{Q}2", "订单应付金额": "31.00", "运费": "6.00"}
    free = {"主订单编号": "2", "子订单编号": "2", "订单应付金额": "4.00", "运费": "6.00"}
    import_file(store, export(tmp_path, W, W | second, W | free, header=WIDE))
    assert rows(store, "orders", "payment_amount", "shipping_amount") == [(400, 400), (5100, 600)]
    assert rows(store, "order_lines", "amount", "list_amount") == [(0, 1300), (2000, 3300), (2500, 3800)]


@pytest.mark.parametrize(("sent", "back"), [("2025-09-25 18:00:00", 2500), ("-", 3100)])
def test_freight_goes_back_only_if_nothing_was_sent(store: Store, tmp_path: Path, sent: str, back: int) -> None:
    """31.00 with 6.00 freight was closed after it was paid: 25.00 came back if it had been sent."""
    closed = {"订单状态": "已关闭", "订单应付金额": "31.00", "运费": "6.00", "发货时间": sent}
    import_file(store, export(tmp_path, W | closed, header=WIDE))
    assert rows(store, "refunds", "amount", "refunded_at") == [(back, 1758765630000)]


def test_an_order_closed_before_it_was_paid_gives_nothing_back(store: Store, tmp_path: Path) -> None:
    closed = {"订单状态": "已关闭", "支付完成时间": "-", "发货时间": "-", "取消原因": "超时未支付"}
    import_file(store, export(tmp_path, W | closed, header=WIDE))
    assert rows(store, "orders", "paid_at", "payment_amount", "close_reason") == [(None, None, "超时未支付")]
    assert rows(store, "refunds", "id") == []


M = {"主订单编号": "79M", "子订单编号": "79M1;79M2", "选购商品": "识字卡-(A01);描红本-(B02)", "商品ID": "2001;2002"}
M |= {"商家编码": "A01;B02", "商品数量": "5", "商品金额": "108.90", "订单应付金额": "58.91", "订单状态": "已发货"}


def test_a_row_that_joins_sub_orders_is_taken_apart(store: Store, tmp_path: Path) -> None:
    """58.91 in equal shares is 29.46 and 29.45; who had how many of the five pieces nobody knows."""
    path = export(tmp_path, M, header=JOINED)
    assert noted(store, path)["一行里用分号连着几件商品的"] == 1
    import_file(store, path)
    assert rows(store, "order_lines", "id", "product_id", "sku_id", "title", "quantity", "amount") == [
        ("79M-79M1", "2001", "2001/A01", "识字卡-(A01)", None, 2946),
        ("79M-79M2", "2002", "2002/B02", "描红本-(B02)", None, 2945),
    ]
    assert rows(store, "orders", "payment_amount", "item_count") == [(5891, 5)]


@pytest.mark.parametrize(("pieces", "each", "all"), [("2", [1, 1], 2), ("2;3", [2, 3], 5), ("-", [None, None], None)])
def test_pieces_of_a_joined_row(
    store: Store, tmp_path: Path, pieces: str, each: list[int | None], all: int | None
) -> None:
    import_file(store, export(tmp_path, M | {"商品数量": pieces}, header=JOINED))
    assert [found for (found,) in rows(store, "order_lines", "quantity")] == each
    assert rows(store, "orders", "item_count") == [(all,)]


def test_names_that_do_not_fit_the_number_of_sub_orders_are_left_out(store: Store, tmp_path: Path) -> None:
    odd = M | {"选购商品": "一;二;三", "商品ID": "-", "商家编码": "A01;B02"}
    import_file(store, export(tmp_path, odd, odd | {"主订单编号": "80M", "商家编码": "-"}, header=JOINED))
    assert rows(store, "order_lines", "order_id", "product_id", "title", "amount") == [
        ("79M", "A01", None, 2946),
        ("79M", "B02", None, 2945),
        ("80M", None, None, 2946),
        ("80M", None, None, 2945),
    ]


def test_a_semicolon_in_one_product_joins_nothing(store: Store, tmp_path: Path) -> None:
    path = export(tmp_path, DONE | {"商品规格": "黑底条纹;二米（长度自选）"})
    assert "一行里用分号连着几件商品的" not in noted(store, path)
    import_file(store, path)
    assert rows(store, "order_lines", "spec") == [("黑底条纹;二米（长度自选）",)]


def test_a_closed_joined_row_gives_all_of_it_back(store: Store, tmp_path: Path) -> None:
    import_file(
        store,
        export(
            tmp_path, M | {"订单状态": "已关闭", "支付完成时间": "2025-09-22 00:55:00"}, header=JOINED + ",支付完成时间"
        ),
    )
    assert rows(store, "refunds", "id", "line_id", "amount") == [("79M-79M1", None, 5891)]


def test_a_promoter_is_a_channel(store: Store, tmp_path: Path) -> None:
    told = {"达人ID": "7592255573464597541", "流量渠道": "推荐feed", "流量体裁": "直播", "流量来源": "精选联盟"}
    lines = [
        W | told | {"达人昵称": "黄飞"},
        W | told | {"主订单编号": "2", "子订单编号": "2"},
        W | told | {"主订单编号": "3", "子订单编号": "3", "达人ID": "0"},
        W | told | {"主订单编号": "4", "子订单编号": "4", "达人ID": "-", "流量渠道": "-"},
        W
        | told
        | {"主订单编号": "5", "子订单编号": "5", "达人ID": "-", "流量渠道": "-", "流量体裁": "数据将于第二天更新"},
    ]
    path = export(tmp_path, *lines, header=WIDE)
    assert noted(store, path)["有达人的订单"] == 2
    import_file(store, path)
    assert rows(store, "orders", "id", "channel", "promoter_id") == [
        ("2", "达人：7592255573464597541", None),
        ("3", "推荐feed", None),
        ("4", "直播", None),
        ("5", "精选联盟", None),
        (Q, "达人：黄飞", None),
    ]
    assert rows(store, "customers", "id") == []


def test_group_buys_and_other_kinds_of_orders(store: Store, tmp_path: Path) -> None:
    group = W | {"拼团订单团编号": "70011223344"}
    other = W | {"主订单编号": "2", "子订单编号": "2", "订单类型": "抽奖订单"}
    import_file(store, export(tmp_path, group, other, header=WIDE))
    assert rows(store, "orders", "id", "type", "group_id") == [("2", "抽奖订单", None), (Q, "group", "70011223344")]


def test_cipher_text_is_kept_and_identifies_nobody(store: Store, tmp_path: Path) -> None:
    path = export(tmp_path, DONE, PART_BACK | {"收件人": "周小雨", "收件人手机号": "13812345678"})
    assert noted(store, path)["买家名打了码"] == 1
    import_file(store, path)
    assert rows(store, "orders", "id", "receiver_name", "receiver_phone", "buyer_id") == [
        (P, "周小雨", "13812345678", "tel:13812345678"),
        (Q, "##w8Zr1lQmB2nGQq0d7Yb1Tg==", "$$u5mE9cHn0a1qk2Zt", None),
    ]
    assert rows(store, "customers", "id", "name", "joined_at") == [("tel:13812345678", "周小雨", PLACED)]
    assert rows(store, "refunds", "buyer_id") == [("tel:13812345678",)]


def test_rows_of_an_order_may_stand_apart(store: Store, tmp_path: Path) -> None:
    import_file(store, export(tmp_path, DONE, BACK, GIFT))
    assert rows(store, "orders", "id", "item_count") == [(Q, 2), (Z, 1)]


def test_of_a_sub_order_that_stands_in_a_file_twice_the_last_row_counts(store: Store, tmp_path: Path) -> None:
    """20.00 + 0.00, once: two exports pasted together, the second of them newer."""
    path = export(tmp_path, DONE | {"订单状态": "已发货", "订单完成时间": "-"}, GIFT, BACK, DONE, GIFT)
    assert preview(store, path).skipped == ((REPEATED.words, 2),)
    import_file(store, path)
    assert rows(store, "orders", "id", "status", "payment_amount", "item_count")[0] == (Q, "finished", 2000, 2)
    assert rows(store, "order_lines", "id", "amount", "quantity")[:2] == [(f"{Q}-{Q}", 2000, 1), (f"{Q}-{Q}9", 0, 1)]


def test_the_row_to_blame_is_named_also_where_rows_are_repeated(store: Store, tmp_path: Path) -> None:
    seen = preview(store, export(tmp_path, BACK, DONE, GIFT, DONE, GIFT | {"商品数量": "一"}))
    assert [(each.line, "不是数字" in each.reason.zh) for each in seen.rejected] == [(5, False), (6, True)]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"子订单编号": "-"}, "「子订单编号」是空的"),
        ({"商品数量": "一"}, "「商品数量」是「一」，不是数字"),
        ({"订单应付金额": "20;13"}, "「订单应付金额」是「20;13」，不是数字"),
        ({"订单应付金额": "-"}, "「订单应付金额」是空的"),
        ({"订单提交时间": "-"}, "「订单提交时间」是空的"),
        ({"子订单编号": "6.91793E+18"}, "编号被 Excel 改成了科学计数"),
    ],
)
def test_one_bad_row_keeps_the_whole_order_out(
    store: Store, tmp_path: Path, cells: dict[str, str], reason: str
) -> None:
    path = export(tmp_path, BACK, DONE | cells, GIFT)
    seen = preview(store, path)
    assert reason in seen.rejected[0].reason.zh
    assert seen.rejected[1].reason.zh == f"文件第 3 行有问题，它属于 {Q}，整单先不导入"
    import_file(store, path)
    assert rows(store, "orders", "id") == [(Z,)]


def test_few_columns_in_another_order_are_enough(store: Store, tmp_path: Path) -> None:
    header = "订单状态,订单应付金额,订单提交时间,选购商品,子订单编号,主订单编号"
    import_file(store, export(tmp_path, DONE, GIFT, header=header))
    columns = ("id", "status", "payment_amount", "shipping_amount", "discount_amount", "item_count", "receiver_phone")
    assert rows(store, "orders", *columns) == [(Q, "finished", 2000, None, None, None, None)]
    assert rows(store, "order_lines", "product_id", "amount", "list_amount") == [
        ("辣丝丝", 2000, None),
        ("赠品", 0, None),
    ]


def test_the_same_orders_in_another_file_change_nothing(store: Store, tmp_path: Path) -> None:
    lines = (PART_BACK, DONE, GIFT, BACK)
    import_file(store, export(tmp_path, *lines))
    before = everything(store)
    reverse = ",".join(reversed(ORDERS.split(",")))
    run = import_file(store, export(tmp_path, BACK, PART_BACK, GIFT, DONE, header=reverse, name="again.csv"))
    assert run.counts["orders"] == Counts(unchanged=3)
    assert everything(store) == before


def test_an_undone_import_leaves_no_trace(store: Store, tmp_path: Path) -> None:
    import_file(store, export(tmp_path, DONE | {"订单状态": "已发货", "订单完成时间": "-"}, GIFT))
    before = everything(store)
    later = export(tmp_path, DONE | {"售后状态": "退款成功"}, BACK, name="later.csv")
    undo_import(store, import_file(store, later))
    assert everything(store) == before


def test_a_file_after_the_interface_nulls_and_doubles_nothing(store: Store, tmp_path: Path) -> None:
    at = 1758765600000
    known = Order(id=Q, updated_at=at, created_at=at, buyer_id="u77", channel="搜索", payment_amount=2000)
    line = OrderLine(id="L1", updated_at=at, created_at=at, order_id=Q, product_id="3473196049974326300", amount=2000)
    back = Refund(id="R1", updated_at=at, created_at=at, order_id=Q, status="done", amount=500)
    with store.write() as tx:
        tx.put_shop(PRESET.shop)
        for record in (known, line, back):
            tx.upsert(SHOP, "api", [record])
    import_file(store, export(tmp_path, DONE | {"售后状态": "退款成功"}, GIFT))
    assert rows(store, "orders", "buyer_id", "channel", "payment_amount", "status") == [
        ("u77", "搜索", 2000, "finished")
    ]
    assert rows(store, "order_lines", "id", "amount") == [("L1", 2000)]
    assert rows(store, "refunds", "id", "amount") == [("R1", 500)]
