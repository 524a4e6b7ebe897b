"""Youzan: the lines of orders, joined by number; their shares of what was paid, and refunds that never count twice."""

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from storage.records import Order, OrderLine
from storage.store import Store
from sync.files import import_files, undo_import
from sync.files.presets._rules import REFUND_DAY
from sync.files.presets._youzan_words import SHOP
from sync.files.presets.youzan_lines import REST_REFUNDED, SHARED_OUT
from tests.sync.one_file import import_file, preview
from tests.sync.packed import workbook
from tests.sync.presets.youzan import LINES_2021, LINES_OLDER, ORDERS_2026, encoded, line, order
from tests.sync.retail import new_store, rows, write

NOON = 1750305600000  # 2025-06-19 12:00 in China
E1, E2 = "E20250619120000065306151", "E20250619130000065306152"
ORDER = {"订单号": f"\t{E1}", "订单创建时间": "2025-06-19 12:00:00", "买家付款时间": "2025-06-19 12:01:00"}
ORDER |= {"订单实付金额": "98.00", "商品金额合计": "100.00", "运费": "8.00", "店铺优惠合计": "-10.00"}
OTHER = ORDER | {"订单号": f"\t{E2}", "订单实付金额": "10.00", "商品金额合计": "10.00", "运费": "0.00"}
TEA = {"订单号": f"\t{E1}", "商品名称": "武夷山大红袍", "商品规格": "250g", "商品单价": "80.00"}
TEA |= {"商品编码": "DHP", "规格编码": "DHP-250", "商品类目": "茶叶", "商品实际成交金额": "71.00"}
CUP = {"订单号": f"\t{E1}", "商品名称": "品茗杯", "商品单价": "10.00", "商品数量": "2", "商品实际成交金额": "19.00"}
POT = {"订单号": f"\t{E2}", "商品名称": "试喝装", "商品单价": "10.00", "商品实际成交金额": "10.00"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def orders(folder: Path, *lines: dict[str, str], name: str = "订单.csv") -> Path:
    return write(folder, encoded(ORDERS_2026, *(order(ORDERS_2026, **each) for each in lines)), name)


def goods(folder: Path, *lines: dict[str, str], header: str = LINES_2021, name: str = "商品.csv") -> Path:
    return write(folder, encoded(header, *(line(header, **each) for each in lines)), name)


def refunded(store: Store) -> list[tuple[str, str | None, int]]:
    return rows(store, "refunds", "id", "product_id", "amount")


def total(store: Store) -> int:
    return sum(amount for _, _, amount in refunded(store))


def test_lines_are_what_was_sold(store: Store, tmp_path: Path) -> None:
    """98.00 - 8.00 of freight = 90.00 for both lines, which is 71.00 + 19.00."""
    import_files(store, [goods(tmp_path, TEA, CUP), orders(tmp_path, ORDER)])
    columns = ("id", "order_id", "product_id", "sku_id", "title", "spec", "quantity", "list_amount", "amount")
    assert rows(store, "order_lines", *columns) == [
        (f"{E1}-1", E1, "DHP", "DHP/250g", "武夷山大红袍", "250g", 1, 8000, 7100),
        (f"{E1}-2", E1, "品茗杯", None, "品茗杯", None, 2, 2000, 1900),
    ]
    assert rows(store, "order_lines", "created_at") == [(NOON,), (NOON,)]
    assert rows(store, "products", "id", "title", "category") == [
        ("DHP", "武夷山大红袍", "茶叶"),
        ("品茗杯", "品茗杯", "其他"),
    ]
    assert rows(store, "skus", "id", "product_id", "spec", "merchant_code") == [("DHP/250g", "DHP", "250g", "DHP-250")]


def test_the_older_form_shares_by_price_and_pieces(store: Store, tmp_path: Path) -> None:
    """90.00 by 80.00 and 20.00: 72.00 and 18.00."""
    import_file(store, orders(tmp_path, ORDER))
    path = goods(tmp_path, TEA, CUP, header=LINES_OLDER)
    assert preview(store, path).noted == ((SHARED_OUT.words, 2),)
    import_file(store, path)
    assert rows(store, "order_lines", "amount") == [(7200,), (1800,)]


def test_parts_make_the_payment_to_the_last_fen_whatever_the_lines_say(store: Store, tmp_path: Path) -> None:
    """Lines say 100.01, the order 90.00 without freight; thirds of 10.00 are 3.34 + 3.33 + 3.33."""
    odd = (TEA | {"商品实际成交金额": "80.01"}, CUP | {"商品实际成交金额": "20.00"})
    thirds = tuple(POT | {"商品名称": name, "商品实际成交金额": "3.33"} for name in "甲乙丙")
    import_files(store, [orders(tmp_path, ORDER, OTHER), goods(tmp_path, *odd, *thirds)])
    assert rows(store, "order_lines", "amount")[2:] == [(334,), (333,), (333,)]
    with store.reader() as reader:
        assert reader.execute(
            "SELECT o.id FROM orders o JOIN order_lines l ON l.order_id = o.id GROUP BY o.id "
            "HAVING sum(l.amount) + o.shipping_amount <> o.payment_amount"
        ).fetchall() == []  # fmt: skip


def test_numbers_of_the_platform_come_before_the_shops_codes(store: Store, tmp_path: Path) -> None:
    numbered = LINES_2021 + ",商品ID,商品规格ID"
    import_files(
        store,
        [
            orders(tmp_path, ORDER),
            goods(tmp_path, TEA | {"商品ID": "\t495112276", "商品规格ID": "\t36356847"}, header=numbered),
        ],
    )
    assert rows(store, "order_lines", "product_id", "sku_id") == [("495112276", "36356847")]


def test_lines_need_their_orders(store: Store, tmp_path: Path) -> None:
    import_file(store, orders(tmp_path, ORDER))
    seen = preview(store, goods(tmp_path, TEA, POT))
    assert [rejected.line for rejected in seen.rejected] == [3]
    assert f"订单 {E2} 不在已导入的订单里" in seen.rejected[0].reason.zh


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"商品单价": ""}, "单价或数量是空的"),
        ({"商品单价": "-1.00"}, "单价或数量是负数"),
        ({"商品数量": "0.5"}, "「商品数量」是「0.5」，不是整数"),
        ({"商品名称": "", "商品编码": ""}, "商品既没有编码也没有名称"),
        ({"商品已退款金额": "一半"}, "「商品已退款金额」是「一半」，不是数字"),
    ],
)
def test_one_bad_line_keeps_out_the_whole_order(
    store: Store, tmp_path: Path, cells: dict[str, str], reason: str
) -> None:
    import_file(store, orders(tmp_path, ORDER, OTHER))
    path = goods(tmp_path, CUP, TEA | cells, POT)
    seen = preview(store, path)
    assert {rejected.line: reason in rejected.reason.zh for rejected in seen.rejected} == {2: False, 3: True}
    import_file(store, path)
    assert rows(store, "order_lines", "order_id") == [(E2,)]


