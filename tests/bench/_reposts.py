"""Real trees of reposts, drawn as fans are: the largest one, and all of them as one forest."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from analytics.arrays import Codes
from analytics.network.forest import Forest, children, forest_of
from tests.bench._result import say
from tests.online_retail import DATA

REPOSTS = DATA / "weibo_reposts" / "reposts.csv.gz"


def repost_trees(quick: bool) -> Iterator[tuple[str, Forest, Codes]]:
    """Name, forest and kind of each; nothing where the data is not at hand."""
    if not REPOSTS.exists():
        say(f"no real trees: {REPOSTS.name} is not at hand")
        return
    parent, tree = read_reposts(REPOSTS)
    yield "the largest tree of reposts", *drawn(largest(parent, tree))
    if not quick:
        yield "all trees of reposts", *drawn(parent)


def read_reposts(path: Path) -> tuple[Codes, Codes]:
    """Of each post the one it came from, -1 for originals, and the number of its tree; originals stand first."""
    cascade, node, above = np.loadtxt(path, np.int64, delimiter=",", skiprows=1, usecols=(0, 1, 2)).T
    originals, tree = np.unique(cascade, return_inverse=True)
    step = int(node.max()) + 1
    names = np.concatenate([originals * step, cascade * step + node])
    order = np.argsort(names)
    parent = np.full(len(names), -1, np.int32)
    parent[len(originals) :] = order[np.searchsorted(names, cascade * step + above, sorter=order)]
    return parent, np.concatenate([np.arange(len(originals)), tree])


def largest(parent: Codes, tree: Codes) -> Codes:
    """The tree of most posts alone."""
    nodes = np.flatnonzero(tree == np.bincount(tree).argmax())
    above = parent[nodes]
    return np.where(above < 0, -1, np.searchsorted(nodes, above)).astype(np.int32)


def drawn(parent: Codes) -> tuple[Forest, Codes]:
    """Who brought others supports; of the rest by turns some buy, follow, or do so no longer."""
    forest = forest_of(parent)
    return forest, np.where(children(forest) > 0, 0, 1 + np.arange(len(forest)) % 3)
