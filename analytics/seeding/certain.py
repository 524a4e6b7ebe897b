"""Forests whose ties all pass it on: no chance is in them, and the sums of everything below are the best choice.

Whoever stands below a candidate adds nothing once that candidate is chosen, and whoever stands in another branch loses
nothing. So where all cost the same, the largest sums among the topmost candidates cannot be beaten.
"""

import numpy as np
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.network.forest import Forest, below, forest_of
from analytics.seeding.choice import Purse
from analytics.seeding.graph import Graph
from analytics.seeding.greedy import ROOM

Floats = NDArray[np.float64]


def certain_forest(graph: Graph) -> Forest | None:
    """The graph as a forest; None where somebody is reached by several, in a circle, or by chance."""
    if (graph.probabilities < 1).any() or (np.diff(graph.in_starts) > 1).any():
        return None
    parent = np.full(len(graph), -1, np.int32)
    parent[graph.targets] = graph.sources
    try:
        return forest_of(parent)
    except ValueError:  # a circle
        return None


def by_downstream(forest: Forest, values: Floats, purse: Purse, already: Ints) -> tuple[Ints, Floats]:
    """The best candidates of one price and what each adds: the largest sums of what stands below, and themselves."""
    open_values = np.where(_at_or_below(forest, already), 0.0, values)
    sums = open_values + below(forest, open_values)
    topmost = np.setdiff1d(purse.candidates, np.flatnonzero(_below(forest, purse.candidates)))
    useful = topmost[sums[topmost] > 0]
    price = float(purse.costs[purse.candidates[0]])
    many = int(purse.budget * (1 + ROOM) / price)
    chosen: Ints = useful[np.lexsort((useful, -sums[useful]))][:many]
    return chosen, sums[chosen]


def _at_or_below(forest: Forest, nodes: Ints) -> NDArray[np.bool_]:
    found = _below(forest, nodes)
    found[nodes] = True
    return found


def _below(forest: Forest, nodes: Ints) -> NDArray[np.bool_]:
    """Who stands below any of these."""
    among = np.zeros(len(forest), np.bool_)
    among[nodes] = True
    found = np.zeros(len(forest), np.bool_)
    for depth in range(1, len(forest.levels) - 1):
        level = forest.level(depth)
        above = forest.parent[level]
        found[level] = among[above] | found[above]
    return found
