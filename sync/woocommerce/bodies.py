"""What the interface answers, as far as we read it: structs of its JSON.

They are lenient where plugins write it differently, and where there is nothing: orders that were moved from posts to
tables of their own have null where a post had no value. What has a default and still cannot be read is left out, but
for amounts, moments and pieces (``sync/forgiving.py``).
"""

from typing import Annotated, Any

from msgspec import UNSET, Struct, UnsetType

from sync.forgiving import ESSENTIAL
from sync.woocommerce.money import Amount

Moment = Annotated[str | None, ESSENTIAL]
"""UTC, without a zone."""


class Meta(Struct, frozen=True):
    """A named value that WooCommerce or a plugin has hung on something."""

    key: str | None = None
    value: Any = None
    display_value: Any = None


class Address(Struct, frozen=True):
    """Who and where, for the bill or for the parcel. Empty texts and null are what was not given."""

    first_name: str | None = None
    last_name: str | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    email: str | None = None
    phone: str | int | None = None


class Line(Struct, frozen=True):
    """One product in an order, or what is given back of it: there quantity and amounts are negative."""

    id: int
    name: str | None = None
    product_id: int = 0
    """0 for what the shop never had, and for what it has no more."""
    variation_id: int = 0
    quantity: Annotated[int | float, ESSENTIAL] = 0
    subtotal: Amount = None
    subtotal_tax: Amount = None
    total: Amount = None
    total_tax: Amount = None
    meta_data: list[Meta] = []


class Fee(Struct, frozen=True):
    """A charge beside the goods; a negative one is how many plugins give a discount."""

    total: Amount = None
    total_tax: Amount = None


class CouponLine(Struct, frozen=True):
    """A coupon that was used in an order."""

    code: str | None = None
    discount: Amount = None


class RefundHead(Struct, frozen=True):
    """What an order says of its refunds."""

    id: int


class OrderHead(Struct, frozen=True, kw_only=True):
    """What an order and its refunds have in common: whose it is, where it goes, in which money."""

    id: int
    currency: Annotated[str | None, ESSENTIAL] = None
    """Empty where it is the shop's."""
    date_created_gmt: Moment = None
    date_modified_gmt: Moment = None
    customer_id: Annotated[int | None, ESSENTIAL] = 0
    billing: Address = Address()
    shipping: Address = Address()
    meta_data: list[Meta] = []


class OrderBody(OrderHead, frozen=True, kw_only=True):
    """One order. ``shop_currency`` is added by us: the item has to be understood on its own.

    Lines and refunds that an answer does not speak of stay unset: it does not say that there are none.
    """

    shop_currency: str
    status: str
    date_created_gmt: str
    date_paid_gmt: Moment = None
    date_completed_gmt: Moment = None
    shipping_total: Amount = None
    shipping_tax: Amount = None
    total: Amount
    customer_note: str | None = None
    line_items: list[Line] | UnsetType = UNSET
    fee_lines: list[Fee] = []
    coupon_lines: list[CouponLine] = []
    refunds: list[RefundHead] | UnsetType = UNSET


class RefundBody(Struct, frozen=True):
    """One refund. ``order`` and ``shop_currency`` are added by us."""

    id: int
    parent_id: int
    date_created_gmt: str
    amount: Amount
    shop_currency: str
    order: OrderHead
    reason: str | None = None
    line_items: list[Line] = []


class Named(Struct, frozen=True):
    """A category or a brand."""

    name: str | None = None


class ProductBody(Struct, frozen=True):
    """One product, of whatever type."""

    id: int
    shop_currency: str
    name: str
    status: str
    date_created_gmt: Moment = None
    date_modified_gmt: Moment = None
    price: Amount = None
    stock_quantity: int | float | None = None
    categories: list[Named] = []
    brands: list[Named] | None = None
    """None: a shop before WooCommerce 9.6 knows no brands."""


class Option(Struct, frozen=True):
    """One choice that makes a variation: colour red."""

    option: str | int | float | None = None


SHARED = "parent"


class VariationBody(Struct, frozen=True):
    """One variation of a product. ``product_id`` and ``shop_currency`` are added by us."""

    id: int
    product_id: int
    shop_currency: str
    date_created_gmt: Moment = None
    date_modified_gmt: Moment = None
    sku: str | None = None
    price: Amount = None
    manage_stock: bool | str | None = None
    """``SHARED`` where the number in stock is the product's, for all its variations together."""
    stock_quantity: int | float | None = None
    attributes: list[Option] = []


class VariationsBody(Struct, frozen=True):
    """Which variations a product has. Made by us."""

    product_id: int
    variations: list[int]
    date_modified_gmt: str


class CustomerBody(Struct, frozen=True):
    """One account."""

    id: int
    date_created_gmt: Moment = None
    date_modified_gmt: Moment = None
    first_name: str | None = None
    last_name: str | None = None
    username: str | None = None
    billing: Address = Address()
    shipping: Address = Address()


class CouponBody(Struct, frozen=True):
    """One coupon that the shop offers."""

    code: str
    date_created_gmt: Moment = None
    date_modified_gmt: Moment = None
    date_expires_gmt: Moment = None
