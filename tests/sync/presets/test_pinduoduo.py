"""Pinduoduo: columns of one's choice, moments in the order's number, states of two words, masks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.records import Customer, Order, OrderLine, Refund
from storage.runs import Counts
from storage.store import Store
from sync.files import undo_import
from sync.files.presets.pinduoduo_orders import PRESET
from tests.sync.one_file import import_file, preview
from tests.sync.presets.pinduoduo import FULL, RECEIVERS, encoded, order
from tests.sync.presets.seen import everything
from tests.sync.retail import new_store, rows, write

SHOP = "pinduoduo"
NUMBER = "250531-607198974342268"
# Goods 120.00 and freight 8.00 less 10.00 from the shop: 118.00 for the merchant. The platform gave 5.00 and 1.00, so
# that the buyer paid 112.00, of which 104.00 for the goods.
A = {"订单号": NUMBER, "商品总价": "120", "邮费": "8", "店铺优惠折扣": "10", "平台优惠折扣": "5"}
A |= {"多多支付立减金额": "1", "用户实付金额": "112", "商家实收金额": "118", "商品数量": "2"}
A |= {"样式ID": "1871385314709", "商家编码-规格维度": "DHP-250", "商家编码-商品维度": "DHP"}
A |= {"订单成交时间": "2025-05-31 13:31:06", "发货时间": "2025-06-01 09:00:00", "确认收货时间": "2025-06-04 18:20:00"}
AT = 1748669466000
MIDNIGHT = 1748620800000
"""The beginning of 31 May 2025 in Beijing."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def export(folder: Path, *lines: dict[str, str], header: str = FULL, name: str = "orders_export.csv") -> Path:
    return write(folder, encoded(header, *(order(header, **line) for line in lines)), name)


def noted(store: Store, path: Path) -> dict[str, int]:
    """The rules that were applied, by the beginning of their words."""
    return {rule.zh.split("，")[0].split("：")[0]: times for rule, times in preview(store, path).noted}


def test_an_order_is_what_its_line_says(store: Store, tmp_path: Path) -> None:
    path = export(tmp_path, A)
    assert preview(store, path).preset == "pinduoduo_orders"
    assert noted(store, path) == {"支付金额按「用户实付金额」算；平台出的优惠在「商家实收金额」里": 1}
    import_file(store, path)
    amounts = ("list_amount", "discount_amount", "shipping_amount", "payment_amount", "item_count")
    assert rows(store, "orders", "id", "status", *amounts) == [(NUMBER, "finished", 12000, 1600, 800, 11200, 2)]
    moments = ("created_at", "paid_at", "shipped_at", "finished_at")
    assert rows(store, "orders", *moments) == [(AT, AT, 1748739600000, 1749032400000)]
    line = ("id", "order_id", "product_id", "sku_id", "title", "spec", "quantity", "list_amount", "amount")
    assert rows(store, "order_lines", *line) == [
        (f"{NUMBER}-1", NUMBER, "754299529443", "1871385314709", "武夷山大红袍 礼盒", "净含量：250g", 2, 12000, 10400)
    ]
    assert rows(store, "skus", "id", "product_id", "spec", "merchant_code") == [
        ("1871385314709", "754299529443", "净含量：250g", "DHP-250")
    ]
    assert rows(store, "products", "id", "title") == [("754299529443", "武夷山大红袍 礼盒")]
    assert rows(store, "customers", "id") == rows(store, "refunds", "id") == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_the_encoding_makes_no_difference(store: Store, tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, encoded(FULL, order(FULL, **A), encoding=encoding), "o.csv")
    import_file(store, path)
    assert rows(store, "orders", "id", "payment_amount") == [(NUMBER, 11200)]
    assert rows(store, "products", "title") == [("武夷山大红袍 礼盒",)]


