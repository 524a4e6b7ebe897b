"""What items that are alike say of an item: nearest in an embedding, weights of EASE, and neighbours dealt at random.

All of it is learnt from the groups of the initiators learnt from; nothing tells of the initiator that is asked about.
"""

import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import svds

from tests.bench._beibei import Floats, Ints, Log, of_items

NEAREST, VECTORS, LEAST = 40, 24, 3
EASE_ITEMS, EASE_RIDGE = 5000, 50.0
"""The most popular items only: the matrix is inverted whole."""
BINS = (0, 1, 2, 3, 5, 8, 13, 20, 40, 80, 200, 10**9)


def nearest(known: Log, items: int, failed_only: bool = False) -> Floats:
    """How often the groups of the 40 items nearest by people filled; of items few opened nothing much is said.

    Vectors are singular ones of people x items, or of failed groups alone.
    """
    rows = np.flatnonzero(known.filled == 0) if failed_only else np.arange(len(known.item))
    vectors = _vectors(known.only(rows), items)
    every = np.bincount(known.item, minlength=items).astype(np.float64)
    some, usual = np.bincount(known.item, known.filled, minlength=items), known.filled.mean()
    usable = np.flatnonzero(every >= LEAST)
    rate, found = (some + 2 * usual) / (every + 2), np.zeros((items, 2))
    for start in range(0, items, 2000):
        own = np.arange(start, min(start + 2000, items))
        like = vectors[own] @ vectors[usable].T
        like[own[:, None] == usable] = -1.0  # nobody is their own neighbour
        near = np.argpartition(-like, NEAREST, axis=1)[:, :NEAREST]
        weight, at = np.maximum(np.take_along_axis(like, near, 1), 0) ** 2, usable[near]
        found[own, 0] = ((weight * some[at]).sum(1) + 2 * usual) / ((weight * every[at]).sum(1) + 2)
        found[own, 1] = ((weight * rate[at]).sum(1) + 0.5 * usual) / (weight.sum(1) + 0.5)
    return found


def by_ease(known: Log, items: int) -> Floats:
    """Rates of other items weighted by EASE (Steck 2019), the positive weights alone."""
    every = np.bincount(known.item, minlength=items).astype(np.float64)
    some, usual = np.bincount(known.item, known.filled, minlength=items), known.filled.mean()
    kept = np.argsort(-every, kind="stable")[:EASE_ITEMS]
    matrix = _by_person(known, items)[:, kept]
    gram = (matrix.T @ matrix).toarray() + EASE_RIDGE * np.eye(len(kept))
    inverse = np.linalg.inv(gram)
    weight = np.maximum(-inverse / np.diag(inverse), 0).T
    np.fill_diagonal(weight, 0)
    found = np.full((items, 1), usual)
    rate = (some[kept] + 2 * usual) / (every[kept] + 2)
    found[kept, 0] = (weight @ rate + 0.1 * usual) / (weight.sum(1) + 0.1)
    return found


def dealt(known: Log, items: int, scale: float, seed: int) -> Floats:
    """An item's own counts, and what neighbours say of another item of about the same popularity, dealt at random."""
    table = of_items(known, items, scale, True)
    kind, chance = np.digitize(np.bincount(known.item, minlength=items), BINS), np.random.default_rng(seed)
    for one in np.unique(kind):
        inside = np.flatnonzero(kind == one)
        table[inside, 4:] = table[chance.permutation(inside), 4:]
    return table


def alike_in_number(known: Log, items: int) -> float:
    """How far the rates of items next to one another by number are alike: a correlation, 0 for numbers dealt out."""
    every, some = np.bincount(known.item, minlength=items), np.bincount(known.item, known.filled, minlength=items)
    often = np.flatnonzero(every >= 20)
    rate = some[often] / every[often]
    return float(np.corrcoef(rate[1:], rate[:-1])[0, 1])


def _by_person(known: Log, items: int) -> sp.csr_matrix:
    shape = (int(known.initiator.max()) + 1, items)
    matrix = sp.csr_matrix((np.ones(len(known.item)), (known.initiator, known.item)), shape=shape)
    matrix.data[:] = 1.0
    return matrix


def _vectors(known: Log, items: int) -> Floats:
    matrix = _by_person(known, items)
    opened: Ints = np.asarray(matrix.sum(axis=0)).ravel()
    _, strength, right = svds(matrix @ sp.diags(1 / np.sqrt(opened + 1)), k=VECTORS, random_state=0)
    vectors = right.T * strength
    found: Floats = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return found
