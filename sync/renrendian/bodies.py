"""What the interface answers, as far as we read it. No documentation is public: the fields are those that clients read.

PHP writes an empty object as an empty list, rows as a list or as an object by number, and numbers as text. So what is
nested comes as it is, and ``rows`` makes one form of it.
"""

from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from sync.beijing import Long

T = TypeVar("T")

Amount = str | int | float | None
"""Yuan."""


class Trade(Struct, frozen=True):
    """What trade.details tells of an order. Times are Beijing time."""

    order_sn: str
    created_at: str
    status: Long
    amount: Amount
    """What the buyer paid or is to pay with freight, without balance; refunds before shipping are taken off."""
    updated_at: str | None = None
    pay_at: str | None = None
    finished_at: str | None = None
    member_id: Long | None = None
    """The buyer. No client reads it from an order, so it may not be there."""
    nickname: str | None = None
    goods_amount: Amount = None
    shipment_fee: Amount = None
    payment_name: str | None = None
    memo: str | None = None
    """Of the buyer."""
    coupon_amount_details: Any = None
    parent_order_ump: Any = None
    """What was agreed for the whole order: below zero is a discount."""
    son_order_ump: Any = None
    order_consigner_addr: Any = None
    province_name: str | None = None
    city_name: str | None = None
    district_name: str | None = None
    consignee: str | None = None
    mobile: Long | None = None
    order_goods: Any = None
    package: Any = None
    order_refund: Any = None


class Address(Struct, frozen=True):
    """Where the parcel goes."""

    province_name: str | None = None
    city_name: str | None = None
    district_name: str | None = None
    consignee: str | None = None
    mobile: Long | None = None


class Line(Struct, frozen=True):
    """A product in an order, or the part of it that is in one parcel."""

    id: Long
    goods_id: Long | None = None
    product_id: Long | None = None
    """The variant."""
    goods_name: str | None = None
    props: str | None = None
    quantity: Long | float = 1
    price: Amount = None
    """Of one piece."""
    pay_price: Amount = None
    """Of all of them, after discounts."""
    refund_status: Long | None = None


class Parcel(Struct, frozen=True):
    """A parcel that has left; its lines are no longer in ``order_goods``."""

    order: Any = None


class Discount(Struct, frozen=True):
    """Something taken off the price, or paid in another way."""

    memo: str | None = None
    type: Long | None = None
    amount: Amount = None


class LineDiscount(Struct, frozen=True):
    """Something taken off one product."""

    goods_id: Long | None = None
    product_id: Long | None = None
    amount: Amount = None


class RefundRow(Struct, frozen=True):
    """Money asked back for a product."""

    id: Long | None = None
    goods_id: Long | None = None
    product_id: Long | None = None
    status: Long | None = None
    amount: Amount = None
    reason: str | None = None
    created_at: str | None = None
    updated_at: str | None = None


class Variant(Struct, frozen=True):
    """A variant of a product."""

    id: Long
    props_str: str | None = None
    product_sn: str | None = None
    price: Amount = None
    stock: Long | None = None


class Goods(Struct, frozen=True):
    """A product, as a row of goods.lists or from goods.details, which alone tells variants and ``onsale``."""

    id: Long
    title: str | None = None
    price: Amount = None
    stock: Long | None = None
    is_sku: Long | None = None
    created_at: str | None = None
    onsale: Long | None = None
    products: Any = None


class User(Struct, frozen=True):
    """A row of user.lists, of which no client shows the fields: these are those of its neighbours."""

    id: Long | None = None
    member_id: Long | None = None
    nickname: str | None = None
    mobile: Long | None = None
    credit: Long | float | None = None
    created_at: str | None = None


class Guider(Struct, frozen=True):
    """A promoter (推客)."""

    id: Long
    member_id: Long
    nickname: str | None = None
    mobile: Long | None = None
    level_name: str | None = None
    created_at: str | None = None
    parent_id: Long | None = None


def rows(told: Any, of: type[T]) -> list[T]:
    """The rows in a nested field, in whatever form they came. Raises ValidationError for one that does not fit."""
    return [msgspec.convert(each, of) for each in _flat(told)]


def _flat(told: Any) -> Iterator[dict[str, Any]]:
    if isinstance(told, dict) and told and not all(name.isdigit() for name in told):
        yield told
    elif isinstance(told, (dict, list)):
        for each in told.values() if isinstance(told, dict) else told:
            yield from _flat(each)
