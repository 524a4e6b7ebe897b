"""Taobao and Tmall: the list of orders in its forms, the lines in theirs, joined by the order's number."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.runs import Counts
from storage.store import Store
from sync.files import Choice, import_files, preview, undo_import
from tests.sync.one_file import import_file
from tests.sync.packed import archive, workbook
from tests.sync.presets.taobao import DETAIL_2019, DETAIL_NEW, LIST_2017, LIST_2019, PAID, encoded, order
from tests.sync.retail import new_store, rows, write

SHOP = "taobao"
A = {"订单编号": "20170912345678901", "总金额": "108.00", "买家实际支付金额": "108.00", "买家应付邮费": "8.00"}
A |= {"订单创建时间": "2017-09-12 20:15:03", "订单付款时间": "2017-09-12 20:15:40", "宝贝总数量": "3"}
B = {"订单编号": "20170998765432109", "总金额": "59.90", "买家实际支付金额": "39.90", "退款金额": "20.00"}
B |= {"订单创建时间": "2017-09-13 09:00:00", "订单付款时间": "2017-09-13 09:01:00", "买家会员名": "t**8"}
B |= {"订单状态": "交易成功", "收货地址": "上海 上海市 浦东新区 ***", "买家留言": "请用顺丰, 谢谢"}
UNPAID = {"订单编号": "20170911112222333", "总金额": "10.00", "买家实际支付金额": "0.00", "订单状态": "交易关闭"}
UNPAID |= {"订单创建时间": "2017-09-14 10:00:00", "订单付款时间": "", "订单关闭原因": "买家未付款"}

LINES = (
    '="20170912345678901",武夷山大红袍 礼盒,80.00,1,DHP-01,净含量：250g,,,买家已付款，等待卖家发货,DHP-01-250',
    '="20170912345678901",试喝装 3 泡,20.00,2,SH-03,,,,买家已付款，等待卖家发货,',
    '="20170998765432109",凤凰单丛,59.90,1,,香型：鸭屎香,,,交易成功,',
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    lines = (order(LIST_2017, **each) for each in (A, B, UNPAID))
    return write(tmp_path, encoded(LIST_2017, *lines), "ExportOrderList201709141000.csv")


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    return write(tmp_path, encoded(DETAIL_2019, *LINES), "ExportOrderDetailList201709141000.csv")


def test_an_order_is_what_the_list_says(store: Store, orders: Path) -> None:
    import_file(store, orders)
    found = rows(store, "orders", "id", "status", "payment_amount", "shipping_amount", "buyer_id", "province", "city")
    assert found == [
        ("20170911112222333", "closed", None, 0, "小雨滴zhou", "浙江", "杭州"),
        ("20170912345678901", "paid", 10800, 800, "小雨滴zhou", "浙江", "杭州"),
        ("20170998765432109", "finished", 5990, 0, None, "上海", "上海"),
    ]
    times = rows(store, "orders", "id", "created_at", "paid_at", "close_reason", "receiver_phone", "buyer_note")
    assert times[0] == ("20170911112222333", 1505354400000, None, "买家未付款", "13812345678", None)
    assert times[1] == ("20170912345678901", 1505218503000, 1505218540000, None, "13812345678", None)
    assert times[2][5] == "请用顺丰, 谢谢"


def test_what_was_paid_counts_refunds_apart(store: Store, orders: Path) -> None:
    """20 yuan of 59.90 went back: 59.90 was paid, on the 13th, and 20.00 refunded."""
    seen = preview(store, [orders]).tables[0]
    import_file(store, orders)
    assert rows(store, "refunds", "id", "order_id", "amount", "status", "refunded_at", "buyer_id") == [
        ("20170998765432109", "20170998765432109", 2000, "done", 1505264460000, None)
    ]
    assert {rule.en.split(":")[0]: times for rule, times in seen.noted} == {
        "what was paid is 总金额; 买家实际支付金额 has refunds taken off": 1,
        "the file does not say when money went back": 1,
        "the buyer's name is masked, so nobody knows who it is": 1,
    }


def test_a_buyer_is_known_by_name_since_the_first_order(store: Store, tmp_path: Path) -> None:
    later = A | {"订单编号": "3", "订单创建时间": "2017-10-01 08:00:00", "收货地址": "广东省 广州市 天河区 1号"}
    import_file(store, write(tmp_path, encoded(LIST_2017, order(LIST_2017, **later)), "october.csv"))
    import_file(store, write(tmp_path, encoded(LIST_2017, order(LIST_2017, **A)), "september.csv"))
    assert rows(store, "customers", "id", "name", "province", "joined_at") == [
        ("小雨滴zhou", "小雨滴zhou", "广东", 1505218503000)
    ]


def test_lines_join_the_orders_they_belong_to(store: Store, orders: Path, lines: Path) -> None:
    imported = import_files(store, [lines, orders])
    assert [run.counts["orders"] for run in imported.runs if "orders" in run.counts] == [Counts(inserted=3)]
    found = rows(store, "order_lines", "id", "order_id", "title", "quantity", "list_amount", "amount", "created_at")
    assert found == [
        ("20170912345678901-1", "20170912345678901", "武夷山大红袍 礼盒", 1, 8000, 6667, 1505218503000),
        ("20170912345678901-2", "20170912345678901", "试喝装 3 泡", 2, 4000, 3333, 1505218503000),
        ("20170998765432109-1", "20170998765432109", "凤凰单丛", 1, 5990, 5990, 1505264400000),
    ]
    assert rows(store, "products", "id", "title") == [
        ("DHP-01", "武夷山大红袍 礼盒"),
        ("SH-03", "试喝装 3 泡"),
        ("凤凰单丛", "凤凰单丛"),
    ]
    assert rows(store, "skus", "id", "product_id", "spec") == [
        ("DHP-01-250", "DHP-01", "净含量：250g"),
        ("凤凰单丛/香型：鸭屎香", "凤凰单丛", "香型：鸭屎香"),
    ]


def test_lines_and_freight_make_the_payment(store: Store, orders: Path, lines: Path) -> None:
    import_files(store, [orders, lines])
    with store.reader() as reader:
        odd = reader.execute(
            "SELECT o.id FROM orders o JOIN order_lines l ON l.order_id = o.id GROUP BY o.id "
            "HAVING sum(l.amount) + o.shipping_amount <> o.payment_amount"
        ).fetchall()
    assert odd == []


def test_lines_may_come_later_but_not_without_their_orders(store: Store, orders: Path, lines: Path) -> None:
    seen = preview(store, [lines])
    assert "ExportOrderList" in seen.tables[0].rejected[0].reason.zh
    assert len(seen.refused) == 1
    import_file(store, orders)
    import_file(store, lines)
    assert len(rows(store, "order_lines", "id")) == 3


def test_the_newer_detail_knows_what_was_paid(store: Store, orders: Path, tmp_path: Path) -> None:
    cells = (
        '="100001",="20170912345678901",武夷山大红袍 礼盒,80.00,1,DHP-01,净含量：250g,,,买家已付款,DHP-01-250,'
        "P1,70.00,70.00,没有申请退款,无退款申请,2017-09-12 20:15:03,2017-09-12 20:15:40",
        '="100002",="20170912345678901",试喝装 3 泡,20.00,2,SH-03,,,,买家已付款,,P1,30.00,30.00,没有申请退款,'
        "无退款申请,2017-09-12 20:15:03,2017-09-12 20:15:40",
    )
    newer = write(tmp_path, encoded(DETAIL_NEW, *cells), "detail.csv")
    import_files(store, [orders, newer])
    assert rows(store, "order_lines", "id", "list_amount", "amount") == [
        ("20170912345678901-1", 8000, 7000),
        ("20170912345678901-2", 4000, 3000),
    ]


def newer(folder: Path, *lines: dict[str, str]) -> Path:
    known = {"主订单编号": "20170912345678901", "标题": "茶", "价格": "60.00", "购买数量": "1"}
    cells = (",".join((known | line).get(name, "") for name in DETAIL_NEW.split(",")) for line in lines)
    return write(folder, encoded(DETAIL_NEW, *cells), "newer.csv")


def test_what_was_due_for_lines_is_what_the_payment_is_shared_out_by(store: Store, tmp_path: Path) -> None:
    """The seller took 18.00 off an order of 108.00: 90.00 less 8.00 of freight is 82.00, by 80.00 and 20.00."""
    changed = order(LIST_2017, **(A | {"总金额": "90.00", "买家实际支付金额": "90.00"}))
    detail = newer(tmp_path, {"子订单编号": "1", "买家应付货款": "80.00"}, {"子订单编号": "2", "买家应付货款": "20.00"})
    import_files(store, [write(tmp_path, encoded(LIST_2017, changed), "list.csv"), detail])
    assert rows(store, "order_lines", "list_amount", "amount") == [(6000, 6560), (6000, 1640)]


def test_what_is_due_for_an_order_not_paid_was_not_paid(store: Store, tmp_path: Path) -> None:
    unpaid = order(LIST_2017, **(A | {"订单状态": "等待买家付款", "订单付款时间": ""}))
    detail = newer(tmp_path, {"子订单编号": "1", "买家应付货款": "108.00"})
    import_files(store, [write(tmp_path, encoded(LIST_2017, unpaid), "list.csv"), detail])
    assert rows(store, "order_lines", "list_amount", "amount") == [(6000, None)]


def test_freight_is_at_most_what_was_paid(store: Store, lines: Path, tmp_path: Path) -> None:
    """5.00 paid, 8.00 of freight before a coupon: all 5.00 is freight, nothing is left for the lines."""
    cheap = order(LIST_2017, **(A | {"总金额": "5.00", "买家实际支付金额": "5.00"}))
    import_files(store, [write(tmp_path, encoded(LIST_2017, cheap), "list.csv"), lines])
    assert rows(store, "orders", "payment_amount", "shipping_amount") == [(500, 500)]
    assert rows(store, "order_lines", "amount") == [(0,), (0,)]


def test_an_order_paid_without_an_amount_is_set_aside(store: Store, tmp_path: Path) -> None:
    odd, unpaid = order(LIST_2017, **(A | {"总金额": ""})), order(LIST_2017, **(UNPAID | {"总金额": ""}))
    path = write(tmp_path, encoded(LIST_2017, odd, unpaid), "odd.csv")
    (rejected,) = preview(store, [path]).tables[0].rejected
    assert (rejected.line, rejected.reason.zh) == (2, "订单 20170912345678901 付过款，但金额是空的")
    import_file(store, path)
    assert rows(store, "orders", "id", "payment_amount") == [("20170911112222333", None)]


def test_a_price_below_zero_is_set_aside(store: Store, orders: Path, tmp_path: Path) -> None:
    cells = (LINES[0].replace("80.00", "-80.00"), LINES[2])
    import_files(store, [orders, write(tmp_path, encoded(DETAIL_2019, *cells), "odd.csv")])
    assert rows(store, "order_lines", "order_id") == [("20170998765432109",)]


def test_lines_that_wait_go_on_waiting_while_lists_come_in(store: Store, tmp_path: Path) -> None:
    """The detail of an order that is not there yet waits, until detail and list are there."""
    listed = write(tmp_path, encoded(LIST_2017, order(LIST_2017, **A)), "september.csv")
    import_files(store, [listed, write(tmp_path, encoded(DETAIL_2019, *LINES), "detail.csv")])
    assert [each.record_id for each in store.quarantined(SHOP)] == ["20170998765432109"]
    later = write(tmp_path, encoded(LIST_2017, order(LIST_2017, **A), order(LIST_2017, **B)), "later.csv")
    import_file(store, later)
    assert [each.record_id for each in store.quarantined(SHOP)] == ["20170998765432109"]
    import_file(store, write(tmp_path, encoded(DETAIL_2019, LINES[2]), "mended.csv"))
    assert store.quarantined(SHOP) == []
    assert rows(store, "order_lines", "order_id", "amount")[-1] == ("20170998765432109", 5990)


def test_the_later_form_of_the_list_says_the_same(store: Store, orders: Path, tmp_path: Path) -> None:
    import_file(store, orders)
    columns = ("id", "created_at", "paid_at", "status", "payment_amount", "province", "buyer_id", "item_count")
    before = rows(store, "orders", *columns)
    later = (order(LIST_2019, **each) for each in (A, B, UNPAID))
    run = import_file(store, write(tmp_path, encoded(LIST_2019, *later), "2019.csv"))
    assert run.counts["orders"] == Counts(unchanged=3)
    assert rows(store, "orders", *columns) == before


def test_another_order_of_columns_and_fewer_of_them_say_the_same(store: Store, tmp_path: Path) -> None:
    few = "订单付款时间,买家实际支付金额,订单编号,备注,总金额,订单创建时间"
    cells = '2017-09-12 20:15:40,108.00,="20170912345678901",,108.00,2017/9/12 20:15'
    import_file(store, write(tmp_path, encoded(few, cells), "few.csv"))
    assert rows(store, "orders", "id", "paid_at", "payment_amount", "status", "buyer_id", "province") == [
        ("20170912345678901", 1505218540000, 10800, None, None, None)
    ]


def test_everything_in_one_archive_and_as_a_workbook(store: Store, tmp_path: Path, orders: Path, lines: Path) -> None:
    texts = {path.name: path.read_bytes() for path in (orders, lines)}
    packed = write(
        tmp_path,
        archive({f"导出/{name}".encode("gbk").decode("cp437"): raw for name, raw in texts.items()}),
        "两份.zip",
    )
    import_files(store, [packed])
    found = rows(store, "order_lines", "id", "amount"), rows(store, "orders", "id", "payment_amount", "province")
    book = workbook({name[:12]: raw.decode("gbk") for name, raw in texts.items()})
    with new_store(tmp_path / "other") as other:
        imported = import_files(other, [write(tmp_path, book, "两份.xlsx")])
        assert len(imported.runs) == 2
        assert found == (
            rows(other, "order_lines", "id", "amount"),
            rows(other, "orders", "id", "payment_amount", "province"),
        )


def test_undo_of_lines_leaves_the_orders(store: Store, orders: Path, lines: Path) -> None:
    import_file(store, orders)
    before = rows(store, "orders", "id", "payment_amount")
    undo_import(store, import_file(store, lines))
    assert rows(store, "orders", "id", "payment_amount") == before
    assert rows(store, "order_lines", "id") == rows(store, "products", "id") == []


def test_ids_that_a_spreadsheet_has_rounded_are_refused(store: Store, tmp_path: Path) -> None:
    numbers = ("20170912345678900", "20170912345679000", "20170912345680000")
    lines = [order(LIST_2017, **(A | {"订单编号": number})).replace("=", "") for number in numbers]
    found = preview(store, [write(tmp_path, encoded(LIST_2017, *lines), "saved.csv")])
    assert found.tables == ()
    assert "只剩前 15 位" in found.refused[0].error.say("zh")
    assert import_file(store, write(tmp_path, encoded(LIST_2017, *lines[:2]), "two.csv"), Choice()).counts


def test_a_state_not_seen_before_is_left_open(store: Store, tmp_path: Path) -> None:
    line = order(LIST_2017, **(A | {"订单状态": "定金已付，尾款未付"}))
    path = write(tmp_path, encoded(LIST_2017, line), "odd.csv")
    assert "没见过的订单状态，状态留空" in [rule.zh for rule, _ in preview(store, [path]).tables[0].noted]
    import_file(store, path)
    assert rows(store, "orders", "status") == [(None,)]
    assert PAID == "买家已付款，等待卖家发货"
