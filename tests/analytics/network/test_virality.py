"""How far apart the nodes of trees are, against walking from every node to every other."""

import math
from random import Random

import pytest

from analytics.network.forest import forest_of
from analytics.network.virality import virality
from tests.analytics.network.forests import codes, random_parents


def distances(parents: list[int], start: int) -> dict[int, int]:
    """Steps from one node to all of its tree, breadth first."""
    beside: dict[int, list[int]] = {node: [] for node in range(len(parents))}
    for node, parent in enumerate(parents):
        if parent >= 0:
            beside[node].append(parent)
            beside[parent].append(node)
    found, waiting = {start: 0}, [start]
    for node in waiting:
        for near in beside[node]:
            if near not in found:
                found[near] = found[node] + 1
                waiting.append(near)
    return found


def test_random_forests_are_as_far_apart_as_walking_says() -> None:
    for seed in range(150):
        random = Random(seed)
        parents = random_parents(random, random.choice((1, 2, 6, 25)))
        found = virality(forest_of(codes(parents)))
        walked = [distances(parents, node) for node in range(len(parents))]
        assert found.root.tolist() == [node for node, parent in enumerate(parents) if parent < 0]
        for root, people, mean in zip(found.root.tolist(), found.people, found.mean_distance, strict=True):
            assert people == len(walked[root])
            if people == 1:
                assert math.isnan(mean)
            else:
                total = sum(sum(walked[node].values()) for node in walked[root])
                assert mean == pytest.approx(total / (people * (people - 1)))
        pairs = sum(len(steps) - 1 for steps in walked)
        total = sum(sum(steps.values()) for steps in walked)
        assert found.overall == (pytest.approx(total / pairs) if pairs else None)


def test_a_star_comes_near_two_and_a_chain_is_a_third_of_its_length() -> None:
    star = virality(forest_of(codes([-1] + [0] * 999)))
    assert star.mean_distance[0] == pytest.approx(2 * 999 / 1000)
    chain = virality(forest_of(codes(list(range(-1, 999)))))
    assert chain.mean_distance[0] == pytest.approx(1001 / 3)


def test_without_two_nodes_in_a_tree_there_is_no_distance() -> None:
    assert virality(forest_of(codes([]))).overall is None
    assert virality(forest_of(codes([-1, -1]))).overall is None
