"""A forest in arrays: each node has at most one parent; sums over everything below a node take one pass a level."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints

Floats = NDArray[np.float64]


class Forest(Struct, frozen=True, eq=False):
    """n nodes. ``forest_of`` makes it; arrays have one value per node unless said otherwise."""

    parent: Codes
    """The node above; -1 for a root."""
    depth: Codes
    """Steps from the root: 0 for a root."""
    root: Codes
    """The root of the tree it stands in; of a root itself."""
    order: Codes
    """All nodes, parents before their children, roots first: level by level."""
    levels: Ints
    """Where each level begins in ``order``; its last entry is n. There are ``len(levels) - 1`` levels."""

    def __len__(self) -> int:
        return len(self.parent)

    def level(self, depth: int) -> Codes:
        """The nodes at a depth."""
        return self.order[self.levels[depth] : self.levels[depth + 1]]


def forest_of(parent: Codes) -> Forest:
    """The forest in which each node stands below its parent.

    ValueError where a parent is no node, or where nodes stand above each other in a circle: ``ties`` mends such data.
    """
    count = len(parent)
    if count and (int(parent.max()) >= count or int(parent.min()) < -1):
        raise ValueError("a parent that is no node")
    depth, root = _up(parent)
    if (depth < 0).any():
        raise ValueError("nodes above each other in a circle")
    order = np.argsort(depth, kind="stable").astype(np.int32)
    levels = np.concatenate([[0], np.cumsum(np.bincount(depth))]).astype(np.int64) if count else np.zeros(1, np.int64)
    return Forest(parent.astype(np.int32), depth, root, order, levels)


def below(forest: Forest, values: Floats, keep: float = 1.0) -> Floats:
    """What all nodes below each one are worth together, itself not counted.

    Every step down keeps so much of a value: with ``keep`` 0.5 a child counts half, a grandchild a quarter.
    """
    sums = np.zeros(len(forest), np.float64)
    for depth in range(len(forest.levels) - 2, 0, -1):
        nodes = forest.level(depth)
        np.add.at(sums, forest.parent[nodes], keep * (values[nodes] + sums[nodes]))
    return sums


def children(forest: Forest) -> Ints:
    """How many stand directly below each."""
    return np.bincount(forest.parent[forest.parent >= 0], minlength=len(forest)).astype(np.int64)


def sizes(forest: Forest) -> Ints:
    """How many stand below each, at any distance."""
    return np.rint(below(forest, np.ones(len(forest)))).astype(np.int64)


def heights(forest: Forest) -> Codes:
    """How many levels lie below each: 0 where nobody does."""
    found = np.zeros(len(forest), np.int32)
    for depth in range(len(forest.levels) - 2, 0, -1):
        nodes = forest.level(depth)
        np.maximum.at(found, forest.parent[nodes], found[nodes] + 1)
    return found


def _up(parent: Codes) -> tuple[Codes, Codes]:
    """Depth and root of each node; depth -1 where the way up never ends. Each round doubles how far is looked."""
    count = len(parent)
    above = np.where(parent < 0, count, parent)
    up = np.append(above, count)
    steps = np.append(np.ones(count, np.int64), 0)
    last = np.append(np.arange(count), count)
    last = np.where(np.append(parent < 0, True), last, up)
    for _ in range(max(count, 1).bit_length()):
        if (up == count).all():
            break
        steps = np.minimum(steps + steps[up], count + 1)
        up = up[up]
        last = last[last]
    depth = np.where(up[:count] == count, steps[:count] - 1, -1)
    return depth.astype(np.int32), last[:count].astype(np.int32)
