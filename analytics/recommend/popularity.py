"""What most take, lately more than long ago: the list that every other is measured against.

Each user counts once per item, with the newest row; a row half as much for every ``half_life`` days of age.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.recommend.data import Interactions
from analytics.recommend.holdout import HeldOut
from analytics.recommend.matrix import Floats, Scores
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
    return max(LIVES, key=lambda life: _ndcg(past, popularity(past.known.log, life)))


def _ndcg(past: HeldOut, model: Popularity) -> float:
    top = np.argsort(-model.weight, kind="stable")[:_DEEP]
    lists = np.tile(top, (len(past.users), 1))
    new = ~among(lists, past.known.taken[past.users])
    place = np.cumsum(new, axis=1)
    met = among(lists, past.wanted) & new
    gain = np.where(met & (place <= PLACES), 1 / np.log2(place + 1), 0.0).sum(axis=1)
    return float(gain.mean())


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
