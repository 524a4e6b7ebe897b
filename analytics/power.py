"""How many people tell two shares apart, and which difference so many people can tell, the two groups of any sizes.

At 5% on both sides with 80% power, by the usual normal approximation (Fleiss, Levin and Paik 2003, Statistical methods
for rates and proportions, 3rd ed., formula 4.19 without continuity correction; of equal groups it is their 4.14).
"""

import math

from analytics.chance import Z_POWER
from analytics.intervals import Z95


def people_needed(rate: float, other: float, ratio: float, z: float = Z95) -> float:
    """People of the first group, where the second has ``ratio`` times as many; the two shares are not the same."""
    middle = (rate + ratio * other) / (1 + ratio)
    reach = z * math.sqrt((1 + ratio) * middle * (1 - middle))
    reach += Z_POWER * math.sqrt(ratio * rate * (1 - rate) + other * (1 - other))
    return reach * reach / (ratio * (other - rate) ** 2)


def smallest_more(rate: float, first: int, second: int, z: float = Z95) -> float | None:
    """By how much the share of the second group has to lie above that of the first, ``rate``, to be told.

    None where not even a share of 100% could be told from it.
    """
    low, high = 1e-6, 1 - rate - 1e-9
    if first <= 0 or second <= 0 or high <= low or people_needed(rate, rate + high, second / first, z) > first:
        return None
    for _ in range(50):
        middle = (low + high) / 2
        enough = people_needed(rate, rate + middle, second / first, z) <= first
        low, high = (low, middle) if enough else (middle, high)
    return high
