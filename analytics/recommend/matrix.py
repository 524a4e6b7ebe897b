"""Interactions and ties as sparse matrices: who took what, each thing once, and who is tied to whom, both ways."""

from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.recommend.data import Interactions, Ties
from storage.columns import Int32

Floats = NDArray[np.float64]
Scores = NDArray[np.float32]
"""[users asked for, items], more is better; what a user took already is scored too."""
Sparse = Any
"""A scipy.sparse.csr_matrix of float32: scipy has no types, and is imported where it is used."""


class Known(Struct, frozen=True, eq=False):
    """What models learn from."""

    log: Interactions
    taken: Sparse
    """[users, items] 1 where the user took the item."""
    ties: Ties
    friends: Sparse
    """[users, users] 1 where two are tied, in both places; nothing on the diagonal."""

    @property
    def depth(self) -> Ints:
        """[users] how many different items each took."""
        counts: Ints = np.diff(self.taken.indptr).astype(np.int64)
        return counts

    @property
    def takers(self) -> Floats:
        """[items] how many users took each."""
        counts: Floats = np.bincount(self.taken.indices, minlength=self.log.items).astype(np.float64)
        return counts


def known(log: Interactions, ties: Ties | None) -> Known:
    """Both as matrices."""
    ties = Ties(*(np.zeros(0, np.int32),) * 2) if ties is None else ties
    return Known(log, once((log.users, log.items), log.user, log.item), ties, _both_ways(log.users, ties))


def once(shape: tuple[int, int], row: Int32 | Ints, column: Int32 | Ints) -> Sparse:
    """1 at every place named, however often it is."""
    from scipy.sparse import csr_matrix  # scipy takes its time to import

    cells = np.sort(row.astype(np.int64) * shape[1] + column)
    cells = cells[np.append(True, cells[1:] != cells[:-1])[: len(cells)]]
    rows, columns = np.divmod(cells, max(shape[1], 1))
    starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=shape[0]))])
    return csr_matrix((np.ones(len(cells), np.float32), columns.astype(np.int32), starts), shape=shape)


def has(matrix: Sparse, row: Int32 | Ints, column: Int32 | Ints) -> NDArray[np.bool_]:
    """Which of these places, in arrays of one shape, are set."""
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    cells = np.append(np.sort(rows * matrix.shape[1] + matrix.indices), -1)  # none is -1
    keys = row.astype(np.int64) * matrix.shape[1] + column
    found: NDArray[np.bool_] = cells[np.searchsorted(cells[:-1], keys)] == keys
    return found


def scaled(matrix: Sparse, rows: Floats | None = None, columns: Floats | None = None) -> Sparse:
    """Rows and columns times a factor each."""
    from scipy.sparse import csr_matrix

    data = matrix.data.copy()
    if rows is not None:
        data *= np.repeat(rows, np.diff(matrix.indptr)).astype(np.float32)
    if columns is not None:
        data *= columns.astype(np.float32)[matrix.indices]
    return csr_matrix((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def _both_ways(users: int, ties: Ties) -> Sparse:
    apart = ties.one != ties.other
    one, other = ties.one[apart], ties.other[apart]
    return once((users, users), np.concatenate([one, other]), np.concatenate([other, one]))
