"""Tastes that are learnt: a few numbers per user and per item whose product tells who takes what.

Implicit alternating least squares. With w of users and h of items it minimises the sum of (1 - w h)^2 over what was
taken, plus ``a`` times the sum of (w h)^2 over everything, plus ridges that grow with how much is known of each. ``a``
is such that all pairs together weigh ``UNTAKEN`` times what was taken. Steps are few and begin at the broad tastes, so
the same log gives the same numbers.

A user's step is a ridge regression on the items taken, with the Gram matrix of all items. In its eigenvectors that
matrix is diagonal, so by Woodbury's identity a user with k items costs a k x k system, not one of all tastes; users
with equally many items are solved together.

Rendle, S.; Krichene, W.; Zhang, L.; Koren, Y. (2022): Revisiting the performance of iALS on item recommendation
benchmarks. RecSys, 427-435.
"""

from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.recommend.linear import Shape
from analytics.recommend.lowpass import axes
from analytics.recommend.matrix import Known, Sparse
from analytics.recommend.product import Product
from storage.progress import Cancelled, StopAsked

UNTAKEN = 13.5
RIDGE = 0.01
TASTES = 64
STEPS = 4
_CELLS = 2_000_000
"""Numbers that are in work at once."""

Rows = NDArray[np.float32]


class Side(Struct, frozen=True, eq=False):
    """Users or items."""

    taken: Sparse
    """[n, those of the other side] 1 where taken."""
    ridge: Rows
    """[n]"""


def factors(known: Known, shape: Shape, stop: StopAsked) -> Product | None:
    """With the evenness of the item model in the beginning; None where there is too little to speak of tastes.

    Raises Cancelled when asked to stop.
    """
    begun = axes(known, shape, TASTES)
    if begun is None:
        return None
    taken = known.taken
    weight = UNTAKEN * taken.nnz / (taken.shape[0] * taken.shape[1])
    users, items = _side(taken, weight), _side(taken.T.tocsr(), weight)
    of_items = begun
    for _ in range(STEPS):
        if stop():
            raise Cancelled
        of_items = answered(items, answered(users, of_items, weight), weight)
    return Product(answered(users, of_items, weight), np.ascontiguousarray(of_items.T), np.ones(known.log.items))


def _side(taken: Sparse, weight: float) -> Side:
    ridge = RIDGE * (np.diff(taken.indptr) + weight * taken.shape[1])
    return Side(taken, np.maximum(ridge, 1e-9).astype(np.float32))


def answered(side: Side, others: Rows, weight: float) -> Rows:
    """[n, tastes] what minimises the sum for one side, the other [m, tastes] being given."""
    spread, turn = np.linalg.eigh(weight * (others.T @ others).astype(np.float64))
    spread, turn = np.maximum(spread, 0).astype(np.float32), turn.astype(np.float32)
    turned = others @ turn
    found = np.zeros((side.taken.shape[0], others.shape[1]), np.float32)
    for some, count in _alike(side.taken, others.shape[1]):
        place = side.taken.indices[side.taken.indptr[some][:, None] + np.arange(count)]
        solve = _by_taken if count < others.shape[1] else _by_tastes
        found[some] = solve(turned[place], spread + side.ridge[some, None])
    back: Rows = found @ turn.T
    return back


def _alike(taken: Sparse, tastes: int) -> Iterator[tuple[Ints, int]]:
    """Rows with equally many entries, at least one, as many at once as fit in memory."""
    counts = np.diff(taken.indptr)
    order = np.argsort(counts, kind="stable")
    for some in np.split(order, np.flatnonzero(np.diff(counts[order])) + 1):
        count = int(counts[some[0]]) if len(some) else 0
        step = max(1, _CELLS // max(tastes * (count + tastes), 1))
        yield from ((some[at : at + step], count) for at in range(0, len(some) if count else 0, step))


def _by_taken(rows: Rows, plain: Rows) -> Rows:
    """(R'R + D)^-1 R'1 with R of ``rows`` [n, k, tastes] and D the diagonal ``plain`` [n, tastes], by k x k systems."""
    even = rows / plain[:, None, :]
    small = np.matmul(even, rows.transpose(0, 2, 1))
    small[:, *np.diag_indices(small.shape[1])] += 1
    # (R'R + D)^-1 R' = D^-1 R' (R D^-1 R' + I)^-1
    shares = np.linalg.solve(small, np.ones((*small.shape[:2], 1), np.float32))
    found: Rows = np.matmul(even.transpose(0, 2, 1), shares)[:, :, 0]
    return found


def _by_tastes(rows: Rows, plain: Rows) -> Rows:
    """The same by systems of all tastes."""
    whole = np.matmul(rows.transpose(0, 2, 1), rows)
    whole[:, *np.diag_indices(whole.shape[1])] += plain
    found: Rows = np.linalg.solve(whole, rows.sum(axis=1)[:, :, None])[:, :, 0]
    return found
