"""How well lists of five meet what customers then bought: hits, recall and NDCG, and how lists compare.

NDCG after Jarvelin and Kekalainen (2002) with one point per product bought, discounted by log2 of the place + 1. The
ratio of two lists' hits is told with the interval of a paired bootstrap over customers: a customer weighs in both.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints
from analytics.result import Estimate

Floats = NDArray[np.float64]
TOP = 5
_DRAWS, _AT_ONCE = 1000, 100
_DISCOUNTS = 1 / np.log2(np.arange(TOP) + 2)
LEAST_HITS = 10
"""Of the weaker list; with fewer hits a ratio is luck."""


class Hits(Struct, frozen=True, eq=False):
    """Lists of one way: one value per customer and moment."""

    hits: Floats
    """Products of the list that were bought."""
    gain: Floats
    """NDCG."""

    def only(self, rows: NDArray[np.bool_]) -> "Hits":
        """Some of the lists."""
        return Hits(self.hits[rows], self.gain[rows])


class Score(Struct, frozen=True):
    """Lists of one way in numbers; all are means over customers."""

    hits: int
    hit: float
    """At least one of the five was bought."""
    recall: float
    gain: float


def hits_of(lists: Codes, row: Ints, item: Codes, items: int) -> Hits:
    """Each list [n, up to TOP] of products (-1: none) against the products bought, given as pairs (row, item) once."""
    bought = np.sort(row * items + item)
    keys = np.arange(len(lists))[:, None] * items + lists
    place = np.minimum(np.searchsorted(bought, keys), max(len(bought) - 1, 0))
    met = (bought[place] == keys) & (lists >= 0) if len(bought) else np.zeros(lists.shape, bool)
    width = lists.shape[1]
    wanted = np.minimum(np.bincount(row, minlength=len(lists)), TOP)
    ideal = np.concatenate([[0.0], np.cumsum(_DISCOUNTS)])[wanted]
    gain = (met * _DISCOUNTS[:width]).sum(axis=1) / np.maximum(ideal, 1e-12)
    return Hits(met.sum(axis=1).astype(np.float64), np.where(ideal > 0, gain, 0.0))


def score(hits: Hits, wanted: Ints) -> Score:
    """In numbers; ``wanted`` is how many products each customer bought, 1 or more."""
    if not len(wanted):
        return Score(0, 0.0, 0.0, 0.0)
    return Score(
        int(hits.hits.sum()), float((hits.hits > 0).mean()), float((hits.hits / wanted).mean()), float(hits.gain.mean())
    )


def ratio(ours: Hits, theirs: Hits, customer: Codes, seed: int) -> Estimate | None:
    """How many times their hits ours are, with the 95% interval; None where they have too few hits to tell."""
    if theirs.hits.sum() < LEAST_HITS:
        return None
    _, who = np.unique(customer, return_inverse=True)
    sums = np.stack([np.bincount(who, one.hits) for one in (ours, theirs)], axis=1)
    rng = np.random.default_rng([seed, len(sums)])
    drawn = np.concatenate(
        [rng.poisson(1.0, (_AT_ONCE, len(sums))).astype(np.float64) @ sums for _ in range(_DRAWS // _AT_ONCE)]
    )
    low, high = np.quantile(drawn[:, 0] / np.maximum(drawn[:, 1], 0.5), (0.025, 0.975)).tolist()
    value = float(ours.hits.sum() / theirs.hits.sum())
    return Estimate(value, min(low, value), max(high, value))