def test_of_an_order_not_paid_nothing_is_known_to_be_paid(store: Store, tmp_path: Path) -> None:
    unpaid = orders(tmp_path, ORDER | {"买家付款时间": ""})
    import_files(store, [unpaid, goods(tmp_path, TEA | {"商品已退款金额": "5.00"})])
    assert rows(store, "order_lines", "list_amount", "amount") == [(8000, None)]
    assert refunded(store) == []


def test_freight_is_at_most_what_was_paid(store: Store, tmp_path: Path) -> None:
    """5.00 paid, 8.00 of freight before a coupon: all 5.00 is freight, nothing is left for the lines."""
    import_files(store, [orders(tmp_path, ORDER | {"订单实付金额": "5.00"}), goods(tmp_path, TEA, CUP)])
    assert rows(store, "orders", "payment_amount", "shipping_amount") == [(500, 500)]
    assert rows(store, "order_lines", "amount") == [(0,), (0,)]


def test_no_line_is_below_zero_whoever_told_the_freight(store: Store, tmp_path: Path) -> None:
    sold = Order(id=E1, updated_at=1, created_at=NOON, paid_at=NOON, payment_amount=500, shipping_amount=800)
    with store.write() as tx:
        tx.put_shop(SHOP)
        tx.upsert(SHOP.id, "api", [sold])
    import_file(store, goods(tmp_path, TEA, CUP))
    assert rows(store, "order_lines", "amount") == [(0,), (0,)]


