"""Youzan: the lines of orders (商品维度), to be read with the list of orders or after it, joined by 订单号.

The form of 2021 tells 商品实际成交金额, the older one does not; both tell what was refunded of a line. Not verified:
how the files write goods given away, and goods sold by weight (whose lines are rejected: pieces are whole).
"""

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Struct

from storage.fields import Count, Key, Money, Record, Text
from storage.records import Refund
from storage.words import Words
from sync.files.lines import column, perhaps
from sync.files.preset import Group, Preset, Reading, Rule, line_by_line, one_by_one
from sync.files.presets import _youzan_refunds as refunds
from sync.files.presets._goods import Goods, first_of, variant
from sync.files.presets._rules import REFUND_DAY
from sync.files.presets._sold_lines import Item, Sold, item_of, line_id, product_of, records_of, sold_of
from sync.files.presets._youzan_words import BLANKS, SHOP
from sync.files.said import number, said

SHARED_OUT = Rule(
    Words(
        "每件商品的金额：订单付的钱（不含运费）按「商品实际成交金额」分摊，没有这一列就按单价×数量",
        "what was paid for a line is its share of the order's payment without freight, by 商品实际成交金额 or else by "
        "price × quantity",
    ),
    skips=False,
)
REST_REFUNDED = Rule(
    Words(
        "订单退的钱比各件商品退的加起来多（比如退了运费），多的记在第一件退款商品上",
        "where more went back for the order than for its lines (freight), the rest is with the first line refunded",
    ),
    skips=False,
)

_ORDERS = Words("有赞的订单报表", "Youzan's list of orders")


class Line(Struct, frozen=True):
    """One product in one order."""

    order: Annotated[Key, column("订单号")]
    title: Annotated[Text, column("商品名称")]
    spec: Annotated[Text, column("商品规格")]
    price: Annotated[Money, column("商品单价")]
    quantity: Annotated[Count, column("商品数量")]
    refund_status: Annotated[Text, column("商品退款状态")]
    refunded: Annotated[Money, column("商品已退款金额")]
    product_code: Annotated[Text, perhaps("商品编码")]
    sku_code: Annotated[Text, perhaps("规格编码")]
    product: Annotated[Text, perhaps("商品ID")]
    sku: Annotated[Text, perhaps("商品规格ID")]
    category: Annotated[Text, perhaps("商品类目")]
    paid: Annotated[Money, perhaps("商品实际成交金额")]


def _read(group: Group, reading: Reading) -> Iterator[Record]:
    sold = sold_of(group.key, reading, _ORDERS)
    items = line_by_line(group, _item)
    if sold.payment_amount is not None:
        reading.tally.applied[SHARED_OUT] += len(items)
    yield from records_of(group.key, sold, items)
    if sold.paid_at is not None:
        yield from _refunds(group, items, sold, reading)


def _item(line: Line) -> Item:
    return item_of(_goods(line), line.price, line.quantity, line.paid)


def _goods(line: Line) -> Goods:
    product = product_of(line.product, line.product_code, line.title)
    sku = first_of(line.sku) or variant(product, line.spec, line.sku_code)
    return Goods(product, sku, line.title, line.spec, line.sku_code, line.category)


def _refunds(group: Group, items: Sequence[Item], sold: Sold, reading: Reading) -> Iterator[Refund]:
    amounts = [number(line.refunded) for line in group.lines]
    places = [place for place, amount in enumerate(amounts) if amount > 0]
    parts = list(refunds.by_line(group.key, [amounts[place] for place in places], reading.known))
    reading.tally.applied[REFUND_DAY] += len(parts)
    reading.tally.applied[REST_REFUNDED] += bool(parts) and parts[0].amount > amounts[places[0]]
    for part in parts:
        place = places[part.place]
        yield Refund(
            id=part.id,
            updated_at=sold.as_of,
            created_at=sold.paid_at or sold.created_at,
            refunded_at=sold.paid_at,
            order_id=group.key,
            line_id=line_id(group.key, place + 1),
            product_id=items[place].goods.product,
            buyer_id=said(sold.buyer_id),
            status="done",
            province=said(sold.province),
            channel=said(sold.channel),
            amount=part.amount,
        )


PRESET = Preset(
    id="youzan_lines",
    name=Words("有赞 订单商品明细", "Youzan order lines"),
    line=Line,
    key="order",
    kind="order_lines",
    shop=SHOP,
    read=one_by_one(_read),
    rules=(SHARED_OUT, REFUND_DAY, REST_REFUNDED),
    blanks=BLANKS,
    after=("youzan_orders",),
)
