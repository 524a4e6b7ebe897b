"""What is held back to choose by: the newest part where times are known, else some of every user's items at random.

Where times are known, nothing of after the cut is learnt from. Where they are not, a tenth of each user's items is held
back. Such a log does not show anybody beginning, so in a division of its own some users lose nearly everything; what
suits people with a history is not judged there, where there is less to learn from.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints, Mask
from analytics.recommend.data import Interactions, Ties
from analytics.recommend.matrix import Known, Sparse, has, known, once

LATEST = 0.15
"""The share of rows held back by time."""
SHARE = 0.1
"""The share of a user's items held back at random, at least one of two or more."""
BEGINNERS = 0.25
"""The share of users set back to the beginning."""
LEFT = np.array([0, 1, 3, 8])
"""How many items each of those is left, in turn."""


class HeldOut(Struct, frozen=True, eq=False):
    """What may be learnt from, and what is to be told."""

    known: Known
    users: Ints
    """Those of whom something is to be told."""
    wanted: Sparse
    """[len(users), items] what each took after all, new to them."""

    def only(self, some: Ints) -> "HeldOut":
        """As many of the users."""
        return HeldOut(self.known, self.users[some], self.wanted[some])


def held_out(whole: Known, seed: int) -> HeldOut:
    """What everybody did next, or might have; the same for the same seed."""
    return _divided(whole, np.zeros(whole.log.users, bool), seed)


def set_back(whole: Known, seed: int) -> HeldOut:
    """Only of users set back to the beginning; for logs without times."""
    beginners = (np.random.default_rng(seed).random(whole.log.users) < BEGINNERS) & (whole.depth >= 1)
    past = _divided(whole, beginners, seed)
    return past.only(np.flatnonzero(beginners[past.users]))


def _divided(whole: Known, beginners: Mask, seed: int) -> HeldOut:
    log = whole.log
    kept = _by_chance(whole, beginners, np.random.default_rng(seed + 1)) if log.at is None else log.at < _cut(log)
    past = known(_rows(log, kept), None)
    past = known(past.log, _ties(whole, past))
    wanted = once((log.users, log.items), log.user[~kept], log.item[~kept])
    wanted = wanted - wanted.multiply(past.taken)
    wanted.eliminate_zeros()
    users = np.flatnonzero(np.diff(wanted.indptr))
    return HeldOut(past, users, wanted[users].tocsr())


def _rows(log: Interactions, kept: Mask) -> Interactions:
    at = None if log.at is None else log.at[kept]
    return Interactions(log.users, log.items, log.user[kept], log.item[kept], at)


def _ties(whole: Known, past: Known) -> Ties:
    """Those that were there before the cut, and not because of an interaction that is held back."""
    ties, there = whole.ties, np.ones(len(whole.ties.one), bool)
    if ties.at is not None and whole.log.at is not None:
        there &= ties.at < _cut(whole.log)
    if ties.item is not None:
        both = has(past.taken, ties.one, ties.item) & has(past.taken, ties.other, ties.item)
        there &= both | (ties.item < 0)
    return Ties(ties.one[there], ties.other[there])


def _cut(log: Interactions) -> float:
    """The rows before it are learnt from: some in any log with times that differ."""
    assert log.at is not None
    cut = float(np.quantile(log.at, 1 - LATEST))
    later = log.at[log.at > log.at.min()]
    return max(cut, float(later.min()))


def _by_chance(whole: Known, beginners: Mask, rng: np.random.Generator) -> Mask:
    """Which rows are learnt from: all rows of a pair go the same way."""
    taken, many = whole.taken, whole.depth
    place = _places(taken, rng)
    left = many - np.where(many >= 2, np.maximum(np.round(many * SHARE), 1), 0).astype(np.int64)
    begun = np.flatnonzero(beginners)
    left[begun] = np.minimum(left[begun], LEFT[np.arange(len(begun)) % len(LEFT)])
    stays = place < np.repeat(left, many)
    cells = np.repeat(np.arange(taken.shape[0]), many) * taken.shape[1] + taken.indices
    kept: Mask = stays[np.searchsorted(cells, whole.log.user.astype(np.int64) * taken.shape[1] + whole.log.item)]
    return kept


def _places(taken: Sparse, rng: np.random.Generator) -> Ints:
    """For each pair its place among those of its user, shuffled."""
    user = np.repeat(np.arange(taken.shape[0]), np.diff(taken.indptr))
    order = np.lexsort((rng.random(taken.nnz), user))
    places = np.empty(taken.nnz, np.int64)
    places[order] = np.arange(taken.nnz) - np.repeat(taken.indptr[:-1], np.diff(taken.indptr))
    return places
