"""What an effort brought beyond what would have happened anyway, against people or days that are otherwise alike.

``matched`` compares people reached with people not reached in the same stratum (what they bought before), weighted by
those reached: the average effect on the reached of Rubin (1977), times their number. It is no experiment: whoever was
about to buy may be more likely to be reached, so the truth may be lower. ``beyond`` compares days with earlier days of
the same weekdays.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.intervals import Z95, one_more
from analytics.result import Estimate

LEAST_ALIKE = 20
"""People not reached that a stratum needs to be compared with."""
LEAST_REACHED = 30
LEAST_SPANS = 5
"""Earlier spans that a comparison of days needs."""


def matched(reached: Mask, stratum: Codes, strata: int, outcome: NDArray[np.float64]) -> Estimate | None:
    """The total effect on those reached, in the unit of the outcome; None where too few can be compared.

    ``reached``, ``stratum`` and ``outcome`` have one value per person. Those reached in strata with too few alike are
    left out of the effect: they count as if nothing had been brought, which can only make it smaller.
    """
    told = [_moments(stratum[group], strata, outcome[group]) for group in (reached, ~reached)]
    (many, mean, spread), (others, alike, spread_alike) = told
    usable = (many > 0) & (others >= LEAST_ALIKE)
    if many[usable].sum() < LEAST_REACHED:
        return None
    effect = float((many * (mean - alike))[usable].sum())
    variance = (many * spread + many**2 * spread_alike / np.maximum(others, 1))[usable].sum()
    reach = Z95 * math.sqrt(float(variance))
    return Estimate(effect, effect - reach, effect + reach)


def _moments(stratum: Codes, strata: int, outcome: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    """How many there are per stratum, their mean and their variance."""
    many = np.bincount(stratum, minlength=strata).astype(np.float64)
    total = np.bincount(stratum, outcome, minlength=strata)
    squares = np.bincount(stratum, outcome * outcome, minlength=strata)
    mean = total / np.maximum(many, 1)
    variance = np.maximum(squares - many * mean * mean, 0.0) / np.maximum(many - 1, 1)
    return many, mean, variance


def beyond(value: float, earlier: Sequence[float]) -> Estimate | None:
    """How far a span lies beyond the mean of earlier ones, with the interval of one more such span (Student's t)."""
    if len(earlier) < LEAST_SPANS:
        return None
    usual = one_more(earlier)
    return Estimate(value - usual.value, value - usual.high, value - usual.low)


def totals_by_person(buyer: Codes, people: int, amount: Ints | None = None) -> NDArray[np.float64]:
    """Per person, the sum of the amounts of their orders, or how many they are; guests (-1) belong to nobody."""
    known = buyer >= 0
    weights = None if amount is None else amount[known].astype(np.float64)
    return np.bincount(buyer[known], weights, minlength=people).astype(np.float64)