@pytest.mark.parametrize(
    ("columns", "payment"),
    [
        ("商家实收金额(元),平台优惠折扣(元),多多支付立减金额(元)", 11200),  # 118 - 5 - 1
        ("商家实收金额(元),平台优惠折扣(元)", 11300),  # 118 - 5
        ("商家实收金额(元)", 11800),
        ("商品总价(元),邮费(元),店铺优惠折扣(元),平台优惠折扣(元),多多支付立减金额(元)", 11200),  # 120 + 8 - 10 - 6
        ("商品总价(元)", 12000),
    ],
)
def test_without_what_the_buyer_paid_it_is_worked_out(store: Store, tmp_path: Path, columns: str, payment: int) -> None:
    path = export(tmp_path, A, header=f"订单号,订单状态,商品,{columns}")
    assert noted(store, path) == {"没有「用户实付金额」": 1, "没有成交时间和支付时间的": 1}
    import_file(store, path)
    shipping = 800 if "邮费" in columns else None
    assert rows(store, "orders", "payment_amount", "shipping_amount") == [(payment, shipping)]
    assert rows(store, "order_lines", "amount") == [(payment - (shipping or 0),)]


@pytest.mark.parametrize("told_first", [True, False])
def test_what_is_worked_out_stands_beneath_what_is_told(store: Store, tmp_path: Path, told_first: bool) -> None:
    """Whichever file is newer and whichever comes first: until the file that tells is undone."""
    closed = A | {"订单状态": "已发货，退款成功"}
    told = export(tmp_path, closed, name="told.csv")
    later = closed | {"确认收货时间": "2025-06-09 10:00:00"}
    guessed = export(
        tmp_path, later, header="订单号,订单状态,商品,商品总价(元),订单成交时间,确认收货时间", name="g.csv"
    )

    def amounts() -> list[tuple[object, ...]]:
        columns = [("orders", "payment_amount"), ("order_lines", "amount"), ("refunds", "amount")]
        return [row for kind, column in columns for row in rows(store, kind, column)]

    if told_first:
        first = import_file(store, told)
        assert preview(store, guessed).counts["orders"] == Counts(changed=1)
        import_file(store, guessed)
    else:
        assert import_file(store, guessed).counts["orders"] == Counts(inserted=1)
        assert amounts() == [(12000,), (12000,), (12000,)]
        first = import_file(store, told)
    assert amounts() == [(11200,), (10400,), (11200,)]
    undo_import(store, first)
    assert amounts() == [(12000,), (12000,), (12000,)]


@pytest.mark.parametrize(
    ("words", "status", "paid", "refunded"),
    [
        ("待支付", "unpaid", None, []),
        ("待付款", "unpaid", None, []),
        ("待发货", "paid", 11200, []),
        ("已发货", "shipped", 11200, []),
        ("已发货，待签收", "shipped", 11200, []),
        ("已发货待收货", "shipped", 11200, []),
        ("已签收", "finished", 11200, []),
        ("已收货", "finished", 11200, []),
        ("已取消", "closed", None, []),
        ("未发货，退款成功", "closed", 11200, [(11200, "money_only")]),
        ("已发货，退款成功", "closed", 11200, [(11200, None)]),
        ("已收货，退款成功", "closed", 11200, [(11200, None)]),
        ("退款成功", "closed", 11200, [(11200, None)]),
    ],
)
def test_every_state_the_platform_writes(
    store: Store, tmp_path: Path, words: str, status: str, paid: int | None, refunded: list[tuple[int, str | None]]
) -> None:
    import_file(store, export(tmp_path, A | {"订单状态": words}))
    assert rows(store, "orders", "status", "payment_amount", "paid_at") == [(status, paid, AT if paid else None)]
    assert rows(store, "refunds", "amount", "type") == refunded
    assert rows(store, "order_lines", "amount") == [(10400 if paid else None,)]


def test_a_refund_in_full_is_put_on_the_day_of_payment(store: Store, tmp_path: Path) -> None:
    path = export(tmp_path, A | {"订单状态": "已发货，退款成功", "售后状态": "退款成功"})
    assert noted(store, path)["文件没写退款是哪天退的"] == noted(store, path)["状态带「退款成功」的订单"] == 1
    import_file(store, path)
    columns = ("id", "order_id", "line_id", "product_id", "status", "refunded_at", "quantity", "amount")
    assert rows(store, "refunds", *columns) == [(NUMBER, NUMBER, f"{NUMBER}-1", "754299529443", "done", AT, 2, 11200)]
    assert rows(store, "orders", "close_reason") == [("已发货，退款成功",)]


