"""LMDI-I: how much of a product's change each factor made, by logarithmic means.

B. W. Ang, "The LMDI approach to decomposition analysis: a practical guide", Energy Policy 33 (2005) 867-871. The parts
add up without a rest, swap their signs when the two times are swapped, and those of slices add up to those of the whole
(consistency in aggregation). Every number must be above zero.
"""

import math
from collections.abc import Sequence


def log_ratio(now: float, before: float) -> float:
    """ln(now / before), exactly negated when the two are swapped; both above zero."""
    z = (now - before) / (now + before)
    # Close together the difference of two logarithms loses digits, far apart the inverse tangent does.
    return 2 * math.atanh(z) if abs(z) < 1 / 3 else math.log(now) - math.log(before)


def log_mean(now: float, before: float) -> float:
    """The logarithmic mean (now - before) / ln(now / before); ``now`` where both are the same."""
    return now if now == before else (now - before) / log_ratio(now, before)


def prices(before: Sequence[float], now: Sequence[float]) -> list[float]:
    """What one unit of each factor is worth of the product: times the factor's change it is the factor's part."""
    mean = log_mean(math.prod(now), math.prod(before))
    return [mean / log_mean(after, ago) for ago, after in zip(before, now, strict=True)]
