"""Reverse-reachable sets: for a person drawn at random, everybody from whom word would have come to them.

Draw a person by what they are worth, toss the coins of all edges, and note who reaches that person over the edges that
pass it on. Whoever stands in such sets most often reaches most (Borgs, Brautbar, Chayes, Lucier 2014): the worth of all
times the part of the sets that some people hit is what they reach on average. Many sets are drawn at once, level by
level; edges are tossed only when they are come to.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.seeding.graph import Graph
from analytics.seeding.stretches import distinct, stretches

Floats = NDArray[np.float64]
_AT_ONCE = 400_000
"""Members in the making: what keeps arrays in the cache is fastest, and memory small."""
_FIRST = 16


class Collection(Struct, frozen=True, eq=False):
    """Sets one after the other."""

    members: NDArray[np.int32]
    starts: Ints
    """The members of set i are ``members[starts[i]:starts[i + 1]]``."""
    tossed: int
    """How many coins it took."""

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def kept(self) -> int:
        """What it holds, in members: a set takes as much as two beside its own."""
        return len(self.members) + 2 * len(self)


class Limits(Struct, frozen=True):
    """How much may be kept and worked; counted, not timed, so that the same question has the same answer."""

    members: int = 24_000_000
    """Kept in all sets, as ``Collection.kept`` counts; some 40 bytes each at the worst moment."""
    tosses: int = 600_000_000
    """A coin takes some 20 to 60 ns."""


EMPTY = Collection(np.zeros(0, np.int32), np.zeros(1, np.int64), 0)


def draw(graph: Graph, values: Floats, count: int, rng: np.random.Generator, limits: Limits) -> Collection:
    """So many sets whose roots are drawn in proportion to ``values``; fewer where a limit is reached."""
    up_to = np.cumsum(values)
    parts: list[Collection] = []
    made = members = tossed = 0
    while made < count and members + 2 * made < limits.members and tossed < limits.tosses:
        size = _FIRST if not made else max(1, _AT_ONCE * made // max(members, tossed))
        size = min(size, count - made, max(_FIRST, 4 * made))
        roots = np.searchsorted(up_to, rng.random(size) * up_to[-1], "right")
        part = _sets(graph, np.minimum(roots, len(values) - 1), rng)
        parts.append(part)
        made, members, tossed = made + size, members + len(part.members), tossed + part.tossed
    return joined(parts)


def joined(parts: list[Collection]) -> Collection:
    """The sets of several collections."""
    if not parts:
        return EMPTY
    lengths = np.concatenate([np.diff(part.starts) for part in parts])
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    return Collection(np.concatenate([part.members for part in parts]), starts, sum(part.tossed for part in parts))


def _sets(graph: Graph, roots: Ints, rng: np.random.Generator) -> Collection:
    """One set per root. A member is the number ``set * n + node``; those just found are gone through next."""
    count, tossed = len(graph), 0
    new = np.arange(len(roots), dtype=np.int64) * count + roots
    seen, done = new, [new]
    while len(new):
        places, lengths = stretches(graph.in_starts, new % count)
        tossed += len(places)
        edges = graph.incoming[places]
        live = rng.random(len(edges)) < graph.probabilities[edges]
        reached = np.repeat(new - new % count, lengths)[live] + graph.sources[edges[live]]
        new = _unseen(distinct(reached), seen)
        seen = _still_needed(seen, new, count)
        done.append(new)
    return _by_set(np.concatenate(done), len(roots), count, tossed)


def _unseen(keys: Ints, seen: Ints) -> Ints:
    """Those of ascending keys that are not among ascending others."""
    if not len(keys):
        return keys
    place = np.minimum(np.searchsorted(seen, keys), len(seen) - 1)
    unseen: Ints = keys[seen[place] != keys]
    return unseen


def _still_needed(seen: Ints, new: Ints, count: int) -> Ints:
    """What has been found in the sets that still grow, with the new ones, ascending."""
    growing = np.zeros(int(seen[-1]) // count + 1, np.bool_)
    growing[new // count] = True
    merged = np.concatenate([seen[growing[seen // count]], new])
    merged.sort(kind="stable")
    return merged


def _by_set(keys: Ints, sets: int, count: int, tossed: int) -> Collection:
    keys.sort(kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(keys // count, minlength=sets))]).astype(np.int64)
    return Collection((keys % count).astype(np.int32), starts, tossed)