def test_a_refund_beside_an_order_that_goes_on_has_no_amount(store: Store, tmp_path: Path) -> None:
    path = export(
        tmp_path,
        A | {"售后状态": "退款成功"},
        A | {"订单号": "250531-2", "售后状态": "买家申请退款，待商家处理"},
        A | {"订单号": "250531-3", "售后状态": "-"},
    )
    assert noted(store, path)["退款成功、但订单没有关闭的"] == noted(store, path)["售后不是「退款成功」的"] == 1
    import_file(store, path)
    assert rows(store, "refunds", "id", "status", "amount", "quantity") == [(NUMBER, "done", None, None)]
    assert rows(store, "orders", "status") == [("finished",)] * 3


def test_a_missing_moment_is_the_day_in_the_number(store: Store, tmp_path: Path) -> None:
    """The platform leaves the column empty for whole days; then nothing nearer is known than the day."""
    path = export(
        tmp_path, A | {"订单成交时间": ""}, A | {"订单号": "250601-9", "订单成交时间": "-", "订单状态": "待支付"}
    )
    assert noted(store, path)["没有成交时间和支付时间的"] == 2
    import_file(store, path)
    assert rows(store, "orders", "id", "created_at", "paid_at") == [
        (NUMBER, MIDNIGHT, MIDNIGHT),
        ("250601-9", MIDNIGHT + 86_400_000, None),
    ]


def test_a_moment_counts_more_than_the_number(store: Store, tmp_path: Path) -> None:
    """Ordered before midnight, agreed after it: the column is right."""
    import_file(store, export(tmp_path, A | {"订单成交时间": "2025-06-01 00:03:00"}))
    assert rows(store, "orders", "created_at") == [(MIDNIGHT + 86_400_000 + 180_000,)]


def test_the_payment_comes_before_the_deal(store: Store, tmp_path: Path) -> None:
    header = FULL + ",支付时间"
    import_file(store, export(tmp_path, A | {"支付时间": "2025-05-31 13:30:00"}, header=header))
    assert rows(store, "orders", "created_at", "paid_at") == [(AT - 66_000, AT - 66_000)]


@pytest.mark.parametrize("number", ["A607198974342268", "251331-607198974342268", "391231-607198974342268", "140531-6"])
def test_a_number_without_a_day_tells_none(store: Store, tmp_path: Path, number: str) -> None:
    seen = preview(store, export(tmp_path, A, A | {"订单号": number, "订单成交时间": ""}))
    assert [each.reason.zh for each in seen.rejected] == [f"订单 {number} 没有成交时间和支付时间，订单号里也看不出日期"]


def test_a_paid_order_without_an_amount_is_rejected(store: Store, tmp_path: Path) -> None:
    blank = dict.fromkeys(("商品总价", "用户实付金额", "商家实收金额"), "-")
    path = export(
        tmp_path, A, A | blank | {"订单号": "250531-2"}, A | blank | {"订单号": "250531-3", "订单状态": "已取消"}
    )
    seen = preview(store, path)
    assert [each.reason.zh for each in seen.rejected] == ["订单 250531-2 付过款，但金额是空的"]
    import_file(store, path)
    assert rows(store, "orders", "id", "payment_amount") == [("250531-3", None), (NUMBER, 11200)]


def test_an_amount_that_is_none_is_rejected(store: Store, tmp_path: Path) -> None:
    seen = preview(store, export(tmp_path, A, A | {"订单号": "250531-2", "用户实付金额": "面议"}))
    assert [each.reason.zh for each in seen.rejected] == ["「用户实付金额(元)」是「面议」，不是数字"]


def test_a_state_not_seen_before_is_left_open(store: Store, tmp_path: Path) -> None:
    """With a time of payment it was paid; without one that is open too."""
    odd = A | {"订单状态": "待成团"}
    path = export(
        tmp_path, odd, odd | {"订单号": "250531-2", "订单成交时间": ""}, A | {"订单号": "250531-3", "订单状态": ""}
    )
    assert noted(store, path)["没见过的订单状态"] == 2
    import_file(store, path)
    assert rows(store, "orders", "id", "status", "payment_amount") == [
        ("250531-2", None, None),
        ("250531-3", None, 11200),
        (NUMBER, None, 11200),
    ]


