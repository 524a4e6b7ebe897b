"""Other ways to give a budget away, for comparison: by a score from the top down, or to people drawn by lot."""

import numpy as np
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.seeding.choice import Purse
from analytics.seeding.graph import Graph
from analytics.seeding.greedy import ROOM
from analytics.seeding.worlds import Seeds

Floats = NDArray[np.float64]
_DAMPING = 0.85


def best_known(graph: Graph) -> Floats:
    """How many people each one may reach directly."""
    return np.diff(graph.starts).astype(np.float64)


def pagerank(graph: Graph, exact: float = 1e-10) -> Floats:
    """PageRank against the edges: whoever is reached lends weight to those who reach them (Page et al. 1999)."""
    count = len(graph)
    into = np.diff(graph.in_starts)
    alone = into == 0
    rank = np.full(count, 1 / max(count, 1))
    for _ in range(1000):
        lent = rank / np.maximum(into, 1)
        got = np.bincount(graph.sources, lent[graph.targets], minlength=count)
        following = (1 - _DAMPING) / count + _DAMPING * (got + rank[alone].sum() / count)
        moved = float(np.abs(following - rank).sum())
        rank = following
        if moved < exact:
            break
    return rank


def from_the_top(score: Floats, purse: Purse) -> Ints:
    """Candidates by score, the highest first, while they can be paid; who cannot is passed over."""
    order = purse.candidates[np.lexsort((purse.candidates, -score[purse.candidates]))]
    return paid_for(order, purse)


def by_lot(purse: Purse, seed: int) -> Seeds:
    """Candidates drawn anew in every world, while they can be paid."""
    candidates = purse.candidates
    cheapest = float(purse.costs[candidates].min())
    most = min(len(candidates), int(purse.budget * (1 + ROOM) / cheapest))
    if purse.one_price:
        return lambda world: np.random.default_rng([seed, 3, world]).choice(candidates, most, replace=False)
    return lambda world: paid_for(np.random.default_rng([seed, 3, world]).permutation(candidates), purse)


def paid_for(order: Ints, purse: Purse) -> Ints:
    """Those of an order who can be paid one after the other."""
    left, taken, at = purse.budget * (1 + ROOM), list[Ints](), 0
    costs = purse.costs[order]
    while at < len(order):
        spent = np.cumsum(costs[at:])
        many = int(np.searchsorted(spent, left, "right"))
        taken.append(order[at : at + many])
        left -= float(spent[many - 1]) if many else 0.0
        cheap = np.flatnonzero(costs[at + many :] <= left)
        at = at + many + int(cheap[0]) if len(cheap) else len(order)
    return np.concatenate(taken) if taken else order[:0]
