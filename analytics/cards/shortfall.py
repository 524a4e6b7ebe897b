"""What runs out when sales come by chance."""

import math

from analytics.intervals import Z95
from analytics.result import Estimate

LARGE = 500.0
"""A mean from which on the law of Poisson is as good as normal."""


def shortfall(mean: float, stock: int) -> float:
    """What a stock leaves unserved on average of a demand X, Poisson around ``mean``: E max(0, X - stock)."""
    if mean <= 0:
        return 0.0
    if stock <= 0:
        return mean
    served, chance, at_most = 0.0, math.exp(-mean), 0.0
    if chance == 0.0:  # beyond what a float holds the spread is a few percent of the mean
        return max(0.0, mean - stock)
    for demand in range(stock):
        served += demand * chance
        at_most += chance
        chance *= mean / (demand + 1)
    return max(0.0, mean - served - stock * (1 - at_most))


def demand(mean: Estimate) -> Estimate:
    """How many may be asked for, Poisson around a mean that is itself known only within a range.

    Between the 2.5% point at its low end and the 97.5% point at its high one.
    """
    return Estimate(mean.value, _point(mean.low, 0.025, -Z95), _point(mean.high, 0.975, Z95))


def _point(mean: float, at: float, z: float) -> float:
    if mean > LARGE:
        return mean + z * math.sqrt(mean)
    count, chance = 0, math.exp(-mean)
    reached = chance
    while reached < at:
        count += 1
        chance *= mean / count
        reached += chance
    return float(count)
