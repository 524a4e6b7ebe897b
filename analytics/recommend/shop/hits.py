"""How well lists of five meet what customers then bought, and how the hits of two ways compare.

Recall, NDCG and hit rate are those of ``analytics/recommend/ranking.py``. The ratio of hits has the interval of a
paired bootstrap over customers: all lists of a customer, of whatever moment, are drawn together.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.recommend.ranking import met_at, times
from analytics.result import Estimate

TOP = 5
LEAST_HITS = 10
"""Of the weaker way; with fewer hits a ratio is luck."""


class Hits(Struct, frozen=True, eq=False):
    """Lists of one way."""

    met: Mask
    """[lists, TOP] whether the product was bought."""

    @property
    def many(self) -> Ints:
        """[lists] hits."""
        found: Ints = self.met.sum(axis=1)
        return found

    def only(self, rows: Mask) -> "Hits":
        """Some of the lists."""
        return Hits(self.met[rows])


class Score(Struct, frozen=True):
    """Lists of one way in numbers: hits in all, and means over lists."""

    hits: int
    hit: float
    """At least one of the five was bought."""
    recall: float
    gain: float
    """NDCG."""


def hits_of(lists: NDArray[np.int32], row: Ints, item: Codes, items: int) -> Hits:
    """Each list [n, TOP] of products (-1: none) against the products bought, given as pairs (row, item)."""
    keys = np.arange(len(lists))[:, None] * items + lists
    return Hits(np.isin(keys, row * items + item) & (lists >= 0))


def score(hits: Hits, wanted: Ints) -> Score:
    """In numbers; ``wanted`` is how many products each customer bought, 1 or more."""
    mean = met_at(hits.met, wanted).mean
    return Score(int(hits.many.sum()), mean.hit, mean.recall, mean.ndcg)


def ratio(ours: Hits, theirs: Hits, customer: Codes, seed: int) -> Estimate | None:
    """How many times their hits ours are; None where they have too few to tell."""
    if theirs.many.sum() < LEAST_HITS:
        return None
    _, who = np.unique(customer, return_inverse=True)
    return times(_sums(who, ours), _sums(who, theirs), seed)


def _sums(who: Ints, hits: Hits) -> NDArray[np.float64]:
    """Hits per customer."""
    return np.bincount(who, hits.many).astype(np.float64)
