"""Structural virality: is a tree one great star or many short handings-on? The mean distance between two of its nodes.

A tree in which everybody was brought by one person comes near 2; a chain of n comes near n / 3.

Goel, S.; Anderson, A.; Hofman, J.; Watts, D. J. (2016): The structural virality of online diffusion. Management
Science 62, 180-196. An edge lies between all pairs with one end below it and one not, so subtree sizes are enough.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints
from analytics.network.forest import Floats, Forest, sizes


class Virality(Struct, frozen=True, eq=False):
    """One value per tree but in ``overall``."""

    root: Codes
    """The roots, ascending: they name the trees."""
    people: Ints
    """Nodes of each tree, its root among them."""
    mean_distance: Floats
    """Steps between two nodes of the tree on average; nan for a tree of one."""
    overall: float | None
    """The same for two nodes of any one tree, all pairs alike; None where no tree has two nodes."""


def virality(forest: Forest) -> Virality:
    """How far apart the nodes of each tree are."""
    inside = sizes(forest) + 1
    people = inside[forest.root]
    crossing = np.where(forest.parent >= 0, inside * (people - inside), 0)
    roots = np.flatnonzero(forest.parent < 0).astype(np.int32)
    distances = np.bincount(forest.root, crossing, minlength=len(forest))[roots]
    pairs = inside[roots] * (inside[roots] - 1) / 2
    mean = np.divide(distances, pairs, out=np.full(len(roots), np.nan), where=pairs > 0)
    every = float(pairs.sum())
    return Virality(roots, inside[roots], mean, float(distances.sum()) / every if every else None)
