"""Days on which a shop sold far more than it usually does: a sales festival, a broadcast, a bulk buyer.

They are as many orders as a week and say nothing about an ordinary one.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from analytics.arrays import Ints

TIMES = 2.5
"""How often the usual number of orders a day must have."""
BEYOND = 4.0
"""And how far beyond, in standard deviations of a count."""
MOST = 0.1
"""Part of the days that can be odd; where more are, none is."""
_SAME = 3  # days of a weekday from which on they are held against one another


def odd_days(first: date, counts: Ints) -> tuple[date, ...]:
    """Which of the days from ``first`` on have far more orders than the middle one of their weekday."""
    usual = np.maximum(_usual(counts), 1.0)
    odd = np.flatnonzero(counts > np.maximum(TIMES * usual, usual + BEYOND * np.sqrt(usual)))
    if len(odd) > max(1, int(MOST * len(counts))):
        return ()
    return tuple(first + timedelta(days=int(day)) for day in odd)


def _usual(counts: Ints) -> Sequence[float]:
    """The median of each day's weekday, of all days where there are few of it."""
    every = float(np.median(counts)) if len(counts) else 0.0
    of_weekday = [counts[start::7] for start in range(7)]
    middle = [float(np.median(same)) if len(same) >= _SAME else every for same in of_weekday]
    return [middle[day % 7] for day in range(len(counts))]
