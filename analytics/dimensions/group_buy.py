"""Which group-buy: the group itself, its offer, its leader and its size."""

import numpy as np

from analytics.arrays import Codes
from analytics.cut import Cut
from analytics.dimension import Dimension, reference
from storage.columns import MISSING
from storage.facts import Facts
from storage.words import Words

_UNKNOWN_OFFER = Words("未知活动", "offer not known")

GROUP = reference(
    "group",
    Words("团", "Group"),
    "groups",
    None,
    {"groups": ("id",), "orders": ("group_id",), "group_members": ("group_id",)},
    Words("不是拼团", "not in a group"),
    Words("团编号", "Group id"),
)
OFFER = reference(
    "offer",
    Words("拼团活动", "Offer"),
    "group_campaigns",
    "name",
    {
        "groups": ("group_campaign_id",),
        "orders": ("group_id.group_campaign_id",),
        "group_members": ("group_id.group_campaign_id",),
    },
    _UNKNOWN_OFFER,
    Words("活动编号", "Offer id"),
)
LEADER = reference(
    "leader",
    Words("团长", "Leader"),
    "customers",
    "name",
    {"groups": ("leader_id",), "orders": ("group_id.leader_id",), "group_members": ("group_id.leader_id",)},
    Words("未知团长", "leader not known"),
    Words("团长编号", "Leader id"),
)


def _sizes(cut: Cut) -> Codes:
    asked = cut.codes(("size", "group_campaign_id.size"))
    return np.where(asked == MISSING, -1, asked).astype(np.int32)


def _largest(facts: Facts) -> int:
    def find(facts: Facts) -> int:
        own, offered = facts["groups"]["size"], facts["group_campaigns"]["size"]
        return max(0, int(own.max(initial=0)), int(offered.max(initial=0)))

    return facts.derived("largest group", find)


GROUP_SIZE = Dimension(
    "group_size",
    Words("成团人数", "People needed"),
    frozenset({"groups"}),
    _sizes,
    lambda facts: _largest(facts) + 1,
    lambda _facts, code: str(code),
    lambda _facts, key: int(key) if key.isdecimal() else None,
    lambda _facts, code: Words(f"{code} 人团", f"{code} people"),
)
