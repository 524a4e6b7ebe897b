"""Forests in arrays against a slow recursive twin, on random forests and on real repost trees."""

import csv
import gzip
from random import Random

import numpy as np
import pytest

from analytics.network.forest import below, children, forest_of, heights, sizes
from tests.analytics.network.forests import Recursive, codes, random_parents
from tests.online_retail import DATA

REPOSTS = DATA / "weibo_reposts" / "reposts.csv.gz"


def test_a_thousand_random_forests_are_what_recursion_says() -> None:
    for seed in range(1000):
        random = Random(seed)
        nodes = range(random.choice((1, 2, 7, 30, 60)))
        parents = random_parents(random, len(nodes))
        forest, twin = forest_of(codes(parents)), Recursive(parents)
        assert len(forest) == len(nodes)
        assert forest.depth.tolist() == [twin.depth(node) for node in nodes]
        assert forest.root.tolist() == [twin.root(node) for node in nodes]
        assert sizes(forest).tolist() == [twin.size(node) for node in nodes]
        assert heights(forest).tolist() == [twin.height(node) for node in nodes]
        assert children(forest).tolist() == [len(twin.of.get(node, [])) for node in nodes]
        values, keep = [random.uniform(-1, 9) for _ in nodes], random.choice((1.0, 0.5, 0.1))
        expected = [twin.below(node, values, keep) for node in nodes]
        assert below(forest, np.array(values), keep) == pytest.approx(expected, abs=1e-9)
        levels = [forest.level(depth).tolist() for depth in range(len(forest.levels) - 1)]
        assert levels == [[n for n in nodes if twin.depth(n) == depth] for depth in range(len(levels))]
        assert sorted(node for level in levels for node in level) == list(nodes)


def test_no_nodes_are_a_forest_too() -> None:
    forest = forest_of(codes([]))
    assert len(forest) == len(forest.levels) - 1 == len(sizes(forest)) == len(heights(forest)) == 0


@pytest.mark.parametrize("parents", [[0], [1, 0], [-1, 2, 3, 1], [1, 2, 3, 4, 5, 0], [-1, 2, 1, 2]])
def test_circles_are_refused(parents: list[int]) -> None:
    with pytest.raises(ValueError, match="circle"):
        forest_of(codes(parents))


@pytest.mark.parametrize("parents", [[-1, 2], [-2, 0]])
def test_a_parent_has_to_be_a_node(parents: list[int]) -> None:
    with pytest.raises(ValueError, match="no node"):
        forest_of(codes(parents))


def test_a_chain_of_five_thousand_has_its_depth() -> None:
    forest = forest_of(np.arange(-1, 4_999, dtype=np.int32))
    assert int(forest.depth[-1]) == 4_999 == int(sizes(forest)[0]) == int(heights(forest)[0])


@pytest.mark.skipif(not REPOSTS.exists(), reason=f"the repost trees are not at {REPOSTS}")
def test_all_repost_trees_at_once_are_what_walking_up_from_each_post_says() -> None:
    parents = reposts()
    forest = forest_of(codes(parents))
    roots = [node for node, parent in enumerate(parents) if parent < 0]
    assert (len(roots), len(parents) - len(roots)) == (1694, 640_842)
    depth, size, height = walked(parents)
    assert forest.depth.tolist() == depth
    assert sizes(forest).tolist() == size
    assert heights(forest).tolist() == height
    assert int(children(forest).sum()) == 640_842


def reposts() -> list[int]:
    """Each post's parent; a repost of the original hangs below a root of its cascade."""
    found: dict[tuple[str, str], int] = {}
    above: list[tuple[str, str] | None] = []
    with gzip.open(REPOSTS, "rt") as lines:
        for row in csv.DictReader(lines):
            root = (row["cascade"], "0")
            if root not in found:
                found[root] = len(above)
                above.append(None)
            found[row["cascade"], row["node"]] = len(above)
            above.append((row["cascade"], row["parent"]))
    return [-1 if parent is None else found[parent] for parent in above]


def walked(parents: list[int]) -> tuple[list[int], list[int], list[int]]:
    """Depth, size and height of each node, every node walking all its way up."""
    depth, size, height = ([0] * len(parents) for _ in range(3))
    for node in range(len(parents)):
        steps, above = 0, parents[node]
        while above >= 0:
            steps += 1
            size[above] += 1
            height[above] = max(height[above], steps)
            above = parents[above]
        depth[node] = steps
    return depth, size, height