def test_a_cancelled_order_was_never_paid(store: Store, tmp_path: Path) -> None:
    cancelled = A | {"订单状态": "已取消"}
    path = export(tmp_path, cancelled, cancelled | {"订单号": "250531-2", "订单成交时间": ""})
    assert noted(store, path)["已取消的订单没有成交"] == 1
    import_file(store, path)
    assert rows(store, "orders", "paid_at", "payment_amount", "close_reason") == [(None, None, "已取消")] * 2


def test_freight_that_a_discount_paid_is_not_more_than_the_payment(store: Store, tmp_path: Path) -> None:
    import_file(store, export(tmp_path, A | {"用户实付金额": "3", "邮费": "8"}))
    assert rows(store, "orders", "payment_amount", "shipping_amount") == [(300, 300)]
    assert rows(store, "order_lines", "amount") == [(0,)]


B = A | {"支付时间": "2025-05-31 13:31:06", "商品一级类目": "食品", "商品四级类目": "乌龙茶", "团ID": "2887766554"}
B |= {"省": "浙江省", "市": "杭州市", "区": "余杭区", "收货人": "周**", "手机": "138****5678", "是否直播间成交": "否"}


def test_masks_are_kept_and_identify_nobody(store: Store, tmp_path: Path) -> None:
    hidden = {"订单号": "250531-2", "省": "****", "市": "****", "区": "****", "收货人": "****", "手机": "****"}
    path = export(tmp_path, B, B | hidden, header=RECEIVERS)
    assert noted(store, path)["买家名打了码"] == 2
    import_file(store, path)
    columns = ("id", "province", "city", "district", "receiver_name", "receiver_phone", "buyer_id")
    assert rows(store, "orders", *columns) == [
        ("250531-2", None, None, None, "****", "****", None),
        (NUMBER, "浙江", "杭州", "余杭区", "周**", "138****5678", None),
    ]
    assert rows(store, "customers", "id") == []


def test_a_plain_phone_is_a_customer_and_a_lent_one_is_not(store: Store, tmp_path: Path) -> None:
    plain = {"收货人": "周小雨", "手机": "13812345678"}
    later = {"订单号": "250602-1", "支付时间": "2025-06-02 08:00:00", "省": "广东省"}
    lent = {"订单号": "250601-1", "手机": "18412345678", "分机号": "1234"}
    in_one = {"订单号": "250601-2", "手机": "18412345678-1234"}
    path = export(tmp_path, B | plain | later, B | plain, B | lent, B | in_one, header=RECEIVERS)
    import_file(store, path)
    assert rows(store, "customers", "id", "name", "phone", "province", "joined_at") == [
        ("tel:13812345678", "周小雨", "13812345678", "广东", AT)
    ]
    assert rows(store, "orders", "id", "buyer_id") == [
        (NUMBER, "tel:13812345678"),
        ("250601-1", None),
        ("250601-2", None),
        ("250602-1", "tel:13812345678"),
    ]


def test_the_phone_makes_one_person_of_the_file_and_the_interface(store: Store, tmp_path: Path) -> None:
    with store.write() as tx:
        tx.put_shop(PRESET.shop)
        tx.upsert(SHOP, "api", [Customer(id="u77", updated_at=AT, name="小雨", phone="+86 138-1234-5678")])
    import_file(store, export(tmp_path, B | {"手机": "13812345678"}, header=RECEIVERS))
    with store.reader() as reader:
        merged = reader.execute("SELECT from_id, into_id FROM merges").fetchall()
    assert [sorted(each) for each in merged] == [["tel:13812345678", "u77"]]


def test_what_some_files_tell_besides(store: Store, tmp_path: Path) -> None:
    live = {"订单号": "250531-2", "团ID": "", "是否直播间成交": "是", "买家留言": "请用顺丰, 谢谢"}
    import_file(store, export(tmp_path, B | {"订单来源": "小程序"}, B | live, header=RECEIVERS))
    assert rows(store, "orders", "id", "type", "group_id", "channel", "buyer_note") == [
        ("250531-2", None, None, "直播间", "请用顺丰, 谢谢"),
        (NUMBER, "group", "2887766554", "小程序", None),
    ]
    assert rows(store, "products", "category") == [("乌龙茶",)]


