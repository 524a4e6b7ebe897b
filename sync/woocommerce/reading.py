"""The meaning of the items of each resource. Pure, and each item for itself: what does not fit is set aside."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

from storage.fields import Record
from storage.records import Order, OrderLine, Refund
from storage.upsert import Tombstone
from storage.words import Words
from sync.currency import OTHER_CURRENCY
from sync.reasons import BROKEN, reason_of
from sync.source import Batch, Misfit, Whole
from sync.woocommerce.bodies import CouponBody, CustomerBody, OrderBody, ProductBody, RefundBody, VariationBody
from sync.woocommerce.coupons import read_coupon
from sync.woocommerce.orders import line_id, read_order
from sync.woocommerce.people import customer_of
from sync.woocommerce.products import read_product, read_variation
from sync.woocommerce.refunds import read_refund, refund_id
from sync.woocommerce.statuses import DRAFT
from sync.woocommerce.told import changed

_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, ValueError)


class Told(Struct, frozen=True):
    """What one item tells: records of any kinds, and what is gone."""

    records: Sequence[Record] = ()
    gone: Mapping[str, Sequence[Tombstone]] = {}
    wholes: Sequence[Whole] = ()


class _Unfit(ValueError):
    """An item that is sound but cannot be used."""

    def __init__(self, reason: Words) -> None:
        super().__init__(reason.en)
        self.reason = reason


class _Which(Struct):
    order: Raw | UnsetType = UNSET


_split = msgspec.json.Decoder(list[Raw]).decode
_order = msgspec.json.Decoder(OrderBody).decode
_refund = msgspec.json.Decoder(RefundBody).decode
_which = msgspec.json.Decoder(_Which).decode
_product = msgspec.json.Decoder(ProductBody).decode
_variation = msgspec.json.Decoder(VariationBody).decode
_customer = msgspec.json.Decoder(CustomerBody).decode
_coupon = msgspec.json.Decoder(CouponBody).decode


def read_items(resource: str, items: bytes) -> Batch:
    """The meaning of a JSON array of items of a resource; see ``Source.read``."""
    read = _READERS[resource]
    records: dict[str, list[Record]] = {}
    gone: dict[str, list[Tombstone]] = {}
    misfits: list[Misfit] = []
    wholes: list[Whole] = []
    for item in _split(items):
        try:
            told = read(item)
        except _UNREADABLE as error:
            misfits.append(_misfit(bytes(item), error))
            continue
        for record in told.records:
            records.setdefault(record.KIND, []).append(record)
        for kind, tombstones in told.gone.items():
            gone.setdefault(kind, []).extend(tombstones)
        wholes.extend(told.wholes)
    return Batch(tuple(records.values()), gone, misfits, wholes, _ABOUT.get(resource, ()))


def _read_order_or_refund(item: Raw) -> Told:
    """What comes with orders: a refund is known by the order that was put into it."""
    return _read_order(item) if _which(item).order is UNSET else _read_refund(item)


def _read_order(item: Raw) -> Told:
    """An order with its lines and the guest who placed it; a draft of the checkout is none."""
    body = _order(item)
    if body.status == DRAFT:
        return Told()
    _in_the_shops_money(body.currency, body.shop_currency)
    lines = [line_id(body.id, line.id) for line in body.line_items]
    refunds = [refund_id(body.id, refund.id) for refund in body.refunds]
    return Told(read_order(body), wholes=_wholes(body, lines, refunds))


def _read_trashed_order(item: Raw) -> Told:
    """An order in the bin is gone with its lines and with its refunds, of which it tells no more."""
    body = _order(item)
    return Told(gone={Order.KIND: [Tombstone(str(body.id), changed(body))]}, wholes=_wholes(body, (), ()))


def _wholes(body: OrderBody, lines: Sequence[str], refunds: Sequence[str]) -> Sequence[Whole]:
    """An order is told with all its lines and refunds."""
    order, at = str(body.id), changed(body)
    parts = ((OrderLine.KIND, lines), (Refund.KIND, refunds))
    return [Whole(kind, "order_id", order, ids, at) for kind, ids in parts]


def _read_refund(item: Raw) -> Told:
    body = _refund(item)
    _in_the_shops_money(body.order.currency, body.shop_currency)
    return Told(read_refund(body))


def _in_the_shops_money(currency: str | None, of_shop: str) -> None:
    if currency and currency != of_shop:
        raise _Unfit(OTHER_CURRENCY.fill(currency=currency, of_shop=of_shop))


_READERS: dict[str, Callable[[Raw], Told]] = {
    "products": lambda item: Told([read_product(_product(item))]),
    "trashed_products": lambda item: Told([read_product(_product(item))]),
    "skus": lambda item: Told([read_variation(_variation(item))]),
    "customers": lambda item: Told([customer_of(_customer(item))]),
    "campaigns": lambda item: Told([read_coupon(_coupon(item))]),
    "orders": _read_order_or_refund,
    "trashed_orders": _read_trashed_order,
}


_ABOUT = {"orders": (Order.KIND, Refund.KIND)}
"""What comes with orders is numbered as their lines are."""


def _misfit(item: bytes, error: Exception) -> Misfit:
    if isinstance(error, UnicodeDecodeError):
        return Misfit(item, BROKEN, None, None)
    record_id = _record_id(msgspec.json.decode(item))
    if isinstance(error, _Unfit):
        return Misfit(item, error.reason, record_id, None, sound=True)
    return Misfit(item, reason_of(error), record_id, None)


def _record_id(item: Any) -> str | None:
    """The id that the record of a good copy would have: a refund's begins with its order's."""
    number = item.get("id") if isinstance(item, dict) else None
    if not isinstance(number, int):
        return None
    return refund_id(item["parent_id"], number) if "order" in item and "parent_id" in item else str(number)
