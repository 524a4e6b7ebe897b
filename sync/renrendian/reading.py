"""The meaning of the items of each resource. Pure, and each item for itself (``sync/reading.py``)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Raw

from storage.records import Customer, Order, OrderLine, Refund
from storage.words import Words
from sync.forgiving import forgiving
from sync.reading import Reader, Told, reading
from sync.renrendian.bodies import Trade
from sync.renrendian.items import Seen, SeenGoods, SeenGuider, withheld_in
from sync.renrendian.orders import read_order
from sync.renrendian.people import read_guider, read_user
from sync.renrendian.products import read_goods
from sync.unfit import Unfit
from sync.wholes import all_its

_WITHHELD = Words("人人店没有给出这一条：{zh}", "Renrendian did not give this one: {en}")

_trade = forgiving(Trade)
_seen = msgspec.json.Decoder(Seen).decode
_goods = msgspec.json.Decoder(SeenGoods).decode
_guider = msgspec.json.Decoder(SeenGuider).decode


def _read_order(item: Raw) -> Iterator[Told]:
    """An order with all its lines and refunds. Where it tells none at all, they may only be missing from the answer."""
    trade = _trade(item)
    records = list(read_order(trade))
    yield from records
    tells_lines = any(isinstance(record, OrderLine) for record in records)
    tells_refunds = trade.order_refund is not None
    for order in (record for record in records if isinstance(record, Order)):
        if tells_lines:
            yield all_its(OrderLine, order.id, order.updated_at, records)
        if tells_lines and tells_refunds:
            yield all_its(Refund, order.id, order.updated_at, records)


def _if_given(tell: Callable[[Raw], Iterable[Told]]) -> Callable[[Raw], Iterable[Told]]:
    """The same where an item may stand for a thing that was not given."""

    def tell_or_refuse(item: Raw) -> Iterable[Told]:
        withheld = withheld_in(item)
        if withheld is not None:
            raise Unfit(_WITHHELD.fill(zh=withheld.zh, en=withheld.en), sound=True)
        return tell(item)

    return tell_or_refuse


def _order_id(item: Any) -> object:
    return item["order_sn"] if "order_sn" in item else item["withheld"]


def _goods_id(item: Any) -> object:
    return item["goods"]["id"] if "goods" in item else item["withheld"]


def _member_id(item: Any) -> object:
    return item["row"].get("member_id") or item["row"]["id"]


_READERS: Mapping[str, Reader] = {
    "orders": Reader(_if_given(_read_order), _order_id),
    "products": Reader(_if_given(lambda item: read_goods(_goods(item))), _goods_id),
    "customers": Reader(lambda item: [read_user(_seen(item))], _member_id),
    "promoters": Reader(
        lambda item: read_guider(_guider(item)), lambda item: item["guider"]["member_id"], (Customer.KIND,)
    ),
}

read_items = reading(_READERS)
"""The meaning of a JSON array of items of a resource; see ``Source.read``."""
