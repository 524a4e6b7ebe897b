"""How much each model counts, by how much is known of a user: found on what was held back.

A user's scores are the weighted sum of the models' even scores. Weights are climbed for users with about as much
history; where those are few, all users have a say in it. What is said of a blend is measured by halves: the users of
one half by weights that were climbed with the other. Where it is not surely ahead of the most popular there, the most
popular alone has a say.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from analytics.arrays import Ints, Mask
from analytics.recommend.climbing import Judge, climbed
from analytics.recommend.matrix import Floats
from analytics.recommend.pool import Pool
from analytics.recommend.ranking import Mean, Ranked, times
from analytics.result import Estimate

LEAST = (0, 1, 2, 4, 10)
"""Known items from which each group of users begins."""
_BORROWED = 100.0
"""With so many users of their own, others' say is half."""
_ENOUGH = 0.9
"""From this share on a group decides alone."""
_OTHERS = 500
"""Users that stand for all."""
_SURE = 1.0
"""Standard errors by which a blend must be ahead of the most popular."""


class Bucket(Struct, frozen=True):
    """Users with as much history: the weights in force, and the figures that chose them."""

    least: int
    """Known items from which it begins; it ends where the next one does."""
    weights: tuple[float, ...]
    """One per model."""
    alone: tuple[Mean, ...]
    """How well each model alone ranked what was held back from such users."""
    blend: Mean
    """How well weights ranked that had not seen these users."""
    ahead: Estimate | None
    """NDCG of that over that of the most popular, None where it met nothing."""


def bucket_of(depth: Ints) -> Ints:
    """Which bucket users with so many known items are in."""
    return np.searchsorted(LEAST, depth, side="right") - 1


def weighed(pool: Pool, users: Ints, depth: Ints, popular: int) -> tuple[Bucket, ...]:
    """The buckets, by a pool of ``users`` of whom ``depth`` items were known; model ``popular`` is the yardstick."""
    place, half = bucket_of(depth), _halves(users)
    some = np.zeros(len(depth), bool)
    some[:: max(1, len(depth) // _OTHERS)] = True
    every = _Crowd(pool.only(some), half[some])
    crowds = [_Crowd(pool.only(place == number), half[place == number]) for number in range(len(LEAST))]
    by_others = cache(lambda: _bucket(_Crowd(pool.only(half & ~half), half[:0]), every, popular))
    buckets = (_bucket(own, every, popular) if len(own.half) else by_others() for own in crowds)
    return tuple(replace(one, least=least) for one, least in zip(buckets, LEAST, strict=True))


class _Crowd(Struct, frozen=True, eq=False):
    pool: Pool
    half: Mask
    """[users] which of the two halves; one user is in the same one wherever they come up."""

    def only(self, half: bool) -> Pool:
        return self.pool.only(self.half == half)


def _halves(users: Ints) -> Mask:
    coins: Mask = np.random.default_rng(0).random(int(users.max(initial=0)) + 1) < 0.5
    return coins[users]


def untested() -> tuple[Bucket, ...]:
    """The buckets of a single model of which no figure is known."""
    nothing = Mean(0, 0.0, 0.0, 0.0)
    return tuple(Bucket(least, (1.0,), (nothing,), nothing, None) for least in LEAST)


def _bucket(own: _Crowd, every: _Crowd, popular: int) -> Bucket:
    singles = [own.pool.ranked(row) for row in np.eye(len(own.pool.told))]
    of_halves = [climbed(_judges(own.only(other), every.only(other))) for other in (True, False)]
    sure = _surely_ahead(_judges(own.pool, every.pool), [_unseen(crowd, of_halves) for crowd in (own, every)], popular)
    weights = climbed(_judges(own.pool, every.pool)) if sure else np.eye(len(singles))[popular]
    blend = _unseen(own, of_halves) if sure else singles[popular]
    return Bucket(
        least=0,
        weights=tuple(weights.tolist()),
        alone=tuple(single.mean for single in singles),
        blend=blend.mean,
        ahead=times(blend.ndcg, singles[popular].ndcg),
    )


def _judges(own: Pool, every: Pool) -> list[Judge]:
    share = len(own.many) / (len(own.many) + _BORROWED)
    return [(own, share), (every, 1 - share)] if share < _ENOUGH else [(own, 1.0)]


def _unseen(crowd: _Crowd, of_halves: Sequence[Floats]) -> Ranked:
    """Users of the first half (False) by the first weights, and of the second by the second."""
    first, second = (crowd.pool.mixed(weights) for weights in of_halves)
    return crowd.pool.ranked_by(np.where(crowd.half[:, None], second, first))


def _surely_ahead(judges: Sequence[Judge], found: Sequence[Ranked], popular: int) -> bool:
    ahead, doubt = 0.0, 0.0
    for (pool, share), one in zip(judges, found, strict=False):  # where a group decides alone, others are not asked
        gains = one.ndcg - pool.ranked(np.eye(len(pool.told))[popular]).ndcg
        if len(gains) > 1:
            ahead += share * float(gains.mean())
            doubt += share**2 * float(gains.var(ddof=1)) / len(gains)
    return ahead > _SURE * float(np.sqrt(doubt))
