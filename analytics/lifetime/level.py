"""What customers really spend in the time after a purchase, beside what MBG/NBD says of that evening.

Every purchase of half a year is looked at whose aftermath is over: what was to be expected then, and what came. The
part of the one over the other sets the model's level right, for first purchases, a few and many apart: buyers who came
once are often told too high, frequent ones too low.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.lifetime.forecast import expected
from analytics.lifetime.gamma_gamma import GammaGamma, mean_spend
from analytics.lifetime.log import Floats, PurchaseLog
from analytics.lifetime.nbd import Nbd, Watched

LOOKED_AT = 182
"""Days of purchases whose aftermath is looked at."""
_BOUNDS = (1, 3)
"""Earlier purchases from which on another class begins."""
_WEIGHT = 50
"""So many purchases told as the model has it are added to each class: little is learnt from few."""


class After(Struct, frozen=True, eq=False):
    """One value of each array per purchase that is looked at."""

    before: Ints
    """Earlier purchases of the same customer."""
    said: Floats
    """Expected of the time after it."""
    came: Floats
    """Spent in the time after it."""


def after_purchases(log: PurchaseLog, model: Nbd, spend: GammaGamma, last: int, days: int) -> After:
    """The purchases of half a year that were ``days`` and more ago on the evening of ``last``, and what came then."""
    starts = np.searchsorted(log.customer, log.customer, "left")
    index = np.arange(len(log))
    some = np.flatnonzero((log.day <= last - days) & (log.day > last - days - LOOKED_AT))
    before = (index - starts)[some]
    paid = np.concatenate([[0.0], np.cumsum(log.amount)])
    so_far = paid[some + 1] - paid[starts[some]]
    recency = (log.day[some] - log.day[starts[some]]).astype(np.float64)
    width = int(log.day.max(initial=0)) + days + 2
    key = log.customer * width + log.day  # ascending, as the log is
    ends = np.searchsorted(key, key[some] + days, "right")
    seen = Watched(before, recency, np.maximum(recency, 0.5))
    each = mean_spend(spend, before + 1, so_far / (before + 1))
    return After(before, expected(model, seen, float(days)) * each, paid[ends] - paid[some + 1])


def levels(after: After) -> Floats:
    """[classes] what came over what was said, drawn towards 1 where there is little of it."""
    group = classes(after.before)
    size = len(_BOUNDS) + 1
    said, came = (np.bincount(group, weights=values, minlength=size) for values in (after.said, after.came))
    typical = float(after.said.mean()) if len(after.said) else 1.0
    found: Floats = (came + _WEIGHT * typical) / (said + _WEIGHT * typical)
    return found


def classes(before: Ints) -> Ints:
    """The class of customers with so many earlier purchases."""
    found: Ints = np.searchsorted(np.array(_BOUNDS), before, "right").astype(np.int64)
    return found
