"""How many groups a trial needs, and how small a difference it can tell: fill rates, or sums, side by side.

The difference is told at 5% on both sides with 80% power (``analytics/power.py``).
"""

import math

from analytics.chance import Z_POWER
from analytics.intervals import Z95
from analytics.power import people_needed


def groups_needed(rate: float, difference: float) -> int:
    """Groups per arm that tell a fill rate from one that far away, on the side where there is more room.

    Raises ValueError for a difference that cannot be.
    """
    other = rate + difference if rate < 0.5 else rate - difference
    if not 0 <= other <= 1 or difference <= 0:
        raise ValueError(f"a fill rate of {rate} cannot differ by {difference}")
    return math.ceil(people_needed(rate, other, 1))


def smallest_difference(rate: float, groups: int) -> float | None:
    """What so many groups per arm can tell; None where not even the largest possible difference."""
    most = max(rate, 1 - rate) - 1e-9
    if groups < groups_needed(rate, most):
        return None
    low, high = 1e-4, most
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (low, middle) if groups_needed(rate, middle) <= groups else (middle, high)
    return high


def filled_needed(part: float, scatter: float) -> float:
    """Filled groups per arm that tell sums which differ by such a part.

    Groups fill as a Poisson process, so that the variance of a sum is their number times the mean square of what one
    brings; ``scatter`` is that mean square by the squared mean.
    """
    return 2 * scatter * ((Z95 + Z_POWER) / part) ** 2


def difference_of_sums(filled: float, scatter: float) -> float | None:
    """The part by which sums have to differ for so many filled groups per arm to tell; None without any."""
    return (Z95 + Z_POWER) * math.sqrt(2 * scatter / filled) if filled > 0 else None
