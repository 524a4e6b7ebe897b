"""How far the change of a slice could be off by chance: its buyers drawn again and again."""

import numpy as np
from numpy.typing import NDArray

from analytics.diagnosis.noise.flips import seed_of
from analytics.diagnosis.noise.units import per_unit, roster
from analytics.intervals import Z95
from analytics.measure import term_for
from analytics.metric import Term
from analytics.part import Narrow
from analytics.result import Estimate
from analytics.slice import Slice
from storage.words import Words

_DRAWS = 1000
_MANY = 2000
"""With more buyers the normal interval is the same."""


def change_interval(now: Slice, before: Slice, term: Term, narrow: Narrow, change: int) -> Estimate:
    """The change of a term in what ``narrow`` leaves, with its interval by the bootstrap over buyers."""
    usable = term_for(now, term, narrow.dimensions)
    if isinstance(usable, Words):
        return Estimate(change, change, change)
    units = roster([cube.rows(usable.part, narrow) for cube in (now, before)])
    difference = per_unit(now, usable, units, narrow) - per_unit(before, usable, units, narrow)
    low, high = _interval(difference[difference != 0])
    return Estimate(change, min(low, change), max(high, change))


def _interval(differences: NDArray[np.float64]) -> tuple[int, int]:
    """The middle 95% of the sum, each unit counted as often as it is drawn (Poisson bootstrap)."""
    if len(differences) > _MANY:
        middle, reach = differences.sum(), Z95 * np.sqrt((differences**2).sum())
        return round(float(middle - reach)), round(float(middle + reach))
    draws = np.random.default_rng(seed_of(differences)).poisson(1.0, (_DRAWS, len(differences)))
    low, high = np.quantile(draws @ differences, (0.025, 0.975))
    return round(float(low)), round(float(high))
