"""What the interface answers, as far as we read it. Every field may be missing: shops, versions and rights differ.

What is wanted is decoded by ``sync/forgiving.py``: a field with a default that cannot be read is left out, unless it is
a state, an amount, a moment or a number of pieces.
"""

from typing import Annotated

from msgspec import Meta, Struct

from sync.beijing import Local, Long, Number, Pieces, Yuan
from sync.forgiving import ESSENTIAL

State = Annotated[str | None, ESSENTIAL]
StateNumber = Annotated[Number | None, ESSENTIAL]
Moment = Annotated[Long | None, ESSENTIAL]
Rate = Annotated[float | Annotated[str, Meta(pattern=r"^(-?[0-9]{1,9}(\.[0-9]{1,9})?)?$")] | None, ESSENTIAL]


class Salesman(Struct, frozen=True):
    """The promoter of an order."""

    salesman_mobile: Long | None = None


class OrderExtra(Struct, frozen=True):
    """What hangs on an order."""

    buyer_name: str | None = None
    salesman: Salesman | None = None


class OrderInfo(Struct, frozen=True):
    """The order itself. Times are Beijing time."""

    tid: str
    created: str
    update_time: str
    status: State = None
    type: Number | None = None
    close_type: Number | None = None
    refund_state: Number | None = None
    pay_time: Local = None
    consign_time: Local = None
    confirm_time: Local = None
    """When a group was filled."""
    success_time: Local = None
    order_extra: OrderExtra | None = None


class BuyerInfo(Struct, frozen=True):
    """Who ordered; the phone is cipher text unless the application may see it."""

    yz_open_id: str | None = None
    buyer_phone: str | None = None
    fans_nickname: str | None = None


class PayInfo(Struct, frozen=True):
    """Amounts in yuan."""

    total_fee: Yuan = None
    """The goods before discounts."""
    post_fee: Yuan = None
    payment: Yuan = None
    """Freight included."""


class AddressInfo(Struct, frozen=True):
    """Where the parcel goes; name and phone may be cipher text."""

    receiver_name: str | None = None
    receiver_tel: str | None = None
    delivery_province: str | None = None
    delivery_city: str | None = None
    delivery_district: str | None = None


class RemarkInfo(Struct, frozen=True):
    """What was written beside the order."""

    buyer_message: str | None = None


class SourcePlatform(Struct, frozen=True):
    """From where the buyer came."""

    platform: str | None = None
    wx_entrance: str | None = None


class SourceInfo(Struct, frozen=True):
    """The same, and whether it was in a shop of stone."""

    is_offline_order: bool | None = None
    source: SourcePlatform | None = None


class TradeLine(Struct, frozen=True):
    """One product in one order; amounts in yuan."""

    oid: Long
    title: str | None = None
    num: Pieces = None
    item_id: Long | None = None
    sku_id: Long | None = None
    outer_sku_id: str | None = None
    sku_properties_name: str | None = None
    price: Yuan = None
    """Of one piece, before discounts."""
    discount_price: Yuan = None
    payment: Yuan = None
    """Its share of what the buyer paid, freight included."""
    is_present: bool | None = None


class Trade(Struct, frozen=True):
    """A ``full_order_info`` of youzan.trades.sold.get 4.0.4."""

    order_info: OrderInfo
    buyer_info: BuyerInfo | None = None
    pay_info: PayInfo | None = None
    remark_info: RemarkInfo | None = None
    address_info: AddressInfo | None = None
    source_info: SourceInfo | None = None
    orders: list[TradeLine] | None = None


class Group(Struct, frozen=True):
    """A group of a group-buy. In which form times come is written nowhere."""

    id: Long
    tid: str | None = None
    """The order of the leader."""
    activity_id: Long | None = None
    state: StateNumber = None
    join_num: Pieces = None
    remain_join_num: Pieces = None
    start_time: Moment = None
    created_time: Moment = None


class GroupJoin(Struct, frozen=True):
    """One order in a group; amounts in fen."""

    id: Long
    tid: str
    item_id: Long | None = None
    head_extra_discount_fee: Number | None = None
    created_time: Moment = None


class GroupDetail(Struct, frozen=True):
    """An ``order_group_detail`` of youzan.ump.groupon.ordergroupdetails.get 1.0.0."""

    group: Group
    group_join: GroupJoin


class RefundBody(Struct, frozen=True):
    """A row of youzan.trade.refund.search: times are Beijing time, the amount is in yuan."""

    refund_id: Long
    created: str
    modified: str
    tid: str | None = None
    status: State = None
    refund_fee: Yuan = None
    reason: Number | None = None
    return_goods: bool | None = None


class GoodsBody(Struct, frozen=True):
    """A row of youzan.items.onsale.get and items.inventory.get: times are Beijing time, the price is in fen."""

    item_id: Long
    update_time: str
    title: str | None = None
    price: Pieces = None
    quantity: Number | None = None
    created_time: Local = None


class CustomerBody(Struct, frozen=True):
    """A row of youzan.scrm.customer.list: times are seconds."""

    yz_open_id: str
    show_name: str | None = None
    mobile: Long | None = None
    gender: int | None = None
    is_member: int | bool | None = None
    points: Number | None = None
    created_at: Annotated[Number | None, ESSENTIAL] = None


class Account(Struct, frozen=True):
    """A promoter, as youzan.salesman.accounts.get lists them: Beijing time, phones as text or as numbers."""

    yz_open_id: str | None = None
    seller: str | None = None
    mobile: Long | None = None
    nickname: str | None = None
    created_at: Moment = None
    from_buyer_mobile: Long | None = None
    """Who invited this promoter."""


class PromotedTrade(Struct, frozen=True):
    """A row of youzan.salesman.trades.export: Beijing time, amounts in yuan, rates in percent."""

    order_no: str
    created_at: str
    seller: str | None = None
    phone: Long | None = None
    state: Annotated[int | None, ESSENTIAL] = None
    settle_state: Annotated[int | None, ESSENTIAL] = None
    settled_at: Local = None
    cps_rate: Rate = None
    cps_money: Yuan = None
    ii_settle_state: Annotated[int | None, ESSENTIAL] = None
    ii_rate: Rate = None
    ii_cps_money: Yuan = None
    from_buyer_phone: Long | None = None
    from_buyer_nick_name: str | None = None


class Tie(Struct, frozen=True):
    """A row of youzan.salesman.customers.get: a customer of a promoter, now or once."""

    ct_yz_open_id: str
    is_valid: bool
    invalid_reason: str | None = None
    all_channel_name: list[str] | None = None


class TieChange(Struct, frozen=True):
    """A row of youzan.salesman.customer.record.list. Its fields are those of the message of the same content [U]."""

    ct_yz_open_id: str
    created_at: Long
    valid_ds_yz_open_id: str | None = None
    in_valid_ds_yz_open_id: str | None = None
    state_desc: str | None = None


class Flow(Struct, frozen=True):
    """What youzan.bigdata.team.flowoverview.query tells of a day, in numbers or text."""

    uv: Yuan = None
    pv: Yuan = None
