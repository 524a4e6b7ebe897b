"""How far a small number may be off by chance, and what runs out when sales come by chance."""

import math

from analytics.intervals import Z95
from analytics.result import Estimate


def poisson(count: int, z: float = Z95) -> Estimate:
    """A count with the interval of the mean it may come from, by Byar's approximation (Breslow and Day 1987).

    Within 1% of the exact limits from three on; the lower limit of 0 is 0.
    """
    low = count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3 if count else 0.0
    more = count + 1
    return Estimate(count, max(0.0, low), more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3)


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


def share_at(some: int, every: int, z: float) -> Estimate:
    """A share with its Wilson score interval at any width."""
    part, square = some / every, z * z
    middle = (part + square / (2 * every)) / (1 + square / every)
    reach = z / (1 + square / every) * math.sqrt(part * (1 - part) / every + square / (4 * every * every))
    return Estimate(part, max(0.0, middle - reach), min(1.0, middle + reach))


def widened(tests: int) -> float:
    """The normal quantile that keeps 95% over as many looks (Bonferroni): 1.96 for one, 3.29 for fifty."""
    from statistics import NormalDist

    return NormalDist().inv_cdf(1 - 0.025 / max(1, tests))
