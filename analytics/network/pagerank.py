"""PageRank where each fan points at who brought them: the plain measure that key people are compared with.

In a forest everybody points at one person at most, so the ranks need no iteration: a rank is what a walk that begins
anywhere and goes up with probability .85 leaves at each, and those who point at nobody send it anywhere.

Page, L.; Brin, S.; Motwani, R.; Winograd, T. (1999): The PageRank citation ranking. Stanford InfoLab.
"""

import numpy as np

from analytics.network.forest import Floats, Forest, below

DAMPING = 0.85


def pagerank(forest: Forest, damping: float = DAMPING) -> Floats:
    """The rank of each; all together 1."""
    unscaled = 1 + below(forest, np.ones(len(forest)), damping)
    ranks: Floats = unscaled / unscaled.sum()
    return ranks
