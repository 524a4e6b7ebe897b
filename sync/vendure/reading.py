"""The meaning of the items of each resource. Pure, and each item for itself (``sync/reading.py``)."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec
from msgspec import Raw

from storage.records import Order, OrderLine, Refund
from storage.words import Words
from sync.forgiving import forgiving
from sync.reading import Reader, Told, reading
from sync.unfit import Unfit, shown
from sync.vendure.bodies import CustomerBody, OrderBody, ProductBody
from sync.vendure.goods import read_product
from sync.vendure.orders import read_order
from sync.vendure.people import customer_of
from sync.vendure.rows import Untold
from sync.wholes import all_its

_order = forgiving(OrderBody)
_product = forgiving(ProductBody)
_customer = forgiving(CustomerBody)
_untold = msgspec.json.Decoder(Untold).decode

_UNTOLD = Words("店铺接口给不出这一条（{why}），等那边修好会再读", "the shop's server fails at this one: {why}")


def _read_product(item: Raw) -> Iterable[Told]:
    product, skus = read_product(_product(item))
    return (product, *skus)


def _read_order(item: Raw) -> Iterator[Told]:
    """An order with all its lines and refunds."""
    body = _order(item)
    records = list(read_order(body))
    yield from records
    for order in (record for record in records if isinstance(record, Order)):
        yield all_its(OrderLine, order.id, order.updated_at, records)
        if body.payments is not None:
            yield all_its(Refund, order.id, order.updated_at, records)


def _unless_untold(tell: Callable[[Raw], Iterable[Told]]) -> Callable[[Raw], Iterable[Told]]:
    """Says of a row that the server failed at why."""

    def told(item: Raw) -> Iterable[Told]:
        try:
            return list(tell(item))
        except msgspec.ValidationError:
            if (why := _untold(item).untold) is not None:
                raise Unfit(_UNTOLD.fill(why=shown(why))) from None
            raise

    return told


_READ_ORDERS = Reader(_unless_untold(_read_order))

_READERS: Mapping[str, Reader] = {
    "products": Reader(_unless_untold(_read_product)),
    "customers": Reader(_unless_untold(lambda item: (customer_of(_customer(item)),))),
    "orders": _READ_ORDERS,
    "edited_orders": _READ_ORDERS,
}

read_items = reading(_READERS)
"""The meaning of a JSON array of items of a resource; see ``Source.read``."""
