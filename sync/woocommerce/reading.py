"""The meaning of the items of each resource. Pure, and each item for itself (``sync/reading.py``)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType, structs

from storage.records import Order, OrderLine, Refund, Sku
from storage.words import Words
from sync.currency import OTHER_CURRENCY
from sync.forgiving import forgiving
from sync.reading import Gone, Reader, Told, reading
from sync.source import Whole
from sync.unfit import Unfit
from sync.woocommerce.bodies import (
    CouponBody,
    CustomerBody,
    OrderBody,
    ProductBody,
    RefundBody,
    VariationBody,
    VariationsBody,
)
from sync.woocommerce.coupons import read_coupon
from sync.woocommerce.orders import line_id, read_order
from sync.woocommerce.people import customer_of
from sync.woocommerce.products import read_product, read_variation
from sync.woocommerce.refunds import read_refund, refund_id
from sync.woocommerce.statuses import DRAFT
from sync.woocommerce.told import changed, moment


class _Which(Struct):
    order: Raw | UnsetType = UNSET
    variations: Raw | UnsetType = UNSET
    is_shown: bool = True


_NOT_SHOWN = Words(
    "订单里写着有这笔退款，网站却没有给出它的内容；下次同步会再问",
    "the order names this refund, and the site does not show it; the next sync asks again",
)


_NOT_GIVEN = Words(
    "网站给不出紧挨着编号 {beside} 的这一条，多半是某个插件在这里出错；请让网站管理员查看错误日志",
    "the site does not survive telling the row beside number {beside}: most likely a plugin fails there; ask whoever "
    "runs the site to look into its error log",
)


class _Withheld(Struct):
    """What stands for a row that the host does not survive; see ``strain``."""

    not_given: str | None = None
    beside: int | None = None


_withheld = msgspec.json.Decoder(_Withheld).decode
_order = forgiving(OrderBody)
_refund = forgiving(RefundBody)
_which = msgspec.json.Decoder(_Which).decode
_product = forgiving(ProductBody)
_variation = forgiving(VariationBody)
_variations = msgspec.json.Decoder(VariationsBody).decode
_customer = forgiving(CustomerBody)
_coupon = forgiving(CouponBody)


def _read_order_or_refund(item: Raw) -> Iterator[Told]:
    """What comes with orders: a refund is known by the order that was put into it."""
    which = _which(item)
    if not which.is_shown:
        raise Unfit(_NOT_SHOWN)
    return _read_order(item) if which.order is UNSET else _read_refund(item)


def _read_order(item: Raw) -> Iterator[Told]:
    """An order with its lines and the guest who placed it; a draft of the checkout is none."""
    body = _order(item)
    if body.status == DRAFT:
        return
    _in_the_shops_money(body.currency, body.shop_currency)
    yield from read_order(body)
    if body.line_items is not UNSET:
        yield _whole(OrderLine, body, [line_id(body.id, line.id) for line in body.line_items])
    if body.refunds is not UNSET:
        yield _whole(Refund, body, [refund_id(body.id, refund.id) for refund in body.refunds])


def _read_trashed_order(item: Raw) -> Iterator[Told]:
    """An order in the bin is gone with its lines and with its refunds, of which it tells no more."""
    body = _order(item)
    yield Gone(Order.KIND, str(body.id), changed(body))
    yield _whole(OrderLine, body, [])
    yield _whole(Refund, body, [])


def _whole(part: type[OrderLine] | type[Refund], body: OrderBody, told: list[str]) -> Whole:
    """That an order has no other parts of a kind than it tells; not to be said of parts that it does not speak of."""
    return Whole(part.KIND, "order_id", str(body.id), told, changed(body))


def _read_refund(item: Raw) -> Iterator[Told]:
    body = _refund(item)
    _in_the_shops_money(body.order.currency, body.shop_currency)
    yield from read_refund(body)


def _read_variation(item: Raw) -> Iterator[Told]:
    """A variation, or which of them a product has."""
    if _which(item).variations is UNSET:
        yield read_variation(_variation(item))
        return
    of = _variations(item)
    yield Whole(Sku.KIND, "product_id", str(of.product_id), list(map(str, of.variations)), moment(of.date_modified_gmt))


def _in_the_shops_money(currency: str | None, of_shop: str) -> None:
    if currency and currency != of_shop:
        raise Unfit(OTHER_CURRENCY.fill(currency=currency, of_shop=of_shop), sound=True)


def _id_with_orders(item: Any) -> object:
    """A refund's begins with its order's."""
    return refund_id(item["parent_id"], item["id"]) if "order" in item and "parent_id" in item else item["id"]


_READ_PRODUCT = Reader(lambda item: [read_product(_product(item))])

_READERS: Mapping[str, Reader] = {
    "products": _READ_PRODUCT,
    "trashed_products": _READ_PRODUCT,
    "skus": Reader(_read_variation),
    "customers": Reader(lambda item: [customer_of(_customer(item))]),
    "campaigns": Reader(lambda item: [read_coupon(_coupon(item))]),
    # What comes with orders is numbered as their lines are.
    "orders": Reader(_read_order_or_refund, _id_with_orders, about=(Order.KIND, Refund.KIND)),
    "trashed_orders": Reader(_read_trashed_order),
}


def _unless_withheld(tell: Callable[[Raw], Iterable[Told]]) -> Callable[[Raw], Iterable[Told]]:
    """Says of what stands for a row why it is not there."""

    def told(item: Raw) -> Iterable[Told]:
        try:
            return list(tell(item))
        except msgspec.ValidationError:
            withheld = _withheld(item)
            if withheld.not_given is None:
                raise
            raise Unfit(_NOT_GIVEN.fill(beside=withheld.beside or "?")) from None

    return told


read_items = reading({name: structs.replace(each, tell=_unless_withheld(each.tell)) for name, each in _READERS.items()})
"""The meaning of a JSON array of items of a resource; see ``Source.read``."""
