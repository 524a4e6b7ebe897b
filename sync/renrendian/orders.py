"""An order as trade.details tells it, as our records: the buyer, the order, its lines, what was asked back."""

from collections.abc import Iterator

from msgspec import UNSET, structs

from storage.fields import Record
from storage.records import Customer, Order, OrderLine
from sync import places
from sync.beijing import local, local_or_none, name_of, plain
from sync.files.presets._buyers import by_mobile
from sync.renrendian.amounts import Amounts, amounts_of, is_group_buy
from sync.renrendian.bodies import Address, Trade, rows
from sync.renrendian.lines import Bought, bought
from sync.renrendian.refunds import read_refunds
from sync.renrendian.statuses import CASH_ON_DELIVERY, CLOSED, FINISHED, close_reason_of, state_of


def read_order(trade: Trade) -> Iterator[Record]:
    """The records of an order. Raises Unfit for a time or an amount that is none."""
    lines = bought(trade)
    amounts = amounts_of(trade, lines)
    buyer = _buyer(trade)
    if buyer is not None:
        yield buyer
    order = _order(trade, lines, amounts, name_of(trade.member_id) or (buyer.id if buyer else None))
    yield order
    for each, amount in zip(lines, amounts.lines, strict=True):
        yield _line(order, each, amount)
    yield from read_refunds(trade, order, lines)


def _order(trade: Trade, lines: list[Bought], amounts: Amounts, buyer: str | None) -> Order:
    where, paid_at, status = _address(trade), _paid_at(trade), str(trade.status)
    pieces = [each.pieces for each in lines]
    changed_at = newest(trade)
    return Order(
        id=trade.order_sn,
        updated_at=changed_at,
        created_at=local(trade.created_at),
        buyer_id=buyer,
        paid_at=paid_at,
        finished_at=local_or_none(trade.finished_at) if status == FINISHED else None,
        closed_at=(local_or_none(trade.finished_at) or changed_at) if status in CLOSED else None,
        status=state_of(status, paid_at is not None),
        type="group" if is_group_buy(trade) else "normal",
        province=places.province(where.province_name or ""),
        city=places.city(where.city_name or ""),
        district=plain(where.district_name),
        list_amount=amounts.listed,
        discount_amount=amounts.discount,
        shipping_amount=amounts.freight,
        payment_amount=amounts.payment,
        item_count=None if None in pieces else sum(filter(None, pieces)),
        receiver_name=plain(where.consignee),
        receiver_phone=plain(where.mobile),
        close_reason=close_reason_of(status),
        buyer_note=plain(trade.memo),
    )


def _line(order: Order, each: Bought, amount: int) -> OrderLine:
    line = each.line
    return OrderLine(
        id=str(line.id),
        updated_at=order.updated_at,
        created_at=order.created_at,
        order_id=order.id,
        product_id=name_of(line.goods_id),
        sku_id=name_of(line.product_id),
        title=plain(line.goods_name),
        spec=plain(line.props),
        quantity=each.pieces,
        list_amount=each.listed,
        amount=amount,
    )


def newest(trade: Trade) -> int:
    """The newest moment that an order tells, UTC milliseconds. Raises Unfit."""
    told = (trade.updated_at, trade.pay_at, trade.finished_at)
    return max(local(trade.created_at), *(local_or_none(text) or 0 for text in told))


def _paid_at(trade: Trade) -> int | None:
    """Who pays at the door has paid when the order is finished, where nothing else is told."""
    told = local_or_none(trade.pay_at)
    if told is None and trade.payment_name == CASH_ON_DELIVERY and str(trade.status) == FINISHED:
        return local_or_none(trade.finished_at) or newest(trade)
    return told


def _buyer(trade: Trade) -> Customer | None:
    """Whoever bought, where only the mobile that the parcel went to tells; the same person as in files of the shop."""
    where = _address(trade)
    if name_of(trade.member_id):
        return None
    name = plain(trade.nickname) or plain(where.consignee)
    found = by_mobile(plain(where.mobile), name, places.province(where.province_name or ""), newest(trade))
    return None if found is None else structs.replace(found, joined_at=UNSET)


def _address(trade: Trade) -> Address:
    """In a field of its own, or beside the other ones of the order."""
    told = rows(trade.order_consigner_addr, Address)
    flat = Address(trade.province_name, trade.city_name, trade.district_name, trade.consignee, trade.mobile)
    return told[0] if told else flat
