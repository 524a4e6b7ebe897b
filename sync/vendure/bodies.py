"""What the Admin API answers, as far as we read it. Amounts are whole minor units with tax, times have their zone.

What has a default is no reason to set a thing aside when a plugin writes it otherwise (``sync/forgiving.py``).
"""

from datetime import datetime
from typing import Any

from msgspec import Struct


class Named(Struct, frozen=True, rename="camel"):
    """Something that has only a name here."""

    name: str = ""


class Facet(Struct, frozen=True, rename="camel"):
    """What a facet value is a value of."""

    code: str = ""


class FacetValue(Struct, frozen=True, rename="camel"):
    """A mark on a product, such as its brand."""

    name: str = ""
    facet: Facet = Facet()


class StockLevel(Struct, frozen=True, rename="camel"):
    """Pieces in one place."""

    stock_on_hand: int
    stock_allocated: int


class Variant(Struct, frozen=True, rename="camel"):
    """One form of a product that can be bought."""

    id: str
    updated_at: datetime
    price_with_tax: int
    name: str = ""
    sku: str = ""
    track_inventory: str = ""
    options: list[Named] = []
    stock_levels: list[StockLevel] = []


class ProductBody(Struct, frozen=True, rename="camel"):
    """A product with its variants."""

    id: str
    created_at: datetime
    updated_at: datetime
    enabled: bool
    variants: list[Variant]
    name: str = ""
    facet_values: list[FacetValue] = []


class CustomerBody(Struct, frozen=True, rename="camel"):
    """An account, or a guest who left a name."""

    id: str
    created_at: datetime
    updated_at: datetime
    first_name: str = ""
    last_name: str = ""
    phone_number: str | None = None


class Ref(Struct, frozen=True, rename="camel"):
    """What something belongs to."""

    id: str


class Address(Struct, frozen=True, rename="camel"):
    """Where the parcel goes."""

    full_name: str | None = None
    phone_number: str | None = None
    province: str | None = None
    city: str | None = None
    country_code: str | None = None


class Bought(Struct, frozen=True, rename="camel"):
    """The variant of a line, as the shop has it now."""

    id: str
    product_id: str
    name: str = ""
    product: Named = Named()


class Line(Struct, frozen=True, rename="camel"):
    """A line of an order; what was cancelled of it is no longer in ``quantity``."""

    id: str
    updated_at: datetime
    quantity: int
    order_placed_quantity: int
    unit_price_with_tax: int
    prorated_unit_price_with_tax: int
    prorated_line_price_with_tax: int
    product_variant: Bought

    @property
    def pieces(self) -> int:
        """What was sold: as it was placed, or added to the order later."""
        return max(self.quantity, self.order_placed_quantity)


class Surcharge(Struct, frozen=True, rename="camel"):
    """Something charged beside the goods, or taken off."""

    id: str
    updated_at: datetime
    price_with_tax: int
    description: str = ""


class RefundLine(Struct, frozen=True, rename="camel"):
    """What is given back of one line."""

    order_line_id: str
    quantity: int


class RefundBody(Struct, frozen=True, rename="camel"):
    """Money given back of a payment."""

    id: str
    created_at: datetime
    updated_at: datetime
    state: str
    total: int
    lines: list[RefundLine]
    reason: str | None = None


class Payment(Struct, frozen=True, rename="camel"):
    """Money on its way to the shop."""

    id: str
    updated_at: datetime
    state: str
    amount: int
    refunds: list[RefundBody]


class Fulfillment(Struct, frozen=True, rename="camel"):
    """A parcel."""

    updated_at: datetime


class Entry(Struct, frozen=True, rename="camel"):
    """One step of an order from state to state."""

    created_at: datetime
    data: dict[str, Any]


class History(Struct, frozen=True, rename="camel"):
    """The steps of an order."""

    items: list[Entry]


class OrderBody(Struct, frozen=True, rename="camel"):
    """An order with all that belongs to it; not placed yet, it is somebody's cart."""

    id: str
    created_at: datetime
    updated_at: datetime
    order_placed_at: datetime | None
    state: str
    total_with_tax: int
    shipping_with_tax: int
    customer: Ref | None
    lines: list[Line]
    surcharges: list[Surcharge]
    payments: list[Payment] | None
    fulfillments: list[Fulfillment] | None
    history: History
    shipping_address: Address | None = None
