"""Buyers who stay away: what they usually spend, and how many of such buyers come back by themselves."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.cards.all_or_nothing import Amounts
from analytics.coverage import present
from analytics.intervals import share
from analytics.local_time import DAY
from analytics.period import Period
from analytics.result import Estimate, Selection
from analytics.rows import behind
from storage.derive import between, paid
from storage.facts import Facts

WITHIN = 30
"""Days in which coming back is looked for."""
LOOKS = 6
"""How many months back the shop's experience goes."""
LEAST = 30
"""Earlier cases below which it says too little."""


class Away(Struct, frozen=True, eq=False):
    """People on a list who have not come again."""

    orders: Amounts
    """One usual order of each of them, minor units."""
    back: Estimate | None
    """The share of such buyers who come again within ``WITHIN`` days; None of too few."""

    @property
    def spend(self) -> float:
        """One usual order of them all, minor units."""
        return float(self.orders.sum())


def who_stays_away(facts: Facts, days: Period, rows: Selection | None) -> Away | None:
    """Those listed, whose last order lies in these days; None without a list."""
    if rows is None:
        return None
    customers = facts["customers"]
    people = customers["id"][np.isin(customers.row, behind(facts, rows))]
    return Away(_usual_orders(facts, people), _come_back(facts, days))


def _usual_orders(facts: Facts, people: Ints) -> Amounts:
    log, size = paid(facts), len(facts.position("customers"))
    known = log.buyer >= 0
    orders = np.bincount(log.buyer[known], minlength=size)[people]
    amount = np.bincount(log.buyer[known], log.amount[known], minlength=size)[people]
    usual: Amounts = amount / np.maximum(orders, 1)
    return usual


def _come_back(facts: Facts, days: Period) -> Estimate | None:
    """Of buyers whose last order was as long ago as these days are, at ``LOOKS`` earlier moments, who came again."""
    log, now = paid(facts), present(facts)
    first, last = days.bounds(facts.shop.zone)
    at = np.append(log.at, np.iinfo(np.int64).max)
    came = waited = 0
    for look in range(1, LOOKS + 1):
        shift = look * WITHIN * DAY
        lo, hi = between(log.at, first - shift, last - shift)
        following = at[log.chain.following[lo:hi]]
        waiting = (log.buyer[lo:hi] >= 0) & (following >= now - shift)
        waited += int(waiting.sum())
        came += int((waiting & (following < now - shift + WITHIN * DAY)).sum())
    return share(came, waited) if waited >= LEAST else None


def first_orders(facts: Facts, days: Period) -> Amounts:
    """The first orders of the buyers who came first in these days, minor units."""
    log = paid(facts)
    lo, hi = log.between(*days.bounds(facts.shop.zone))
    first = (log.buyer[lo:hi] >= 0) & (log.previous[lo:hi] < 0)
    amounts: Amounts = log.amount[lo:hi][first].astype(float)
    return amounts
