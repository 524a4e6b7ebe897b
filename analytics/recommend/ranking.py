"""How well scores rank what was held back: recall, NDCG and hit rate of the first places, over all items.

Definitions as RecBole's: recall is the wanted items met over all wanted; NDCG has a point per item met, discounted by
log2 of the place + 1, over what the best list of as many places would have; a hit is a list that meets at least one.
Means are over users who want something.

Zhao, W. X. et al. (2021): RecBole: towards a unified, comprehensive and efficient framework. CIKM, 4653-4664.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.recommend.matrix import Floats, Scores, Sparse, has
from analytics.result import Estimate

PLACES = 10
LEAST_MET = 5
_DRAWS = 1000


class Ranked(Struct, frozen=True, eq=False):
    """One value per user who wants something, NaN for who wants nothing."""

    recall: Floats
    ndcg: Floats
    hit: Floats

    @property
    def mean(self) -> "Mean":
        """Over users; of none at all 0."""
        told = ~np.isnan(self.recall)
        some = bool(told.any())
        return Mean(
            users=int(told.sum()),
            recall=float(self.recall[told].mean()) if some else 0.0,
            ndcg=float(self.ndcg[told].mean()) if some else 0.0,
            hit=float(self.hit[told].mean()) if some else 0.0,
        )


class Mean(Struct, frozen=True):
    """Means over users."""

    users: int
    recall: float
    ndcg: float
    hit: float


def best(scores: Scores, known: Sparse | None, places: int = PLACES) -> NDArray[np.int64]:
    """[users, places] the items that score highest, best first, without those ``known``; ``scores`` is left as it was.

    Fewer columns where there are fewer items; known items come last where too few others are left.
    """
    if known is not None:
        scores = scores.copy()
        scores[np.repeat(np.arange(len(scores)), np.diff(known.indptr)), known.indices] = -np.inf
    places = min(places, scores.shape[1])
    found = np.sort(np.argpartition(-scores, places - 1, axis=1)[:, :places], axis=1)
    order = np.argsort(-np.take_along_axis(scores, found, axis=1), axis=1, kind="stable")
    return np.take_along_axis(found, order, axis=1)


def ranked(lists: NDArray[np.int64], wanted: Sparse) -> Ranked:
    """Lists [users, places] against ``wanted`` [users, items]."""
    return met_at(among(lists, wanted), np.diff(wanted.indptr))


def among(lists: NDArray[np.int64], wanted: Sparse) -> NDArray[np.bool_]:
    """[users, places] which items of the lists are set in ``wanted`` [users, items]."""
    return has(wanted, np.arange(len(lists))[:, None], lists)


def met_at(met: NDArray[np.bool_], many: NDArray[np.integer]) -> Ranked:
    """From which places [users, places] meet a wanted item, and how many each user wants."""
    discounts = 1 / np.log2(np.arange(met.shape[1]) + 2)
    ideal = ideals(met.shape[1])[np.minimum(many, met.shape[1])]
    nothing = many == 0
    whole = np.where(nothing, np.nan, many)
    return Ranked(
        recall=met.sum(axis=1) / whole,
        ndcg=(met * discounts).sum(axis=1) / np.where(nothing, np.nan, ideal),
        hit=np.where(nothing, np.nan, met.any(axis=1)),
    )


def ideals(places: int) -> Floats:
    """[places + 1] what the best list of as many places reaches, by how many are wanted."""
    return np.concatenate([[0.0], np.cumsum(1 / np.log2(np.arange(places) + 2))])


def times(ours: Floats, theirs: Floats, seed: int = 0) -> Estimate | None:
    """How many times as much, with its 95% interval by the paired bootstrap over users.

    None where theirs met something for fewer than ``LEAST_MET`` users: of so few no draw tells how it varies.
    """
    told = ~np.isnan(ours)
    ours, theirs = ours[told], theirs[told]
    if np.count_nonzero(theirs) < LEAST_MET:
        return None
    rng = np.random.default_rng(seed)
    ratios = [_ratio(ours, theirs, rng.integers(len(ours), size=len(ours))) for _ in range(_DRAWS)]
    low, high = np.nanquantile(ratios, [0.025, 0.975])
    return Estimate(float(ours.sum() / theirs.sum()), float(low), float(high))


def _ratio(ours: Floats, theirs: Floats, drawn: NDArray[np.int64]) -> float:
    below = theirs[drawn].sum()
    return float(ours[drawn].sum() / below) if below else np.nan
