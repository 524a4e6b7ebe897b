"""Forward: whom these people reach in worlds in which every coin has been tossed.

A world is a number. Whether an edge passes it on in a world is worked out from both numbers, so different people can be
compared in the very same worlds, and only edges that are come to cost anything.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from analytics.arrays import Ints, Mask
from analytics.seeding.graph import Graph
from analytics.seeding.stretches import distinct, stretches

Floats = NDArray[np.float64]
Seeds = Callable[[int], Ints]
"""The nodes given something in a world."""

_CELLS = 30_000_000
"""Nodes x worlds at once, a byte each."""


def reached(graph: Graph, seeds: Seeds, weights: Floats, worlds: range, salt: int) -> Floats:
    """Per world and row of ``weights`` (one value per node) the sum of it over all who are reached, seeds included."""
    at_once = max(1, _CELLS // max(len(graph), 1))
    seen = np.zeros(min(at_once, len(worlds)) * len(graph), np.bool_)
    parts = [
        _block(graph, seeds, weights, worlds[start : start + at_once], salt, seen)
        for start in range(0, len(worlds), at_once)
    ]
    return np.concatenate(parts) if parts else np.zeros((0, len(weights)))


def _block(graph: Graph, seeds: Seeds, weights: Floats, worlds: range, salt: int, seen: Mask) -> Floats:
    """Worlds gone through together, level by level; ``seen`` is all False before and after."""
    count = len(graph)
    given = [np.asarray(seeds(world), np.int64) + at * count for at, world in enumerate(worlds)]
    new = distinct(np.concatenate(given))
    seen[new] = True
    done = [new]
    while len(new):
        places, lengths = stretches(graph.starts, new % count)
        world = np.repeat(new // count, lengths)
        live = _heads(places, world + worlds.start, salt) < graph.probabilities[places]
        keys = world[live] * count + graph.targets[places[live]]
        new = distinct(keys[~seen[keys]])
        seen[new] = True
        done.append(new)
    everybody = np.concatenate(done)
    seen[everybody] = False
    world, node = everybody // count, everybody % count
    sums = [np.bincount(world, weight[node], minlength=len(worlds)) for weight in weights]
    return np.stack(sums, axis=1)


def _heads(edges: Ints, worlds: Ints, salt: int) -> Floats:
    """A number in [0, 1) for each edge in a world, always the same (splitmix64)."""
    mixed = edges.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed += _mixed(worlds.astype(np.uint64) + np.uint64(salt * 0xD1B54A32D192ED03 % 2**64))
    return (_mixed(mixed) >> np.uint64(11)).astype(np.float64) * 2.0**-53


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        numbers = (numbers ^ (numbers >> np.uint64(shift))) * np.uint64(factor)
    return numbers ^ (numbers >> np.uint64(31))
