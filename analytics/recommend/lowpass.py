"""The broad tastes: who took what, as far as the largest singular vectors tell it.

The ideal low-pass filter of GF-CF: with Z = X D^-b as in the item model and V its ``TASTES`` largest right singular
vectors, scores are Z V V' F. Beside the item model, which it smooths, it adds what far neighbours share.

Shen, Y. et al. (2021): How powerful is graph convolution for recommendation? CIKM, 1619-1629.
"""

import numpy as np
from numpy.typing import NDArray

from analytics.recommend.linear import Shape
from analytics.recommend.matrix import Floats, Known, Sparse, scaled
from analytics.recommend.product import Product

TASTES = 128
_STEPS = 6


def lowpass(known: Known, shape: Shape, tastes: int = TASTES) -> Product | None:
    """With the evenness and tilt of the item model; None where there are too few users or items to speak of tastes."""
    found = axes(known, shape, tastes)
    if found is None:
        return None
    return Product(_evened(known, shape) @ found, np.ascontiguousarray(found.T), _takers(known) ** shape.tilt)


def axes(known: Known, shape: Shape, tastes: int) -> NDArray[np.float32] | None:
    """[items, tastes] V, of as many tastes as there are users and items for; None where there are none."""
    tastes = min(tastes, min(known.taken.shape) // 4)
    return _largest(_evened(known, shape), tastes) if tastes >= 1 and known.taken.nnz else None


def _evened(known: Known, shape: Shape) -> Sparse:
    return scaled(known.taken, columns=_takers(known) ** -shape.even)


def _takers(known: Known) -> Floats:
    return np.maximum(known.takers, 1)


def _largest(rows: Sparse, tastes: int) -> NDArray[np.float32]:
    """[items, tastes] an orthonormal basis of the largest right singular vectors, by power steps from drawn vectors.

    Halko, N.; Martinsson, P. G.; Tropp, J. A. (2011): Finding structure with randomness. SIAM Review 53(2), 217-288.
    """
    across = rows.T.tocsr()
    axes = np.random.default_rng(0).normal(size=(rows.shape[1], tastes)).astype(np.float32)
    for _ in range(_STEPS):
        axes = np.linalg.qr(across @ (rows @ axes))[0]
    return axes
