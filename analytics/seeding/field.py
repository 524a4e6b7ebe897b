"""Who is still to be won: people whom some candidate may reach and whom those who have it do not reach for certain.

Sets are drawn from these alone: of all others it is known what they add, nothing.
"""

import numpy as np
from numpy.typing import NDArray

from analytics.arrays import Ints, Mask
from analytics.seeding.graph import Graph
from analytics.seeding.stretches import distinct, stretches

Floats = NDArray[np.float64]


def still_to_win(graph: Graph, values: Floats, candidates: Ints, already: Ints) -> Floats:
    """The values of those who are still to be won, 0 for all others."""
    may_be, is_certain = graph.probabilities > 0, graph.probabilities >= 1
    return np.where(_reach(graph, candidates, may_be) & ~_reach(graph, already, is_certain), values, 0.0)


def _reach(graph: Graph, nodes: Ints, edges: Mask) -> Mask:
    """Everybody who is reached from these over some of the edges, themselves included."""
    seen = np.zeros(len(graph), np.bool_)
    seen[nodes] = True
    new = nodes
    while len(new):
        places, _ = stretches(graph.starts, new)
        targets = graph.targets[places[edges[places]]]
        new = distinct(targets[~seen[targets]]).astype(np.int64)
        seen[new] = True
    return seen