def test_goods_go_by_number_code_or_name(store: Store, tmp_path: Path) -> None:
    coded = A | {"订单号": "250531-1", "商品id": "-", "样式ID": "-"}
    named = coded | {"订单号": "250531-2", "商家编码-商品维度": "", "商家编码-规格维度": "", "商品规格": ""}
    import_file(store, export(tmp_path, coded, named, A))
    assert rows(store, "order_lines", "order_id", "product_id", "sku_id") == [
        ("250531-1", "DHP", "DHP/净含量：250g"),
        ("250531-2", "武夷山大红袍 礼盒", None),
        (NUMBER, "754299529443", "1871385314709"),
    ]


def test_few_columns_in_another_order_are_enough(store: Store, tmp_path: Path) -> None:
    path = export(tmp_path, A, header="备注,商家实收金额(元),订单状态,订单号")
    import_file(store, path)
    assert rows(store, "orders", "id", "status", "payment_amount", "item_count") == [(NUMBER, "finished", 11800, None)]
    assert rows(store, "order_lines", "id") == rows(store, "products", "id") == []


def test_the_same_orders_in_another_file_change_nothing(store: Store, tmp_path: Path) -> None:
    lines = (A, A | {"订单号": "250531-2", "订单状态": "已发货，退款成功"})
    import_file(store, export(tmp_path, *lines))
    before = everything(store)
    reverse = ",".join(reversed(FULL.split(",")))
    run = import_file(store, export(tmp_path, *reversed(lines), header=reverse, name="again.csv"))
    assert run.counts["orders"] == run.counts["order_lines"] == Counts(unchanged=2)
    assert everything(store) == before


def test_an_undone_import_leaves_no_trace(store: Store, tmp_path: Path) -> None:
    import_file(store, export(tmp_path, B, header=RECEIVERS))
    before = everything(store)
    later = {"订单状态": "已收货，退款成功", "手机": "13812345678"}
    undo_import(store, import_file(store, export(tmp_path, B | later, header=RECEIVERS, name="later.csv")))
    assert everything(store) == before
    assert rows(store, "refunds", "id") == rows(store, "customers", "id") == []


def test_a_file_after_the_interface_nulls_and_doubles_nothing(store: Store, tmp_path: Path) -> None:
    known = Order(
        id=NUMBER, updated_at=AT, created_at=AT - 60_000, buyer_id="u77", channel="搜索", payment_amount=11200
    )
    line = OrderLine(id="L1", updated_at=AT, created_at=AT, order_id=NUMBER, product_id="754299529443", amount=10400)
    back = Refund(id="R1", updated_at=AT, created_at=AT, order_id=NUMBER, status="done", amount=11200)
    with store.write() as tx:
        tx.put_shop(PRESET.shop)
        for record in (known, line, back):
            tx.upsert(SHOP, "api", [record])
    import_file(store, export(tmp_path, A | {"订单状态": "已收货，退款成功"}))
    assert rows(store, "orders", "buyer_id", "channel", "payment_amount", "status") == [
        ("u77", "搜索", 11200, "closed")
    ]
    assert rows(store, "order_lines", "id", "amount") == [("L1", 10400)]
    assert rows(store, "refunds", "id", "amount") == [("R1", 11200)]


def test_payments_of_a_file_come_to_the_sum_of_its_column(store: Store, tmp_path: Path) -> None:
    """112.00 + 22.20 + 0.01 + 1299.00 = 1433.21 were paid; freight 8.00 + 0 + 0 + 12.50 = 20.50."""
    others = (("22.2", "0"), ("0.01", "0"), ("1,299.00", "12.5"))
    lines = [
        A | {"订单号": f"250601-{place}", "用户实付金额": paid, "邮费": freight}
        for place, (paid, freight) in enumerate(others)
    ]
    import_file(store, export(tmp_path, A, *lines))
    with store.reader() as reader:
        paid, freight = reader.execute("SELECT sum(payment_amount), sum(shipping_amount) FROM orders").fetchone()
        (goods,) = reader.execute("SELECT sum(amount) FROM order_lines").fetchone()
    assert (paid, freight, goods) == (143321, 2050, 143321 - 2050)
