"""The meaning of the items of each resource. Pure, and each item for itself (``sync/reading.py``)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

from storage.records import Commission, Customer, DailyTraffic, GroupMember, Order, OrderLine
from sync.forgiving import forgiving
from sync.reading import Reader, Told, reading
from sync.wholes import with_all_its
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

_order = msgspec.json.Decoder(OrderItem).decode
_group = msgspec.json.Decoder(GroupItem).decode
_goods = msgspec.json.Decoder(GoodsItem).decode
_customer = msgspec.json.Decoder(CustomerItem).decode
_account = msgspec.json.Decoder(AccountItem).decode
_promoted = msgspec.json.Decoder(PromotedItem).decode
_tie = msgspec.json.Decoder(TieItem).decode
_flow_item = msgspec.json.Decoder(FlowItem).decode
_flow = forgiving(Flow)


class _Which(Struct):
    detail: Raw | UnsetType = UNSET


_which = msgspec.json.Decoder(_Which).decode


def _read_order_or_place(item: Raw) -> Iterable[Told]:
    """What comes with orders: a place in a group-buy tells nothing of the order's lines."""
    if _which(item).detail is not UNSET:
        return read_place(_group(item))
    return with_all_its(OrderLine, read_order(_order(item)))


def _read_flow(item: FlowItem) -> Iterator[DailyTraffic]:
    """The traffic of the whole shop on a day; a day without numbers is none. How often goods were shared is not told:
    ``share_total_pv`` counts visits that came through shares."""
    flow = _flow(item.flow)
    visitors, views = counted(flow.uv), counted(flow.pv)
    if visitors is not None or views is not None:
        yield DailyTraffic(
            id=item.day, updated_at=item.seen_at, day=item.day, channel=None, visitors=visitors, views=views
        )


def _order_id(item: Any) -> object:
    return item["detail"]["group_join"]["id"] if "detail" in item else item["trade"]["order_info"]["tid"]


_READ_GOODS = Reader(lambda item: read_goods(_goods(item)), lambda item: item["goods"]["item_id"])

_READERS: Mapping[str, Reader] = {
    "orders": Reader(_read_order_or_place, _order_id, (Order.KIND, GroupMember.KIND)),
    "refunds": Reader(read_refund, lambda item: item["refund_id"]),
    "products": _READ_GOODS,
    "products_shelved": _READ_GOODS,
    "products_sold_out": _READ_GOODS,
    "customers": Reader(lambda item: read_customer(_customer(item)), lambda item: item["customer"]["yz_open_id"]),
    "promoters": Reader(
        lambda item: read_promoter(_account(item)), lambda item: item["account"]["yz_open_id"], (Customer.KIND,)
    ),
    "commissions": Reader(
        lambda item: with_all_its(Commission, read_promoted(_promoted(item))),
        lambda item: f"{item['promoted']['order_no']}-1",
    ),
    "referrals": Reader(
        lambda item: read_tie(_tie(item)), lambda item: f"{item['promoter']}>{item['tie']['ct_yz_open_id']}"
    ),
    "daily_traffic": Reader(lambda item: _read_flow(_flow_item(item)), lambda item: item["day"]),
}

read_items = reading(_READERS)
"""The meaning of a JSON array of items of a resource; see ``Source.read``."""
