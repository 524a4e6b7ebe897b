"""PageRank of forests against iterating a dense matrix until it stands still."""

from random import Random

import numpy as np
import pytest

from analytics.network.forest import Floats, forest_of
from analytics.network.pagerank import DAMPING, pagerank
from tests.analytics.network.forests import codes, random_parents


def iterated(parents: list[int]) -> Floats:
    """By definition: follow the one link with probability .85, else jump anywhere; no link is a link to everybody."""
    count = len(parents)
    moves = np.full((count, count), 1 / count)
    for node, parent in enumerate(parents):
        if parent >= 0:
            moves[node] = 0
            moves[node, parent] = 1
    step = DAMPING * moves + (1 - DAMPING) / count
    ranks = np.full(count, 1 / count)
    for _ in range(300):
        ranks = ranks @ step
    return ranks


@pytest.mark.parametrize("seed", range(40))
def test_ranks_are_those_of_the_power_iteration(seed: int) -> None:
    random = Random(seed)
    parents = random_parents(random, random.choice((1, 2, 9, 50)))
    found = pagerank(forest_of(codes(parents)))
    assert found == pytest.approx(iterated(parents), abs=1e-12)
    assert found.sum() == pytest.approx(1)
