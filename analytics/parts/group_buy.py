"""Parts of group-buying: groups opened and their outcome, who joined, what was sold in groups."""

from collections.abc import Callable

import numpy as np

from analytics.arrays import Ints, Mask
from analytics.cut import Cut
from analytics.log import PAID, Log, by_time
from analytics.part import Part, column
from analytics.paths import places
from storage.columns import MISSING
from storage.derive import paid
from storage.facts import Facts
from storage.words import Words

OPENED = Log(
    "opened", "groups", Words("开团", "groups opened"), by_time("groups", "created_at"), ("leader_id",),
    may_begin_late=True, taken_up=True,
)  # fmt: skip
JOINED = Log(
    "group_joined", "group_members", Words("参团", "people in groups"), by_time("group_members", "created_at"),
    ("customer_id",), may_begin_late=True, taken_up=True, begins_with=OPENED,
)  # fmt: skip


def status(cut: Cut, *names: str) -> Mask:
    """Which groups have one of these outcomes."""
    states = cut.facts.categories("status")
    wanted = [states.index(name) for name in names if name in states]
    return np.isin(cut.codes(("status",)), wanted)


def _with(*names: str) -> Callable[[Cut], Mask]:
    return lambda cut: status(cut, *names)


def _in_group(cut: Cut) -> Mask:
    inside: Mask = cut.codes(("group_id",)) >= 0
    return inside


def _followed(cut: Cut) -> Mask:
    """Members who are not the leader."""
    followed: Mask = cut.codes(("is_leader",)) == 0
    return followed


def _paid_in(cut: Cut) -> Ints:
    """What the members of each group paid; unknown everywhere if no order names its group."""
    return paid_in_groups(cut.facts)[cut.position]


def paid_in_groups(facts: Facts) -> Ints:
    """What the members of each group paid, in row order; ``MISSING`` everywhere if no order names its group."""
    return facts.derived("paid in groups", _paid_in_all)


def _paid_in_all(facts: Facts) -> Ints:
    orders, groups = paid(facts), facts["groups"]
    group = facts["orders"]["group_id"][orders.position]
    inside = group >= 0
    if not inside.any():
        return np.full(len(groups), MISSING)
    place = places(facts, "groups")[group[inside]]
    known = place >= 0
    return np.bincount(place[known], orders.amount[inside][known], minlength=len(groups)).astype(np.int64)


GROUPS = Part("groups_opened", OPENED, Words("开团", "Groups opened"), amounts=column("joined"))
COMPLETED = Part("groups_completed", OPENED, Words("成团", "Groups filled"), where=_with("completed"))
KNOWN = Part("groups_known", OPENED, Words("有结果的团", "Groups with an outcome"), where=_with("completed", "failed"))
STILL_OPEN = Part(
    "groups_open", OPENED, Words("还在拼的团", "Groups still open"), where=_with("open"), amounts=column("joined")
)
PAID_IN_GROUPS = Part("groups_paid", OPENED, Words("开团", "Groups opened"), amounts=_paid_in)
LEADERS = Part("group_leaders", OPENED, Words("团长", "Leaders"), each=("leader_id",))
FOLLOWERS = Part("group_followers", JOINED, Words("跟团的人", "People who followed a leader"), where=_followed)
GROUP_ORDERS = Part(
    "group_orders", PAID, Words("拼团订单", "Group-buy orders"), where=_in_group, amounts=column("payment_amount")
)
GROUP_BUYERS = Part("group_buyers", PAID, Words("拼团买家", "Group-buy buyers"), where=_in_group, each=("buyer_id",))
