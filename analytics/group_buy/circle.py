"""Whom a leader knows, as far as the data tell: who brought whom, and who was in a group with whom."""

from collections.abc import Iterator

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints
from analytics.fan_history import bringer, by_code, first_purchase, left_at
from analytics.intervals import share
from analytics.result import Estimate
from storage.columns import MISSING
from storage.facts import Facts

_SAMPLE = 2000
"""The latest finished groups by which it is told how many friends come."""
LEAST = 50
"""Friends of finished groups below which it cannot be told how many come."""


class Lists(Struct, frozen=True, eq=False):
    """A list of values per code."""

    starts: Ints
    values: Codes

    def of(self, code: int) -> Codes:
        """The values of a code."""
        return self.values[self.starts[code] : self.starts[code + 1]] if 0 <= code < len(self.starts) - 1 else _NOBODY


class Circle(Struct, frozen=True, eq=False):
    """All codes are those of customers and groups."""

    members: Lists
    """Of a group, its leader too."""
    groups: Lists
    """Of a member."""
    brought: Lists
    """By a customer."""
    bringer: Codes
    """Per customer code, -1 where nobody is known."""
    bought: Ints
    """Per customer code: when first, ``MISSING`` for never."""
    left: Ints
    """Per customer code: when the person stopped following, ``MISSING`` for those who did not."""
    opened: Ints
    """Per group code, ``MISSING`` where there is no record."""

    def friends(self, leader: int, group: int, moment: int) -> dict[int, int]:
        """Whom a leader might ask at a moment for a group: code -> in how many earlier groups both were.

        They bought before, still follow the shop, and are not in it.
        """
        together: dict[int, int] = dict.fromkeys(self.brought.of(leader).tolist(), 0)
        if 0 <= leader < len(self.bringer) and self.bringer[leader] >= 0:
            together.setdefault(int(self.bringer[leader]), 0)
        for earlier in self.groups.of(leader).tolist():
            if earlier != group and self.opened[earlier] < self.opened[group]:
                for one in self.members.of(earlier).tolist():
                    together[one] = together.get(one, 0) + 1
        return {one: times for one, times in together.items() if one != leader and self._asked(one, moment)}

    def _asked(self, one: int, moment: int) -> bool:
        first, left = self.bought[one], self.left[one]
        return bool(first != MISSING and first < moment and (left == MISSING or left > moment))


_NOBODY = np.zeros(0, dtype=np.int32)


def circle(facts: Facts) -> Circle:
    """The circle of everybody."""
    return facts.derived("circle of leaders", _circle)


def coming(facts: Facts) -> Estimate | None:
    """The part of a leader's friends who came to a finished group of theirs, unasked as far as is known."""
    return facts.derived("friends coming", _coming)


def _circle(facts: Facts) -> Circle:
    table, groups, people = facts["group_members"], facts["groups"], len(facts.position("customers"))
    group, member = table["group_id"], table["customer_id"]
    known = (group >= 0) & (member >= 0)
    many = len(facts.position("groups"))
    who = bringer(facts)
    opened = np.full(many, MISSING)
    opened[groups["id"]] = groups["created_at"]
    return Circle(
        members=_lists(group[known], member[known], many),
        groups=_lists(member[known], group[known], people),
        brought=_lists(who, facts["customers"]["id"], people),
        bringer=by_code(facts, who, -1),
        bought=by_code(facts, first_purchase(facts), MISSING),
        left=by_code(facts, left_at(facts), MISSING),
        opened=opened,
    )


def _lists(keys: Codes, values: Codes, size: int) -> Lists:
    kept = np.flatnonzero(keys >= 0)
    order = kept[np.argsort(keys[kept], kind="stable")]
    return Lists(np.append(0, np.cumsum(np.bincount(keys[kept], minlength=size))), values[order])


def _coming(facts: Facts) -> Estimate | None:
    came, every = (sum(numbers) for numbers in zip(*_counts(facts), strict=True)) if len(facts["groups"]) else (0, 0)
    return share(came, every) if every >= LEAST else None


def _counts(facts: Facts) -> Iterator[tuple[int, int]]:
    """Of each group looked at: friends who came, and friends."""
    around, groups = circle(facts), facts["groups"]
    done = np.isin(groups["status"], [facts.category("status", name) for name in ("completed", "failed")])
    latest = np.flatnonzero(done & (groups["leader_id"] >= 0))
    latest = latest[np.argsort(groups["created_at"][latest], kind="stable")][-_SAMPLE:]
    yield 0, 0
    for code, leader in zip(groups["id"][latest].tolist(), groups["leader_id"][latest].tolist(), strict=True):
        friends = around.friends(leader, code, int(around.opened[code]))
        yield len(friends.keys() & set(around.members.of(code).tolist())), len(friends)
