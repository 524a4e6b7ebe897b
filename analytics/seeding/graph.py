"""Directed graphs whose edges have a probability, in arrays: the edges into each node, and those out of it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints
from analytics.network.forest import Forest

Floats = NDArray[np.float64]
Edges = tuple[Sequence[int] | Codes, Sequence[int] | Codes]
"""Sources and targets of edges."""


class Graph(Struct, frozen=True, eq=False):
    """n nodes and their edges, sorted by source, then by target. ``graph_of`` makes it."""

    starts: Ints
    """The edges out of node v are ``starts[v]:starts[v + 1]``."""
    sources: Codes
    targets: Codes
    probabilities: Floats
    """How likely each edge passes on what its source was reached by."""
    in_starts: Ints
    """The edges into node v are ``incoming[in_starts[v]:in_starts[v + 1]]``."""
    incoming: Codes
    """Edges by target, then by source."""

    def __len__(self) -> int:
        return len(self.starts) - 1

    def edges(self) -> int:
        """How many edges there are."""
        return len(self.targets)


def graph_of(count: int, edges: Edges, probabilities: Sequence[float] | Floats | float) -> Graph:
    """The graph of ``count`` nodes with these edges, or ValueError where an edge or a probability cannot be.

    An edge from a node to itself says nothing and is left out. Of parallel edges either may pass it on, so they are one
    with probability 1 - (1 - p)(1 - q). Edges that never pass anything on are left out.
    """
    sources, targets = (_whole(side) for side in edges)
    chances = np.broadcast_to(np.asarray(probabilities, np.float64), sources.shape)
    _check(count, sources, targets, chances)
    kept = (sources != targets) & (chances > 0)
    keys, which, times = np.unique(
        sources[kept] * max(count, 1) + targets[kept], return_inverse=True, return_counts=True
    )
    missed = np.ones(len(keys))
    np.multiply.at(missed, which, 1 - chances[kept])
    combined = 1 - missed
    alone = times[which] == 1
    combined[which[alone]] = chances[kept][alone]  # without the rounding of 1 - (1 - p)
    return _sorted(count, keys // max(count, 1), keys % max(count, 1), combined)


def weighted_cascade(count: int, edges: Edges) -> Graph:
    """Each edge into a node has probability 1 / how many there are (Kempe, Kleinberg, Tardos 2003)."""
    sources, targets = (_whole(side) for side in edges)
    _check(count, sources, targets, np.ones(sources.shape))
    kept = sources != targets
    into = np.bincount(targets[kept], minlength=count)
    return graph_of(count, (sources[kept], targets[kept]), 1 / into[targets[kept]])


def graph_of_forest(forest: Forest, rates: Floats) -> Graph:
    """The graph in which each person reaches those directly below with that person's own probability."""
    child = np.flatnonzero(forest.parent >= 0)
    above = forest.parent[child]
    return graph_of(len(forest), (above, child), np.asarray(rates, np.float64)[above])


def reversed_edges(graph: Graph) -> Graph:
    """The same graph with every edge turned round."""
    order = graph.incoming
    return _sorted(len(graph), graph.targets[order], graph.sources[order], graph.probabilities[order])


def _whole(values: Any) -> Ints:
    found = np.asarray(values)
    if found.size and not np.issubdtype(found.dtype, np.integer):
        raise ValueError("nodes are whole numbers")
    return found.astype(np.int64)


def _check(count: int, sources: Ints, targets: Ints, chances: Floats) -> None:
    if sources.ndim != 1 or sources.shape != targets.shape:
        raise ValueError("an edge has one source and one target")
    ends = np.concatenate([sources, targets])
    if len(ends) and (ends.min() < 0 or ends.max() >= count):
        raise ValueError(f"an edge leads to a node that is not among 0..{count - 1}")
    if not ((chances >= 0) & (chances <= 1)).all():
        raise ValueError("a probability is not between 0 and 1")


def _sorted(count: int, sources: Codes, targets: Codes, chances: Floats) -> Graph:
    incoming = np.argsort(targets, kind="stable")
    return Graph(
        starts=_starts(sources, count),
        sources=sources.astype(np.int32),
        targets=targets.astype(np.int32),
        probabilities=chances.astype(np.float64),
        in_starts=_starts(targets, count),
        incoming=incoming.astype(np.int32),
    )


def _starts(nodes: Codes, count: int) -> Ints:
    return np.concatenate([[0], np.cumsum(np.bincount(nodes, minlength=count))]).astype(np.int64)
