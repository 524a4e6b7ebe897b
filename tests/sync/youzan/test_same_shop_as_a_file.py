"""The same shop told by its interface and by its export file of orders: the same sales, refunds, earnings and ties.

Both are SIMULATED from one shop: the file with the columns of 2026, as a merchant exports it.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.progress import Cancelled, never
from storage.store import Store, open_store
from sync.files import Choice
from tests.sync.one_file import import_file
from tests.sync.presets.youzan import ORDERS_2026, encoded, order
from tests.sync.youzan.bodies import line, yuan
from tests.sync.youzan.conftest import SHOP, Connect, Sync
from tests.sync.youzan.shop import Shop
from tests.sync.youzan.small_shop import AN, BO, CHEN, LI, fill

STATUS = {
    "WAIT_BUYER_PAY": "等待买家付款",
    "WAIT_SELLER_SEND_GOODS": "待发货",
    "TRADE_SUCCESS": "交易完成",
    "TRADE_CLOSED": "交易关闭",
}


def exported(shop: Shop) -> bytes:
    """The list of orders as the merchant's back office exports it."""
    refunded: defaultdict[str, int] = defaultdict(int)
    for each in shop.refunds.values():
        refunded[each["tid"]] += round(float(each["refund_fee"]) * 100) if each["status"] == "SUCCESS" else 0
    earned = {each["order_no"]: each for each in shop.promoted.values()}
    return encoded(ORDERS_2026, *(_row(shop, tid, refunded[tid], earned.get(tid)) for tid in shop.trades))


def _row(shop: Shop, tid: str, refunded: int, earned: dict[str, Any] | None) -> str:
    body = shop.trades[tid]
    info, pay = body["order_info"], body["pay_info"]
    buyer = shop.customers[body["buyer_info"]["yz_open_id"]]
    promoter = next((each for each in shop.accounts.values() if earned and each["seller"] == earned["seller"]), None)
    off = float(pay["total_fee"]) + float(pay["post_fee"]) - float(pay["payment"])
    cells = {
        "订单号": f"\t{tid}",
        "订单状态": STATUS[info["status"]],
        "订单创建时间": info["created"],
        "买家付款时间": info["pay_time"],
        "商品金额合计": pay["total_fee"],
        "运费": pay["post_fee"],
        "店铺优惠合计": f"{-off:.2f}",
        "订单实付金额": pay["payment"],
        "买家昵称": buyer["show_name"],
        "买家手机号": f"\t{buyer['mobile']}",
        "订单已退款金额": yuan(refunded),
        "收货人省份": "浙江省",
        "收货人城市": "杭州市",
        "收货人地区": "西湖区",
        "收货人/提货人": "周**",
    }
    if earned and promoter:
        cells |= {
            "分销员": promoter["nickname"],
            "分销员 (2)": promoter["nickname"],
            "分销员手机号": f"\t{promoter['mobile']}",
            "订单佣金金额": earned["cps_money"],
            "订单下级卖货提成金额": earned["ii_cps_money"] or "0.00",
        }
    return order(ORDERS_2026, **cells)


QUESTIONS = {
    "paid": "SELECT id, payment_amount, shipping_amount, discount_amount, paid_at, status FROM orders "
    "WHERE paid_at IS NOT NULL",
    "unpaid": "SELECT id, status FROM orders WHERE paid_at IS NULL",
    "back": "SELECT order_id, sum(amount) FROM refunds WHERE status = 'done' GROUP BY order_id",
    "earned": "SELECT order_id, level, amount FROM commissions",
    "promoted": "SELECT orders.id, phone FROM orders JOIN customers ON customers.id = promoter_id",
    "bought": "SELECT orders.id, phone FROM orders JOIN customers ON customers.id = buyer_id",
    "brought": "SELECT above.phone, below.phone FROM referrals JOIN customers above ON above.id = parent_id "
    "JOIN customers below ON below.id = child_id WHERE channel != '邀请成为分销员'",
}


def told(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    with store.reader() as reader:
        return {name: sorted(map(tuple, reader.execute(q).fetchall())) for name, q in QUESTIONS.items()}


@pytest.fixture
def other_store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "of files") as store:
        yield store


def test_the_file_says_what_the_interface_says(
    shop: Shop, store: Store, other_store: Store, synced: Sync, tmp_path: Path
) -> None:
    made = fill(shop)
    # One more sale of An's, finished and in part given back: 2 x 88 + 12 freight = 188, of which 88 went back.
    shop.bind(AN, LI)
    again = shop.sell(LI, line(6, 41, "龙井", 8800, 2), freight=1200, promoter=AN)
    shop.earn(again, AN, 1760)
    shop.later(days=5)
    shop.change(again, status="TRADE_SUCCESS", success_time=shop.stamp())
    shop.refund(again, 8800)
    shop.later(hours=1)
    synced()
    path = tmp_path / "订单.csv"
    path.write_bytes(exported(shop))
    import_file(other_store, path)
    by_interface, by_file = told(store), told(other_store)
    assert by_file == by_interface
    assert sum(row[1] for row in by_file["paid"]) == 26800 + 8800 + 6000 + 18800
    assert by_file["back"] == sorted([(made["plain"], 3000), (again, 8800)])
    assert sum(row[2] for row in by_file["earned"]) == 880 + 600 + 120 + 1760
    phones = {each: shop.customers[each]["mobile"] for each in (AN, BO, CHEN, LI)}
    assert (phones[BO], phones[CHEN]) in by_file["brought"]
    assert (phones[AN], phones[LI]) in by_file["brought"]


def test_a_file_after_the_interface_nulls_and_doubles_nothing(
    shop: Shop, store: Store, synced: Sync, tmp_path: Path
) -> None:
    """Into the same shop: what the interface knew and the file does not say is still known, and nobody is twice."""
    fill(shop)
    synced()
    path = tmp_path / "订单.csv"
    path.write_bytes(exported(shop))
    kept = "SELECT id, buyer_id, promoter_id, type, item_count, payment_amount, district FROM orders ORDER BY id"
    lines = "SELECT id, amount, product_id FROM order_lines ORDER BY id"
    back = "SELECT order_id, amount, status FROM refunds WHERE NOT deleted ORDER BY order_id"
    earned = "SELECT order_id, level, amount FROM commissions WHERE NOT deleted ORDER BY order_id, level"
    questions = (kept, lines, back, earned)
    with store.reader() as reader:
        before = [reader.execute(question).fetchall() for question in questions]
    import_file(store, path, Choice(shop_id=SHOP.id))
    with store.reader() as reader:
        assert [reader.execute(question).fetchall() for question in questions] == before


def test_its_newest_orders_tell_which_copy_is_of_the_shop(shop: Shop, connect: Connect) -> None:
    fill(shop)
    told = [each.id for each in connect().newest_orders(never)]
    assert told
    assert set(told) <= set(shop.trades)
    with pytest.raises(Cancelled):
        connect().newest_orders(lambda: True)
