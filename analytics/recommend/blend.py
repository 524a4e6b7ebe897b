"""How much each model counts, by how much is known of a user: found on what was held back.

A user's scores are the weighted sum of the models' even scores. Weights climb one at a time from the best single model,
for users with about as much history; where those are few, all users have a say in it.
"""

from collections.abc import Callable

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints, Mask
from analytics.recommend.matrix import Floats
from analytics.recommend.pool import Pool
from analytics.recommend.ranking import Mean, times
from analytics.result import Estimate

LEAST = (0, 1, 2, 4, 10)
"""Known items from which each group of users begins."""
_STEPS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0, 1.5)
_ROUNDS = 3
_BORROWED = 100.0
"""With so many users of their own, others' say is half."""
_WORTH = 0.002
"""A change of weights must bring so much more, as a share, or it is chance."""


class Bucket(Struct, frozen=True):
    """Users with as much history: the weights in force, and the figures that chose them."""

    least: int
    """Known items from which it begins; it ends where the next one does."""
    weights: tuple[float, ...]
    """One per model."""
    alone: tuple[Mean, ...]
    """How well each model alone ranked what was held back from such users."""
    blend: Mean
    ahead: Estimate | None
    """NDCG over that of the most popular, None where it met nothing."""


def bucket_of(depth: Ints) -> Ints:
    """Which bucket users with so many known items are in."""
    return np.searchsorted(LEAST, depth, side="right") - 1


def weighed(pool: Pool, depth: Ints, popular: int) -> tuple[Bucket, ...]:
    """The buckets, by a pool of users of whom ``depth`` items were known; model number ``popular`` is the yardstick."""
    place = bucket_of(depth)
    everybody = _climbed(pool, np.ones(len(depth), bool), pool)
    return tuple(_bucket(number, pool, place == number, everybody, popular) for number in range(len(LEAST)))


def _bucket(number: int, pool: Pool, mine: Mask, usual: Floats, popular: int) -> Bucket:
    own = pool.only(mine)
    weights = _climbed(own, mine, pool) if mine.any() else usual
    singles = [own.ranked(row) for row in np.eye(len(pool.told))]
    blend = own.ranked(weights)
    return Bucket(
        least=LEAST[number],
        weights=tuple(weights.tolist()),
        alone=tuple(single.mean for single in singles),
        blend=blend.mean,
        ahead=times(blend.ndcg, singles[popular].ndcg),
    )


def _climbed(own: Pool, mine: Mask, every: Pool) -> Floats:
    """Weights by the users of ``own``, in so far as they are few by all of ``every``."""
    share = len(own.many) / (len(own.many) + _BORROWED) if not mine.all() else 1.0

    def worth(weights: Floats) -> float:
        others = every.ranked(weights).mean.ndcg if share < 1 else 0.0
        return share * own.ranked(weights).mean.ndcg + (1 - share) * others

    count = len(own.told)
    weights = max(np.eye(count), key=worth)
    reached = worth(weights)
    for _ in range(_ROUNDS):
        before = weights
        for place in range(count):
            weights, reached = _best_step(weights, place, reached, worth)
        if np.array_equal(before, weights):
            break
    return weights


def _best_step(weights: Floats, place: int, reached: float, worth: Callable[[Floats], float]) -> tuple[Floats, float]:
    """The best of a few values for one model's weight, and what it reaches."""
    for step in _STEPS:
        tried = weights.copy()
        tried[place] = step
        if not tried.any() or step == weights[place]:
            continue
        found = worth(tried)
        if found > reached * (1 + _WORTH):
            weights, reached = tried, found
    return weights, reached
