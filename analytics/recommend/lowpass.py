"""The broad tastes: who took what, as far as the largest singular vectors tell it.

The ideal low-pass filter of GF-CF: with Z = X D^-b as in the item model and V its ``TASTES`` largest right singular
vectors, scores are Z V V' F. Beside the item model, which it smooths, it adds what far neighbours share.

Shen, Y. et al. (2021): How powerful is graph convolution for recommendation? CIKM, 1619-1629.
"""

import numpy as np

from analytics.recommend.linear import Shape
from analytics.recommend.matrix import Known, scaled
from analytics.recommend.product import Product

TASTES = 128


def lowpass(known: Known, shape: Shape, tastes: int = TASTES) -> Product | None:
    """With the evenness and tilt of the item model; None where there are too few users or items to speak of tastes."""
    from scipy.sparse.linalg import svds  # scipy takes its time to import

    takers = np.maximum(known.takers, 1)
    rows = scaled(known.taken, columns=takers**-shape.even)
    tastes = min(tastes, min(rows.shape) // 4)
    if tastes < 1 or not rows.nnz:
        return None
    start = np.random.default_rng(0).normal(size=min(rows.shape))  # drawn, for a fixed one may be blind to some taste
    _, _, axes = svds(rows.astype(np.float64), k=tastes, v0=start, return_singular_vectors="vh")
    return Product((rows @ axes.T).astype(np.float32), axes.astype(np.float32), takers**shape.tilt)
