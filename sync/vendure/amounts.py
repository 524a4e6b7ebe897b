"""How the money of an order comes apart: lines and freight that make what the buyer paid, to the last minor unit.

As long as nothing was cancelled the shop's own amounts do. A cancelled piece makes its line and the order's total
smaller, though it was paid for and is given back as a refund. Then what was really paid, without the freight, is shared
out over the lines as they were placed.
"""

from collections.abc import Sequence

from msgspec import Struct

from sync.sharing import shared_out
from sync.vendure.bodies import OrderBody

SETTLED = "Settled"


class Amounts(Struct, frozen=True):
    """Minor units."""

    payment: int
    freight: int
    lines: Sequence[int]
    """What was paid for each line."""
    surcharges: Sequence[int]


def settled(order: OrderBody) -> int | None:
    """What was really paid; None if no payment has arrived."""
    arrived = [payment.amount for payment in order.payments or () if payment.state == SETTLED]
    return sum(arrived) if arrived else None


def amounts_of(order: OrderBody) -> Amounts:
    """The money of an order; of an unpaid one, what is to be paid."""
    paid = settled(order)
    surcharges = [each.price_with_tax for each in order.surcharges]
    if paid is None or paid == order.total_with_tax:
        lines = [line.prorated_line_price_with_tax for line in order.lines]
        return Amounts(order.total_with_tax, order.shipping_with_tax, lines, surcharges)
    placed = [line.prorated_unit_price_with_tax * line.pieces for line in order.lines]
    freight = min(order.shipping_with_tax, paid)
    if not any(placed):
        return Amounts(paid, paid - sum(surcharges), [0] * len(placed), surcharges)
    return Amounts(paid, freight, shared_out(paid - freight - sum(surcharges), placed), surcharges)
