"""Named groups of people that a trial can be made with, and how many of one buy by themselves: the one place where
another view adds its own."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from analytics.churn.lists import come_by_themselves
from analytics.churn.lists import ids_of as ids_by_churn
from analytics.recommend.shop.reached import ids_of as ids_by_segment
from analytics.result import Estimate
from analytics.trial.past import own_rate
from storage.derive import paid
from storage.facts import Facts
from storage.words import Words

PeopleOf = Callable[[Facts, str], Sequence[str] | Words]
"""(facts, id of a group of the view) -> the customer ids, or why there are none."""

RateOf = Callable[[Facts, str, int], Estimate | Words]
"""(facts, id of a group, days) -> the part of it that buys by itself, or why that is not known."""
EVERY = "all"


def _buyers(facts: Facts, group: str) -> Sequence[str] | Words:
    """Everybody who ever paid for an order."""
    if group != EVERY:
        return Words(f"买家里没有「{group}」这一组，只有 {EVERY}。", f"Buyers have no group {group}, only {EVERY}.")
    names, buyers = facts.ids("customers"), np.unique(paid(facts).buyer)
    return [names[code] for code in buyers[buyers >= 0].tolist()]


GROUPS: Mapping[str, PeopleOf] = {"buyers": _buyers, "churn": ids_by_churn, "recommend": ids_by_segment}
"""View -> its groups."""
RATES: Mapping[str, RateOf] = {"churn": come_by_themselves}
"""Views that forecast each buyer, by more than past orders tell."""


def people_of(facts: Facts, view: str, group: str) -> Sequence[str] | Words:
    """The customer ids of a group as it is now, or why there are none."""
    if view not in GROUPS:
        known = "、".join(GROUPS)
        return Words(
            f"「{view}」没有分组，可以用的有：{known}。", f"{view} has no groups; there are those of: {known}."
        )
    return GROUPS[view](facts, group)


def buy_by_themselves(facts: Facts, view: str, group: str, ids: Sequence[str], days: int) -> Estimate | Words:
    """The part of these people, who are a group of a view or a list of their own, that buys within so many days."""
    forecast = RATES.get(view)
    return own_rate(facts, ids, days) if forecast is None else forecast(facts, group, days)
