"""Youzan: the list of orders, one line per order; the form of 2026 and older ones, whose columns the merchant chooses.

The form of 2026 has two columns 分销员; the second stands beside the promoter's phone. Not verified: 订单实付金额 where
the buyer paid with a stored-value card or on delivery, and orders of resellers (分销供货, 分销买家).
"""

from collections.abc import Iterator
from typing import Annotated

from msgspec import UNSET, Struct, UnsetType, structs

from storage.fields import Count, Flag, Key, Moment, Money, Record, Text, Time
from storage.records import Customer, Order, Refund
from storage.words import Words
from sync.files.lines import column, perhaps
from sync.files.preset import Earliest, Group, Preset, Reading, Rule, one_by_one
from sync.files.presets import _youzan_promoters as promoters
from sync.files.presets import _youzan_refunds as refunds
from sync.files.presets._buyers import by_mobile
from sync.files.presets._parties import Party, party
from sync.files.presets._payment import freight_in, paid_for
from sync.files.presets._rules import REFUND_DAY, UNKNOWN_STATUS
from sync.files.presets._youzan_promoters import Sale
from sync.files.presets._youzan_words import BLANKS, SHOP, status_of, type_of
from sync.files.said import number, said, text
from sync.places import city, province

PAID_BY_BUYER = Rule(
    Words(
        "支付金额按「订单实付金额」算：买家付的钱，含运费；应收和实收不一样的单也这样算",
        "what was paid is 订单实付金额, freight included, also where what was due or received differs",
    ),
    skips=False,
)
NO_PHONE = Rule(
    Words(
        "买家手机号没有或打了码，认不出是谁，买家留空", "without a plain phone nobody knows who the buyer is: a guest"
    ),
    skips=False,
)

_ALL = "全额退款"


class Line(Struct, frozen=True):
    """One order."""

    id: Annotated[Key, column("订单号")]
    created_at: Annotated[Moment, column("订单创建时间")]
    paid_at: Annotated[Time, column("买家付款时间")]
    paid: Annotated[Money, column("订单实付金额")]
    titles: Annotated[Text, column("全部商品名称")]
    """Read only to know this form by: titles of several products in one cell cannot be told apart for certain."""
    finished_at: Annotated[Time, perhaps("交易成功时间")]
    status: Annotated[Text, perhaps("订单状态")]
    type: Annotated[Text, perhaps("订单类型")]
    source: Annotated[Text, perhaps("订单来源")]
    channel: Annotated[Text, perhaps("销售渠道")]
    listed: Annotated[Money, perhaps("商品金额合计")]
    shipping: Annotated[Money, perhaps("运费")]
    off_by_shop: Annotated[Money, perhaps("店铺优惠合计")]
    off_at_payment: Annotated[Money, perhaps("支付优惠合计", "支付营销优惠")]
    due: Annotated[Money, perhaps("应收订单金额")]
    received: Annotated[Money, perhaps("订单实收金额")]
    pieces: Annotated[Count, perhaps("订单商品总件数")]
    province: Annotated[Text, perhaps("收货人省份")]
    city: Annotated[Text, perhaps("收货人城市")]
    district: Annotated[Text, perhaps("收货人地区")]
    receiver: Annotated[Text, perhaps("收货人/提货人")]
    receiver_phone: Annotated[Text, perhaps("收货人手机号/提货人手机号")]
    note: Annotated[Text, perhaps("买家备注")]
    buyer: Annotated[Text, perhaps("买家昵称", "买家姓名")]
    buyer_phone: Annotated[Text, perhaps("买家手机号")]
    is_member: Annotated[Flag, perhaps("买家是否会员")]
    refund_status: Annotated[Text, perhaps("订单退款状态")]
    refunded: Annotated[Money, perhaps("订单已退款金额")]
    promoter: Annotated[Text, perhaps("分销员 (2)", "分销员")]
    promoter_phone: Annotated[Text, perhaps("分销员手机号")]
    commission: Annotated[Money, perhaps("订单佣金金额")]
    commission_above: Annotated[Money, perhaps("订单下级卖货提成金额")]
    shop_name: Annotated[str, perhaps("归属店铺")]


