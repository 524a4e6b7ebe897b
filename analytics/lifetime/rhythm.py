"""A customer's own rhythm: how long the gap between two purchases usually is, and when it is broken.

While there, a customer who was seen to come x times again in t days buys at a rate l ~ Gamma(r+x, alpha+t); the gap
to the next purchase then has the quantiles of a Lomax distribution.
"""

import numpy as np

from analytics.lifetime.forecast import expected
from analytics.lifetime.log import Floats
from analytics.lifetime.nbd import Nbd, Watched

LATE = 0.9
"""Nine in ten gaps of a customer who still comes as before are shorter than this quantile."""


def gap(model: Nbd, seen: Watched, part: float) -> Floats:
    """[m] the gap that a part of the next gaps are shorter than, seen from the last purchase."""
    found: Floats = (model.alpha + seen.recency) * np.expm1(-np.log1p(-part) / (model.r + seen.repeats))
    return found


def just_after(model: Nbd, seen: Watched, time: float) -> Floats:
    """[m] purchases that were to be expected within ``time`` on the evening of the last purchase itself."""
    return expected(model, Watched(seen.repeats, seen.recency, np.maximum(seen.recency, 0.5)), time)
