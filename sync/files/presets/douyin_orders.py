"""Douyin (抖店): the list of orders, rows of sub-orders under the number of their order, with columns of one's choice.

Ids, titles and codes begin with a TAB within quotes; "-" is nothing; receivers are cipher text. A promoter (达人) who
sold an order is where its buyer came from, and no fan of the shop: a channel. Sub-orders are told under ids made up
from theirs, for the first has the number of the order. Not verified: whether a row that joins several sub-orders with ;
may join their amounts too (such an order is rejected).
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import UNSET, UnsetType, structs

from storage.fields import Record
from storage.masks import hides
from storage.parts import made_up
from storage.records import Order, OrderLine, Refund
from storage.words import Words
from sync.files.preset import Earliest, Group, Preset, Reading, Rule, line_by_line, one_by_one
from sync.files.presets._buyers import by_mobile
from sync.files.presets._douyin_rows import (
    BLANKS,
    JOINED,
    REPEATED,
    SHOP,
    Line,
    Part,
    discount,
    freight,
    newest,
    paid,
    parts_of,
    pieces,
)
from sync.files.presets._douyin_sold import (
    BUYER_PAID,
    PAID_WHEN_PLACED,
    PROMOTER,
    Sold,
    channel,
    earliest,
    first,
    sold_of,
)
from sync.files.presets._douyin_words import is_refunded, state
from sync.files.presets._goods import listed
from sync.files.presets._rules import MASKED_BUYER, NOT_REFUNDED, REFUND_DAY, REFUND_UNKNOWN, UNKNOWN_STATUS
from sync.files.said import number, said, text
from sync.places import city, province

CLOSED_IS_REFUNDED = Rule(
    Words(
        "付过款又关闭的子订单，按全额退款算；已经发货的，运费不算退",
        "a sub-order that was paid and then closed counts as refunded in full, without its freight if it was sent",
    ),
    skips=False,
)

_TYPES = {"普通订单": "normal"}


def _read_all(groups: Iterable[Group], reading: Reading) -> Iterator[Record]:
    return one_by_one(_read)((newest(group, reading) for group in groups), reading)


def _read(group: Group, reading: Reading) -> Iterator[Record]:
    rows: Sequence[Line] = group.lines
    parts = line_by_line(group, lambda line: parts_of(line, reading))
    sold = sold_of(group.key, rows, reading)
    order = _order(sold, reading.as_of)
    phone = first(line.phone for line in rows)
    place = province(text(first(line.province for line in rows)))
    buyer = by_mobile(phone, order.receiver_name, place, sold.created_at)
    if buyer is not None:
        order = structs.replace(order, buyer_id=buyer.id)
        yield buyer
    elif phone is not UNSET:
        reading.tally.applied[MASKED_BUYER] += 1
    yield order
    for line, found in zip(rows, parts, strict=True):
        yield from _lines(found, sold, reading.as_of)
        yield from _refunds(line, found, order, reading)


def _order(sold: Sold, as_of: int) -> Order:
    rows = sold.rows
    district = first(line.district for line in rows)
    group = first(line.group for line in rows)
    return Order(
        id=sold.id,
        updated_at=as_of,
        created_at=sold.created_at,
        paid_at=said(sold.paid_at),
        shipped_at=earliest(line.shipped_at for line in rows),
        finished_at=earliest(line.finished_at for line in rows) if sold.status == "finished" else UNSET,
        status=sold.status,
        close_reason=first(line.close_reason for line in rows) if sold.status == "closed" else UNSET,
        type=_type(first(line.type for line in rows)) if group is UNSET else "group",
        group_id=group,
        channel=channel(rows),
        province=said(province(text(first(line.province for line in rows)))),
        city=said(city(text(first(line.city for line in rows)))),
        district=UNSET if hides(text(district)) else district,
        discount_amount=_sum([discount(line) for line in rows]),
        shipping_amount=UNSET if rows[0].freight is UNSET else sum(map(freight, rows)),
        payment_amount=UNSET if sold.paid_at is None else sum(map(paid, rows)),
        item_count=_sum([pieces(line) for line in rows]),
        receiver_name=first(line.receiver for line in rows),
        receiver_phone=first(line.phone for line in rows),
        buyer_note=first(line.note for line in rows),
    )


def _sum(told: Sequence[int | UnsetType]) -> int | UnsetType:
    return UNSET if UNSET in told else sum(map(number, told))


def _type(words: str | UnsetType | None) -> str | UnsetType | None:
    return _TYPES.get(text(words), words)


def _lines(parts: Sequence[Part], sold: Sold, as_of: int) -> Iterator[Record]:
    for part in parts:
        if part.goods is not None:
            yield from listed(part.goods, sold.created_at)
        yield OrderLine(
            id=made_up(part.id, sold.id),
            updated_at=as_of,
            created_at=sold.created_at,
            order_id=sold.id,
            product_id=UNSET if part.goods is None else part.goods.product,
            sku_id=UNSET if part.goods is None else said(part.goods.sku),
            title=UNSET if part.goods is None else part.goods.title,
            spec=UNSET if part.goods is None else part.goods.spec,
            quantity=part.quantity,
            list_amount=part.list_amount,
            amount=UNSET if sold.paid_at is None else part.amount,
        )


def _refunds(line: Line, parts: Sequence[Part], order: Order, reading: Reading) -> Iterator[Refund]:
    """What went back for a row: all of it where it is closed, else an amount that the file does not tell."""
    closed, applied = state(text(line.status)) == "closed", reading.tally.applied
    back = paid(line) - (0 if line.shipped_at is UNSET else freight(line))
    if order.paid_at is UNSET or not (back if closed else is_refunded(text(line.after_sale))):
        return
    applied[CLOSED_IS_REFUNDED if closed else REFUND_UNKNOWN] += 1
    applied[REFUND_DAY] += 1
    at = order.paid_at if isinstance(order.paid_at, int) else order.created_at
    alone = parts[0] if len(parts) == 1 else None
    yield Refund(
        id=made_up(parts[0].id, order.id),
        # As of then: movements on the account, which know the day and the amount, count more, whichever came first.
        updated_at=at,
        created_at=at,
        refunded_at=at,
        order_id=order.id,
        line_id=UNSET if alone is None else made_up(alone.id, order.id),
        product_id=UNSET if alone is None or alone.goods is None else alone.goods.product,
        buyer_id=order.buyer_id,
        status="done",
        province=order.province,
        channel=order.channel,
        quantity=alone.quantity if alone is not None and closed else UNSET,
        amount=back if closed else UNSET,
    )


PRESET = Preset(
    id="douyin_orders",
    name=Words("抖店 订单列表", "Douyin orders"),
    line=Line,
    key="order",
    kind="orders",
    shop=SHOP,
    read=_read_all,
    rules=(
        BUYER_PAID,
        PAID_WHEN_PLACED,
        JOINED,
        REPEATED,
        CLOSED_IS_REFUNDED,
        REFUND_UNKNOWN,
        NOT_REFUNDED,
        REFUND_DAY,
        PROMOTER,
        MASKED_BUYER,
        UNKNOWN_STATUS,
    ),
    blanks=BLANKS,
    earliest=(Earliest("customers", "joined_at"),),
)
