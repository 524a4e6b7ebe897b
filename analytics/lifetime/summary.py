"""What a log says of each customer at the end of a day: how often, how recently, for how long, and for how much."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.lifetime.log import Floats, PurchaseLog


class Summary(Struct, frozen=True, eq=False):
    """One value of each array per customer who has bought by then; times in days."""

    day: int
    """The last day that was looked at."""
    who: Ints
    """[m] numbers of the customers, ascending."""
    repeats: Ints
    """[m] purchases after the first one (x)."""
    recency: Floats
    """[m] from the first purchase to the last (t_x); 0 where there is only one."""
    age: Floats
    """[m] from the first purchase to the end of ``day`` (T)."""
    spent: Floats
    """[m] all amounts."""
    first_spent: Floats
    """[m] the amount of the first purchase."""

    def __len__(self) -> int:
        return len(self.who)

    @property
    def since(self) -> Floats:
        """[m] days since the last purchase."""
        found: Floats = self.age - self.recency
        return found


class Bought(Struct, frozen=True, eq=False):
    """What the customers of a summary bought in some days."""

    times: Ints
    """[m]"""
    amount: Floats
    """[m]"""


def summary(log: PurchaseLog, day: int) -> Summary:
    """Every customer with a purchase up to and including ``day``, as known on its evening."""
    kept = log.day <= day
    when, paid = log.day[kept], log.amount[kept]
    counts = np.bincount(log.customer[kept], minlength=log.customers)
    who = np.flatnonzero(counts)
    counts = counts[who]
    last = np.cumsum(counts) - 1
    first = last - counts + 1
    spent = np.add.reduceat(paid, first) if len(first) else paid
    return Summary(
        day=day,
        who=who,
        repeats=counts - 1,
        recency=(when[last] - when[first]).astype(np.float64),
        age=(day - when[first]).astype(np.float64),
        spent=spent,
        first_spent=paid[first],
    )


def bought(log: PurchaseLog, known: Summary, days: int) -> Bought:
    """What became of the customers of a summary in the ``days`` after its day."""
    later = (log.day > known.day) & (log.day <= known.day + days)
    who = log.customer[later]
    times = np.bincount(who, minlength=log.customers)[known.who]
    amount = np.bincount(who, weights=log.amount[later], minlength=log.customers)[known.who].astype(np.float64)
    return Bought(times, amount)
