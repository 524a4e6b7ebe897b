"""Every order before its money: who, when, where to, by which channel, what mainly, in which group-buy."""

import numpy as np
from msgspec import Struct

from sync.sandbox.catalogue import Catalogue
from sync.sandbox.channels import SHARED, SHARED_WEIGHTS, VISITED
from sync.sandbox.columns import Ints, looked_up
from sync.sandbox.draws import pick
from sync.sandbox.groups import Groups, Members
from sync.sandbox.people import People
from sync.sandbox.places import Places
from sync.sandbox.plan import Plan
from sync.sandbox.purchases import Purchases
from sync.sandbox.shelf import Shelf

GUESTS = 0.012
"""Share of the ordinary orders whose buyer stays unknown."""


class Drafts(Struct, frozen=True):
    """One value per order, in the order they were placed."""

    at: Ints
    fan: Ints
    """-1 for a guest."""
    city: Ints
    channel: Ints
    promoter: Ints
    """Fan whose sharing led here, -1 if none."""
    group: Ints
    member: Ints
    """Row among the members of groups, -1 for an ordinary order."""
    product: Ints

    def __len__(self) -> int:
        return len(self.at)

    def only(self, kept: Ints) -> "Drafts":
        """The orders at some positions."""
        return Drafts(*(getattr(self, name)[kept] for name in self.__struct_fields__))


def drafts_of(
    plan: Plan,
    people: People,
    places: Places,
    catalogue: Catalogue,
    bought: Purchases,
    groups: Groups,
    members: Members,
    offered: Ints,
) -> Drafts:
    """All orders; ``offered`` is the product of each group."""
    rng = plan.rng("drafts")
    fan = np.append(bought.fan, members.fan)
    at = np.append(bought.at, members.at)
    member = np.append(np.full(len(bought.fan), -1), np.arange(len(members.fan)))
    order = np.argsort(at, kind="stable")
    fan, at, member = fan[order], at[order], member[order]
    group = looked_up(members.group, member)
    channel, promoter = _ways(rng, people, groups, fan, group)
    city = np.where(rng.random(len(at)) < 0.95, people.city[fan], pick(rng, places.weight, len(at)))
    product = Shelf(catalogue, plan.start).mains(rng, people, fan, at, looked_up(offered, group))
    fan = np.where((group < 0) & (rng.random(len(fan)) < GUESTS), -1, fan)
    promoter = np.where(fan >= 0, promoter, -1)
    return Drafts(at, fan, city, channel, promoter, group, member, product)


def _ways(rng: np.random.Generator, people: People, groups: Groups, fan: Ints, group: Ints) -> tuple[Ints, Ints]:
    """Channel and promoter: led by a friend, by the leader of a group, or by habit."""
    count = len(fan)
    parent = people.parent[fan]
    leader = looked_up(groups.leader, group)
    above = np.where((leader >= 0) & (leader != fan), leader, parent)
    led = (above >= 0) & (rng.random(count) < np.where(group >= 0, 0.85, 0.4))
    by_habit = np.where(rng.random(count) < 0.5, people.source[fan], pick(rng, VISITED, count))
    channel = np.where(led, np.array(SHARED)[pick(rng, SHARED_WEIGHTS, count)], by_habit)
    return channel, np.where(led & people.is_promoter[above], above, -1)
