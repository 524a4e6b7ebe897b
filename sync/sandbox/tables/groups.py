"""Groups and their members as records."""

import numpy as np

from sync.sandbox import channels
from sync.sandbox.columns import MISSING, Codes, Flags, Ints, Numbers, Refs, Table
from sync.sandbox.drafts import Drafts
from sync.sandbox.groups import Groups, Members
from sync.sandbox.offers import Offers
from sync.sandbox.people import People
from sync.sandbox.places import Places


def groups(groups: Groups, members: Members, offers: Offers, people: People, places: Places, channel: Ints) -> Table:
    """Groups; ``channel``: of each leader's order."""
    last = groups.opened.copy()
    np.maximum.at(last, members.group, members.at)
    full, failed = groups.completed != MISSING, groups.failed != MISSING
    return Table(
        "groups",
        np.maximum.reduce([last, groups.completed, groups.failed]),
        {
            "created_at": Numbers(groups.opened),
            "group_campaign_id": Refs("group_campaigns", groups.offer),
            "product_id": Refs("products", offers.product[groups.offer]),
            "leader_id": Refs("customers", groups.leader),
            "province": Codes(places.province[people.city[groups.leader]], places.provinces),
            "channel": Codes(channel, channels.NAMES),
            "size": Numbers(offers.size[groups.offer]),
            "joined": Numbers(groups.joined),
            "status": Codes(np.where(full, 1, np.where(failed, 2, 0)), ("open", "completed", "failed")),
            "expires_at": Numbers(groups.expires),
            "completed_at": Numbers(groups.completed),
        },
    )


def group_members(members: Members, drafts: Drafts, groups: int) -> Table:
    """Members, in the order they joined; the first ``groups`` of them are the leaders."""
    order = np.flatnonzero(drafts.member >= 0)
    member = drafts.member[order]
    return Table(
        "group_members",
        members.at[member],
        {
            "created_at": Numbers(members.at[member]),
            "group_id": Refs("groups", members.group[member]),
            "customer_id": Refs("customers", members.fan[member]),
            "order_id": Refs("orders", order),
            "is_leader": Flags(member < groups),
        },
    )


def leader_channel(groups: Groups, drafts: Drafts) -> Ints:
    """Channel of the order with which each group was opened."""
    channel = np.zeros(len(groups), dtype=np.int64)
    first = np.flatnonzero((drafts.member >= 0) & (drafts.member < len(groups)))
    channel[drafts.group[first]] = drafts.channel[first]
    return channel
