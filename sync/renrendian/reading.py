"""The meaning of the items of each resource. Pure, and each item for itself: what does not fit is set aside."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
from msgspec import Raw

from storage.fields import Record
from sync.reasons import BROKEN, reason_of
from sync.renrendian.bodies import Trade
from sync.renrendian.items import Seen, SeenGoods, SeenGuider
from sync.renrendian.orders import read_order
from sync.renrendian.people import read_guider, read_user
from sync.renrendian.products import read_goods
from sync.source import Batch, Misfit

_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, ValueError)

_split = msgspec.json.Decoder(list[Raw]).decode
_trade = msgspec.json.Decoder(Trade).decode
_seen = msgspec.json.Decoder(Seen).decode
_goods = msgspec.json.Decoder(SeenGoods).decode
_guider = msgspec.json.Decoder(SeenGuider).decode


def read_items(resource: str, items: bytes) -> Batch:
    """The meaning of a JSON array of items of a resource; see ``Source.read``."""
    read = _READERS[resource]
    records: dict[str, list[Record]] = {}
    misfits: list[Misfit] = []
    for item in _split(items):
        try:
            for record in list(read(item)):
                records.setdefault(record.KIND, []).append(record)
        except _UNREADABLE as error:
            misfits.append(_misfit(resource, bytes(item), error))
    return Batch(tuple(records.values()), misfits=misfits)


_READERS: Mapping[str, Callable[[Raw], Iterable[Record]]] = {
    "orders": lambda item: read_order(_trade(item)),
    "products": lambda item: read_goods(_goods(item)),
    "customers": lambda item: [read_user(_seen(item))],
    "promoters": lambda item: read_guider(_guider(item)),
}

_IDS: Mapping[str, Callable[[Any], object]] = {
    "orders": lambda item: item["order_sn"],
    "products": lambda item: item["goods"]["id"],
    "customers": lambda item: item["row"].get("member_id") or item["row"]["id"],
    "promoters": lambda item: item["guider"]["member_id"],
}


def _misfit(resource: str, item: bytes, error: Exception) -> Misfit:
    if isinstance(error, UnicodeDecodeError):
        return Misfit(item, BROKEN, None, None)
    try:
        known = _IDS[resource](msgspec.json.decode(item))
    except (KeyError, TypeError, AttributeError):
        known = None
    return Misfit(item, reason_of(error), None if known is None else str(known), None)
