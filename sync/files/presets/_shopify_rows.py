"""The rows of Shopify's orders_export, and what each says of a product."""

from typing import Annotated

from msgspec import UNSET, Struct

from storage.fields import Count, Key, Money, Ref, Text, Time
from storage.words import Words
from sync.files.lines import column, perhaps
from sync.files.presets._shopify_money import Piece
from sync.files.said import number
from sync.files.values import Unreadable

_NO_PRICE = Words("商品的数量或单价是空的", "quantity or price of a product is empty")
_NO_TITLE = Words("商品的名称是空的", "the name of a product is empty")


class Line(Struct, frozen=True):
    """One product of an order; the first one of an order also says all there is of the whole."""

    name: Annotated[Key, column("Name")]
    email: Annotated[Text, column("Email")]
    financial: Annotated[Text, column("Financial Status")]
    paid_at: Annotated[Time, column("Paid at")]
    fulfillment: Annotated[Text, column("Fulfillment Status")]
    fulfilled_at: Annotated[Time, column("Fulfilled at")]
    currency: Annotated[Text, column("Currency")]
    subtotal: Annotated[Money, column("Subtotal")]
    shipping: Annotated[Money, column("Shipping")]
    total: Annotated[Money, column("Total")]
    created_at: Annotated[Time, column("Created at")]
    quantity: Annotated[Count, column("Lineitem quantity")]
    title: Annotated[Text, column("Lineitem name")]
    price: Annotated[Money, column("Lineitem price")]
    id: Annotated[Ref, perhaps("Id")]
    discount_code: Annotated[Text, perhaps("Discount Code")]
    discount: Annotated[Money, perhaps("Discount Amount")]
    sku: Annotated[Text, perhaps("Lineitem sku")]
    line_discount: Annotated[Money, perhaps("Lineitem discount")]
    billing_name: Annotated[Text, perhaps("Billing Name")]
    billing_phone: Annotated[Text, perhaps("Billing Phone")]
    billing_city: Annotated[Text, perhaps("Billing City")]
    billing_province: Annotated[Text, perhaps("Billing Province")]
    billing_country: Annotated[Text, perhaps("Billing Country")]
    shipping_name: Annotated[Text, perhaps("Shipping Name")]
    shipping_phone: Annotated[Text, perhaps("Shipping Phone")]
    shipping_city: Annotated[Text, perhaps("Shipping City")]
    shipping_province: Annotated[Text, perhaps("Shipping Province")]
    shipping_country: Annotated[Text, perhaps("Shipping Country")]
    phone: Annotated[Text, perhaps("Phone")]
    note: Annotated[str, perhaps("Notes")]
    cancelled_at: Annotated[Time, perhaps("Cancelled at")]
    refunded: Annotated[Money, perhaps("Refunded Amount")]
    outstanding: Annotated[Money, perhaps("Outstanding Balance")]
    source: Annotated[Text, perhaps("Source")]


def piece_of(line: Line) -> Piece | None:
    """The product that a row tells of; None for a row of another payment. Raises Unreadable."""
    if line.title is UNSET and line.quantity is UNSET:
        return None
    if not isinstance(line.title, str):
        raise Unreadable(_NO_TITLE)
    if not isinstance(line.quantity, int) or not isinstance(line.price, int):
        raise Unreadable(_NO_PRICE)
    return Piece(line.title, line.sku, line.quantity, line.price, number(line.line_discount))
