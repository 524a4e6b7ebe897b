"""How long until something happens, counting those for whom it has not happened yet: Kaplan and Meier's curve.

Orders that still wait are not left out (that would make the shop look quicker than it is) and not counted as done: they
have waited at least so long.

Kaplan, E. L.; Meier, P. (1958): Nonparametric estimation from incomplete observations. JASA 53, 457-481. Interval of a
quantile: Brookmeyer, R.; Crowley, J. (1982), on the log-log scale.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints, Mask
from analytics.intervals import Z95
from analytics.result import Estimate

Floats = NDArray[np.float64]


class Curve(Struct, frozen=True):
    """The part for whom it has not happened by each time at which it happened to somebody."""

    times: Ints
    still: Floats
    low: Floats
    """The 95% band of ``still``."""
    high: Floats
    longest: int
    """The longest time that was watched."""

    def by(self, time: int) -> float:
        """The part for whom it has happened by a time."""
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        return 0.0 if place < 0 else 1 - float(self.still[place])


def curve(waited: Ints, happened: Mask) -> Curve:
    """The curve of these times, whole minutes or the like; where it has not happened, how long was watched."""
    ends, events = np.bincount(waited, minlength=1), np.bincount(waited[happened], minlength=1)
    times = np.flatnonzero(events)
    events = events[times]
    watched = (len(waited) - np.cumsum(ends) + ends)[times]
    still: Floats = np.cumprod(1 - events / watched).astype(np.float64)
    low, high = _band(still, events, watched)
    return Curve(times, still, low, high, len(ends) - 1)


def quantile(curve: Curve, part: float) -> Estimate | None:
    """The time by which it has happened to a part of all; None where so many have not come yet.

    Where the upper end has not been reached it is the longest time watched: it may be longer.
    """
    value = _first_below(curve, curve.still, 1 - part)
    if value is None:
        return None
    low, high = _first_below(curve, curve.low, 1 - part), _first_below(curve, curve.high, 1 - part)
    return Estimate(value, value if low is None else low, curve.longest if high is None else high)


def _first_below(curve: Curve, still: Floats, bound: float) -> int | None:
    """The first time at which no more than ``bound`` are left."""
    reached = np.flatnonzero(still <= bound + 1e-12)
    return int(curve.times[reached[0]]) if len(reached) else None


def _band(still: Floats, events: Ints, watched: Ints) -> tuple[Floats, Floats]:
    """Greenwood's variance on the log-log scale; where nobody is left the curve itself."""
    inside = (still > 0) & (still < 1)
    left = np.where(watched > events, watched - events, 1)
    spread = np.sqrt(np.cumsum(events / (watched * left)))
    logs = np.log(np.where(inside, still, 0.5))
    reach = np.exp(np.clip(Z95 * spread / -logs, 0, 50))
    low, high = np.exp(logs * reach), np.exp(logs / reach)
    return np.where(inside, low, still), np.where(inside, high, still)
