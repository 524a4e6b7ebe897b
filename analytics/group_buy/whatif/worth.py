"""What a new buyer of a group-buy is worth to this shop: the margin of what such buyers bought afterwards.

Measured on those who came long enough ago. The order they came with is left out: it is in the margin of the offer.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints
from analytics.coverage import present
from analytics.group_buy.whatif.buyers import came_back
from analytics.group_buy.whatif.past import Floats
from analytics.intervals import Z95
from analytics.local_time import DAY
from analytics.paths import places
from storage.columns import MISSING
from storage.derive import paid, sold_lines
from storage.facts import Facts

SPANS = (180, 90)
"""Days after the first order; the longer where enough people came so long ago."""
LEAST, LATEST = 50, 1000
"""New buyers it takes, and how many of the latest tell: a shop's crowd changes."""


class Worth(Struct, frozen=True):
    """Margin of later orders per new buyer, minor units."""

    mean: float
    error: float
    """Standard error of the mean."""
    days: int
    """After the first order."""
    people: int

    @property
    def low(self) -> float:
        """Of the 95% interval."""
        return max(self.mean - Z95 * self.error, 0.0)

    @property
    def high(self) -> float:
        """Of the 95% interval."""
        return self.mean + Z95 * self.error


def worth(facts: Facts) -> Worth | None:
    """None where too few came long enough ago, or no cost is known."""
    return facts.derived("what-if worth of a new buyer", _worth)


def _worth(facts: Facts) -> Worth | None:
    log, now, left = paid(facts), present(facts), _left(facts)
    came = _newcomers(facts)
    for days in SPANS if left is not None else ():
        old = came[log.at[came] <= now - days * DAY][-LATEST:]
        if len(old) < LEAST or left is None:
            continue
        each = _afterwards(log.buyer, log.at, left, old, days * DAY)
        error = float(each.std(ddof=1)) / len(each) ** 0.5
        return Worth(max(float(each.mean()), 0.0), error, days, len(each))
    return None


def _newcomers(facts: Facts) -> Ints:
    """First orders that were paid in groups that filled, by their place among the paid ones."""
    log, groups = paid(facts), facts["groups"]
    group = places(facts, "groups")[facts["orders"]["group_id"][log.position]]
    filled = np.append(groups["status"] == facts.category("status", "completed"), False)[group]
    return np.flatnonzero(filled & (log.buyer >= 0) & (log.previous < 0))


def _afterwards(buyer: Codes, at: Ints, left: Floats, first: Ints, span: int) -> Floats:
    """What the later orders of each of these buyers left within a span."""
    place = np.full(int(buyer.max(initial=0)) + 2, -1, dtype=np.int64)
    place[buyer[first]] = np.arange(len(first))
    mine = np.flatnonzero((buyer >= 0) & (place[buyer] >= 0))
    since = at[mine] - at[first[place[buyer[mine]]]]
    mine = mine[(since <= span) & (since >= 0) & ~np.isin(mine, first)]
    return np.bincount(place[buyer[mine]], left[mine], minlength=len(first)).astype(np.float64)


def _left(facts: Facts) -> Floats | None:
    """Margin of each paid order: what was kept of the money, less the cost of what did not come back.

    Where a line's cost is not known it is taken to be the usual part of its price.
    """
    log, lines = paid(facts), sold_lines(facts)
    each = _costs(facts)
    known = each != MISSING
    amount, cost = lines.amount.astype(np.float64), np.where(known, each, 0).astype(np.float64) * lines.quantity
    if not known.any() or amount[known].sum() <= 0:
        return None
    cost = np.where(known, cost, amount * float(cost[known].sum() / amount[known].sum()))
    sums = (np.bincount(lines.paid_index, part, minlength=len(log)) for part in (amount, cost))
    money, goods = (part[log.position] for part in came_back(facts))
    taken, spent = sums
    return np.asarray(taken * (1 - money) - spent * (1 - goods))


def _costs(facts: Facts) -> Ints:
    """Of a piece of each sold line: its variant's, else its product's; ``MISSING`` where neither is known."""
    lines, table = sold_lines(facts), facts["order_lines"]
    sku = np.append(facts["skus"]["cost"], MISSING)[places(facts, "skus")[table["sku_id"][lines.position]]]
    product = np.append(facts["products"]["cost"], MISSING)[facts.position("products")[lines.product]]
    return np.where(sku != MISSING, sku, np.where(lines.product >= 0, product, MISSING))
