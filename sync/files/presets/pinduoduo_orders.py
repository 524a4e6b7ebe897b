"""Pinduoduo: the list of orders, one line per order, with the columns that whoever exported it has chosen.

The number of an order, its state and one amount are always there; numbers and moments may end in a TAB. Not verified:
how the columns of the receiver are called, what stands in 团身份, and whether a state that ends in 退款成功 may mean a
part of the money.
"""

from collections.abc import Iterator

from msgspec import UNSET, UnsetType, structs

from storage.fields import Record
from storage.guesses import guess, only
from storage.masks import hides
from storage.parts import made_up
from storage.records import Order, OrderLine, Refund
from storage.words import Words
from sync.files.preset import Earliest, Group, Preset, Reading, Rule, one_by_one
from sync.files.presets._buyers import by_mobile
from sync.files.presets._goods import Goods, first_of, listed, variant
from sync.files.presets._pinduoduo_deal import (
    BUYER_PAID,
    CANCELLED,
    DAY_FROM_NUMBER,
    WORKED_OUT,
    Deal,
    Line,
    deal_of,
)
from sync.files.presets._pinduoduo_words import SHOP
from sync.files.presets._rules import MASKED_BUYER, NOT_REFUNDED, REFUND_DAY, REFUND_UNKNOWN, UNKNOWN_STATUS
from sync.files.said import number, said, text
from sync.places import city, province

REFUNDED_WHOLE = Rule(
    Words("状态带「退款成功」的订单，按全额退款算", "an order closed by a refund counts as refunded in full"),
    skips=False,
)


def _read(group: Group, reading: Reading) -> Iterator[Record]:
    line: Line = group.lines[-1]
    deal = deal_of(line, reading)
    place = province(text(line.province))
    buyer = None
    if line.extension is UNSET:
        buyer = by_mobile(line.phone, line.receiver, place, deal.created_at)
    if line.phone is not UNSET and buyer is None:
        reading.tally.applied[MASKED_BUYER] += 1
    goods = _goods(line)
    order = _order(line, deal, UNSET if buyer is None else buyer.id, reading.as_of)
    yield from _known(order, deal, "payment_amount")
    if buyer is not None:
        yield buyer
    if goods is not None:
        yield from listed(goods, deal.created_at)
        yield from _known(_order_line(line, deal, goods, reading.as_of), deal, "amount")
    if deal.refunded:
        yield from _known(_refund(line, deal, goods, order, reading), deal, "amount")


def _known(record: Record, deal: Deal, amount: str) -> Iterator[Record]:
    """The record; its amount by itself, and before it, where that is worked out and another file may tell it."""
    if deal.worked_out and isinstance(getattr(record, amount), int):
        yield only(record, (amount,), guess(record.updated_at))
        record = structs.replace(record, **{amount: UNSET})
    yield record


def _goods(line: Line) -> Goods | None:
    product = first_of(line.product, line.product_code, line.title)
    if product is None:
        return None
    sku = first_of(line.sku) or variant(product, line.spec, line.sku_code)
    return Goods(product, sku, line.title, line.spec, line.sku_code, line.category)


def _order(line: Line, deal: Deal, buyer: str | UnsetType, as_of: int) -> Order:
    return Order(
        id=line.id,
        updated_at=as_of,
        created_at=deal.created_at,
        paid_at=said(deal.paid_at),
        shipped_at=line.shipped_at,
        finished_at=line.finished_at,
        buyer_id=buyer,
        status=deal.status,
        close_reason=line.status if deal.status == "closed" else UNSET,
        type="group" if isinstance(line.group, str) else UNSET,
        group_id=line.group,
        channel="直播间" if line.live == "是" else line.source,
        province=said(province(text(line.province))),
        city=said(city(text(line.city))),
        district=UNSET if hides(text(line.district)) else line.district,
        list_amount=line.goods,
        discount_amount=_discount(line),
        shipping_amount=deal.shipping,
        payment_amount=said(deal.payment),
        item_count=line.pieces,
        receiver_name=line.receiver,
        receiver_phone=line.phone,
        buyer_note=line.note,
    )


def _discount(line: Line) -> int | UnsetType:
    """All discounts, where the file has both the shop's and the platform's."""
    if line.by_shop is UNSET or line.by_platform is UNSET:
        return UNSET
    return number(line.by_shop) + number(line.by_platform) + number(line.by_wallet)


def _order_line(line: Line, deal: Deal, goods: Goods, as_of: int) -> OrderLine:
    return OrderLine(
        id=made_up("1", line.id),
        updated_at=as_of,
        created_at=deal.created_at,
        order_id=line.id,
        product_id=goods.product,
        sku_id=said(goods.sku),
        title=line.title,
        spec=line.spec,
        quantity=line.pieces,
        list_amount=line.goods,
        amount=UNSET if deal.payment is None else deal.payment - number(deal.shipping),
    )


def _refund(line: Line, deal: Deal, goods: Goods | None, order: Order, reading: Reading) -> Refund:
    whole = deal.status == "closed"
    applied = reading.tally.applied
    applied[REFUND_DAY] += 1
    applied[REFUNDED_WHOLE if whole else REFUND_UNKNOWN] += 1
    at = deal.created_at if deal.paid_at is None else deal.paid_at
    return Refund(
        id=made_up("", line.id),
        updated_at=reading.as_of,
        created_at=at,
        refunded_at=at,
        order_id=line.id,
        line_id=UNSET if goods is None else made_up("1", line.id),
        product_id=UNSET if goods is None else goods.product,
        buyer_id=order.buyer_id,
        status="done",
        type="money_only" if text(line.status).startswith("未发货") else UNSET,
        province=order.province,
        channel=order.channel,
        quantity=line.pieces if whole else UNSET,
        amount=said(deal.payment) if whole else UNSET,
    )


PRESET = Preset(
    id="pinduoduo_orders",
    name=Words("拼多多 订单列表", "Pinduoduo orders"),
    line=Line,
    kind="orders",
    shop=SHOP,
    read=one_by_one(_read),
    rules=(
        BUYER_PAID,
        WORKED_OUT,
        DAY_FROM_NUMBER,
        CANCELLED,
        REFUNDED_WHOLE,
        REFUND_UNKNOWN,
        NOT_REFUNDED,
        REFUND_DAY,
        MASKED_BUYER,
        UNKNOWN_STATUS,
    ),
    blanks=frozenset(("-", "--", "——", "null", "#NULL!")),
    earliest=(Earliest("customers", "joined_at"),),
)
