"""Group-buys: who opens a group, how many join in time, and who they are.

The number of people who would join is negative binomial; its mean depends on the size asked for, the offer and the
province of the leader. In some provinces many groups are opened and few fill, in others the reverse.
"""

import numpy as np
from msgspec import Struct

from sync.sandbox.columns import MISSING, Bools, Floats, Ints
from sync.sandbox.living import Living, living
from sync.sandbox.offers import SIZES, Offers
from sync.sandbox.opening import Opening
from sync.sandbox.people import People
from sync.sandbox.places import Places
from sync.sandbox.plan import MINUTE, Plan
from sync.sandbox.purchases import Purchases
from sync.sandbox.seasons import Seasons

_EAGER: dict[str, tuple[float, float]] = {
    # How eagerly groups are opened, how many people join, each relative to other provinces.
    "上海": (2.6, 0.42),
    "浙江": (2.2, 0.48),
    "北京": (1.4, 0.75),
    "吉林": (0.35, 2.3),
    "黑龙江": (0.4, 2.1),
    "辽宁": (0.8, 1.3),
}
_ASKED = {2: 2.3, 3: 3.4, 5: 5.2, 10: 8.0}
"""Mean number of people who would join, by size asked for."""
DISPERSION = 1.6
FRIENDS = 0.35
"""Share of the members who know the leader."""
OWN_CHILD = 0.7
"""How often such a member is one whom the leader brought, if there is one."""


class Groups(Struct, frozen=True):
    """One value per group, in the order they were opened."""

    offer: Ints
    leader: Ints
    opened: Ints
    expires: Ints
    joined: Ints
    """People in it, leader included."""
    completed: Ints
    """When it was full, MISSING otherwise."""
    failed: Ints
    """When it ran out of time, MISSING otherwise."""
    would_fill: Bools
    """Whether enough people come before the deadline, also after the end of the data."""

    def __len__(self) -> int:
        return len(self.offer)

    def only(self, kept: Ints) -> "Groups":
        """The groups at some positions."""
        return Groups(*(getattr(self, name)[kept] for name in self.__struct_fields__))


class Members(Struct, frozen=True):
    """One value per person in a group, leaders too; everyone orders by joining."""

    group: Ints
    fan: Ints
    at: Ints


def propensity(places: Places) -> tuple[Floats, Floats]:
    """Per province: how eagerly groups are opened, and the factor on how many join."""
    pairs = [_EAGER.get(name, (1.0, 1.0)) for name in places.provinces]
    return np.array([pair[0] for pair in pairs]), np.array([pair[1] for pair in pairs])


def crowds(people: People, bought: Purchases, eager: Floats) -> tuple[Living, Living]:
    """Those who may lead a group, more readily by the factor of where they live, and those who may join one."""
    return (
        living(people.joined, bought.lapsed_at, bought.rate * eager),
        living(people.joined, bought.lapsed_at, bought.rate + 0.1 * bought.rate.mean()),
    )


def groups_of(
    plan: Plan, seasons: Seasons, people: People, places: Places, offers: Offers, bought: Purchases
) -> tuple[Groups, Members]:
    """All groups of a plan and the people in them."""
    rng = plan.rng("groups")
    province = places.province[people.city]
    opening, joining = propensity(places)
    leaders, everyone = crowds(people, bought, opening[province])
    opened = Opening(plan, seasons, offers).drawn(rng)
    leader = leaders.draw(rng, opened)
    opened, leader = opened[leader >= 0], leader[leader >= 0]
    offer = offers.drawn_at(rng, opened, plan.start)
    expires = opened + offers.window[offer] * MINUTE
    size = offers.size[offer]
    would = _would_join(rng, mean_joining(size, joining[province[leader]], offers.appeal[offer]))
    group, at = _arrivals(rng, seasons, opened, expires, np.minimum(would, size - 1))
    in_time = at <= plan.until - MINUTE
    group, at = group[in_time], at[in_time]
    fan = _members(rng, everyone, people, leader[group], group, at)
    group, at, fan = group[fan >= 0], at[fan >= 0], fan[fan >= 0]
    groups = _outcomes(plan, offers, offer, leader, opened, expires, group, at, would >= size - 1)
    members = Members(np.append(np.arange(len(opened)), group), np.append(leader, fan), np.append(opened, at))
    return groups, members


