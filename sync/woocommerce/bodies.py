"""What the interface answers, as far as we read it: structs of its JSON, lenient where plugins write it differently."""

from typing import Any

from msgspec import Struct

from sync.woocommerce.money import Amount


class Meta(Struct, frozen=True):
    """A named value that WooCommerce or a plugin has hung on something."""

    key: str = ""
    value: Any = None
    display_value: Any = None


class Address(Struct, frozen=True):
    """Who and where, for the bill or for the parcel. Empty texts are what was not given."""

    first_name: str = ""
    last_name: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    email: str = ""
    phone: str = ""


class Line(Struct, frozen=True):
    """One product in an order, or what is given back of it: there quantity and amounts are negative."""

    id: int
    name: str | None = None
    product_id: int = 0
    variation_id: int = 0
    quantity: int | float = 0
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

    code: str = ""
    discount: Amount = None


class RefundHead(Struct, frozen=True):
    """What an order says of its refunds."""

    id: int


class OrderHead(Struct, frozen=True, kw_only=True):
    """What an order and its refunds have in common: whose it is, where it goes, in which money."""

    id: int
    currency: str
    date_modified_gmt: str
    customer_id: int = 0
    billing: Address = Address()
    shipping: Address = Address()
    meta_data: list[Meta] = []


class OrderBody(OrderHead, frozen=True, kw_only=True):
    """One order. ``shop_currency`` is added by us: the item has to be understood on its own."""

    shop_currency: str
    status: str
    date_created_gmt: str
    date_paid_gmt: str | None = None
    date_completed_gmt: str | None = None
    shipping_total: Amount = None
    shipping_tax: Amount = None
    total: Amount
    customer_note: str = ""
    line_items: list[Line] = []
    fee_lines: list[Fee] = []
    coupon_lines: list[CouponLine] = []
    refunds: list[RefundHead] = []


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

    name: str = ""


class ProductBody(Struct, frozen=True):
    """One product, of whatever type."""

    id: int
    shop_currency: str
    name: str
    status: str
    date_created_gmt: str | None = None
    date_modified_gmt: str | None = None
    price: Amount = None
    stock_quantity: int | float | None = None
    categories: list[Named] = []
    brands: list[Named] | None = None
    """None: a shop before WooCommerce 9.6 knows no brands."""


class Option(Struct, frozen=True):
    """One choice that makes a variation: colour red."""

    option: str = ""


class VariationBody(Struct, frozen=True):
    """One variation of a product. ``product_id`` and ``shop_currency`` are added by us."""

    id: int
    product_id: int
    shop_currency: str
    date_created_gmt: str | None = None
    date_modified_gmt: str | None = None
    sku: str = ""
    price: Amount = None
    stock_quantity: int | float | bool | None = None
    attributes: list[Option] = []


class CustomerBody(Struct, frozen=True):
    """One account."""

    id: int
    date_created_gmt: str | None = None
    date_modified_gmt: str | None = None
    first_name: str = ""
    last_name: str = ""
    username: str = ""
    billing: Address = Address()
    shipping: Address = Address()


class CouponBody(Struct, frozen=True):
    """One coupon that the shop offers."""

    code: str
    date_created_gmt: str
    date_modified_gmt: str
    date_expires_gmt: str | None = None
