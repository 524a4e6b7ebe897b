"""How often a buyer bought in a period: one order, two, three, four, or five and more."""

import numpy as np

from analytics.arrays import Codes
from analytics.cut import Cut

MOST = 5
"""More orders are one group with these."""


def orders_of_buyer(cut: Cut) -> Codes:
    """How many orders of the cut the buyer of each row has, less one, at most ``MOST`` - 1; -1 for a guest."""
    people = cut.codes(cut.log.person)
    buyers = people if cut.log.kind == "orders" else people[_first_lines(cut)]
    counts = np.bincount(buyers + 1, minlength=len(cut.facts.position("customers")) + 1)
    counts[0] = 0
    return np.minimum(counts[people + 1], MOST) - 1


def _first_lines(cut: Cut) -> Codes:
    """One line of each order."""
    return np.unique(cut.codes(("order_id",)), return_index=True)[1]
