"""The people of a group by id, for a list to write to, and how many of them come by themselves."""

from collections.abc import Sequence

import numpy as np

from analytics.arrays import Ints
from analytics.churn.groups import GROUPS, place
from analytics.churn.outlook import Outlook, outlook
from analytics.churn.standing import AHEAD
from analytics.intervals import share
from analytics.result import Estimate
from storage.facts import Facts
from storage.words import Words


def ids_of(facts: Facts, group: str) -> Sequence[str] | Words:
    """The customer ids of a group as it is now, those that cost most first; or why there are none."""
    found = outlook(facts)
    if group not in GROUPS:
        known = "、".join(GROUPS)
        return Words(f"流失里没有「{group}」这一组，有的是：{known}。", f"Churn has no group {group}, but {known}.")
    if isinstance(found, Words):
        return found
    names = facts.ids("customers")
    return [names[code] for code in found.standing.who[_places(found, group)].tolist()]


def come_by_themselves(facts: Facts, group: str, days: int) -> Estimate | Words:
    """The part of a group that is expected to buy within ``days`` with nothing done, as a sample of its size may vary.

    Told for 30, 60 and 90 days; of other spans as if the nearest of these went on evenly.
    """
    found = outlook(facts)
    if isinstance(found, Words):
        return found
    some = _places(found, group)
    nearest = min(AHEAD, key=lambda known: abs(known - days))
    chance = found.standing.ahead[nearest].chance[some]
    expected = -np.expm1(np.log1p(-np.minimum(chance, 1 - 1e-9)) * (days / nearest))
    return share(round(float(expected.sum())), len(some)) or Words("这一组没有人。", "There is nobody in this group.")


def _places(found: Outlook, group: str) -> Ints:
    some = np.flatnonzero(found.group == place(group))
    return some[np.argsort(-found.standing.loss[some], kind="stable")]
