"""Which open groups a nudge changes most, and whom to ask.

A nudge is worth the gain in the probability to fill when one more person joins, times the money of a full group: what
each member has paid so far, times the people asked for. Beside it stands what asking some friends of the leader is
worth, where each comes with the probability with which friends came to finished groups. How many come because they
were asked no data tell; the page says what was taken.
"""

import math

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints, Mask
from analytics.group_buy.circle import Circle, circle, coming
from analytics.group_buy.clock import shop_clock
from analytics.group_buy.forecast import Forecast, Model, forecast, learnt
from analytics.group_buy.history import Groups, groups_by
from analytics.parts.group_buy import paid_in_groups
from analytics.result import Estimate
from storage.columns import MISSING
from storage.facts import Facts

Floats = NDArray[np.float64]

FRIENDS = 5
"""At most so many people are named for a group, and each for one group only."""
_LATEST = 20_000
"""So many of the latest finished groups are learnt from."""


class Nudges(Struct, frozen=True, eq=False):
    """One value per open group, the most worth a nudge first."""

    position: Ints
    """Index into ``facts["groups"]``."""
    size: Ints
    missing: Ints
    ends: Ints
    chance: Floats
    """To fill in time, as it stands."""
    gain: Floats
    """What one more member adds to it."""
    worth: Floats
    """That times the money of a full group, minor units; nan where no payments are known."""
    full_at: Ints
    """When it is full as likely as not, if it fills."""
    friends: tuple[tuple[int, ...], ...]
    """Codes of the customers to ask."""
    asking: Floats
    """What asking them adds to the chance; nan where it cannot be told how many come."""
    coming: Estimate | None


def model_of(facts: Facts, now: int) -> Model | None:
    """What the finished groups of a shop teach; None where they are too few."""

    def learn(facts: Facts) -> Model | None:
        every = groups_by(facts, now)
        over = np.flatnonzero(every.over(now))[-_LATEST:]
        kept = np.zeros(len(every), dtype=bool)
        kept[over] = True
        return learnt(every.only(kept))

    return facts.derived(f"group forecast {now}", learn)


def nudges(facts: Facts, now: int, among: Mask) -> Nudges | None:
    """The open groups for which ``among`` holds, by their place in the table; None where no forecast can be made."""
    model = model_of(facts, now)
    if model is None:
        return None
    open_ones = _open(facts, now, among)
    told = forecast(model, open_ones.cells, open_ones.joined, open_ones.asked, open_ones.watched)
    chance = told.fills()
    gain = told.fills(1) - chance
    worth = gain * _full_money(facts, open_ones)
    order = np.lexsort((open_ones.ends, -gain, -np.nan_to_num(worth)))
    friends = _friends(facts, open_ones, order, now)
    usual = coming(facts)
    return Nudges(
        position=open_ones.position[order], size=open_ones.asked[order] + 1, missing=told.missing[order],
        ends=open_ones.ends[order],
        chance=chance[order], gain=gain[order], worth=worth[order], full_at=_full_at(facts, open_ones, told)[order],
        friends=tuple(friends[place] for place in order.tolist()),
        asking=_asking(told, [len(friends[at]) for at in range(len(open_ones))], usual)[order], coming=usual,
    )  # fmt: skip


def _open(facts: Facts, now: int, among: Mask) -> Groups:
    every = facts.derived(f"groups by {now}", lambda facts: groups_by(facts, now + 1))
    return every.only(among[every.position] & ~every.full & (every.joined < every.asked) & (every.ends > now))


def _full_money(facts: Facts, groups: Groups) -> Floats:
    """What a full group has paid, at what its members paid so far; nan where that is not known."""
    paid, people = paid_in_groups(facts)[groups.position], groups.joined + 1
    each = np.where((paid == MISSING) | (paid <= 0), np.nan, paid / people)
    money: Floats = each * (groups.asked + 1)
    return money


def _full_at(facts: Facts, groups: Groups, told: Forecast) -> Ints:
    """Moments from shares on the clock of buying."""
    clock, share = shop_clock(facts), told.when()
    low, high = groups.opened.astype(np.float64), groups.ends.astype(np.float64)
    first, last = clock.at(groups.opened), clock.at(groups.ends)
    aim = first + share * (last - first)
    for _ in range(24):
        middle = (low + high) / 2
        early = clock.at(middle.astype(np.int64)) >= aim
        low, high = np.where(early, low, middle), np.where(early, middle, high)
    return high.astype(np.int64)


def _friends(facts: Facts, groups: Groups, order: Ints, now: int) -> dict[int, tuple[int, ...]]:
    """Whom to ask for each group, by place: nobody twice, those first who were with the leader most often."""
    around, table, asked = circle(facts), facts["groups"], set[int]()
    found = {}
    for place in order.tolist():
        code, leader = int(table["id"][groups.position[place]]), int(table["leader_id"][groups.position[place]])
        inside = set(around.members.of(code).tolist())
        friends = around.friends(leader, code, now)
        free = [one for one in friends if one not in inside and one not in asked]
        found[place] = tuple(sorted(free, key=lambda one: (-friends[one], -_last(around, one)))[:FRIENDS])
        asked.update(found[place])
    return found


def _last(around: Circle, one: int) -> int:
    """When somebody was last in a group; 0 for never."""
    mine = around.groups.of(one)
    return int(around.opened[mine].max()) if len(mine) else 0


def _asking(told: Forecast, friends: list[int], usual: Estimate | None) -> Floats:
    """What asking some friends adds to the chance: the mean over how many of them come."""
    if usual is None:
        return np.full(len(friends), np.nan)
    many, before = np.array(friends), told.fills()
    gain = np.zeros(len(friends))
    for come in range(1, FRIENDS + 1):
        likely = np.array([_binomial(k, come, float(usual.value)) for k in friends])
        gain += np.where(many >= come, likely * (told.fills(come) - before), 0.0)
    return gain


def _binomial(every: int, some: int, chance: float) -> float:
    return math.comb(every, some) * chance**some * (1 - chance) ** (every - some)
