"""Who could be watched for a whole window, and what they did in it: late comers must not make a layer look weak.

A fan's window begins when they were first known of. Everything is asked of that window alone: whether they bought, and
how many buyers they brought. Who came less than a window ago does not count, whatever they did since.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints, Mask
from analytics.local_time import DAY
from analytics.network.fans import Fans
from analytics.paths import places
from storage.columns import MISSING
from storage.derive import paid
from storage.facts import Facts

WINDOW = 180
"""Days. What is brought later is not counted, so R is that of half a year."""


class Watched(Struct, frozen=True, eq=False):
    """One value per fan."""

    days: int
    whole: Mask
    """First known of a window or more before the end of the data."""
    bought: Mask
    """And bought within the window."""
    brought: Ints
    """Direct friends whose first purchase fell into the window."""


def watched(fans: Fans, days: int = WINDOW) -> Watched:
    """What each fan did in the window of so many days."""
    known = fans.since != MISSING
    start = np.where(known, fans.since, 0)
    end = start + days * DAY
    whole = known & (end <= fans.until)
    bought = whole & fans.bought & (fans.first_purchase < end)
    buyers = np.flatnonzero(fans.bought & (fans.forest.parent >= 0))
    above, at = fans.forest.parent[buyers], fans.first_purchase[buyers]
    inside = known[above] & (start[above] <= at) & (at < end[above])
    brought = np.bincount(above[inside], minlength=len(fans)).astype(np.int64)
    return Watched(days, whole, bought, brought)


def early_sales(facts: Facts, fans: Fans, days: int = WINDOW) -> Ints:
    """What each fan paid within the window, minor units."""
    log = paid(facts)
    buyer = places(facts, "customers")[log.buyer]
    known = np.flatnonzero(buyer >= 0)
    inside = known[log.at[known] < fans.since[buyer[known]] + days * DAY]
    sales = np.bincount(buyer[inside], log.amount[inside].astype(np.float64), minlength=len(fans))
    return np.rint(sales).astype(np.int64)
