"""The meaning of the items of each resource. Pure, and each item for itself: what does not fit is set aside."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
from msgspec import Raw

from storage.fields import Record
from sync.reasons import BROKEN, reason_of
from sync.source import Batch, Misfit
from sync.vendure.bodies import CustomerBody, OrderBody, ProductBody
from sync.vendure.goods import read_product
from sync.vendure.orders import read_order
from sync.vendure.people import customer_of

_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError)

_split = msgspec.json.Decoder(list[Raw]).decode
_order = msgspec.json.Decoder(OrderBody).decode
_product = msgspec.json.Decoder(ProductBody).decode
_customer = msgspec.json.Decoder(CustomerBody).decode


def read_items(resource: str, items: bytes) -> Batch:
    """The meaning of a JSON array of items of a resource; see ``Source.read``."""
    read = _READERS[resource]
    records: dict[str, list[Record]] = {}
    misfits: list[Misfit] = []
    for item in _split(items):
        try:
            for record in read(item):
                records.setdefault(record.KIND, []).append(record)
        except _UNREADABLE as error:
            misfits.append(_misfit(bytes(item), error))
    return Batch(tuple(records.values()), misfits=misfits)


def _read_product(item: Raw) -> Iterable[Record]:
    product, skus = read_product(_product(item))
    return (product, *skus)


def _read_order(item: Raw) -> Iterable[Record]:
    return read_order(_order(item))


_READERS: Mapping[str, Callable[[Raw], Iterable[Record]]] = {
    "products": _read_product,
    "customers": lambda item: (customer_of(_customer(item)),),
    "orders": _read_order,
    "edited_orders": _read_order,
}


def _misfit(item: bytes, error: Exception) -> Misfit:
    if isinstance(error, UnicodeDecodeError):
        return Misfit(item, BROKEN, None, None)
    known: Any = msgspec.json.decode(item)
    number = known.get("id") if isinstance(known, dict) else None
    return Misfit(item, reason_of(error), number if isinstance(number, str) else None, None)
