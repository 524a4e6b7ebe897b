"""The broad tastes: who took what, as far as the largest singular vectors tell it.

The ideal low-pass filter of GF-CF: with Z = X D^-b as in the item model and V its ``TASTES`` largest right singular
vectors, scores are Z V V' F. Beside the item model, which it smooths, it adds what far neighbours share.

Shen, Y. et al. (2021): How powerful is graph convolution for recommendation? CIKM, 1619-1629.
"""

import numpy as np
from numpy.typing import NDArray

from analytics.recommend.linear import Shape
from analytics.recommend.matrix import Known, Sparse, scaled
from analytics.recommend.product import Product

TASTES = 128
_STEPS = 6


def lowpass(known: Known, shape: Shape, tastes: int = TASTES) -> Product | None:
    """With the evenness and tilt of the item model; None where there are too few users or items to speak of tastes."""
    takers = np.maximum(known.takers, 1)
    rows = scaled(known.taken, columns=takers**-shape.even)
    tastes = min(tastes, min(rows.shape) // 4)
    if tastes < 1 or not rows.nnz:
        return None
    axes = _largest(rows, tastes)
    return Product(rows @ axes, np.ascontiguousarray(axes.T), takers**shape.tilt)


def _largest(rows: Sparse, tastes: int) -> NDArray[np.float32]:
    """[items, tastes] an orthonormal basis of the largest right singular vectors, by power steps from drawn vectors.

    Halko, N.; Martinsson, P. G.; Tropp, J. A. (2011): Finding structure with randomness. SIAM Review 53(2), 217-288.
    """
    across = rows.T.tocsr()
    axes = np.random.default_rng(0).normal(size=(rows.shape[1], tastes)).astype(np.float32)
    for _ in range(_STEPS):
        axes = np.linalg.qr(across @ (rows @ axes))[0]
    return axes
