"""An order of the interface as our records: the order, its lines, and the guest who placed it."""

from collections.abc import Sequence

from msgspec import UNSET, structs

from storage.fields import Record
from storage.records import Order, OrderLine
from sync.woocommerce.amounts import Amounts, amounts_of
from sync.woocommerce.bodies import Line, OrderBody
from sync.woocommerce.channels import channel_of
from sync.woocommerce.coupons import campaign_id
from sync.woocommerce.money import decimal_of
from sync.woocommerce.people import buyer_of, delivery_of, guest_of
from sync.woocommerce.places import region_of
from sync.woocommerce.statuses import close_reason_of, state_of, was_paid
from sync.woocommerce.told import changed, full_name, moment, moment_or_none, pieces, plain


def read_order(body: OrderBody) -> list[Record]:
    """The guest who placed it, the order, its lines. Raises Unfit for a time or an amount that is none."""
    money = amounts_of(body)
    order = _order(body, money)
    guest = guest_of(body, order.updated_at)
    told_by = [guest] if guest else []
    if body.line_items is UNSET:
        return [*told_by, _without_lines(order)]
    return [*told_by, order, *(_line(order, line, place, money) for place, line in enumerate(body.line_items))]


def line_id(order_id: int, item_id: int | str) -> str:
    """The id of a line. It begins with its order's: to ask whether a line still exists is to ask for the order.

    Not with a dash between them: that is how parts are named that a file has no ids for (``storage/parts.py``).
    """
    return f"{order_id}/{item_id}"


def _order(body: OrderBody, money: Amounts) -> Order:
    where = delivery_of(body.billing, body.shipping)
    paid_at = _paid_at(body)
    return Order(
        id=str(body.id),
        updated_at=changed(body),
        created_at=moment(body.date_created_gmt),
        buyer_id=buyer_of(body),
        paid_at=paid_at,
        finished_at=moment_or_none(body.date_completed_gmt),
        status=state_of(body.status, paid_at is not None),
        channel=channel_of(body.meta_data),
        province=region_of(where.country, where.state),
        city=plain(where.city),
        list_amount=sum(money.listed),
        discount_amount=money.discount,
        shipping_amount=money.freight,
        payment_amount=money.payment,
        item_count=_pieces_of_all(body.line_items or ()),
        campaign_id=_coupon_used(body),
        receiver_name=full_name(where) or full_name(body.billing),
        receiver_phone=plain(body.shipping.phone or body.billing.phone),
        close_reason=close_reason_of(body.status),
        buyer_note=plain(body.customer_note),
    )


def _without_lines(order: Order) -> Order:
    """Without what only the lines tell: an answer that does not speak of them says nothing of that."""
    return structs.replace(order, list_amount=UNSET, discount_amount=UNSET, shipping_amount=UNSET, item_count=UNSET)


def _paid_at(body: OrderBody) -> int | None:
    """When it was paid; where that is not told of one that was, when it was completed, or placed."""
    if body.date_paid_gmt or not was_paid(body.status):
        return moment_or_none(body.date_paid_gmt)
    return moment(body.date_completed_gmt or body.date_created_gmt)


def _line(order: Order, line: Line, place: int, money: Amounts) -> OrderLine:
    return OrderLine(
        id=line_id(int(order.id), line.id),
        updated_at=order.updated_at,
        created_at=order.created_at,
        order_id=order.id,
        # What is no longer there has no number: what was known of it when it was sold stays known.
        product_id=str(line.product_id) if line.product_id else UNSET,
        sku_id=str(line.variation_id) if line.variation_id else UNSET,
        title=plain(line.name),
        spec=_spec(line) if line.variation_id else UNSET,
        quantity=pieces(line.quantity),
        list_amount=money.listed[place],
        amount=money.lines[place],
    )


def _spec(line: Line) -> str | None:
    """Colour, size: the values without an underscore are those shown to the buyer."""
    shown = [each.display_value or each.value for each in line.meta_data if each.key and not each.key.startswith("_")]
    return plain(" / ".join(value for value in shown if isinstance(value, str)))


def _pieces_of_all(lines: Sequence[Line]) -> int | None:
    counts = [pieces(line.quantity) for line in lines]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _coupon_used(body: OrderBody) -> str | None:
    """The campaign of the coupon that took off most; None without one."""
    used = max(body.coupon_lines, key=lambda coupon: decimal_of(coupon.discount), default=None)
    return campaign_id(used.code) if used else None
