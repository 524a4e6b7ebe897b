"""Order files of any length in the forms of a platform, made up and the same every time."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from tests.sync.presets.taobao import LIST_2017

_FIXED = {
    "买家应付邮费": "0.00",
    "收货人姓名": "周小雨",
    "收货地址": "浙江省 杭州市 余杭区 仓前街道 良睦路1号(311121)",
    "联系手机": "'13812345678",
    "宝贝标题": "武夷山大红袍 礼盒装 250克 正岩特级",
    "宝贝总数量": "1",
    "订单关闭原因": "订单未关闭",
    "退款金额": "0.00",
}
_SPAN = 2 * 365 * 86_400
"""Seconds from the first order to the last: none lies in the future, however many there are."""

REPORT = (
    "订单编号",
    "买家会员名",
    "总金额",
    "买家实际支付金额",
    "收货地址",
    "订单创建时间",
    "订单付款时间",
    "退款金额",
)
"""The columns of the workbook: those of the Tmall report, and the buyer."""


def orders(count: int) -> Iterator[dict[str, str]]:
    """Orders by column name: nine of ten paid, three by each buyer on average."""
    chance = random.Random(1)
    at = datetime(2024, 1, 1)  # noqa: DTZ001 local time, as such files have it
    for number in range(count):
        at += timedelta(seconds=chance.random() * 2 * _SPAN / count)
        amount = f"{chance.randrange(900, 30_000) / 100:.2f}"
        is_paid = chance.random() < 0.9
        yield _FIXED | {
            "订单编号": str(20_240_101_000_000_007 + number * 7919),
            "买家会员名": f"buyer{chance.randrange(count // 3 + 1)}",
            "总金额": amount,
            "买家实际支付金额": amount,
            "订单状态": "交易成功" if is_paid else "交易关闭",
            "订单创建时间": f"{at:%Y-%m-%d %H:%M:%S}",
            "订单付款时间": f"{at + timedelta(seconds=40):%Y-%m-%d %H:%M:%S}" if is_paid else "",
        }


def write_csv(path: Path, count: int) -> None:
    """The list of orders as Taobao exports it: 46 columns, GBK, numbers wrapped as ="..."."""
    names = LIST_2017.split(",")
    with path.open("w", encoding="gbk", newline="") as file:
        file.write(LIST_2017 + "\r\n")
        for order in orders(count):
            order["订单编号"] = f'="{order["订单编号"]}"'
            file.write(",".join(order.get(name.strip(), "") for name in names) + "\r\n")


def write_workbook(path: Path, count: int) -> None:
    """The columns of the report as texts in an Excel workbook."""
    from xlsxwriter import Workbook

    with Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, REPORT)
        for row, order in enumerate(orders(count), start=1):
            for column, name in enumerate(REPORT):
                sheet.write_string(row, column, order[name])