def _read(group: Group, reading: Reading) -> Iterator[Record]:
    line: Line = group.lines[-1]
    known = reading.known("orders", ("buyer_id", "promoter_id"), [line.id], told="interfaces")
    buyer_id, promoter_id = known.get(line.id, (None, None))
    buyer = party(buyer_id, _buyer(line))
    promoter = party(promoter_id, by_mobile(line.promoter_phone, line.promoter, None, line.created_at))
    order = _order(line, buyer, promoter, reading)
    _count(line, buyer, reading)
    yield order
    if buyer.told is not None:
        yield buyer.told
    sale = Sale(order, buyer, promoter, text(line.promoter), line.commission, line.commission_above)
    yield from promoters.records(sale, reading)
    if isinstance(line.paid_at, int):
        yield from _refund(line, order, line.paid_at, reading)


def _count(line: Line, buyer: Party, reading: Reading) -> None:
    """Note which rules the order falls under."""
    applied = reading.tally.applied
    if line.paid_at is not UNSET and any(each not in (UNSET, line.paid) for each in (line.due, line.received)):
        applied[PAID_BY_BUYER] += 1
    applied[NO_PHONE] += buyer.id is None
    applied[UNKNOWN_STATUS] += isinstance(line.status, str) and status_of(line.status) is UNSET


def _buyer(line: Line) -> Customer | None:
    # As of this order: of several orders the newest tells where the buyer lives now.
    found = by_mobile(line.buyer_phone, line.buyer, province(text(line.province)), line.created_at)
    if found is None:
        return None
    return structs.replace(found, city=said(city(text(line.city))), is_member=line.is_member)


def _order(line: Line, buyer: Party, promoter: Party, reading: Reading) -> Order:
    district = text(line.district)
    payment = UNSET if line.paid_at is UNSET else paid_for(line.id, line.paid)
    return Order(
        id=line.id,
        updated_at=reading.as_of,
        created_at=line.created_at,
        buyer_id=said(buyer.id),
        promoter_id=said(promoter.id),
        paid_at=line.paid_at,
        finished_at=line.finished_at,
        status=status_of(line.status),
        type=type_of(line.type),
        channel=line.channel if line.source is UNSET else line.source,
        province=said(province(text(line.province))),
        city=said(city(text(line.city))),
        district=district if district and "*" not in district else UNSET,
        list_amount=line.listed,
        discount_amount=_discount(line),
        shipping_amount=freight_in(payment, line.shipping),
        payment_amount=payment,
        item_count=line.pieces,
        receiver_name=line.receiver,
        receiver_phone=line.receiver_phone,
        buyer_note=line.note,
    )


def _discount(line: Line) -> int | UnsetType:
    """Both discounts together; some forms write them with a minus."""
    told = [abs(each) for each in (line.off_by_shop, line.off_at_payment) if isinstance(each, int)]
    return sum(told) if told else UNSET


def _refund(line: Line, order: Order, paid_at: int, reading: Reading) -> Iterator[Refund]:
    amount = number(line.refunded) or (number(line.paid) if _ALL in text(line.refund_status) else 0)
    if amount <= 0:
        return
    reading.tally.applied[REFUND_DAY] += 1
    for told in refunds.by_sum(line.id, amount, reading.as_of, reading.known):
        yield Refund(
            id=told.id,
            updated_at=told.as_of,
            created_at=paid_at,
            refunded_at=paid_at,
            order_id=line.id,
            buyer_id=order.buyer_id,
            status="done",
            province=order.province,
            channel=order.channel,
            amount=told.amount,
        )


PRESET = Preset(
    id="youzan_orders",
    name=Words("有赞 订单", "Youzan orders"),
    line=Line,
    kind="orders",
    shop=SHOP,
    read=one_by_one(_read),
    rules=(PAID_BY_BUYER, NO_PHONE, REFUND_DAY, UNKNOWN_STATUS, *promoters.RULES),
    shop_name="shop_name",
    blanks=BLANKS,
    earliest=(Earliest("customers", "joined_at"), Earliest("referrals", "created_at")),
)
