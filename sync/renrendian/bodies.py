"""What the interface answers, as far as we read it. No documentation is public: the fields are those that clients read.

PHP writes an empty object as an empty list, rows as a list or as an object by number, and numbers as text. So what is
nested comes as it is, and ``rows`` makes one form of it.
"""

from collections.abc import Iterator
from typing import Annotated, Any, TypeVar

from msgspec import Meta, Struct

from sync.beijing import Local, Long, Number, Yuan
from sync.forgiving import ESSENTIAL, fitted

T = TypeVar("T", bound=Struct)

State = Annotated[Long | None, ESSENTIAL]
Pieces = Annotated[float, Meta(ge=0, le=10**9)] | Annotated[str, Meta(pattern=r"^ *[0-9]{1,9}(\.[0-9]{1,9})? *$")]
"""Of goods by the metre not a whole number."""


Credit = float | Annotated[str, Meta(pattern=r"^-?[0-9]{1,15}(\.[0-9]*)?$")]


class Trade(Struct, frozen=True):
    """What trade.details tells of an order. Times are Beijing time."""

    order_sn: str
    created_at: str
    status: Long
    amount: Yuan
    """What the buyer paid or is to pay with freight, without balance; refunds before shipping are taken off."""
    updated_at: Local = None
    pay_at: Local = None
    finished_at: Local = None
    member_id: Long | None = None
    """The buyer. No client reads it from an order, so it may not be there."""
    nickname: str | None = None
    goods_amount: Yuan = None
    shipment_fee: Yuan = None
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
    quantity: Annotated[Pieces, ESSENTIAL] = 1
    price: Yuan = None
    """Of one piece."""
    pay_price: Yuan = None
    """Of all of them, after discounts."""
    refund_status: State = None


class Parcel(Struct, frozen=True):
    """A parcel that has left; its lines are no longer in ``order_goods``."""

    order: Any = None


class Discount(Struct, frozen=True):
    """Something taken off the price, or paid in another way."""

    memo: str | None = None
    type: Long | None = None
    amount: Yuan = None


class LineDiscount(Struct, frozen=True):
    """Something taken off one product."""

    goods_id: Long | None = None
    product_id: Long | None = None
    amount: Yuan = None


class RefundRow(Struct, frozen=True):
    """Money asked back for a product."""

    id: Long | None = None
    goods_id: Long | None = None
    product_id: Long | None = None
    status: State = None
    amount: Yuan = None
    reason: str | None = None
    created_at: Local = None
    updated_at: Local = None


class Variant(Struct, frozen=True):
    """A variant of a product."""

    id: Long
    props_str: str | None = None
    product_sn: str | None = None
    price: Yuan = None
    stock: Number | None = None


class Goods(Struct, frozen=True):
    """A product, as a row of goods.lists or from goods.details, which alone tells variants and ``onsale``."""

    id: Long
    title: str | None = None
    price: Yuan = None
    stock: Number | None = None
    is_sku: Long | None = None
    created_at: Local = None
    onsale: Long | bool | None = None
    products: Any = None


class User(Struct, frozen=True):
    """A row of user.lists, of which no client shows the fields: these are those of its neighbours."""

    id: Long | None = None
    member_id: Long | None = None
    nickname: str | None = None
    mobile: Long | None = None
    credit: Credit | None = None
    created_at: Local = None


class Guider(Struct, frozen=True):
    """A promoter (推客)."""

    id: Long
    member_id: Long
    nickname: str | None = None
    mobile: Long | None = None
    level_name: str | None = None
    created_at: Local = None
    parent_id: Long | None = None


def rows(told: Any, of: type[T]) -> list[T]:
    """The rows in a nested field, in whatever form they came. Raises ValidationError for one that does not fit."""
    return [fitted(each, of) for each in _flat(told)]


def _flat(told: Any) -> Iterator[dict[str, Any]]:
    if isinstance(told, dict) and told and not all(name.isdigit() for name in told):
        yield told
    elif isinstance(told, (dict, list)):
        for each in told.values() if isinstance(told, dict) else told:
            yield from _flat(each)
