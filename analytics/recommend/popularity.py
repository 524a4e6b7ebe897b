"""What most take, lately more than long ago: the list that every other is measured against.

Each user counts once per item, with the newest row; a row half as much for every ``half_life`` days of age.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.recommend.data import Interactions
from analytics.recommend.matrix import Floats, Scores


class Popularity(Struct, frozen=True, eq=False):
    """The same for everybody."""

    weight: Floats
    """[items]"""

    def scores(self, users: Ints) -> Scores:
        """[len(users), items]"""
        return np.broadcast_to(self.weight.astype(np.float32), (len(users), len(self.weight)))


def popularity(log: Interactions, half_life: float | None) -> Popularity:
    """By the newest row of every user and item, seen from the newest of all; without times all rows are alike."""
    cells = log.user.astype(np.int64) * log.items + log.item
    if log.at is None or half_life is None or not len(log):
        taken = np.unique(cells) % max(log.items, 1)
        return Popularity(np.bincount(taken, minlength=log.items).astype(np.float64))
    order = np.lexsort((log.at, cells))
    last = np.flatnonzero(np.append(np.diff(cells[order]) != 0, True))
    newest = order[last]
    fresh = 0.5 ** ((log.at.max() - log.at[newest]) / half_life)
    return Popularity(np.bincount(log.item[newest], fresh, log.items).astype(np.float64))
