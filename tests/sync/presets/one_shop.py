"""One made-up shop as five platforms would export it: the same orders, payments and refunds in each form."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from msgspec import Struct

from tests.sync.presets import douyin, pinduoduo, shopify, taobao, youzan

_GOODS = (("大红袍", "DHP", 12800), ("单丛", "DC", 5990), ("白茶", "BC", 9900), ("茶杯", "CB", 2500))
_PLACES = (("浙江省", "杭州市"), ("广东省", "广州市"), ("上海", "上海市"), ("四川省", "成都市"))


class Sale(Struct, frozen=True):
    """An order of one product; amounts in fen."""

    number: int
    at: datetime
    person: int
    title: str
    code: str
    pieces: int
    amount: int
    refunded: int
    paid: bool

    @property
    def paid_at(self) -> str:
        """A minute later, or nothing."""
        return str(self.at + timedelta(minutes=1)) if self.paid else ""


def sales(count: int = 150, seed: int = 1) -> list[Sale]:
    """Orders of 100 days by 40 people: nine of ten paid, one in ten of those refunded in full."""
    chance = random.Random(seed)
    at = datetime(2026, 7, 1, 8)  # noqa: DTZ001 Beijing time, as the files have it
    found = []
    for number in range(1, count + 1):
        at += timedelta(minutes=chance.randrange(60, 1800))
        title, code, price = chance.choice(_GOODS)
        pieces = chance.randrange(1, 4)
        paid = chance.random() < 0.9
        refunded = pieces * price if paid and chance.random() < 0.1 else 0
        found.append(Sale(number, at, chance.randrange(40), title, code, pieces, pieces * price, refunded, paid))
    return found


def yuan(fen: int) -> str:
    """12.50"""
    return f"{fen / 100:.2f}"


def _phone(sale: Sale) -> str:
    return f"138{sale.person + 1:04d}{(sale.person + 1) * 7919 % 10_000:04d}"


def as_taobao(shop: list[Sale]) -> dict[str, bytes]:
    """The list and the lines."""
    orders = [
        taobao.order(
            taobao.LIST_2019,
            订单编号=f"2026{each.number:013d}",
            买家会员名=f"茶友{each.person}",
            总金额=yuan(each.amount),
            买家实际支付金额=yuan(each.amount - each.refunded if each.paid else 0),
            退款金额=yuan(each.refunded),
            订单状态="交易成功" if each.paid else "交易关闭",
            收货地址=" ".join((*_PLACES[each.person % 4], "某区 1号")),
            订单创建时间=str(each.at),
            订单付款时间=each.paid_at,
            宝贝总数量=str(each.pieces),
        )
        for each in shop
    ]
    lines = [
        f'="2026{each.number:013d}",{each.title},{yuan(each.amount // each.pieces)},{each.pieces},{each.code},,,,,'
        for each in shop
    ]
    return {
        "list.csv": taobao.encoded(taobao.LIST_2019, *orders),
        "detail.csv": taobao.encoded(taobao.DETAIL_2019, *lines),
    }


def as_pinduoduo(shop: list[Sale]) -> dict[str, bytes]:
    """One file; what was not paid is 已取消."""
    lines = [
        pinduoduo.order(
            pinduoduo.FULL,
            订单成交时间=each.paid_at or str(each.at),
            商品=each.title,
            订单号=f"{each.at:%y%m%d}-{each.number:015d}",
            订单状态=("已收货，退款成功" if each.refunded else "已收货") if each.paid else "已取消",
            商品总价=yuan(each.amount),
            用户实付金额=yuan(each.amount),
            商家实收金额=yuan(each.amount),
            商品数量=str(each.pieces),
            商品id=each.code,
            售后状态="退款成功" if each.refunded else "无售后或售后取消",
        )
        for each in shop
    ]
    return {"orders.csv": pinduoduo.encoded(pinduoduo.FULL, *lines)}


def as_douyin(shop: list[Sale]) -> dict[str, bytes]:
    """One file; what went back whole was closed after payment."""
    lines = [
        douyin.order(
            douyin.WIDE,
            主订单编号=f"69179{each.number:014d}",
            子订单编号=f"69179{each.number:014d}",
            选购商品=each.title,
            商品ID=each.code,
            商品数量=str(each.pieces),
            商品金额=yuan(each.amount // each.pieces),
            订单应付金额=yuan(each.amount),
            订单提交时间=str(each.at),
            支付完成时间=each.paid_at or "-",
            订单状态="已关闭" if each.refunded or not each.paid else "已完成",
            售后状态="退款成功" if each.refunded else "-",
            取消原因="" if each.paid else "超时未支付",
        )
        for each in shop
    ]
    return {"1790000000.csv": douyin.encoded(douyin.WIDE, *lines)}


def as_youzan(shop: list[Sale]) -> dict[str, bytes]:
    """The orders with buyers' phones, a third of them through two promoters."""
    lines = [
        youzan.order(
            youzan.ORDERS_2026,
            订单号=f"E{each.at:%Y%m%d%H%M%S}{each.number:010d}",
            订单状态="交易完成" if each.paid else "交易关闭",
            订单创建时间=str(each.at),
            买家付款时间=each.paid_at,
            订单实付金额=yuan(each.amount),
            买家昵称=f"茶友{each.person}",
            买家手机号=f"\t{_phone(each)}",
            收货人省份=_PLACES[each.person % 4][0],
            收货人城市=_PLACES[each.person % 4][1],
            订单退款状态="全额退款成功" if each.refunded else "",
            订单已退款金额=yuan(each.refunded),
            **_promoter(each),
        )
        for each in shop
    ]
    return {"订单.csv": youzan.encoded(youzan.ORDERS_2026, *lines)}


def _promoter(sale: Sale) -> dict[str, str]:
    if sale.person % 3 or not sale.paid:
        return {}
    name = ("阿芳", "老李")[sale.person % 2]
    return {
        "分销员": name,
        "分销员 (2)": name,
        "分销员手机号": f"1390000{sale.person % 2:04d}",
        "订单佣金金额": yuan(sale.amount // 10),
    }


def as_shopify(shop: list[Sale]) -> dict[str, bytes]:
    """Orders of one row each."""
    lines = [
        shopify.head(
            **{
                "Name": f"#{1000 + each.number}",
                "Id": f"{5_000_000 + each.number}",
                "Email": f"friend{each.person}@example.com",
                "Currency": "CNY",
                "Financial Status": ("refunded" if each.refunded else "paid") if each.paid else "pending",
                "Created at": f"{each.at} +0800",
                "Paid at": f"{each.paid_at} +0800" if each.paid else "",
                "Subtotal": yuan(each.amount),
                "Total": yuan(each.amount),
                "Outstanding Balance": yuan(0 if each.paid else each.amount),
                "Refunded Amount": yuan(each.refunded),
                "Lineitem quantity": str(each.pieces),
                "Lineitem name": each.title,
                "Lineitem price": yuan(each.amount // each.pieces),
                "Lineitem sku": each.code,
            }
        )
        for each in shop
    ]
    return {"orders_export.csv": shopify.encoded(shopify.ORDERS, *lines)}


FORMS: dict[str, Callable[[list[Sale]], dict[str, bytes]]] = {
    "taobao": as_taobao,
    "pinduoduo": as_pinduoduo,
    "douyin": as_douyin,
    "youzan": as_youzan,
    "shopify": as_shopify,
}
