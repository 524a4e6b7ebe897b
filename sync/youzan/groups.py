"""Group-buys (拼团), as the orders in them tell of them: no list of groups can be asked for.

The leader's order names the leader; the orders of the others know the group's state, and each its own member.
"""

from collections.abc import Iterator

from msgspec import UNSET

from storage.fields import Record
from storage.records import Group, GroupCampaign, GroupMember, Order
from sync.beijing import Long, fen, local_or_none, name_of, whole
from sync.youzan.bodies import GroupDetail, Trade
from sync.youzan.told import somehow
from sync.youzan.words import GROUP_STATES


def read(detail: GroupDetail, order: Order, trade: Trade, seen_at: int) -> Iterator[Record]:
    """The offer, the group and the member; as of ``seen_at``, for groups grow while their orders do not change."""
    group, join = detail.group, detail.group_join
    is_leader, state = group.tid == join.tid, whole(group.state)
    created_at = _first(group.start_time, group.created_time, order.created_at)
    joined = whole(group.join_num)
    size = None if joined is None else joined + (whole(group.remain_join_num) or 0)
    campaign, product = name_of(group.activity_id), name_of(join.item_id)
    if campaign is not None:
        yield _campaign(campaign, product, size, trade, is_leader, seen_at)
    yield Group(
        id=str(group.id),
        updated_at=seen_at,
        created_at=created_at,
        group_campaign_id=campaign,
        product_id=product,
        leader_id=order.buyer_id if is_leader else UNSET,
        province=order.province if is_leader else UNSET,
        channel=order.channel if is_leader else UNSET,
        size=size,
        joined=joined,
        status=None if state is None else GROUP_STATES.get(state),
        completed_at=_completed_at(detail, trade),
    )
    yield GroupMember(
        id=str(join.id),
        updated_at=seen_at,
        created_at=_first(join.created_time, None, order.created_at),
        group_id=str(group.id),
        customer_id=order.buyer_id,
        order_id=order.id,
        is_leader=is_leader,
    )


def _campaign(
    id: str, product: str | None, size: int | None, trade: Trade, is_leader: bool, seen_at: int
) -> GroupCampaign:
    """What the first line says of the offer; a leader may have paid less than the price of the group."""
    line = trade.orders[0] if trade.orders else None
    return GroupCampaign(
        id=id,
        updated_at=seen_at,
        product_id=product,
        size=size,
        solo_price=fen(line.price) if line else UNSET,
        group_price=fen(line.discount_price) if line and not is_leader else UNSET,
    )


def _first(one: Long | None, other: Long | None, otherwise: int) -> int:
    return somehow(one) if one else somehow(other) if other else otherwise


def _completed_at(detail: GroupDetail, trade: Trade) -> int | None:
    """When the group was filled, which its orders tell."""
    if str(detail.group.state) != "1":
        return None
    return local_or_none(trade.order_info.confirm_time)
