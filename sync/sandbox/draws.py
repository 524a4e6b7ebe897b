"""Drawing from weights, many at a time."""

import numpy as np

from sync.sandbox.columns import Floats, Ints


def pick(rng: np.random.Generator, weights: Floats, count: int) -> Ints:
    """``count`` positions, each with the chance its weight gives it."""
    return pick_at(weights, rng.random(count))


def pick_at(weights: Floats, where: Floats) -> Ints:
    """The positions that numbers in [0, 1) fall on when the weights are laid side by side."""
    edges = np.cumsum(weights)
    return np.asarray(np.minimum(np.searchsorted(edges, where * edges[-1], "right"), len(weights) - 1))
