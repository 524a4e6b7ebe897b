"""How far each way of giving spreads, in the same fresh worlds, and how far ours is ahead of the others.

The worlds know nothing of how the choice was made, so its luck there does not count. What those who have it already
reach in a world is left out. Worlds are doubled until there are enough to trust an interval and our value is known to
within ``CLOSE``, or until that would be too much work.
"""

from collections.abc import Mapping

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.intervals import mean
from analytics.result import Estimate
from analytics.seeding.graph import Graph
from analytics.seeding.worlds import Seeds, reached

Floats = NDArray[np.float64]
CLOSE = 0.01
"""Half of the 95% interval, as a part of the value."""
_FIRST = 50
_ENOUGH = 1000
_MOST = 16_000
_WORK = 30_000_000
"""People reached over all worlds and ways."""


class Spread(Struct, frozen=True):
    """What one way of giving comes to, beyond what those who have it already reach."""

    reach: Estimate
    """People reached, those given something included."""
    value: Estimate
    """What they are worth together."""
    behind: Estimate
    """How much more the first way's value is, world by world; 0 for the first way itself."""


def compare(graph: Graph, values: Floats, ways: Mapping[str, Seeds], already: Ints, seed: int) -> dict[str, Spread]:
    """The spread of each way; the first is the one all others are compared with."""
    results = _results(graph, values, ways, already, seed)
    ours = next(iter(results.values()))
    return {
        name: Spread(average(way[:, 0]), average(way[:, 1]), average(ours[:, 1] - way[:, 1]))
        for name, way in results.items()
    }


def average(of_worlds: Floats) -> Estimate:
    """The mean over worlds with its 95% interval."""
    found = mean(len(of_worlds), float(of_worlds.sum()), float((of_worlds * of_worlds).sum()))
    assert found is not None, "there are at least two worlds"
    return found


def _results(graph: Graph, values: Floats, ways: Mapping[str, Seeds], already: Ints, seed: int) -> dict[str, Floats]:
    """Reach and value per world of each way."""
    weights = np.stack([np.ones(len(graph)), values])
    done: dict[str, Floats] = {name: np.zeros((0, 2)) for name in ways}
    worlds, size = 0, _FIRST
    while True:
        new = range(worlds, size)
        before = reached(graph, lambda _: already, weights, new, seed) if len(already) else 0.0
        for name, seeds in ways.items():
            together = _with(seeds, already) if len(already) else seeds
            done[name] = np.concatenate([done[name], reached(graph, together, weights, new, seed) - before])
        worlds, size = size, size * 2
        if size > _MOST or _work(done) * 2 > _WORK:
            return done
        if worlds >= _ENOUGH and _close(average(next(iter(done.values()))[:, 1])):
            return done


def _with(seeds: Seeds, already: Ints) -> Seeds:
    return lambda world: np.union1d(seeds(world), already)


def _work(done: Mapping[str, Floats]) -> float:
    return float(sum(way[:, 0].sum() for way in done.values()))


def _close(value: Estimate) -> bool:
    return value.high - value.low <= 2 * CLOSE * abs(value.value)
