"""Which group-buy: the group itself, its offer, its leader and its size."""

import numpy as np

from analytics.arrays import Codes, Mask
from analytics.cut import Cut
from analytics.dimension import Dimension, fixed, reference
from analytics.network.roles import ROLES, role_codes
from analytics.paths import places
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


def _leaders(cut: Cut) -> Codes:
    """0 for the first group that somebody opened, 1 for a later one, 2 for those of people who spread the word."""
    kinds = cut.facts.derived("kinds of leaders", _kinds_of_leaders)
    return kinds[cut.position]


def _kinds_of_leaders(facts: Facts) -> Codes:
    groups = facts["groups"]
    leader = groups["leader_id"]
    order = np.lexsort((np.arange(len(leader)), groups["created_at"], leader))
    first = np.ones(len(leader), dtype=bool)
    first[order[1:]] = leader[order[1:]] != leader[order[:-1]]
    kind = np.where(first, _NEW, _REPEAT)
    kind[np.append(_spreading(facts), False)[places(facts, "customers")[leader]]] = _KEY
    return np.where(leader < 0, -1, kind).astype(np.int32)


def _spreading(facts: Facts) -> Mask:
    """Who is a promoter or an opinion leader of the fan network; nobody where that cannot be told."""
    names = list(ROLES)
    return np.isin(role_codes(facts), [names.index("leader"), names.index("promoter")])


_NEW, _REPEAT, _KEY = range(3)
LEADER_KIND = fixed(
    "leader_kind",
    Words("团长类型", "Kind of leader"),
    frozenset({"groups"}),
    _leaders,
    {
        "new": Words("第一次开团", "First group"),
        "repeat": Words("开过团", "Opened before"),
        "key": Words("关键人物", "Key person"),
    },
)
