"""The meaning of the items of each resource. Pure, and each item for itself (``sync/reading.py``)."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Raw

from storage.records import Order, OrderLine, Refund
from sync.forgiving import forgiving
from sync.reading import Reader, Told, reading
from sync.vendure.bodies import CustomerBody, OrderBody, ProductBody
from sync.vendure.goods import read_product
from sync.vendure.orders import read_order
from sync.vendure.people import customer_of
from sync.wholes import all_its

_order = forgiving(OrderBody)
_product = forgiving(ProductBody)
_customer = forgiving(CustomerBody)


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


_READ_ORDERS = Reader(_read_order)

_READERS: Mapping[str, Reader] = {
    "products": Reader(_read_product),
    "customers": Reader(lambda item: (customer_of(_customer(item)),)),
    "orders": _READ_ORDERS,
    "edited_orders": _READ_ORDERS,
}

read_items = reading(_READERS)
"""The meaning of a JSON array of items of a resource; see ``Source.read``."""
