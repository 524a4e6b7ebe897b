"""What most take, lately more than long ago: the list that every other is measured against.

Each user counts once per item, with the newest row; a row half as much for every ``half_life`` days of age.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.recommend.data import Interactions
from analytics.recommend.holdout import HeldOut
from analytics.recommend.matrix import Floats, Scores, Sparse
from analytics.recommend.ranking import PLACES, among


class Popularity(Struct, frozen=True, eq=False):
    """The same for everybody."""

    weight: Floats
    """[items]"""

    def scores(self, users: Ints) -> Scores:
        """[len(users), items]"""
        return np.broadcast_to(self.weight.astype(np.float32), (len(users), len(self.weight)))


LIVES = (7.0, 14.0, 30.0, 60.0, 120.0, 365.0, None)
"""Half-lives in days that are tried; None: all rows alike."""
_DEEP = 300
"""Places of the common list in which those new to a user are looked for."""


def half_life(past: HeldOut) -> float | None:
    """The half-life by which the most popular items meet most of what was held back; None without times."""
    if past.known.log.at is None or not len(past.users):
        return None
    rows, taken = _newest(past.known.log), past.known.taken[past.users]
    return max(LIVES, key=lambda life: _gain(_weight(past.known.log, rows, life), taken, past.wanted))


def popularity(log: Interactions, life: float | None) -> Popularity:
    """By the newest row of every user and item, seen from the newest of all; without times all rows are alike."""
    return Popularity(_weight(log, _newest(log), life))


def _newest(log: Interactions) -> Ints:
    """The last row of every user and item, or any where times are not known."""
    cells = log.user.astype(np.int64) * log.items + log.item
    order = np.argsort(cells, kind="stable") if log.at is None else np.lexsort((log.at, cells))
    rows: Ints = order[np.append(cells[order][1:] != cells[order][:-1], True)[: len(cells)]]
    return rows


def _weight(log: Interactions, rows: Ints, life: float | None) -> Floats:
    if log.at is None or life is None or not len(rows):
        return np.bincount(log.item[rows], minlength=log.items).astype(np.float64)
    fresh = 0.5 ** ((log.at.max() - log.at[rows]) / life)
    return np.bincount(log.item[rows], fresh, log.items).astype(np.float64)


def _gain(weight: Floats, taken: Sparse, wanted: Sparse) -> float:
    top = np.argsort(-weight, kind="stable")[:_DEEP]
    lists = np.tile(top, (taken.shape[0], 1))
    new = ~among(lists, taken)
    place = np.maximum(np.cumsum(new, axis=1), 1)
    met = among(lists, wanted) & new & (place <= PLACES)
    return float((met / np.log2(place + 1)).sum(axis=1).mean())
