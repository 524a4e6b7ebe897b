"""The item model: every item predicted from the other things a user took, by one ridge regression with a closed form.

With Z = X D^-b (X who took what, D how many took each item, b ``even``), P = (Z'Z + l I)^-1 and l ``ridge`` times the
mean square of a row of Z, the prediction for what a user did not take is Z (I - l P) F. F sets each item right:

- ``bare`` 1 divides it by l P_jj, which is EASE (Steck 2019: the weights I - P diag(1/P) have no diagonal);
- ``tilt`` multiplies it by D^tilt: the higher, the more of what everybody takes.

``even`` is the normalisation of columns that graph filters apply (Shen et al. 2021), and the item-wise ridge of EDLAE
(Steck 2020). Where users are fewer than items, the same weights come from the users' matrix ZZ': by the push-through
identity Z (I - l P) = (I - l (ZZ' + l I)^-1) Z, and nothing as large as items x items is made.

Steck, H. (2019): Embarrassingly shallow autoencoders for sparse data. WWW, 3251-3257. Steck, H. (2020): Autoencoders
that don't overfit towards the identity. NeurIPS. Shen, Y. et al. (2021): How powerful is graph convolution for
recommendation? CIKM, 1619-1629.
"""

from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.recommend.matrix import Floats, Known, Sparse, scaled
from analytics.recommend.product import Product

Square = NDArray[np.floating[Any]]
LARGEST = 6000
"""The largest matrix that is inverted: above, items keep their nearest neighbours instead."""
_EXACT = 2000
"""Up to this size matrices are inverted in double precision."""


class Shape(Struct, frozen=True):
    """The choices that make one item model of many."""

    ridge: float = 3.0
    even: float = 0.2
    bare: float = 0.0
    tilt: float = 0.05


EASE = Shape(ridge=2.0, even=0.0, bare=1.0, tilt=0.0)


class Solved(Struct, frozen=True, eq=False):
    """A regression before items are set right, so that several ways of that cost one inverse."""

    left: Any
    right: Any
    alone: Floats
    """[items] l P_jj: the part of an item that others do not tell."""
    takers: Floats
    """[items] at least 1"""

    def shaped(self, shape: Shape) -> Product:
        """The model; of ``shape`` only ``bare`` and ``tilt`` matter here."""
        return Product(self.left, self.right, self.factor(shape))

    def factor(self, shape: Shape) -> Floats:
        """F"""
        found: Floats = np.maximum(self.alone, 1e-6) ** -shape.bare * self.takers**shape.tilt
        return found


def invertible(taken: Sparse) -> bool:
    """Whether the smaller of the two matrices is small enough."""
    return bool(min(taken.shape) <= LARGEST)


def linear(known: Known, shape: Shape) -> Product:
    """The item model of these choices."""
    return solved(known.taken, known.takers, shape).shaped(shape)


def solved(taken: Sparse, takers: Floats, shape: Shape) -> Solved:
    """By the smaller of the two matrices; of ``shape`` only ``ridge`` and ``even`` matter here."""
    takers = np.maximum(takers, 1.0)
    rows = scaled(taken, columns=takers**-shape.even)
    ridge = shape.ridge * max(float((rows.data**2).sum(dtype=np.float64)) / max(rows.shape[0], 1), 1e-9)
    return (_by_users if rows.shape[0] < rows.shape[1] else _by_items)(rows, ridge, takers)


def _by_items(rows: Sparse, ridge: float, takers: Floats) -> Solved:
    weights = inverse(_gram(rows.T.tocsr()), ridge)
    weights *= -ridge
    alone = -weights.diagonal().astype(np.float64)
    weights[np.diag_indices_from(weights)] += 1
    return Solved(rows, weights.astype(np.float32, copy=False), alone, takers)


def _by_users(rows: Sparse, ridge: float, takers: Floats) -> Solved:
    mix = inverse(_gram(rows), ridge)
    mix *= -ridge
    mix[np.diag_indices_from(mix)] += 1  # the hat matrix ZZ' (ZZ' + l I)^-1
    mix = mix.astype(np.float32, copy=False)
    # of item j with column z: l P_jj = 1 - z'z / l + z' H z / l, as (ZZ' + l I)^-1 = (I - H) / l
    across = rows.T.tocsr()
    own = np.asarray(across.multiply(across).sum(axis=1), np.float64).ravel()
    through = np.asarray(across.multiply(across @ mix).sum(axis=1), np.float64).ravel()
    return Solved(mix, rows, 1 - (own - through) / ridge, takers)


def _gram(rows: Sparse) -> Square:
    """The rows' products with each other, dense."""
    exact = rows.shape[0] <= _EXACT
    found: Square = (rows.astype(np.float64 if exact else np.float32) @ rows.T).toarray()
    return found


def inverse(gram: Square, ridge: float) -> Square:
    """(gram + ridge I)^-1 by Cholesky, in place of the positive semi-definite ``gram``."""
    from scipy.linalg.lapack import get_lapack_funcs  # scipy takes its time to import

    factor, invert = get_lapack_funcs(("potrf", "potri"), (gram,))
    gram[np.diag_indices_from(gram)] += ridge
    # the upper half of a C-ordered matrix is the lower half of its transpose, which is what LAPACK reads uncopied
    half, bad = factor(gram.T, lower=1, overwrite_a=1)
    whole, worse = invert(half, lower=1, overwrite_c=1)
    if bad or worse:
        raise np.linalg.LinAlgError("not positive definite")
    found: Square = whole.T
    for row in range(1, len(found)):
        found[row, :row] = found[:row, row]
    return found
