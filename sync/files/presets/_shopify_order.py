"""The order of Shopify that the first of its rows tells of, and who placed it."""

from collections.abc import Sequence

from msgspec import UNSET, Struct

from storage.records import Customer, Order
from storage.words import Words
from sync.files.preset import Reading, Rule
from sync.files.presets._rules import UNKNOWN_STATUS
from sync.files.presets._shopify import customer_id, region_of
from sync.files.presets._shopify_money import Piece, freight_of
from sync.files.presets._shopify_rows import Line
from sync.files.presets._shopify_states import PAID, close_reason_of, state_of
from sync.files.said import number, said, text
from sync.files.values import Unreadable

BY_NAME = Rule(
    Words("文件没有 Id 一列，订单按名称（#1001）记", "the file has no column Id: orders are known by name"), skips=False
)

_NO_HEAD = Words(
    "看不到下单时间或总金额：这一单的第一行不在文件里",
    "neither when it was placed nor its total is told: the first row of the order is missing",
)
_CHANNELS = {
    "web": "网店",
    "pos": "门店",
    "shopify_draft_order": "后台下单",
    "iphone": "手机应用",
    "android": "手机应用",
}
_NOTE = 2000  # characters that are kept of a note


class Placed(Struct, frozen=True):
    """What of an order is needed in several places. Minor units, UTC milliseconds."""

    id: str
    created_at: int
    paid: int | None
    """What the buyer has paid; None where nothing is."""
    freight: int
    buyer: str | None
    region: str | None
    channel: str | None


def placed(head: Line, reading: Reading) -> Placed:
    """An order by its first row. Raises Unreadable."""
    if not isinstance(head.created_at, int) or not isinstance(head.total, int):
        raise Unreadable(_NO_HEAD)
    if isinstance(head.id, str):
        reading.tally.keys[head.id] = head.name
    else:
        reading.tally.applied[BY_NAME] += 1
    country = head.shipping_country or head.billing_country
    paid = _paid(head, head.total)
    return Placed(
        id=head.id or head.name,
        created_at=head.created_at,
        paid=paid,
        freight=freight_of(head.shipping, head.subtotal, head.total if paid is None else paid),
        buyer=customer_id(head.email, head.phone or head.billing_phone),
        region=region_of(country, head.shipping_province or head.billing_province),
        channel=_CHANNELS.get(text(head.source), text(head.source)) or None,
    )


def _paid(head: Line, total: int) -> int | None:
    if head.financial == "partially_paid":
        return total - number(head.outstanding)
    return total if head.financial in PAID or head.paid_at is not UNSET else None


def order_of(head: Line, order: Placed, pieces: Sequence[Piece], coupon: str | None, reading: Reading) -> Order:
    """The order as a record; ``coupon`` is the campaign it is credited to."""
    words = text(head.financial), text(head.fulfillment), head.cancelled_at is not UNSET
    state = state_of(*words)
    if state is None:
        reading.tally.applied[UNKNOWN_STATUS] += 1
    return Order(
        id=order.id,
        updated_at=reading.as_of,
        created_at=order.created_at,
        paid_at=head.paid_at,
        shipped_at=head.fulfilled_at,
        closed_at=head.cancelled_at,
        buyer_id=said(order.buyer),
        status=said(state),
        close_reason=said(close_reason_of(*words)),
        channel=said(order.channel),
        province=said(order.region),
        city=head.shipping_city or head.billing_city,
        list_amount=sum(piece.listed for piece in pieces),
        discount_amount=head.discount,
        shipping_amount=order.freight,
        payment_amount=said(order.paid),
        item_count=sum(piece.quantity for piece in pieces),
        campaign_id=said(coupon),
        receiver_name=head.shipping_name or head.billing_name,
        receiver_phone=head.shipping_phone or head.billing_phone,
        buyer_note=head.note.strip()[:_NOTE] or UNSET,
    )


def customer_of(head: Line, order: Placed) -> Customer | None:
    """Who placed the order, as it shows him; None for a guest."""
    if order.buyer is None:
        return None
    return Customer(
        id=order.buyer,
        updated_at=order.created_at,
        name=head.billing_name or head.shipping_name,
        phone=head.phone or head.billing_phone,
        province=said(order.region),
        city=head.shipping_city or head.billing_city,
        joined_at=order.created_at,
    )
