"""People for the tests of the canvas: forests that grow as networks do, of every kind, one who joins each second."""

import numpy as np

from analytics.arrays import Codes
from analytics.network.forest import children, forest_of
from analytics.network.layout import radial
from ui.widgets.network.people import Kind, People


def grown(count: int, seed: int = 1, on_their_own: float = 0.45) -> Codes:
    """The parent of each: nobody, or somebody earlier, of whom a few attract most."""
    random = np.random.default_rng(seed)
    pull = np.cumsum(random.pareto(1.6, count) + 0.2)
    earlier = np.searchsorted(pull, random.random(count) * np.append(0, pull[:-1]))
    alone = random.random(count) < on_their_own
    alone[:1] = True
    return np.where(alone, -1, np.minimum(earlier, np.arange(count) - 1)).astype(np.int32)


def crowd(parents: Codes | list[int], seed: int = 1) -> People:
    """Somebody at each place: who brought others mostly supports."""
    forest = forest_of(np.array(parents, np.int32))
    random = np.random.default_rng(seed)
    kinds = random.choice([Kind.BUYER, Kind.FOLLOWER, Kind.LAPSED], len(forest), p=[0.3, 0.5, 0.2])
    kinds[(children(forest) > 0) & (random.random(len(forest)) < 0.8)] = Kind.SUPPORTING
    return People(radial(forest), kinds, 1000 * np.arange(len(forest)), name=lambda node: f"粉丝{node}")
