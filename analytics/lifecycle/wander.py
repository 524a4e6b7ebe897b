"""How far values that hang together wander: sales of a stretch are like those of the one before it.

A trend of such values is less sure than one of as many values drawn apart. Its standard error grows by the root of
(1 + r) / (1 - r), r being the correlation of neighbours around the line: Santer, B. D. et al. (2000): Statistical
significance of trends. JGR 105, 7337. Half a year knows little of r, so that it is drawn towards a usual one.
"""

import math

import numpy as np
from numpy.typing import NDArray

from analytics.lifecycle.slopes import slope
from analytics.result import Estimate

Floats = NDArray[np.float64]

USUAL = 0.15
TRUST = 20
"""The correlation of neighbouring fortnights that is taken for usual, and as how many fortnights that counts: chosen on
planted shops, so that few steady ones are called anything else (``tests/long/lifecycle.py``)."""
MOST = 0.8
_FAR = 3.0
"""Times the middle deviation: what lies farther off is taken to lie there, so that one huge order is no pattern."""


def wandering_slope(values: Floats, at: Floats) -> Estimate:
    """The slope with an interval as wide as such values ask for; ``at`` is counted in stretches, oldest first."""
    steady = slope(values, at)
    r = min(max(_drawn(neighbours(values - steady.value * at, at), len(values)), 0.0), MOST)
    return slope(values, at, math.sqrt((1 + r) / (1 - r)))


def neighbours(rest: Floats, at: Floats) -> float:
    """The correlation of neighbours in what a line leaves, put right for what taking off a line does to few values.

    That makes it smaller by about (2 + 4 r) / n.
    """
    rest = rest - np.median(rest)
    reach = _FAR * float(np.median(np.abs(rest)))
    rest = np.clip(rest, -reach, reach)
    rest = rest - rest.mean()
    squares = float((rest * rest).sum())
    if squares <= 0:
        return 0.0
    beside = np.diff(at) == 1
    many = len(rest)
    return (many * float((rest[1:] * rest[:-1])[beside].sum()) / squares + 2) / (many - 4)


def _drawn(r: float, many: int) -> float:
    return (many * r + TRUST * USUAL) / (many + TRUST)
