"""The meaning of the items of each resource. Pure, and each item for itself: what does not fit is set aside."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType, structs

from storage.fields import Record
from storage.records import DailyTraffic
from sync.reasons import BROKEN, reason_of
from sync.source import Batch, Misfit
from sync.youzan.bodies import Flow
from sync.youzan.goods import read_goods
from sync.youzan.items import (
    AccountItem,
    CustomerItem,
    FlowItem,
    GoodsItem,
    GroupItem,
    OrderItem,
    PromotedItem,
    TieItem,
)
from sync.youzan.money import read_promoted, read_refund
from sync.youzan.orders import read_order, read_place
from sync.youzan.people import read_customer, read_promoter
from sync.youzan.relations import read_tie
from sync.youzan.told import counted

_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, ValueError)

_split = msgspec.json.Decoder(list[Raw]).decode
_order = msgspec.json.Decoder(OrderItem).decode
_group = msgspec.json.Decoder(GroupItem).decode
_goods = msgspec.json.Decoder(GoodsItem).decode
_customer = msgspec.json.Decoder(CustomerItem).decode
_account = msgspec.json.Decoder(AccountItem).decode
_promoted = msgspec.json.Decoder(PromotedItem).decode
_tie = msgspec.json.Decoder(TieItem).decode
_flow_item = msgspec.json.Decoder(FlowItem).decode
_flow = msgspec.json.Decoder(Flow).decode


def read_items(resource: str, items: bytes) -> Batch:
    """The meaning of a JSON array of items of a resource; see ``Source.read``."""
    read = _READERS[resource]
    records: dict[tuple[str, tuple[bool, ...]], dict[str, Record]] = {}
    misfits: list[Misfit] = []
    for item in _split(items):
        try:
            for record in list(read(item)):
                # Those that tell the same fields are written together, and of one thing only the newest: the same
                # product is in half of all orders.
                told = tuple(value is not UNSET for value in structs.astuple(record))
                known = records.setdefault((record.KIND, told), {})
                if record.id not in known or known[record.id].updated_at <= record.updated_at:
                    known[record.id] = record
        except _UNREADABLE as error:
            misfits.append(_misfit(resource, bytes(item), error))
    return Batch([list(known.values()) for known in records.values()], misfits=misfits)


class _Which(Struct):
    detail: Raw | UnsetType = UNSET


_which = msgspec.json.Decoder(_Which).decode


def _read_flow(item: FlowItem) -> Iterator[DailyTraffic]:
    """The traffic of the whole shop on a day; a day without numbers is none. How often goods were shared is not told:
    ``share_total_pv`` counts visits that came through shares."""
    flow = _flow(item.flow)
    visitors, views = counted(flow.uv), counted(flow.pv)
    if visitors is not None or views is not None:
        yield DailyTraffic(
            id=item.day, updated_at=item.seen_at, day=item.day, channel=None, visitors=visitors, views=views
        )


_READERS: Mapping[str, Callable[[Raw], Iterable[Record]]] = {
    "orders": lambda item: read_order(_order(item)) if _which(item).detail is UNSET else read_place(_group(item)),
    "refunds": lambda item: read_refund(item),
    "products": lambda item: read_goods(_goods(item)),
    "products_shelved": lambda item: read_goods(_goods(item)),
    "products_sold_out": lambda item: read_goods(_goods(item)),
    "customers": lambda item: read_customer(_customer(item)),
    "promoters": lambda item: read_promoter(_account(item)),
    "commissions": lambda item: read_promoted(_promoted(item)),
    "referrals": lambda item: read_tie(_tie(item)),
    "daily_traffic": lambda item: _read_flow(_flow_item(item)),
}

_IDS: Mapping[str, Callable[[Any], object]] = {
    "orders": lambda item: (
        item["detail"]["group_join"]["id"] if "detail" in item else item["trade"]["order_info"]["tid"]
    ),
    "refunds": lambda item: item["refund_id"],
    "products": lambda item: item["goods"]["item_id"],
    "products_shelved": lambda item: item["goods"]["item_id"],
    "products_sold_out": lambda item: item["goods"]["item_id"],
    "customers": lambda item: item["customer"]["yz_open_id"],
    "promoters": lambda item: item["account"]["yz_open_id"],
    "commissions": lambda item: f"{item['promoted']['order_no']}-1",
    "referrals": lambda item: f"{item['promoter']}>{item['tie']['ct_yz_open_id']}",
    "daily_traffic": lambda item: item["day"],
}


def _misfit(resource: str, item: bytes, error: Exception) -> Misfit:
    if isinstance(error, UnicodeDecodeError):
        return Misfit(item, BROKEN, None, None)
    try:
        known = str(_IDS[resource](msgspec.json.decode(item)))
    except (KeyError, TypeError):
        known = None
    return Misfit(item, reason_of(error), known, None)
