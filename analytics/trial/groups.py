"""Named groups of people that a trial can be made with: the one place where another view adds its own."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from analytics.churn.lists import ids_of as ids_by_churn
from analytics.recommend.shop.reached import ids_of as ids_by_segment
from storage.derive import paid
from storage.facts import Facts
from storage.words import Words

PeopleOf = Callable[[Facts, str], Sequence[str] | Words]
"""(facts, id of a group of the view) -> the customer ids, or why there are none."""

EVERY = "all"


def _buyers(facts: Facts, group: str) -> Sequence[str] | Words:
    """Everybody who ever paid for an order."""
    if group != EVERY:
        return Words(f"买家里没有「{group}」这一组，只有 {EVERY}。", f"Buyers have no group {group}, only {EVERY}.")
    names, buyers = facts.ids("customers"), np.unique(paid(facts).buyer)
    return [names[code] for code in buyers[buyers >= 0].tolist()]


GROUPS: Mapping[str, PeopleOf] = {"buyers": _buyers, "churn": ids_by_churn, "recommend": ids_by_segment}
"""View -> its groups."""


def people_of(facts: Facts, view: str, group: str) -> Sequence[str] | Words:
    """The customer ids of a group as it is now, or why there are none."""
    if view not in GROUPS:
        known = "、".join(GROUPS)
        return Words(
            f"「{view}」没有分组，可以用的有：{known}。", f"{view} has no groups; there are those of: {known}."
        )
    return GROUPS[view](facts, group)
