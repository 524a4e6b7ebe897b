"""What several models say of the same users, cut down to the items that any of them would name.

Weights are tried on the pool only, so that a hundred of them cost less than one look at all items.
"""

from collections.abc import Mapping
from typing import Protocol

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.recommend.matrix import Floats, Scores, Sparse
from analytics.recommend.ranking import PLACES, Ranked, best, met_at

_DEEP = 50
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
    """[m, n, c] even scores, -inf for empty places."""
    met: NDArray[np.bool_]
    """[n, c] whether the item was wanted."""
    many: Ints
    """[n] how many each wanted."""

    def ranked(self, weights: Floats) -> Ranked:
        """How well the sum of scores times ``weights`` [m] ranks."""
        mixed = np.tensordot(weights.astype(np.float32), np.where(np.isfinite(self.told), self.told, -1e9), 1)
        places = min(PLACES, mixed.shape[1])
        top = np.argsort(-mixed, axis=1, kind="stable")[:, :places]
        return met_at(np.take_along_axis(self.met, top, axis=1), self.many)

    def only(self, rows: NDArray[np.bool_]) -> "Pool":
        """Some of the users."""
        return Pool(self.told[:, rows], self.met[rows], self.many[rows])


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
    width = min(_DEEP, wanted.shape[1]) * len(models)
    told = np.full((len(models), len(users), width), -np.inf, np.float32)
    met = np.zeros((len(users), width), bool)
    start = 0
    for some in blocks(users, wanted.shape[1]):
        rows = slice(start, start + len(some))
        told[:, rows], met[rows] = _block(models, some, known[rows], wanted[rows], width)
        start += len(some)
    return Pool(told, met, np.diff(wanted.indptr).astype(np.int64))


def _block(
    models: Mapping[str, Model], users: Ints, known: Sparse, wanted: Sparse, width: int
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    scores = [even(model.scores(users)) for model in models.values()]
    named = np.sort(np.concatenate([best(one, known, _DEEP) for one in scores], axis=1), axis=1)
    again = np.zeros(named.shape, bool)
    again[:, 1:] = named[:, 1:] == named[:, :-1]
    keys = named + np.arange(len(users))[:, None] * wanted.shape[1]
    empty = again | np.isin(keys, _cells(known))
    told = np.stack([np.where(empty, -np.inf, np.take_along_axis(one, named, axis=1)) for one in scores])
    return told, np.isin(keys, _cells(wanted)) & ~empty


def _cells(matrix: Sparse) -> Ints:
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    keys: Ints = row * matrix.shape[1] + matrix.indices
    return keys
