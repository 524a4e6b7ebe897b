"""Random forests, ties with planted dirt, and a slow recursive twin, for the tests of this folder: lists and dicts."""

from random import Random

import numpy as np

from analytics.arrays import Codes, Ints

Tie = tuple[int, int, int]
"""Parent, child, moment."""
UNKNOWN = -1


def random_parents(random: Random, count: int) -> list[int]:
    """The parent of each node, -1 for a root: wide, deep or scattered, in an order that tells nothing."""
    names = list(range(count))
    random.shuffle(names)
    roots, recent = random.choice((0.05, 0.3, 0.8)), random.choice((1, 3, count + 1))
    parents = [UNKNOWN] * count
    for place in range(1, count):
        if random.random() > roots:
            parents[names[place]] = names[random.randint(max(0, place - recent), place - 1)]
    return parents


def codes(parents: list[int]) -> Codes:
    """Parents as an array."""
    return np.array(parents, dtype=np.int32)


def random_ties(random: Random, count: int) -> list[Tie]:
    """A clean forest, and on top of it everything that is wrong in real records; moments are often the same."""
    ties = [
        (parent, child, random.randint(0, 30))
        for child, parent in enumerate(random_parents(random, count))
        if parent != UNKNOWN
    ]
    for _ in range(random.randint(0, 3)):
        child = random.randrange(count)
        ties.append((child, child, random.randint(0, 30)))
        ties.append((UNKNOWN, random.randrange(count), random.randint(0, 30)))
        ties.append((random.randrange(count), random.randrange(count), random.randint(0, 30)))
        ties.append((random.randrange(count), UNKNOWN, random.randint(0, 30)))
        if ties:
            parent, child, at = random.choice(ties)
            ties.append((parent, child, at + random.randint(0, 3)))
    for _ in range(random.randint(0, 2)):
        length = random.randint(2, 6)
        ring = random.sample(range(count), length) if count >= length else []
        ties += [(one, ring[place - 1], random.randint(-5, 5)) for place, one in enumerate(ring)]
    random.shuffle(ties)
    return ties


def columns(ties: list[Tie]) -> tuple[Codes, Codes, Ints]:
    """Ties as three arrays."""
    table = np.array(ties, dtype=np.int64).reshape(-1, 3)
    return table[:, 0].astype(np.int32), table[:, 1].astype(np.int32), table[:, 2]


class Recursive:
    """A forest in dicts; everything is asked of the children, again and again."""

    def __init__(self, parents: list[int]) -> None:
        self.parents = parents
        self.of: dict[int, list[int]] = {}
        for node, parent in enumerate(parents):
            self.of.setdefault(parent, []).append(node)

    def depth(self, node: int) -> int:
        return 0 if self.parents[node] < 0 else 1 + self.depth(self.parents[node])

    def root(self, node: int) -> int:
        return node if self.parents[node] < 0 else self.root(self.parents[node])

    def size(self, node: int) -> int:
        return sum(1 + self.size(child) for child in self.of.get(node, []))

    def height(self, node: int) -> int:
        return max((1 + self.height(child) for child in self.of.get(node, [])), default=0)

    def below(self, node: int, values: list[float], keep: float) -> float:
        return sum(keep * (values[child] + self.below(child, values, keep)) for child in self.of.get(node, []))
