"""The best anybody can know of who has left a simulated shop: by the true rates, chances and clocks of its people.

People leave right after an order placed alone, and at no other time. So the last such order is either the last deed
of all, or whoever did anything later is still there. Of those who did nothing, p / (p + (1 - p) exp(-seen)) have left,
with p the chance to leave after an order and ``seen`` the deeds that were to be expected since.

The simulation drops a few of the orders wished for, by lot, and with them some after which somebody left: of those
"still there" about one in twenty is not.
"""

import numpy as np

from analytics.arrays import Ints, Mask
from analytics.lifetime.log import Floats
from storage.columns import MISSING
from storage.facts import Facts
from sync.sandbox.simulated import Simulated


def left_by_orders(made: Simulated, facts: Facts, who: Ints) -> Floats:
    """[m] the chance that each of some buyers has left, for who sees orders only; ``who`` are rows of customers."""
    people = len(made.truth.dropout)
    alone, anything = _last(facts, people, _is_alone(facts)), _last(facts, people, _any(facts))
    clock = made.truth.seasons.operational_of
    idle = clock(np.array([made.until])) - clock(alone)
    return _left(made, made.truth.purchase_rate * idle, anything > alone)[who]


def left_by_all(made: Simulated, facts: Facts, who: Ints) -> Floats:
    """[m] the same for who sees visits, too: they are drawn from those still there, by weight."""
    people, visits = len(made.truth.dropout), facts["visits"]
    alone, anything = _last(facts, people, _is_alone(facts)), _last(facts, people, _any(facts))
    own = np.zeros(len(visits), dtype=bool)
    own[facts["orders"]["visit_id"][facts["orders"]["visit_id"] >= 0]] = True
    fan, at = visits["customer_id"], visits["created_at"]
    free = (fan >= 0) & ~own
    free[free] &= at[free] > facts["customers"]["joined_at"][fan[free]] + 1000  # the first visit is no draw
    weight = made.truth.purchase_rate + 0.1 * made.truth.purchase_rate.mean()
    passed = np.cumsum(np.append(0.0, 1 / _there(made, facts, weight, at[free])))
    looks = weight * (passed[-1] - passed[np.searchsorted(at[free], alone, "right")])
    clock = made.truth.seasons.operational_of
    idle = clock(np.array([made.until])) - clock(alone)
    last = np.full(people, MISSING)
    last[fan[free]] = at[free]
    return _left(made, made.truth.purchase_rate * idle + looks, np.maximum(last, anything) > alone)[who]


def _left(made: Simulated, seen: Floats, proven: Mask) -> Floats:
    p = made.truth.dropout
    return np.where(proven, 0.0, p / (p + (1 - p) * np.exp(-seen)))


def _is_alone(facts: Facts) -> Mask:
    alone: Mask = facts["orders"]["group_id"] < 0
    return alone


def _any(facts: Facts) -> Mask:
    return np.ones(len(facts["orders"]), dtype=bool)


def _last(facts: Facts, people: int, some: Mask) -> Ints:
    """When each placed the last of some orders."""
    orders = facts["orders"]
    kept = some & (orders["buyer_id"] >= 0)
    last = np.full(people, MISSING)
    np.maximum.at(last, orders["buyer_id"][kept], orders["created_at"][kept])
    return last


def _there(made: Simulated, facts: Facts, weight: Floats, moments: Ints) -> Floats:
    """The weight of everybody who was there at each moment."""
    joined, gone = facts["customers"]["joined_at"], made.truth.lapsed_at
    came, went = np.argsort(joined, kind="stable"), np.flatnonzero(gone != MISSING)
    went = went[np.argsort(gone[went], kind="stable")]
    into, out = np.cumsum(np.append(0.0, weight[came])), np.cumsum(np.append(0.0, weight[went]))
    found: Floats = into[np.searchsorted(joined[came], moments)] - out[np.searchsorted(gone[went], moments)]
    return np.maximum(found, 1e-12)
