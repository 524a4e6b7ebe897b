"""The BeiBei group-buy log: who opened a group for what, and whether anybody joined.

Participants are not read: only groups that filled have any. Nor may anything tell of an initiator's other rows: the
stored successes are one per initiator, so a second row of the same person is nearly always a failure.
"""

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from msgspec import Struct
from numpy.typing import NDArray

DATA = Path(os.environ.get("ZHANGGUI_DATA", Path(__file__).parents[3] / "shared" / "data")) / "beibei_groupbuy"
FOLDS = 5
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Log(Struct, frozen=True, eq=False):
    """One value per opened group."""

    initiator: Ints
    item: Ints
    filled: Ints

    @property
    def items(self) -> int:
        return int(self.item.max()) + 1

    def only(self, kept: NDArray[np.bool_] | Ints) -> "Log":
        return Log(self.initiator[kept], self.item[kept], self.filled[kept])


def log() -> Log:
    """All stored groups."""
    rows = [row for name, filled in (("invalid", 0), ("tune", 1)) for row in _rows(name, filled)]
    return Log(*np.array(rows, dtype=np.int64).T)


def _rows(name: str, filled: int) -> Iterator[tuple[int, int, int]]:
    with gzip.open(DATA / f"{name}.txt.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            initiator, item = line.split("\t")[:2]
            yield int(initiator), int(item), filled


def folds(rows: Log, seed: int = 1) -> Ints:
    """Which fold each group is in: all of an initiator in one."""
    chance = np.random.default_rng(seed)
    return chance.integers(FOLDS, size=int(rows.initiator.max()) + 1)[rows.initiator]


def of_items(known: Log, items: int, scale: float, neighbours: bool) -> Floats:
    """What is known of every item from some groups, counts brought to the size of all by ``scale``.

    Neighbours are items that the same people opened groups for: how often theirs filled, weighted by how often.
    """
    every = np.bincount(known.item, minlength=items).astype(np.float64)
    some = np.bincount(known.item, known.filled, minlength=items)
    usual = known.filled.mean()
    rate = (some + 2 * usual) / (every + 2)
    columns = [rate, np.log1p(every * scale), np.log1p(some * scale), np.log1p((every - some) * scale)]
    if neighbours:
        together = opened_together(known, items)
        near = np.asarray(together.sum(axis=1)).ravel()
        columns += [
            (together @ some + 2 * usual) / (together @ every + 2),
            (together @ rate + 0.5 * usual) / (near + 0.5),
            np.log1p(near * scale),
        ]
    return np.stack(columns, axis=1)


def opened_together(known: Log, items: int) -> sp.csr_matrix:
    """How often two items were opened by one person, each person counting once per item."""
    shape = (int(known.initiator.max()) + 1, items)
    by_person = sp.csr_matrix((np.ones(len(known.item)), (known.initiator, known.item)), shape=shape)
    by_person.data[:] = 1
    many = np.asarray(by_person.sum(axis=1)).ravel()
    pairs = (by_person.T @ sp.diags(1 / np.maximum(many - 1, 1)) @ by_person).tocsr()
    pairs.setdiag(0)
    pairs.eliminate_zeros()
    return pairs


def embedded(known: Log, items: int, size: int = 32) -> Floats:
    """Each item as a vector: the largest singular vectors of positive pointwise mutual information."""
    together = opened_together(known, items).tocoo()
    often = np.asarray(together.sum(axis=1)).ravel() + 1e-9
    told = np.log(together.data * often.sum() / (often[together.row] * often[together.col]))
    matrix = sp.csr_matrix((np.maximum(told, 0), (together.row, together.col)), shape=(items, items))
    from scipy.sparse.linalg import svds

    left, strength, _ = svds(matrix, k=size, random_state=0)
    return left * np.sqrt(strength)