def test_refunds_by_line_stand_in_for_the_sum(store: Store, tmp_path: Path) -> None:
    """The order says 30.00 went back, its lines 20.00 and 10.00: 30.00 in all, by product, on the day of payment."""
    import_file(store, orders(tmp_path, ORDER | {"订单已退款金额": "30.00"}))
    assert refunded(store) == [(E1, None, 3000)]
    path = goods(tmp_path, TEA | {"商品已退款金额": "20.00"}, CUP | {"商品已退款金额": "10.00"})
    assert preview(store, path).noted == ((SHARED_OUT.words, 2), (REFUND_DAY.words, 2))
    undone = import_file(store, path)
    assert refunded(store) == [(E1, "DHP", 2000), (f"{E1}-2", "品茗杯", 1000)]
    columns = ("line_id", "order_id", "refunded_at", "buyer_id", "status", "province", "channel")
    same = (E1, NOON + 60_000, "tel:13812345678", "done", "浙江", "商家小程序")
    assert rows(store, "refunds", *columns) == [(f"{E1}-1", *same), (f"{E1}-2", *same)]
    import_file(
        store,
        orders(tmp_path, ORDER | {"订单已退款金额": "30.00", "交易成功时间": "2025-07-01 08:00:00"}, name="later"),
    )
    assert refunded(store) == [(E1, "DHP", 2000), (f"{E1}-2", "品茗杯", 1000)]
    undo_import(store, undone)
    assert refunded(store) == [(E1, None, 3000)]


@pytest.mark.parametrize("undone", list(permutations(("jan", "lines", "feb"), 2)), ids="-".join)
def test_what_went_back_is_known_as_long_as_one_file_tells_it(
    store: Store, tmp_path: Path, undone: tuple[str, str]
) -> None:
    """30.00 in both lists, 10.00 + 20.00 in the lines."""
    back = ORDER | {"订单已退款金额": "30.00"}
    lines = (TEA | {"商品已退款金额": "10.00"}, CUP | {"商品已退款金额": "20.00"})
    imported = {
        "jan": import_file(store, orders(tmp_path, back, name="jan")),
        "lines": import_file(store, goods(tmp_path, *lines, name="lines")),
        "feb": import_file(store, orders(tmp_path, back, OTHER, name="feb")),
    }
    for name in undone:
        undo_import(store, imported[name])
        assert total(store) == 3000, name


@pytest.mark.parametrize("undone", list(permutations(("jan", "lines", "feb"), 2)), ids="-".join)
def test_a_larger_sum_after_the_lines_holds_without_them(store: Store, tmp_path: Path, undone: tuple[str, str]) -> None:
    """10.00 in January's list, 10.00 + 20.00 in the lines, 50.00 in February's list: what the newest that stands says;
    the lines keep what they were told as."""
    lines = (TEA | {"商品已退款金额": "10.00"}, CUP | {"商品已退款金额": "20.00"})
    worth = {"jan": 1000, "lines": 3000, "feb": 5000}
    later = {"订单已退款金额": "50.00", "交易成功时间": "2025-07-01 08:00:00"}
    imported = {
        "jan": import_file(store, orders(tmp_path, ORDER | {"订单已退款金额": "10.00"}, name="jan")),
        "lines": import_file(store, goods(tmp_path, *lines, name="lines")),
        "feb": import_file(store, orders(tmp_path, ORDER | later, name="feb")),
    }
    assert total(store) == 5000
    for name in undone:
        undo_import(store, imported[name])
        del worth[name]
        assert total(store) == max(worth.values()), name


def test_lines_told_by_two_files_stay_when_the_first_is_undone(store: Store, tmp_path: Path) -> None:
    import_file(store, orders(tmp_path, ORDER, OTHER))
    lines = (TEA | {"商品已退款金额": "10.00"}, CUP | {"商品已退款金额": "20.00"})
    first = import_file(store, goods(tmp_path, *lines, name="jan"))
    import_file(store, goods(tmp_path, *lines, POT, name="feb"))
    undo_import(store, first)
    assert refunded(store) == [(E1, "DHP", 1000), (f"{E1}-2", "品茗杯", 2000)]


