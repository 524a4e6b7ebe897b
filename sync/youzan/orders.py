"""An order as our records: who bought, the order, its lines, and what was sold; apart, its place in a group-buy.

What an order tells of a buyer and of goods is as of when it was placed: the lists of customers and products know
better, and orders of later know better.
"""

from collections.abc import Iterator

import msgspec
from msgspec import UNSET, Struct, UnsetType

from storage.fields import Record
from storage.masks import person
from storage.records import Customer, Order, OrderLine, Product, Sku
from sync.beijing import fen, local, local_or_none, name_of, plain, whole
from sync.forgiving import forgiving
from sync.places import city, province
from sync.youzan import groups
from sync.youzan.amounts import Amounts, amounts_of
from sync.youzan.bodies import AddressInfo, BuyerInfo, GroupDetail, PayInfo, SourceInfo, Trade, TradeLine
from sync.youzan.items import GroupItem, OrderItem
from sync.youzan.told import LONG_AGO
from sync.youzan.trades import mobile_of
from sync.youzan.words import CLOSED_BECAUSE, ENTRANCES, OFFLINE, PLATFORMS, STATUSES, TYPES

_trade = forgiving(Trade)
_detail = forgiving(GroupDetail)


class _Property(Struct, frozen=True):
    v: str = ""


_properties = msgspec.json.Decoder(list[_Property]).decode


def read_order(item: OrderItem) -> Iterator[Record]:
    """The records of an order. Raises Unfit for a time or an amount that is none."""
    trade = _trade(item.trade)
    amounts = amounts_of(trade.pay_info or PayInfo(), trade.orders or ())
    order = _order(trade, item, amounts)
    yield from _buyer(trade, order)
    yield from _sold(trade, order, amounts)
    yield order


def read_place(item: GroupItem) -> Iterator[Record]:
    """The place of an order in its group-buy. Raises Unfit as ``read_order``."""
    trade = _trade(item.trade)
    amounts = amounts_of(trade.pay_info or PayInfo(), trade.orders or ())
    order = _order(trade, OrderItem(item.trade, item.seen_at), amounts)
    return groups.read(_detail(item.detail), order, trade, item.seen_at)


def _order(trade: Trade, item: OrderItem, amounts: Amounts) -> Order:
    info, where = trade.order_info, trade.address_info or AddressInfo()
    return Order(
        id=info.tid,
        updated_at=local(info.update_time),
        created_at=local(info.created),
        buyer_id=plain((trade.buyer_info or BuyerInfo()).yz_open_id),
        paid_at=local_or_none(info.pay_time),
        shipped_at=local_or_none(info.consign_time),
        finished_at=local_or_none(info.success_time),
        status=STATUSES.get(info.status or ""),
        type=TYPES.get(whole(info.type) or 0),
        channel=_channel(trade.source_info),
        province=province(where.delivery_province or ""),
        city=city(where.delivery_city or ""),
        district=plain(where.delivery_district),
        list_amount=amounts.listed,
        discount_amount=amounts.discount,
        shipping_amount=amounts.freight,
        payment_amount=amounts.payment,
        group_id=item.group or UNSET,
        item_count=sum(whole(line.num) or 0 for line in trade.orders or ()),
        promoter_id=_promoter(trade, item),
        receiver_name=plain(where.receiver_name),
        receiver_phone=plain(where.receiver_tel),
        close_reason=CLOSED_BECAUSE.get(whole(info.close_type) or 0),
        buyer_note=plain(trade.remark_info.buyer_message if trade.remark_info else None),
    )


def _promoter(trade: Trade, item: OrderItem) -> str | None | UnsetType:
    """Whose link led to the order: nobody's, or that of somebody we may not know."""
    if plain(mobile_of(trade.order_info)) is None:
        return None
    return item.promoter or UNSET


def _channel(source: SourceInfo | None) -> str | None:
    if source is None:
        return None
    if source.is_offline_order:
        return OFFLINE
    if source.source is None:
        return None
    return ENTRANCES.get(source.source.wx_entrance or "") or PLATFORMS.get(source.source.platform or "")


def _buyer(trade: Trade, order: Order) -> Iterator[Customer]:
    """Who ordered, and where the parcels go. A phone that is hidden here may be told in the list of customers."""
    buyer, extra = trade.buyer_info or BuyerInfo(), trade.order_info.order_extra
    if not isinstance(order.buyer_id, str):
        return
    name = person(plain(buyer.fans_nickname)) or person(plain(extra.buyer_name if extra else None))
    phone = person(plain(buyer.buyer_phone))
    province, city = order.province or UNSET, order.city or UNSET
    yield Customer(id=order.buyer_id, updated_at=order.created_at, province=province, city=city)
    if name or phone:
        yield Customer(id=order.buyer_id, updated_at=LONG_AGO, name=name or UNSET, phone=phone or UNSET)


def _sold(trade: Trade, order: Order, amounts: Amounts) -> Iterator[Record]:
    for line, amount in zip(trade.orders or (), amounts.lines, strict=True):
        product, sku = name_of(line.item_id), name_of(line.sku_id)
        title, spec = plain(line.title), _spec(line)
        if product is not None:
            yield Product(id=product, updated_at=order.created_at, title=title)
        if product is not None and sku is not None:
            code = plain(line.outer_sku_id)
            yield Sku(id=sku, updated_at=order.created_at, product_id=product, spec=spec, merchant_code=code)
        yield _line(line, order, amount, spec)


def _line(line: TradeLine, order: Order, amount: int | None, spec: str | None) -> OrderLine:
    pieces, price = whole(line.num) or 0, fen(line.price)
    return OrderLine(
        id=str(line.oid),
        updated_at=order.updated_at,
        created_at=order.created_at,
        order_id=order.id,
        product_id=name_of(line.item_id),
        sku_id=name_of(line.sku_id),
        title=plain(line.title),
        spec=spec,
        quantity=pieces,
        list_amount=None if price is None else price * pieces,
        amount=amount,
        is_gift=line.is_present,
    )


def _spec(line: TradeLine) -> str | None:
    """Colour, size: a list of names and values as text, of which people know the values."""
    text = plain(line.sku_properties_name)
    if text is None:
        return None
    try:
        return plain(" / ".join(each.v for each in _properties(text.encode()) if each.v))
    except msgspec.DecodeError:
        return text
