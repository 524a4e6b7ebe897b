"""A line of Pinduoduo's list of orders, and what follows from it: when placed and paid, how much, in what state."""

from typing import Annotated

from msgspec import UNSET, Struct, UnsetType

from storage.fields import Category, Count, Key, Money, Ref, Text, Time
from storage.records import OrderStatus
from storage.words import Words
from sync.files.lines import column, perhaps
from sync.files.preset import Reading, Rule
from sync.files.presets._payment import NO_AMOUNT, freight_in
from sync.files.presets._pinduoduo_words import day_of, is_refunded, state
from sync.files.presets._rules import NOT_REFUNDED, UNKNOWN_STATUS
from sync.files.said import number, text
from sync.files.values import Unreadable

BUYER_PAID = Rule(
    Words(
        "支付金额按「用户实付金额」算；平台出的优惠在「商家实收金额」里，不是买家付的",
        "what was paid is 用户实付金额; what the platform gave is in 商家实收金额 and was not paid by the buyer",
    ),
    skips=False,
)
WORKED_OUT = Rule(
    Words(
        "没有「用户实付金额」：用「商家实收金额」（没有就用商品总价加邮费减店铺优惠）减去平台优惠和多多支付立减，"
        "文件里没有的优惠当作没有",
        "without 用户实付金额 it is worked out: 商家实收金额 (or goods and freight less the shop's discount) less what "
        "the platform gave; a discount that the file does not have counts as none",
    ),
    skips=False,
)
DAY_FROM_NUMBER = Rule(
    Words(
        "没有成交时间和支付时间的，日期取自订单号前六位，算在那天零点",
        "without a time of payment the day comes from the order's number, at midnight",
    ),
    skips=False,
)
CANCELLED = Rule(Words("已取消的订单没有成交，不算付款", "a cancelled order counts as never paid"), skips=False)

_NO_DAY = Words(
    "订单 {id} 没有成交时间和支付时间，订单号里也看不出日期",
    "order {id} has no time, and its number tells no day",
)


class Line(Struct, frozen=True):
    """One order."""

    id: Annotated[Key, column("订单号")]
    status: Annotated[Text, column("订单状态")]
    amount: Annotated[str, column("用户实付金额(元)", "商家实收金额(元)", "商品总价(元)")]
    """The form is known by any of the three; each is read below."""
    paid: Annotated[Money, perhaps("用户实付金额(元)")]
    income: Annotated[Money, perhaps("商家实收金额(元)")]
    goods: Annotated[Money, perhaps("商品总价(元)")]
    shipping: Annotated[Money, perhaps("邮费(元)")]
    by_shop: Annotated[Money, perhaps("店铺优惠折扣(元)")]
    by_platform: Annotated[Money, perhaps("平台优惠折扣(元)")]
    by_wallet: Annotated[Money, perhaps("多多支付立减金额(元)")]
    pieces: Annotated[Count, perhaps("商品数量(件)")]
    agreed_at: Annotated[Time, perhaps("订单成交时间", "成交时间")]
    paid_at: Annotated[Time, perhaps("支付时间")]
    shipped_at: Annotated[Time, perhaps("发货时间")]
    finished_at: Annotated[Time, perhaps("确认收货时间")]
    title: Annotated[Text, perhaps("商品", "商品名称")]
    product: Annotated[Ref, perhaps("商品id", "商品ID")]
    spec: Annotated[Text, perhaps("商品规格")]
    sku: Annotated[Ref, perhaps("样式ID")]
    sku_code: Annotated[Text, perhaps("商家编码-规格维度", "商家编码-SKU维度")]
    product_code: Annotated[Text, perhaps("商家编码-商品维度")]
    category: Annotated[Category, perhaps("商品四级类目", "商品三级类目", "商品二级类目", "商品一级类目")]
    after_sale: Annotated[Text, perhaps("售后状态")]
    province: Annotated[Text, perhaps("省")]
    city: Annotated[Text, perhaps("市")]
    district: Annotated[Text, perhaps("区")]
    receiver: Annotated[Text, perhaps("收货人", "收货人姓名")]
    phone: Annotated[Text, perhaps("手机", "收货人手机")]
    extension: Annotated[Text, perhaps("分机号")]
    note: Annotated[Text, perhaps("买家留言")]
    group: Annotated[Ref, perhaps("团ID")]
    live: Annotated[Text, perhaps("是否直播间成交")]
    source: Annotated[Category, perhaps("订单来源")]


class Deal(Struct, frozen=True):
    """What follows from a line; ``paid_at`` and ``payment`` are None for an order that nobody paid."""

    created_at: int
    status: OrderStatus | UnsetType
    paid_at: int | None
    payment: int | None
    worked_out: bool
    """The payment stands in no column: another file may know better."""
    shipping: int | UnsetType | None
    refunded: bool
    """Money went back, for all of the order where it is closed."""


def deal_of(line: Line, reading: Reading) -> Deal:
    """What the line means. Raises Unreadable."""
    applied = reading.tally.applied
    status, created_at = state(text(line.status)), _created_at(line, reading)
    applied[UNKNOWN_STATUS] += status is UNSET and line.status is not UNSET
    after_sale = text(line.after_sale)
    refunded = is_refunded(text(line.status)) or is_refunded(after_sale)
    applied[NOT_REFUNDED] += not refunded and bool(after_sale) and not after_sale.startswith("无售后")
    moments = _moments(line)
    cancelled = status == "closed" and not refunded
    if status == "unpaid" or cancelled or (status is UNSET and not moments):
        applied[CANCELLED] += cancelled and bool(moments)
        return Deal(created_at, status, None, None, False, line.shipping, False)
    payment = _payment(line, reading)
    shipping = freight_in(payment, line.shipping)
    worked_out = not isinstance(line.paid, int)
    return Deal(created_at, status, next(iter(moments), created_at), payment, worked_out, shipping, refunded)


def _created_at(line: Line, reading: Reading) -> int:
    """The first moment in the line, else the day in its number."""
    moments = _moments(line)
    day = min(moments) if moments else day_of(line.id, reading.as_of)
    if day is None:
        raise Unreadable(_NO_DAY.fill(id=line.id))
    reading.tally.applied[DAY_FROM_NUMBER] += not moments
    return day


def _moments(line: Line) -> list[int]:
    """When it was paid and when the deal stood, as far as the line says; the payment first."""
    return [at for at in (line.paid_at, line.agreed_at) if isinstance(at, int)]


def _payment(line: Line, reading: Reading) -> int:
    applied = reading.tally.applied
    if isinstance(line.paid, int):
        applied[BUYER_PAID] += isinstance(line.income, int) and line.income != line.paid
        return line.paid
    if isinstance(line.income, int):
        due = line.income
    elif isinstance(line.goods, int):
        due = line.goods + number(line.shipping) - number(line.by_shop)
    else:
        raise Unreadable(NO_AMOUNT.fill(id=line.id))
    applied[WORKED_OUT] += 1
    return max(due - number(line.by_platform) - number(line.by_wallet), 0)
