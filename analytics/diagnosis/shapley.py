"""Shapley: how much of a product's change each factor made, averaged over every order in which they could have moved.

L. S. Shapley, "A value for n-person games" (1953); as a rule for any decomposition: A. F. Shorrocks, "Decomposition
procedures for distributional analysis", Journal of Economic Inequality 11 (2013) 99-126. Factors may be zero or
negative. All subsets are gone through: meant for up to about ten factors.
"""

import math
from collections.abc import Sequence
from itertools import product


def prices(before: Sequence[float], now: Sequence[float]) -> list[float]:
    """What one unit of each factor is worth of the product: times the factor's change it is the factor's part."""
    return [_price(before, now, own) for own in range(len(before))]


def _price(before: Sequence[float], now: Sequence[float], own: int) -> float:
    """The mean of the product of the other factors over all orders.

    A set of s others that have moved comes before the factor in s! (n - 1 - s)! of n! orders. Products are taken in the
    order of the factors and added without rounding, so swapping the two times gives the very same number.
    """
    count = len(before)
    others = [place for place in range(count) if place != own]
    terms = []
    for moved in product((False, True), repeat=count - 1):
        value = math.prod(now[place] if has else before[place] for place, has in zip(others, moved, strict=True))
        terms.append(value / (count * math.comb(count - 1, sum(moved))))
    return math.fsum(terms)
