"""A refund of the interface as our records: one for each line it gives money back for, one for what is for none.

A refund in WooCommerce is money given back: there is no asking for one, and nothing says whether goods came back. It
is never changed; a wrong one is deleted. Its records are as new as their order: what is in the bin comes back with it.
"""

from msgspec import UNSET

from storage.records import Refund
from sync.currency import exponent_of
from sync.woocommerce.amounts import money_back
from sync.woocommerce.bodies import Line, RefundBody
from sync.woocommerce.channels import channel_of
from sync.woocommerce.orders import line_id
from sync.woocommerce.people import buyer_of, delivery_of
from sync.woocommerce.places import region_of
from sync.woocommerce.told import changed, moment, pieces, plain

_LINE_REFUNDED = "_refunded_item_id"


def read_refund(body: RefundBody) -> list[Refund]:
    """The records of a refund. Raises Unfit for a time or an amount that is none."""
    parts, rest = money_back(body.amount, body.line_items, exponent_of(body.shop_currency))
    told: list[tuple[Line | None, int]] = [
        (line, part) for line, part in zip(body.line_items, parts, strict=True) if part or line.quantity
    ]
    if rest or not told:
        told.append((None, rest))
    return [_record(body, place, line, part) for place, (line, part) in enumerate(told)]


def refund_id(order_id: int, number: int, place: int = 0) -> str:
    """The id of a refund's n-th record, counted from 0. It begins with its order's: see ``orders.line_id``."""
    return line_id(order_id, number) + (f"/{place}" if place else "")


def _record(body: RefundBody, place: int, line: Line | None, amount: int) -> Refund:
    order = body.order
    given = moment(body.date_created_gmt)
    where = delivery_of(order.billing, order.shipping)
    return Refund(
        id=refund_id(body.parent_id, body.id, place),
        updated_at=changed(order),
        created_at=given,
        order_id=str(body.parent_id),
        line_id=_line_of(body, line) if line else None,
        product_id=str(line.product_id) if line and line.product_id else UNSET,
        buyer_id=buyer_of(order),
        refunded_at=given,
        status="done",
        reason=plain(body.reason),
        province=region_of(where.country, where.state),
        channel=channel_of(order.meta_data),
        quantity=pieces(-line.quantity) if line else UNSET,
        amount=amount,
    )


def _line_of(body: RefundBody, line: Line) -> str | None:
    item = next((each.value for each in line.meta_data if each.key == _LINE_REFUNDED), None)
    return line_id(body.parent_id, item) if isinstance(item, (str, int)) and item else None
