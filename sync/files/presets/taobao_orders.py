"""Taobao and Tmall: the list of orders (ExportOrderList, Tmall order report), one line per order.

The forms of 2017 and later differ in columns that are not needed. The column 买家实际支付金额 is net of refunds: on
paid orders it and 退款金额 make 总金额, which therefore is what was paid.
"""

from collections.abc import Iterator
from typing import Annotated

from msgspec import UNSET, Struct, UnsetType

from storage.fields import Count, Key, Moment, Money, Record, Text, Time
from storage.masks import person
from storage.parts import made_up
from storage.records import Customer, Order, OrderStatus, Refund
from storage.shop import Shop
from storage.words import Words
from sync.files.lines import column, perhaps
from sync.files.preset import Earliest, Group, Preset, Reading, Rule, one_by_one
from sync.files.presets._payment import freight_in, paid_for
from sync.files.presets._rules import MASKED_BUYER, REFUND_DAY, UNKNOWN_STATUS
from sync.files.said import said, text
from sync.places import parts_of

SHOP = Shop(id="taobao", name="淘宝店")

NET_OF_REFUNDS = Rule(
    Words(
        "支付金额按「总金额」算，「买家实际支付金额」已经扣掉了退款",
        "what was paid is 总金额; 买家实际支付金额 has refunds taken off",
    ),
    skips=False,
)

_STATUS: dict[str, OrderStatus] = {
    "等待买家付款": "unpaid",
    "买家已付款等待卖家发货": "paid",
    "卖家部分发货": "paid",
    "卖家已发货等待买家确认": "shipped",
    "交易成功": "finished",
    "交易关闭": "closed",
}
_NOT_CLOSED = "订单未关闭"


class Line(Struct, frozen=True):
    """One order."""

    id: Annotated[Key, column("订单编号")]
    total: Annotated[Money, column("总金额")]
    net: Annotated[Money, column("买家实际支付金额")]
    created_at: Annotated[Moment, column("订单创建时间")]
    paid_at: Annotated[Time, column("订单付款时间")]
    finished_at: Annotated[Time, perhaps("确认收货时间")]
    buyer: Annotated[Text, perhaps("买家会员名", "买家昵称")]
    shipping: Annotated[Money, perhaps("买家应付邮费")]
    refunded: Annotated[Money, perhaps("退款金额")]
    status: Annotated[Text, perhaps("订单状态")]
    close_reason: Annotated[Text, perhaps("订单关闭原因")]
    pieces: Annotated[Count, perhaps("宝贝总数量")]
    address: Annotated[Text, perhaps("收货地址")]
    receiver: Annotated[Text, perhaps("收货人姓名")]
    mobile: Annotated[Text, perhaps("联系手机")]
    phone: Annotated[Text, perhaps("联系电话")]
    note: Annotated[Text, perhaps("买家留言")]
    shop_number: Annotated[str, perhaps("店铺Id")]
    shop_name: Annotated[str, perhaps("店铺名称")]


def _read(group: Group, reading: Reading) -> Iterator[Record]:
    line: Line = group.lines[-1]
    paid = line.paid_at is not UNSET
    buyer = person(line.buyer)
    if paid and line.net != line.total:
        reading.tally.applied[NET_OF_REFUNDS] += 1
    if line.buyer is not UNSET and buyer is None:
        reading.tally.applied[MASKED_BUYER] += 1
    yield _order(line, buyer, paid_for(line.id, line.total) if paid else UNSET, reading)
    if buyer is not None:
        # As of this order: of several orders the newest tells where the buyer lives now.
        yield Customer(
            id=buyer,
            updated_at=line.created_at,
            name=buyer,
            province=said(parts_of(text(line.address))[0]),
            joined_at=line.created_at,
        )
    if paid and isinstance(line.refunded, int) and line.refunded > 0:
        reading.tally.applied[REFUND_DAY] += 1
        yield _refund(line, buyer, reading.as_of)


def _order(line: Line, buyer: str | None, payment: int | UnsetType, reading: Reading) -> Order:
    province, city, district = parts_of(text(line.address))
    return Order(
        id=line.id,
        updated_at=reading.as_of,
        created_at=line.created_at,
        paid_at=line.paid_at,
        finished_at=line.finished_at,
        buyer_id=said(buyer),
        status=_status(line, reading),
        close_reason=UNSET if line.close_reason == _NOT_CLOSED else line.close_reason,
        province=said(province),
        city=said(city),
        district=said(district),
        shipping_amount=freight_in(payment, line.shipping),
        payment_amount=payment,
        item_count=line.pieces,
        receiver_name=line.receiver,
        receiver_phone=line.phone if line.mobile is UNSET else line.mobile,
        buyer_note=line.note,
    )


def _refund(line: Line, buyer: str | None, as_of: int) -> Refund:
    return Refund(
        id=made_up("", line.id),
        updated_at=as_of,
        created_at=_moment(line),
        refunded_at=_moment(line),
        order_id=line.id,
        buyer_id=said(buyer),
        status="done",
        province=said(parts_of(text(line.address))[0]),
        amount=line.refunded,
    )


def _moment(line: Line) -> int:
    return line.paid_at if isinstance(line.paid_at, int) else line.created_at


def _status(line: Line, reading: Reading) -> OrderStatus | UnsetType:
    if not isinstance(line.status, str):
        return UNSET
    found = _STATUS.get(line.status.replace("，", "").replace(",", ""))
    if found is None:
        reading.tally.applied[UNKNOWN_STATUS] += 1
        return UNSET
    return found


PRESET = Preset(
    id="taobao_orders",
    name=Words("淘宝 / 天猫 订单列表", "Taobao / Tmall orders"),
    line=Line,
    kind="orders",
    shop=SHOP,
    read=one_by_one(_read),
    rules=(NET_OF_REFUNDS, REFUND_DAY, MASKED_BUYER, UNKNOWN_STATUS),
    shop_number="shop_number",
    shop_name="shop_name",
    blanks=frozenset(("null",)),
    earliest=(Earliest("customers", "joined_at"),),
)
