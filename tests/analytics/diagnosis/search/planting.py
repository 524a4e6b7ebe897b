"""Leaf tables with known causes: Poisson counts around what was expected, times the planted factors."""

import numpy as np

from analytics.diagnosis.search.leaves import Leaves, Values, inside

SIZES = (12, 6, 4, 2)


def planted(
    causes: dict[Values, float],
    *,
    seed: int = 0,
    sizes: tuple[int, ...] = SIZES,
    events: float = 20_000,
    grain: float = 1,
) -> Leaves:
    """Every combination of values once; few combinations are large, most are small, as in real shops."""
    chance = np.random.default_rng(seed)
    codes = tuple(axis.ravel().astype(np.int32) for axis in np.indices(sizes))
    mass = chance.gamma(0.5, 1.0, len(codes[0]))
    expected = events * mass / mass.sum()
    level = expected.copy()
    for values, factor in causes.items():
        level[inside(codes, values)] *= factor
    return Leaves(codes, sizes, chance.poisson(level) * grain, expected * grain, grain)
