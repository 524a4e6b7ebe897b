"""Item models for shops with too many items for an inverse: each item keeps its nearest few.

ItemKNN takes the cosine of two items, shrunk where few took both (Sarwar et al. 2001; Bell and Koren 2007 for the
shrinking). RP3beta takes the chance that a walk item -> user -> item ends at one, divided by how many took it to the
power ``beta`` (Paudel et al. 2017).

Sarwar, B. et al. (2001): Item-based collaborative filtering recommendation algorithms. WWW, 285-295. Bell, R. M.;
Koren, Y. (2007): Scalable collaborative filtering with jointly derived neighborhood interpolation weights. ICDM, 43-52.
Paudel, B. et al. (2017): Updatable, accurate, diverse, and scalable recommendations for interactive applications. ACM
TiiS 7(1).
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from analytics.recommend.matrix import Known, Sparse, scaled
from analytics.recommend.product import Product
from storage.progress import Cancelled, StopAsked, never

NEAR = 100
"""Neighbours kept of each item."""
SHRINK = 10.0
BETA = 0.5
_CELLS = 8_000_000
Weigh = Callable[[slice, NDArray[np.float32]], NDArray[np.float32]]


def item_knn(known: Known, stop: StopAsked = never, near: int = NEAR) -> Product:
    """c_ij / (sqrt(c_i c_j) + shrink), c counting the users who took both."""
    length = np.sqrt(known.takers).astype(np.float32)

    def weigh(rows: slice, together: NDArray[np.float32]) -> NDArray[np.float32]:
        shrunk: NDArray[np.float32] = together / (length[rows, None] * length + np.float32(SHRINK))
        return shrunk

    return _model(known, known.taken, weigh, stop, near)


def rp3beta(known: Known, stop: StopAsked = never, near: int = NEAR) -> Product:
    """sum over users u of both: 1 / c_i times 1 / d_u, over c_j ** beta; d counts the items of a user."""
    takers = np.maximum(known.takers, 1).astype(np.float32)
    walked = scaled(known.taken, rows=1 / np.maximum(known.depth, 1))

    def weigh(rows: slice, together: NDArray[np.float32]) -> NDArray[np.float32]:
        ended: NDArray[np.float32] = together / takers[rows, None] / takers ** np.float32(BETA)
        return ended

    return _model(known, walked, weigh, stop, near)


def _model(known: Known, to: Sparse, weigh: Weigh, stop: StopAsked, near: int) -> Product:
    return Product(known.taken, _nearest(known.taken.T.tocsr(), to, weigh, stop, near), np.ones(known.log.items))


def _nearest(items: Sparse, to: Sparse, weigh: Weigh, stop: StopAsked, near: int) -> Sparse:
    """[items, items] the weights of each item's nearest others, made for some items at a time."""
    from scipy.sparse import csr_matrix, vstack  # scipy takes its time to import

    count = items.shape[0]
    step, near, parts = max(1, _CELLS // max(count, 1)), min(near, max(count - 1, 1)), []
    for start in range(0, count, step):
        if stop():
            raise Cancelled
        rows = slice(start, min(start + step, count))
        weights = weigh(rows, (items[rows] @ to).toarray())
        weights[np.arange(len(weights)), np.arange(rows.start, rows.stop)] = 0
        kept = np.sort(np.argpartition(-weights, near - 1, axis=1)[:, :near], axis=1)
        starts = np.arange(len(weights) + 1) * near
        told = np.take_along_axis(weights, kept, axis=1)
        parts.append(csr_matrix((told.ravel(), kept.ravel(), starts), shape=weights.shape))
    found = vstack(parts, format="csr")
    found.eliminate_zeros()
    return found