def mean_joining(size: Ints | int, joining: Floats | float, appeal: Floats | float) -> Floats:
    """How many people would join on average."""
    asked = np.array([_ASKED.get(s, 0.0) for s in range(max(SIZES) + 1)])
    return np.asarray(asked[size] * joining * appeal)


def chance_to_fill(size: int, mean: Floats) -> Floats:
    """That enough join: P(negative binomial >= size - 1)."""
    p = DISPERSION / (DISPERSION + mean)
    term, below = p**DISPERSION, np.zeros_like(mean)
    for n in range(size - 1):
        below = below + term
        term = term * (DISPERSION + n) / (n + 1) * (1 - p)
    return 1 - below


def _would_join(rng: np.random.Generator, mean: Floats) -> Ints:
    return rng.poisson(rng.gamma(DISPERSION, mean / DISPERSION))


def _arrivals(
    rng: np.random.Generator, seasons: Seasons, opened: Ints, expires: Ints, counts: Ints
) -> tuple[Ints, Ints]:
    """Group and moment of each person who joins: many at once, then a trickle, at night hardly anyone."""
    group = np.repeat(np.arange(len(opened)), counts)
    first, last = seasons.operational_of(opened + MINUTE), seasons.operational_of(expires)
    where = rng.beta(0.7, 1.6, len(group))
    at = seasons.wall_of(first[group] + where * (last - first)[group])
    order = np.lexsort((at, group))
    return group[order], np.clip(at[order], opened[group] + MINUTE, expires[group] - 1000)


def _members(rng: np.random.Generator, everyone: Living, people: People, leader: Ints, group: Ints, at: Ints) -> Ints:
    """A different person for each arrival, -1 where the shop has none left."""
    friend = np.where(rng.random(len(group)) < FRIENDS, _friends(rng, people, leader), -1)
    fan = np.where(everyone.at(friend, at), friend, -1)
    for _ in range(6):
        again = (fan < 0) | _repeated(group, fan) | (fan == leader)
        fan[again] = everyone.draw(rng, at[again])
    fan[_repeated(group, fan) | (fan == leader)] = -1
    return fan


def _friends(rng: np.random.Generator, people: People, leader: Ints) -> Ints:
    """Someone whom the leader brought, or who brought the leader."""
    children = np.argsort(people.parent, kind="stable")
    counts = np.bincount(people.parent + 1, minlength=len(people) + 1)
    first = np.cumsum(counts) - counts
    own, start = counts[leader + 1], first[leader + 1]
    child = children[np.minimum(start + rng.integers(0, np.maximum(own, 1)), len(children) - 1)]
    return np.where((own > 0) & (rng.random(len(leader)) < OWN_CHILD), child, people.parent[leader])


def _repeated(group: Ints, fan: Ints) -> Bools:
    """True where the same fan already stands in the same group."""
    key = group * (int(fan.max(initial=0)) + 2) + fan
    order = np.argsort(key, kind="stable")
    repeated = np.zeros(len(key), dtype=np.bool_)
    repeated[order[1:]] = key[order[1:]] == key[order[:-1]]
    return repeated & (fan >= 0)


def _outcomes(
    plan: Plan,
    offers: Offers,
    offer: Ints,
    leader: Ints,
    opened: Ints,
    expires: Ints,
    group: Ints,
    at: Ints,
    would_fill: Bools,
) -> Groups:
    joined = 1 + np.bincount(group, minlength=len(opened))
    last = np.full(len(opened), MISSING)
    np.maximum.at(last, group, at)
    full = joined >= offers.size[offer]
    return Groups(
        offer=offer,
        leader=leader,
        opened=opened,
        expires=expires,
        joined=joined,
        completed=np.where(full, last, MISSING),
        failed=np.where(~full & (expires <= plan.until), expires, MISSING),
        would_fill=would_fill,
    )
