"""Lines of orders that come in a file of their own: what the list of orders says counts, and is shared out.

A line's share of the payment without freight is what was paid for it, so that lines and freight make the payment.
"""

from collections.abc import Iterator, Sequence

from msgspec import UNSET, Struct, UnsetType

from storage.fields import Record
from storage.parts import made_up
from storage.records import OrderLine
from storage.words import Words
from sync.files.preset import Reading
from sync.files.presets._goods import Goods, first_of, listed
from sync.files.said import number, said
from sync.files.values import Unreadable
from sync.sharing import shared_out

_NO_ORDER = Words(
    "订单 {id} 不在已导入的订单里，请把{list}和它一起导入",
    "order {id} is not among those imported: import {list} together with it",
)
_NO_PRODUCT = Words("商品既没有编码也没有名称", "the product has neither code nor name")
_NO_PRICE = Words("单价或数量是空的", "price or quantity is empty")
_BELOW_ZERO = Words("单价或数量是负数", "price or quantity is below zero")

_Said = int | UnsetType | None


class Sold(Struct, frozen=True):
    """What the list of orders says of an order; amounts in minor units, moments in UTC ms."""

    created_at: int
    as_of: int
    paid_at: int | None
    payment_amount: int | None
    shipping_amount: int | None
    buyer_id: str | None
    province: str | None
    channel: str | None


class Item(Struct, frozen=True):
    """One line of an order."""

    goods: Goods
    quantity: int
    list_amount: int
    told: _Said
    """What the file has as paid for it; before what the order as a whole was reduced by."""


def sold_of(order: str, reading: Reading, orders: Words) -> Sold:
    """The order. Raises Unreadable, with ``orders`` as the file to import, where it is not known."""
    found = reading.known("orders", Sold.__struct_fields__, [order]).get(order)
    if found is None:
        raise Unreadable(
            Words(_NO_ORDER.zh.format(id=order, list=orders.zh), _NO_ORDER.en.format(id=order, list=orders.en))
        )
    return Sold(*found)


def product_of(*candidates: str | UnsetType | None) -> str:
    """The first that says something, as an id. Raises Unreadable where none does."""
    found = first_of(*candidates)
    if found is None:
        raise Unreadable(_NO_PRODUCT)
    return found


def item_of(goods: Goods, price: _Said, quantity: _Said, told: _Said) -> Item:
    """A line. Raises Unreadable where it has no price or no pieces."""
    if not isinstance(price, int) or not isinstance(quantity, int):
        raise Unreadable(_NO_PRICE)
    if price < 0 or quantity < 0:
        raise Unreadable(_BELOW_ZERO)
    return Item(goods, quantity, price * quantity, told)


def records_of(order: str, sold: Sold, items: Sequence[Item]) -> Iterator[Record]:
    """The goods and the lines, numbered as they stand."""
    for place, (item, amount) in enumerate(zip(items, _amounts(sold, items), strict=True), start=1):
        goods = item.goods
        yield from listed(goods, sold.created_at)
        yield OrderLine(
            id=line_id(order, place),
            updated_at=sold.as_of,
            created_at=sold.created_at,
            order_id=order,
            product_id=goods.product,
            sku_id=said(goods.sku),
            title=goods.title,
            spec=goods.spec,
            quantity=item.quantity,
            list_amount=item.list_amount,
            amount=amount,
        )


def line_id(order: str, place: int) -> str:
    """The id of a line, counted from 1."""
    return made_up(str(place), order)


def _amounts(sold: Sold, items: Sequence[Item]) -> Sequence[int | UnsetType]:
    """What was paid for each line; of an order not paid nothing is known."""
    if sold.payment_amount is None:
        return [UNSET] * len(items)
    told = [item.told for item in items if isinstance(item.told, int) and item.told >= 0]
    weights = told if len(told) == len(items) else [item.list_amount for item in items]
    return shared_out(max(sold.payment_amount - number(sold.shipping_amount), 0), weights)
