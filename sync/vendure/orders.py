"""An order with its lines and refunds: what its states mean, when it was paid and sent, and how new it is.

The date of an order stays where it is when a payment arrives, a parcel leaves or money is given back. So an order is as
new as the newest thing that belongs to it.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

from storage.fields import Record
from storage.records import Order, OrderLine, Refund
from sync import places
from sync.vendure.amounts import SETTLED, Amounts, amounts_of, settled
from sync.vendure.bodies import Address, Line, OrderBody, RefundBody, Surcharge
from sync.vendure.told import millis, newest, plain

Status = Literal["unpaid", "paid", "shipped", "finished", "closed"]

_STATUS: dict[str, Status] = {
    "PartiallyShipped": "shipped",
    "Shipped": "shipped",
    "PartiallyDelivered": "shipped",
    "Delivered": "finished",
    "Cancelled": "closed",
}
"""States of the default order process; in every other one it matters whether a payment has arrived."""

_REFUND_STATUS: dict[str, Literal["open", "done", "refused"]] = {
    "Pending": "open",
    "Settled": "done",
    "Failed": "refused",
}

_SENT, _RECEIVED, _CLOSED, _PAID = ("PartiallyShipped", "Shipped"), ("Delivered",), ("Cancelled",), ("PaymentSettled",)


def read_order(body: OrderBody) -> Iterator[Record]:
    """The records of an order; nothing for a cart, which is none yet."""
    if body.order_placed_at is None:
        return
    amounts, at = amounts_of(body), newest(_moments(body))
    yield _order(body, body.order_placed_at, amounts, at)
    for line, amount in zip(body.lines, amounts.lines, strict=True):
        yield _line(body, line, amount, at)
    for surcharge in body.surcharges:
        yield _surcharge(body, surcharge, at)
    for payment in body.payments or ():
        yield from (_refund(body, refund) for refund in payment.refunds)


def _order(body: OrderBody, placed_at: datetime, amounts: Amounts, at: int) -> Order:
    address = body.shipping_address or Address()
    listed = sum(line.unit_price_with_tax * line.pieces for line in body.lines)
    is_paid = settled(body) is not None or "PaymentSettled" in _states(body)
    return Order(
        id=body.id,
        updated_at=at,
        created_at=millis(placed_at),
        buyer_id=body.customer.id if body.customer else None,
        paid_at=_paid_at(body, millis(placed_at)) if is_paid else None,
        shipped_at=_reached(body, _SENT),
        finished_at=_reached(body, _RECEIVED),
        closed_at=_reached(body, _CLOSED),
        status=_STATUS.get(body.state, "paid" if is_paid else "unpaid"),
        province=places.region(address.country_code or "", places.province(address.province or "") or ""),
        city=places.city(address.city or ""),
        list_amount=listed,
        discount_amount=max(0, listed + sum(amounts.surcharges) + amounts.freight - amounts.payment),
        shipping_amount=amounts.freight,
        payment_amount=amounts.payment,
        item_count=sum(line.pieces for line in body.lines),
        receiver_name=plain(address.full_name),
        receiver_phone=plain(address.phone_number),
    )


def _line(body: OrderBody, line: Line, amount: int, at: int) -> OrderLine:
    bought = line.product_variant
    return OrderLine(
        id=line.id,
        updated_at=at,
        created_at=millis(body.order_placed_at or body.created_at),
        order_id=body.id,
        product_id=bought.product_id,
        sku_id=bought.id,
        title=plain(bought.product.name),
        spec=plain(bought.name),
        quantity=line.pieces,
        list_amount=line.unit_price_with_tax * line.pieces,
        amount=amount,
    )


def _surcharge(body: OrderBody, surcharge: Surcharge, at: int) -> OrderLine:
    """A line of its own, without goods: so the lines and the freight still make what was paid."""
    return OrderLine(
        id=f"surcharge-{surcharge.id}",
        updated_at=at,
        created_at=millis(body.order_placed_at or body.created_at),
        order_id=body.id,
        title=plain(surcharge.description),
        quantity=0,
        list_amount=surcharge.price_with_tax,
        amount=surcharge.price_with_tax,
    )


def _refund(body: OrderBody, refund: RefundBody) -> Refund:
    lines = {line.id: line for line in body.lines}
    about = [lines[part.order_line_id] for part in refund.lines if part.order_line_id in lines]
    of = about[0] if len(about) == 1 else None
    status = _REFUND_STATUS.get(refund.state)
    return Refund(
        id=refund.id,
        updated_at=millis(refund.updated_at),
        created_at=millis(refund.created_at),
        order_id=body.id,
        line_id=of.id if of else None,
        product_id=of.product_variant.product_id if of else None,
        buyer_id=body.customer.id if body.customer else None,
        refunded_at=millis(refund.updated_at) if status == "done" else None,
        status=status,
        reason=plain(refund.reason),
        quantity=sum(part.quantity for part in refund.lines),
        amount=refund.total,
    )


def _moments(body: OrderBody) -> Iterable[datetime]:
    """When anything of an order last changed."""
    yield body.updated_at
    yield from (line.updated_at for line in body.lines)
    yield from (surcharge.updated_at for surcharge in body.surcharges)
    yield from (parcel.updated_at for parcel in body.fulfillments or ())
    yield from (entry.created_at for entry in body.history.items)
    for payment in body.payments or ():
        yield payment.updated_at
        yield from (refund.updated_at for refund in payment.refunds)


def _states(body: OrderBody) -> set[str]:
    return {str(entry.data.get("to")) for entry in body.history.items}


def _reached(body: OrderBody, states: tuple[str, ...]) -> int | None:
    """When the order first came into one of some states."""
    moments = [millis(entry.created_at) for entry in body.history.items if entry.data.get("to") in states]
    return min(moments, default=None)


def _paid_at(body: OrderBody, placed_at: int) -> int:
    """When the money had come; some databases keep whole seconds, and so tell of it before the order was placed."""
    arrived = [millis(payment.updated_at) for payment in body.payments or () if payment.state == SETTLED]
    reached = _reached(body, _PAID)
    return max(placed_at, min(arrived, default=placed_at) if reached is None else reached)
