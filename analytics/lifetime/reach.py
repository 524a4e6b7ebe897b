"""How far a sum over customers may be off: by what single ones do, and by what moves all of them together."""

import math

import numpy as np

from analytics.chance import student_quantile
from analytics.intervals import Z95
from analytics.lifetime.log import Floats
from analytics.result import Estimate


def reach(amount: float, luck: float, drift: float, looks: int) -> Estimate:
    """An amount, not below 0, with its 95% interval.

    It varies by ``luck``, the variance of what single customers do, and by a ``drift`` of all, a part of the amount
    that was told from so many looks back (Student's t).
    """
    far = math.hypot(Z95 * math.sqrt(luck), student_quantile(0.05, looks) * drift * amount)
    return Estimate(amount, max(0.0, amount - far), amount + far)


def drift_of(said: Floats, came: Floats, luck: Floats) -> float:
    """[looks] each: how far sums typically were off, as a part, beyond what the variance ``luck`` makes of it."""
    sums = np.maximum(said, 1e-9)
    return math.sqrt(max(0.0, float(((came / sums - 1) ** 2 - luck / sums**2).mean())))
