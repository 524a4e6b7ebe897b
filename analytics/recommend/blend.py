"""How much each model counts, by how much is known of a user: found on what was held back.

A user's scores are the weighted sum of the models' even scores. Weights climb one at a time from the best single model,
for users with about as much history; where those are few, all users have a say in it.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints
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
_ENOUGH = 0.9
"""From this share on a group decides alone."""
_OTHERS = 500
"""Users that stand for all."""
_WORTH = 0.002
"""A change of weights must bring so much more, as a share, or it is chance."""


Judge = tuple[Pool, float]
"""Users, and their share in what counts."""


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
    some = np.zeros(len(depth), bool)
    some[:: max(1, len(depth) // _OTHERS)] = True
    every = pool.only(some)
    return tuple(_bucket(number, pool.only(place == number), every, popular) for number in range(len(LEAST)))


def untested() -> tuple[Bucket, ...]:
    """The buckets of a single model of which no figure is known."""
    nothing = Mean(0, 0.0, 0.0, 0.0)
    return tuple(Bucket(least, (1.0,), (nothing,), nothing, None) for least in LEAST)


def _bucket(number: int, own: Pool, every: Pool, popular: int) -> Bucket:
    share = len(own.many) / (len(own.many) + _BORROWED)
    weights = _climbed([(own, share), (every, 1 - share)] if share < _ENOUGH else [(own, 1.0)])
    singles = [own.ranked(row) for row in np.eye(len(own.told))]
    blend = own.ranked(weights)
    return Bucket(
        least=LEAST[number],
        weights=tuple(weights.tolist()),
        alone=tuple(single.mean for single in singles),
        blend=blend.mean,
        ahead=times(blend.ndcg, singles[popular].ndcg),
    )


def _climbed(judges: Sequence[Judge]) -> Floats:
    """The weights that climbing ends at."""
    count = len(judges[0][0].told)
    weights = max(np.eye(count), key=lambda one: _worth(judges, [pool.mixed(one) for pool, _ in judges]))
    reached = _worth(judges, [pool.mixed(weights) for pool, _ in judges])
    for _ in range(_ROUNDS):
        before = weights
        for place in range(count):
            weights, reached = _best_step(judges, weights, place, reached)
        if np.array_equal(before, weights):
            break
    return weights


def _best_step(judges: Sequence[Judge], weights: Floats, place: int, reached: float) -> tuple[Floats, float]:
    """The best of a few values for one model's weight, and what it reaches."""
    without = weights.copy()
    without[place] = 0
    others = [pool.mixed(without) for pool, _ in judges]
    best = weights
    for step in _STEPS:
        if step == weights[place] or not (step or without.any()):
            continue
        mixed = [other + np.float32(step) * pool.told[place] for other, (pool, _) in zip(others, judges, strict=True)]
        found = _worth(judges, mixed)
        if found > reached * (1 + _WORTH):
            best, reached = without.copy(), found
            best[place] = step
    return best, reached


def _worth(judges: Sequence[Judge], mixed: Sequence[NDArray[np.float32]]) -> float:
    return sum(share * pool.ranked_by(one).mean.ndcg for (pool, share), one in zip(judges, mixed, strict=True))
