"""Which moments of a shop's past can be replayed, and what is missing where none can."""

from collections.abc import Iterator
from itertools import count
from typing import Literal

import numpy as np

from analytics.arrays import Codes, Ints
from analytics.coverage import present
from analytics.local_time import DAY
from analytics.recommend.shop.kept import kept
from analytics.recommend.shop.plain import AHEAD
from storage.facts import Facts

MOMENTS = 3
"""Judged; one more before them tells how to mix."""
ENOUGH = 100
"""Customers with two orders, without whom nothing personal can be learnt."""
FEW = 30
"""Customers who must buy something in the days after a moment for it to be judged."""
Missing = Literal["repeaters", "time", "buyers"]
"""Customers with two orders; days since there were enough of them; people who bought in any 30 days since then."""


def moments(facts: Facts) -> list[int]:
    """Moments that can be replayed, the earliest first; their days after do not overlap.

    Those after which hardly anybody bought, as in a month the shop was closed, are left out for earlier ones.
    """
    found: list[int] = []
    for at in _told(facts):
        if buyers_after(facts, at) >= FEW:
            found.insert(0, at)
        if len(found) > MOMENTS:
            break
    return found


def missing(facts: Facts) -> Missing | None:
    """What is missing where no moment can be replayed; None where one can."""
    if moments(facts):
        return None
    taken = kept(facts, present(facts) + 1)
    if repeaters(taken.user, taken.order) < ENOUGH:
        return "repeaters"
    return "buyers" if next(_told(facts), None) is not None else "time"


def buyers_after(facts: Facts, at: int) -> int:
    """How many different customers bought in the days after a moment."""
    return len(np.unique(kept(facts, at + AHEAD * DAY, at).user))


def _told(facts: Facts) -> Iterator[int]:
    """Moments before which enough customers had ordered twice, the latest first."""
    for back in count(1):
        at = present(facts) - back * AHEAD * DAY
        before = kept(facts, at)
        if repeaters(before.user, before.order) < ENOUGH:
            return
        yield at


def repeaters(user: Codes, order: Ints) -> int:
    """How many customers have two orders or more."""
    first = np.ones(len(order), bool)
    first[1:] = order[1:] != order[:-1]
    return int((np.bincount(user[first], minlength=1) >= 2).sum())
