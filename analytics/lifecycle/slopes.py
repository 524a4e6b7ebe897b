"""The slope of a few values over time that one odd value cannot turn: the median of the slopes of all pairs.

Theil, H. (1950): A rank-invariant method of linear and polynomial regression analysis. Sen, P. K. (1968): Estimates of
the regression coefficient based on Kendall's tau. JASA 63, 1379-1389; its section 6 has the interval, by Kendall's S.
"""

import math

import numpy as np
from numpy.typing import NDArray

from analytics.intervals import Z95
from analytics.result import Estimate

Floats = NDArray[np.float64]


def slope(values: Floats, at: Floats, widened: float = 1.0) -> Estimate:
    """The slope of three or more values at different times, with its 95% interval; equal values are taken off S.

    Both arrays have one value per observation; the slope is in units of ``values`` per unit of ``at``.
    """
    one, other = np.triu_indices(len(values), 1)
    slopes = np.sort((values[other] - values[one]) / (at[other] - at[one]))
    pairs, reach = len(slopes), widened * Z95 * math.sqrt(_variance(values))
    low = max(round((pairs - reach) / 2) - 1, 0)
    high = min(round((pairs + reach) / 2), pairs - 1)
    return Estimate(float(np.median(slopes)), float(slopes[low]), float(slopes[high]))


def _variance(values: Floats) -> float:
    """Of Kendall's S where nothing changes."""
    _, ties = np.unique(values, return_counts=True)
    every, tied = len(values), ties[ties > 1]
    return float(_term(np.array([every])).sum() - _term(tied).sum()) / 18


def _term(many: NDArray[np.int64]) -> NDArray[np.int64]:
    return many * (many - 1) * (2 * many + 5)
