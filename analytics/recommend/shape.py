"""Which of the item models: ridge and evenness climbed step by step on what was held back, the rest tried for each.

The best of many tries is partly the luckiest, so the usual shape stays unless the best is surely better, user by user.
An inverse is what costs, so a large shop tries fewer of them.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.recommend.holdout import HeldOut
from analytics.recommend.linear import Shape, solved
from analytics.recommend.matrix import Floats
from analytics.recommend.pool import blocks
from analytics.recommend.product import Product
from analytics.recommend.ranking import among, best, met_at
from storage.progress import Cancelled, StopAsked

RIDGES = (0.5, 1.0, 2.0, 3.0, 4.5, 7.0, 12.0)
EVENS = (0.0, 0.1, 0.2, 0.35, 0.5)
BARES = (0.0, 1.0)
TILTS = (-0.1, -0.05, 0.0, 0.05, 0.1, 0.2, 0.3, 0.5)
USUAL = Shape()
_BEGIN = (RIDGES.index(USUAL.ridge), EVENS.index(USUAL.even))
_SURE = 2.0
"""Standard errors by which the best must be ahead."""
_DEEP = 60
"""Items per user that are ranked again for each ``bare`` and ``tilt``."""
_WORK = 5e11
"""Multiplications that all inverses together may take; at least ``_LEAST`` are tried, at most ``_MOST``."""
_LEAST, _MOST = 2, 9


class Tried(Struct, frozen=True):
    """A shape, and the NDCG it reached for each user."""

    shape: Shape
    each: Floats

    @property
    def ndcg(self) -> float:
        """The mean."""
        return float(self.each.mean()) if len(self.each) else 0.0


Place = tuple[int, int]
Named = tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.bool_]]
"""[users, _DEEP] items, their scores, and whether they were wanted."""


def shaped(pasts: Sequence[HeldOut], stop: StopAsked) -> Shape:
    """The best that was found over all that was held back; raises Cancelled when asked to stop."""
    pasts = [past.only(np.flatnonzero(past.known.depth[past.users])) for past in pasts]
    usual = Tried(USUAL, _each(pasts, [USUAL], stop)[0])
    found = _climbed(pasts, stop)
    ahead = found.each - usual.each
    sure = len(ahead) > 1 and ahead.mean() > _SURE * ahead.std(ddof=1) / np.sqrt(len(ahead))
    return found.shape if sure else USUAL


def _climbed(pasts: Sequence[HeldOut], stop: StopAsked) -> Tried:
    tries = int(np.clip(_WORK / max(min(pasts[0].known.taken.shape), 1) ** 3, _LEAST, _MOST))
    seen = {_BEGIN: _tried(pasts, _BEGIN, stop)}
    at = _BEGIN
    while len(seen) < tries:
        ahead = [place for place in _around(at) if place not in seen][: tries - len(seen)]
        seen |= {place: _tried(pasts, place, stop) for place in ahead}
        best_yet = max(seen, key=lambda place: seen[place].ndcg)
        if best_yet == at:
            break
        at = best_yet
    return max(seen.values(), key=lambda one: one.ndcg)


def _around(at: Place) -> list[Place]:
    ridge, even = at
    steps = [(ridge + 1, even), (ridge - 1, even), (ridge, even + 1), (ridge, even - 1)]
    return [(one, other) for one, other in steps if 0 <= one < len(RIDGES) and 0 <= other < len(EVENS)]


def _tried(pasts: Sequence[HeldOut], place: Place, stop: StopAsked) -> Tried:
    """With the best ``bare`` and ``tilt``."""
    ways = [Shape(RIDGES[place[0]], EVENS[place[1]], bare, tilt) for bare in BARES for tilt in TILTS]
    each = _each(pasts, ways, stop)
    best_way = int(each.mean(axis=1).argmax()) if each.shape[1] else 0
    return Tried(ways[best_way], each[best_way])


def _each(pasts: Sequence[HeldOut], ways: Sequence[Shape], stop: StopAsked) -> Floats:
    """[ways, users of all] NDCG."""
    return np.concatenate([_reached(past, ways, stop) for past in pasts], axis=1)


def _reached(past: HeldOut, ways: Sequence[Shape], stop: StopAsked) -> Floats:
    """[ways, users] the NDCG of each way, which all share one inverse."""
    if stop():
        raise Cancelled
    model = solved(past.known.taken, past.known.takers, ways[0])
    plain = Product(model.left, model.right, np.ones(len(model.takers)))
    middle = model.factor(Shape()).astype(np.float32)
    parts = [_named(past, some, plain, middle) for some in blocks(np.arange(len(past.users)), len(middle))]
    if not parts:
        return np.zeros((len(ways), 0))
    items, told, met = (np.concatenate([part[place] for part in parts]) for place in range(3))
    many = np.diff(past.wanted.indptr)
    tops = (best(told * model.factor(way).astype(np.float32)[items], None) for way in ways)
    return np.array([met_at(np.take_along_axis(met, top, axis=1), many).ndcg for top in tops])


def _named(past: HeldOut, some: Ints, plain: Product, middle: NDArray[np.float32]) -> Named:
    users = past.users[some]
    scores = plain.scores(users)
    taken = past.known.taken[users]
    items = best(scores * middle, taken, _DEEP)
    told = np.where(among(items, taken), np.float32(-np.inf), np.take_along_axis(scores, items, axis=1))
    return items, told, among(items, past.wanted[some])
