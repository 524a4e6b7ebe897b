"""A log of purchases: who, on which day, for how much. All that the models of repeat purchase know of a shop."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints

Floats = NDArray[np.float64]


class PurchaseLog(Struct, frozen=True, eq=False):
    """n purchases, by customer and then by day. What one customer bought on one day is one purchase."""

    customers: int
    """Customers are numbered 0 to ``customers - 1``; some may have bought nothing."""
    customer: Ints
    """[n]"""
    day: Ints
    """[n] whole days, counted from any day."""
    amount: Floats
    """[n] in any one unit of money."""

    def __len__(self) -> int:
        return len(self.day)


def purchase_log(customer: Codes, day: Ints, amount: Floats | Ints, customers: int | None = None) -> PurchaseLog:
    """The log of purchases in any order; [n] each. Rows with a customer below 0 are left out.

    What comes to less than nothing on a day is a correction, and counts as 0.
    """
    known = customer >= 0
    who, when, paid = customer[known].astype(np.int64), day[known], amount[known].astype(np.float64)
    order = np.lexsort((when, who))
    who, when, paid = who[order], when[order], paid[order]
    first = np.ones(len(who), dtype=bool)
    first[1:] = (who[1:] != who[:-1]) | (when[1:] != when[:-1])
    starts = np.flatnonzero(first)
    sums = np.add.reduceat(paid, starts) if len(starts) else paid
    count = int(who.max(initial=-1)) + 1 if customers is None else customers
    return PurchaseLog(count, who[starts], when[starts], np.maximum(sums, 0.0))
