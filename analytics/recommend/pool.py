"""What several models say of the same users, cut down to the items that any of them would name.

Weights are tried on the pool only, so that a hundred of them cost less than one look at all items.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.recommend.matrix import Floats, Scores, Sparse
from analytics.recommend.ranking import Ranked, among, best, met_at

_DEEP = 30
"""How many items each model brings into the pool."""
CELLS = 4_000_000
"""Scores are made for so many users at once that a block has no more cells."""


class Model(Protocol):
    """Anything that scores all items for some users."""

    def scores(self, users: Ints) -> Scores:
        """[len(users), items]"""


class Pool(Struct, frozen=True, eq=False):
    """n users, c places each of which many may be empty, m models."""

    told: NDArray[np.float32]
    """[m, n, c] even scores."""
    empty: NDArray[np.float32]
    """[n, c] 0, or -inf for empty places."""
    met: NDArray[np.bool_]
    """[n, c] whether the item was wanted."""
    many: Ints
    """[n] how many each wanted."""

    def ranked(self, weights: Floats) -> Ranked:
        """How well the sum of scores times ``weights`` [m] ranks."""
        return self.ranked_by(self.mixed(weights))

    def mixed(self, weights: Floats) -> NDArray[np.float32]:
        """[n, c] the sum of scores times ``weights`` [m]."""
        found: NDArray[np.float32] = self.empty + np.tensordot(weights.astype(np.float32), self.told, 1)
        return found

    def ranked_by(self, mixed: NDArray[np.float32]) -> Ranked:
        """How well scores [n, c] rank."""
        return met_at(np.take_along_axis(self.met, best(mixed, None), axis=1), self.many)

    def only(self, rows: NDArray[np.bool_]) -> "Pool":
        """Some of the users."""
        return Pool(self.told[:, rows], self.empty[rows], self.met[rows], self.many[rows])


def blocks(users: Ints, items: int) -> list[Ints]:
    """Users in runs whose scores fit in memory."""
    step = max(1, CELLS // max(items, 1))
    return [users[start : start + step] for start in range(0, len(users), step)]


def even(scores: Scores) -> Scores:
    """Scores of one model on a common scale: by each user's deviation over all items; all alike says nothing: 0."""
    spread = scores.std(axis=1, keepdims=True)
    spread[spread < 1e-12] = np.inf
    found: Scores = (scores / spread).astype(np.float32, copy=False)
    return found


def pooled(models: Mapping[str, Model], users: Ints, known: Sparse, wanted: Sparse) -> Pool:
    """``known`` and ``wanted`` have a row per user of ``users``; known items are left out."""
    places = np.arange(len(users))
    return joined([_pool(models, users[some], known[some], wanted[some]) for some in blocks(places, wanted.shape[1])])


def joined(parts: Sequence[Pool]) -> Pool:
    """The users of all, which are scored by as many models with as many places."""
    return Pool(
        np.concatenate([part.told for part in parts], axis=1),
        np.concatenate([part.empty for part in parts]),
        np.concatenate([part.met for part in parts]),
        np.concatenate([part.many for part in parts]),
    )


def _pool(models: Mapping[str, Model], users: Ints, known: Sparse, wanted: Sparse) -> Pool:
    scores = [even(model.scores(users)) for model in models.values()]
    named = np.sort(np.concatenate([best(one, known, _DEEP) for one in scores], axis=1), axis=1)
    again = np.zeros(named.shape, bool)
    again[:, 1:] = named[:, 1:] == named[:, :-1]
    empty = again | among(named, known)
    told = np.stack([np.take_along_axis(one, named, axis=1) for one in scores])
    many = np.diff(wanted.indptr).astype(np.int64)
    return Pool(told, np.where(empty, np.float32(-np.inf), np.float32(0)), among(named, wanted) & ~empty, many)
