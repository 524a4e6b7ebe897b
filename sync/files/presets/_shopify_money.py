"""How the money of an order of Shopify comes apart: lines and freight that make what was paid, to the last minor unit.

``Total`` is what the buyer pays, with freight and tax, after discounts; refunds are not taken off. Prices of lines are
before discounts, and with or without tax as the shop is set. So a line's amount is its share of the total without
freight, by price × quantity less the line's own discount. A free delivery may stand among the discounts with its price
still in ``Shipping``: freight is never more than what the total leaves above the ``Subtotal``.
"""

from collections.abc import Sequence

from msgspec import Struct, UnsetType

from sync.sharing import shared_out

_Money = int | UnsetType | None


class Piece(Struct, frozen=True):
    """A product in an order, so many times. Minor units."""

    title: str
    sku: str | UnsetType | None
    """The shop's own code."""
    quantity: int
    price: int
    discount: int

    @property
    def listed(self) -> int:
        """At list price."""
        return self.quantity * self.price


def freight_of(shipping: _Money, subtotal: _Money, total: int) -> int:
    """What was paid for the delivery, of what was paid for all."""
    asked = shipping if isinstance(shipping, int) else 0
    left = total - subtotal if isinstance(subtotal, int) else total
    return max(0, min(asked, left))


def amounts_of(pieces: Sequence[Piece], goods: int) -> list[int]:
    """What was paid for each product, of what was paid for all of them."""
    return shared_out(goods, [max(0, piece.listed - piece.discount) for piece in pieces])
