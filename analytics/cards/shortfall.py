"""What runs out when sales come by chance."""

import math


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