def test_freight_given_back_stays_with_the_first_line_refunded(store: Store, tmp_path: Path) -> None:
    """98.00 went back, the lines say 71.00 and 19.00: 8.00 of freight more, with the first."""
    import_file(store, orders(tmp_path, ORDER | {"订单已退款金额": "98.00"}))
    path = goods(tmp_path, TEA | {"商品已退款金额": "71.00"}, CUP | {"商品已退款金额": "19.00"})
    assert (REST_REFUNDED.words, 1) in preview(store, path).noted
    import_file(store, path)
    assert refunded(store) == [(E1, "DHP", 7900), (f"{E1}-2", "品茗杯", 1900)]
    again = goods(tmp_path, TEA | {"商品已退款金额": "71.00"}, CUP | {"商品已退款金额": "19.00"}, POT, name="again")
    import_file(store, again)
    assert total(store) == 9800
    older = goods(tmp_path, TEA | {"商品已退款金额": "20.00"}, CUP | {"商品已退款金额": "10.00"}, name="older")
    import_file(store, older)
    import_file(store, goods(tmp_path, TEA | {"商品已退款金额": "99.00"}, CUP, name="of one line, and more than all"))
    assert refunded(store) == [(E1, "DHP", 7900), (f"{E1}-2", "品茗杯", 1900)]


def test_lines_may_tell_of_refunds_that_the_list_of_orders_leaves_out(store: Store, tmp_path: Path) -> None:
    import_file(store, orders(tmp_path, ORDER))
    import_file(store, goods(tmp_path, TEA, CUP | {"商品已退款金额": "19.00"}))
    assert refunded(store) == [(E1, "品茗杯", 1900)]
    assert rows(store, "refunds", "line_id") == [(f"{E1}-2",)]


def test_refunds_never_count_twice_whatever_comes_first_and_again(tmp_path: Path) -> None:
    """First 20.00 of the tea went back, later 30.00 of the cups: 50.00, however the four files follow each other."""
    early, late = {"订单已退款金额": "20.00"}, {"订单已退款金额": "50.00", "交易成功时间": "2025-07-01 08:00:00"}
    tea, cups = TEA | {"商品已退款金额": "20.00"}, CUP | {"商品已退款金额": "30.00"}
    files = (
        orders(tmp_path, ORDER | early, name="orders early"),
        orders(tmp_path, ORDER | late, name="orders late"),
        goods(tmp_path, tea, CUP, name="lines early"),
        goods(tmp_path, tea, cups, name="lines late"),
    )
    for number, following in enumerate(permutations(files)):
        if following[0] not in files[:2]:
            continue  # lines need their orders
        folder = tmp_path / str(number)
        folder.mkdir()
        with new_store(folder) as store:
            for path in following:
                import_file(store, path)
            assert total(store) == 5000, [path.name for path in following]
            assert refunded(store) == [(E1, "DHP", 2000), (f"{E1}-2", "品茗杯", 3000)], following


def test_lines_after_the_interface_double_nothing(store: Store, tmp_path: Path) -> None:
    with store.write() as tx:
        tx.put_shop(SHOP)
        tx.upsert(SHOP.id, "api", [Order(id=E1, updated_at=1, created_at=NOON, paid_at=NOON, payment_amount=9000)])
        line_of_api = OrderLine(id="1533766114261606211", updated_at=1, created_at=NOON, order_id=E1, amount=9000)
        tx.upsert(SHOP.id, "api", [line_of_api])
    import_file(store, goods(tmp_path, TEA, CUP))
    assert rows(store, "order_lines", "id", "amount") == [("1533766114261606211", 9000)]


def test_undo_of_lines_leaves_the_orders(store: Store, tmp_path: Path) -> None:
    import_file(store, orders(tmp_path, ORDER))
    undo_import(store, import_file(store, goods(tmp_path, TEA | {"商品已退款金额": "20.00"}, CUP)))
    assert rows(store, "orders", "id", "payment_amount") == [(E1, 9800)]
    for kind in ("order_lines", "products", "skus", "refunds"):
        assert rows(store, kind, "id") == []


def test_both_as_sheets_of_a_workbook(store: Store, tmp_path: Path) -> None:
    texts = {
        "商品": goods(tmp_path, TEA, CUP).read_text("utf-8-sig"),
        "订单": orders(tmp_path, ORDER).read_text("utf-8-sig"),
    }
    import_files(store, [write(tmp_path, workbook(texts), "有赞.xlsx")])
    assert rows(store, "order_lines", "id", "amount") == [(f"{E1}-1", 7100), (f"{E1}-2", 1900)]
