"""How the money of an order comes apart: lines and freight that make what the buyer paid, to the last minor unit.

The interface tells amounts without tax and the tax beside them, whether the shop's prices include it or not; buyers
pay both, so every amount here is with tax. Coupons are already taken off the lines. Three things are not:

- A **positive fee** (payment surcharge, gift wrapping) is charged beside the goods, as freight is, and goes with it.
- A **negative fee** is a discount, and is shared out over the lines in proportion to their amounts.
- **Rounding**: the shop rounds the tax once per order or once per line, as it is set. The difference goes the same way.

So lines + freight = payment amount, and list amount - discount + freight = payment amount, unless the shop has raised
a line above its list price: no discount is below zero.
"""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from sync.currency import exponent_of
from sync.sharing import shared_out
from sync.woocommerce.bodies import Line, OrderBody
from sync.woocommerce.money import Amount, decimal_of, units_of

_NOTHING = Decimal(0)


class Amounts(Struct, frozen=True):
    """Minor units of the shop's currency, which is the order's."""

    payment: int
    freight: int
    lines: Sequence[int]
    """What was paid for each line."""
    listed: Sequence[int]
    """Each line before coupons."""

    @property
    def discount(self) -> int:
        """All discounts of the order."""
        return max(0, sum(self.listed) + self.freight - self.payment)


def amounts_of(order: OrderBody) -> Amounts:
    """The money of an order. Raises Unfit for what is no number."""
    exponent = exponent_of(order.shop_currency)
    lines = order.line_items or ()
    listed = [units_of(both(line.subtotal, line.subtotal_tax), exponent) for line in lines]
    payment = units_of(decimal_of(order.total), exponent)
    fees = [both(fee.total, fee.total_tax) for fee in order.fee_lines]
    beside = both(order.shipping_total, order.shipping_tax) + sum((fee for fee in fees if fee > 0), _NOTHING)
    freight = min(max(units_of(beside, exponent), 0), payment)
    weights = [max(both(line.total, line.total_tax), _NOTHING) for line in lines]
    if not any(weights):  # nothing was charged for the goods: what was paid is for what is beside them
        return Amounts(payment, payment, [0] * len(weights), listed)
    return Amounts(payment, freight, shared_out(payment - freight, weights), listed)


def both(net: Amount, tax: Amount) -> Decimal:
    """An amount with its tax."""
    return decimal_of(net) + decimal_of(tax)


def money_back(amount: Amount, lines: Sequence[Line], exponent: int) -> tuple[list[int], int]:
    """What a refund gives back for each line, and what for none of them: freight, or simply money. Minor units."""
    whole = units_of(decimal_of(amount), exponent)
    weights = [max(-both(line.total, line.total_tax), _NOTHING) for line in lines]
    if not any(weights):
        return [0] * len(weights), whole
    parts = shared_out(min(whole, units_of(sum(weights, _NOTHING), exponent)), weights)
    return parts, whole - sum(parts)
