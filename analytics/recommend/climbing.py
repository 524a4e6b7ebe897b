"""Weights of models climb one at a time from the best single model, by the NDCG of what users turned out to want.

Some hundred weights are tried, so only what can change is looked at: users of whom any model names a wanted item, and
of those the places of what was wanted.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints, Mask
from analytics.recommend.matrix import Floats
from analytics.recommend.pool import Pool
from analytics.recommend.ranking import PLACES, ideals

_STEPS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0, 1.5)
_ROUNDS = 3
_WORTH = 0.002
"""A change of weights must bring so much more, as a share, or it is chance."""

Judge = tuple[Pool, float]
"""Users, and their share in what counts."""


def climbed(judges: Sequence[Judge]) -> Floats:
    """[models] the weights that climbing ends at."""
    hopes = [hoped(pool, share) for pool, share in judges]
    count = len(hopes[0].told)
    weights = max(np.eye(count), key=lambda one: sum(each.worth(each.mixed(one)) for each in hopes))
    reached = sum(each.worth(each.mixed(weights)) for each in hopes)
    for _ in range(_ROUNDS):
        before = weights
        for place in range(count):
            weights, reached = _best_step(hopes, weights, place, reached)
        if np.array_equal(before, weights):
            break
    return weights


class Hopes(Struct, frozen=True, eq=False):
    """n users of whom something wanted is in the pool, h such things."""

    told: NDArray[np.float32]
    """[m, n, c]"""
    empty: NDArray[np.float32]
    """[n, c]"""
    user: Ints
    """[h]"""
    place: Ints
    """[h]"""
    gain: Floats
    """[h] what a thing at the first place adds to the mean NDCG of all users, times their share."""
    before: Mask
    """[h, c] the places that lead where scores are equal."""

    def mixed(self, weights: Floats) -> NDArray[np.float32]:
        """[n, c] the sum of scores times ``weights`` [m]."""
        found: NDArray[np.float32] = self.empty + np.tensordot(weights.astype(np.float32), self.told, 1)
        return found

    def worth(self, mixed: NDArray[np.float32]) -> float:
        """The mean NDCG of all users, times their share, when these scores [n, c] rank."""
        rows, own = mixed[self.user], mixed[self.user, self.place][:, None]
        rank = ((rows > own) | (rows == own) & self.before).sum(axis=1)
        return float((self.gain / np.log2(rank + 2))[rank < PLACES].sum())


def hoped(pool: Pool, share: float) -> Hopes:
    """What can be met of a pool."""
    some = np.flatnonzero(pool.met.any(axis=1))
    user, place = np.nonzero(pool.met[some])
    places = min(PLACES, pool.met.shape[1])
    gain = share / max(len(pool.many), 1) / ideals(places)[np.minimum(pool.many[some], places)]
    before = np.arange(pool.met.shape[1]) < place[:, None]
    return Hopes(pool.told[:, some], pool.empty[some], user, place, gain[user], before)


def _best_step(hopes: Sequence[Hopes], weights: Floats, place: int, reached: float) -> tuple[Floats, float]:
    """The best of a few values for one model's weight, and what it reaches."""
    without = weights.copy()
    without[place] = 0
    others = [each.mixed(without) for each in hopes]
    best = weights
    for step in _STEPS:
        if step == weights[place] or not (step or without.any()):
            continue
        mixed = (other + np.float32(step) * each.told[place] for other, each in zip(others, hopes, strict=True))
        found = sum(each.worth(one) for one, each in zip(mixed, hopes, strict=True))
        if found > reached * (1 + _WORTH):
            best, reached = without.copy(), found
            best[place] = step
    return best, reached
