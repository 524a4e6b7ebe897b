"""Graphs with probabilities: what edges become, what is refused."""

import numpy as np
import pytest

from analytics.network.forest import forest_of
from analytics.seeding.graph import Graph, graph_of, graph_of_forest, reversed_edges, weighted_cascade


def edges(graph: Graph) -> dict[tuple[int, int], float]:
    pairs = zip(graph.sources.tolist(), graph.targets.tolist(), strict=True)
    return dict(zip(pairs, graph.probabilities.tolist(), strict=True))


def test_parallel_edges_are_one_and_loops_are_none() -> None:
    graph = graph_of(3, ([0, 0, 1, 0, 2], [1, 1, 1, 2, 0]), [0.5, 0.2, 0.9, 0.0, 1.0])
    assert edges(graph) == {(0, 1): pytest.approx(1 - 0.5 * 0.8), (2, 0): 1.0}


def test_edges_are_found_from_both_ends() -> None:
    rng = np.random.default_rng(1)
    graph = graph_of(20, (rng.integers(20, size=80), rng.integers(20, size=80)), rng.random(80))
    for node in range(20):
        out = slice(graph.starts[node], graph.starts[node + 1])
        assert set(graph.sources[out].tolist()) <= {node}
        into = graph.incoming[graph.in_starts[node] : graph.in_starts[node + 1]]
        assert set(graph.targets[into].tolist()) <= {node}
        assert len(into) == (graph.targets == node).sum()
    turned = {(b, a): p for (a, b), p in edges(graph).items()}
    assert edges(reversed_edges(graph)) == turned


def test_in_a_weighted_cascade_the_edges_into_a_node_expect_one() -> None:
    graph = weighted_cascade(4, ([0, 1, 2, 3, 2], [3, 3, 3, 0, 2]))
    assert edges(graph) == pytest.approx({(0, 3): 1 / 3, (1, 3): 1 / 3, (2, 3): 1 / 3, (3, 0): 1.0})


def test_a_forest_becomes_edges_with_the_rate_of_the_one_above() -> None:
    forest = forest_of(np.array([-1, 0, 0, 1]))
    assert edges(graph_of_forest(forest, np.array([0.3, 0.6, 0.1, 0.9]))) == {(0, 1): 0.3, (0, 2): 0.3, (1, 3): 0.6}


@pytest.mark.parametrize(
    ("pairs", "chance", "why"),
    [
        (([0], [3]), 0.5, "not among 0..2"),
        (([-1], [1]), 0.5, "not among 0..2"),
        (([0], [1]), 1.1, "between 0 and 1"),
        (([0], [1]), -0.1, "between 0 and 1"),
        (([0], [1]), float("nan"), "between 0 and 1"),
        (([0, 1], [1]), 0.5, "one source and one target"),
        (([0.5], [1]), 0.5, "whole numbers"),
    ],
)
def test_what_cannot_be_a_graph_is_refused(pairs: tuple[list[int], list[int]], chance: float, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        graph_of(3, pairs, chance)
