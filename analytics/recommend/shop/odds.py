"""The chance that a customer buys a product we name within 30 days: as often as it came to pass in replays.

It is told by two things: how long ago the customer last bought, and how much the product stands out, or how due it is.
Counts of a cell are drawn towards what both would give if neither changed the other (gamma prior, ``rates.shrunk``).
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.rates import Prior, shrunk
from analytics.recommend.shop.moment import NEVER

Floats = NDArray[np.float64]
PLACES = 20
"""Products kept per customer."""
_STEPS = np.array([1, 2, 3, 6, 11])
"""Places in the list from which a new step begins."""
STEPS = len(_STEPS)
_PRIOR_HITS = 5.0
"""The prior of a cell is worth so many purchases."""


class Odds(Struct, frozen=True, eq=False):
    """[bands of ``Moment.band``, steps]"""

    shown: Ints
    """Products named, over all replays."""
    bought: Ints
    """Those of them that the customer bought within the days after."""

    def chances(self) -> "Chances":
        """NaN where nothing was ever bought."""
        if not self.bought.sum():
            nothing = np.full(self.shown.shape, np.nan)
            return Chances(nothing, nothing, nothing)
        both = np.outer(self.bought.sum(axis=1), self.bought.sum(axis=0)) / self.bought.sum()
        usual = np.outer(self.shown.sum(axis=1), self.shown.sum(axis=0)) / self.shown.sum()
        rate = np.maximum(both, 1e-3) / np.maximum(usual, 1)
        found = shrunk(self.bought, self.shown + _PRIOR_HITS / rate, Prior(_PRIOR_HITS, 0.0))
        return Chances(np.minimum(found.value, 1.0), np.minimum(found.low, 1.0), np.minimum(found.high, 1.0))


class Chances(Struct, frozen=True, eq=False):
    """[bands, steps] with their 95% intervals."""

    value: Floats
    low: Floats
    high: Floats


def step_of_place(places: Ints) -> Codes:
    """The step of a place in a list, counted from 0."""
    found: Codes = (np.searchsorted(_STEPS, places + 1, "right") - 1).astype(np.int8)
    return found


def counted(band: Codes, step: Codes, came: Mask, steps: int) -> Odds:
    """Products named to customers of a band, and whether it came to pass."""
    shape = NEVER + 1, steps
    cell = band.astype(np.int64) * steps + step
    shown, bought = (np.bincount(cell[rows], minlength=shape[0] * steps) for rows in (slice(None), came))
    return Odds(shown.reshape(shape), bought.reshape(shape))


def together(every: list[Odds], steps: int) -> Odds:
    """The counts of several moments."""
    none = np.zeros((NEVER + 1, steps), np.int64)
    return Odds(sum((one.shown for one in every), none), sum((one.bought for one in every), none))
