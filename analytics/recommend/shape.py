"""Which of the item models: ridge and evenness climbed step by step on what was held back, the rest tried for each.

An inverse is what costs, so a large shop tries fewer of them.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.recommend.holdout import HeldOut
from analytics.recommend.linear import Shape, Solved, solved
from analytics.recommend.matrix import Floats
from analytics.recommend.pool import blocks
from analytics.recommend.product import Product
from analytics.recommend.ranking import among, best, met_at
from storage.progress import Cancelled, StopAsked

RIDGES = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
EVENS = (0.0, 0.1, 0.2, 0.35, 0.5)
BARES = (0.0, 1.0)
TILTS = (-0.1, -0.05, 0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5)
_BEGIN = (3, 2)
_DEEP = 100
"""Items per user that are ranked again for each ``bare`` and ``tilt``."""
_WORK = 5e11
"""Multiplications that all inverses together may take; at least ``_LEAST`` are tried, at most ``_MOST``."""
_LEAST, _MOST = 2, 12


class Tried(Struct, frozen=True):
    """A shape and the NDCG it reached."""

    shape: Shape
    ndcg: float


def shaped(past: HeldOut, stop: StopAsked) -> Shape:
    """The best that was found; raises Cancelled when asked to stop."""
    past = past.only(np.flatnonzero((past.known.depth[past.users] > 0) & past.natural))
    tries = int(np.clip(_WORK / max(min(past.known.taken.shape), 1) ** 3, _LEAST, _MOST))
    seen: dict[tuple[int, int], Tried] = {}
    at, best_yet = _BEGIN, _tried(past, _BEGIN, seen, stop)
    while len(seen) < tries:
        ahead = [place for place in _around(at) if place not in seen][: tries - len(seen)]
        if not ahead:
            break
        found = max(((_tried(past, place, seen, stop), place) for place in ahead), key=lambda one: one[0].ndcg)
        if found[0].ndcg <= best_yet.ndcg:
            break
        best_yet, at = found
    return best_yet.shape


def _around(at: tuple[int, int]) -> list[tuple[int, int]]:
    ridge, even = at
    steps = [(ridge + 1, even), (ridge - 1, even), (ridge, even + 1), (ridge, even - 1)]
    return [(one, other) for one, other in steps if 0 <= one < len(RIDGES) and 0 <= other < len(EVENS)]


def _tried(past: HeldOut, place: tuple[int, int], seen: dict[tuple[int, int], Tried], stop: StopAsked) -> Tried:
    if stop():
        raise Cancelled
    shape = Shape(RIDGES[place[0]], EVENS[place[1]])
    found = _finished(past, shape, solved(past.known.taken, past.known.takers, shape))
    seen[place] = found
    return found


def _finished(past: HeldOut, shape: Shape, model: Solved) -> Tried:
    """With the best ``bare`` and ``tilt``."""
    plain = Product(model.left, model.right, np.ones(len(model.takers)))
    middle = model.factor(shape).astype(np.float32)
    parts = [_named(past, some, plain, middle) for some in blocks(np.arange(len(past.users)), len(middle))]
    items, told, met = (np.concatenate([part[place] for part in parts]) for place in range(3))
    many = np.diff(past.wanted.indptr)
    ways = [Shape(shape.ridge, shape.even, bare, tilt) for bare in BARES for tilt in TILTS]
    return max((_ranked(way, model.factor(way), items, told, met, many) for way in ways), key=lambda one: one.ndcg)


def _named(
    past: HeldOut, some: NDArray[np.int64], plain: Product, middle: NDArray[np.float32]
) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.bool_]]:
    users = past.users[some]
    scores = plain.scores(users)
    taken = past.known.taken[users]
    items = best(scores * middle, taken, _DEEP)
    told = np.where(among(items, taken), np.float32(-np.inf), np.take_along_axis(scores, items, axis=1))
    return items, told, among(items, past.wanted[some])


def _ranked(
    shape: Shape,
    factor: Floats,
    items: NDArray[np.int64],
    told: NDArray[np.float32],
    met: NDArray[np.bool_],
    many: NDArray[np.integer],
) -> Tried:
    top = best(told * factor.astype(np.float32)[items], None)
    return Tried(shape, met_at(np.take_along_axis(met, top, axis=1), many).mean.ndcg)
