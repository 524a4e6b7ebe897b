"""A clock that runs while people buy: the night hardly counts, so half a group's time is not half its chances.

How fast it runs in an hour of the day is told by all paid orders of the shop, which are many more than joins. It is the
same on every day, and hours are those of UTC: where summer time moves them by one it is a little off.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.local_time import DAY, HOUR
from storage.derive import paid
from storage.facts import Facts

Floats = NDArray[np.float64]

_EVEN = 240
"""Orders, spread evenly over the day, that are added to those seen: a shop with few has an even clock."""


class Clock(Struct, frozen=True, eq=False):
    """How much of a day has passed by each of its full hours, from 0 to 1."""

    passed: Floats

    def at(self, moments: Ints) -> Floats:
        """What the clock shows, in days."""
        day, rest = np.divmod(moments, DAY)
        time: Floats = day + np.interp(rest, np.arange(25) * HOUR, self.passed)
        return time


def clock_of(events: Ints) -> Clock:
    """The clock by which these events come at an even pace."""
    seen = np.bincount(events // HOUR % 24, minlength=24) + _EVEN / 24
    return Clock(np.append(0.0, np.cumsum(seen) / seen.sum()))


def shop_clock(facts: Facts) -> Clock:
    """The clock of a shop."""
    return facts.derived("clock of buying", lambda facts: clock_of(paid(facts).at))
