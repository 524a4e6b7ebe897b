"""Sign flips: if nothing has changed, each buyer's two sides could as well stand the other way round.

Exchanging the sides of random buyers many times shows how far a number moves by chance alone. It is exact however
heavy the tails are: a sum carried by one buyer changes its sign in half of all flips (Efron 1969; Romano 1990).
"""

import math
import zlib

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST_GROUPS = 1024
"""More units than these are flipped in random groups: as valid, and the larger a shop the less it matters."""

_ROUNDING = 1e-6
"""Flips that are the same but for rounding count as equal."""


def groups_of(units: int, seed: int, most: int = MOST_GROUPS) -> NDArray[np.intp]:
    """The group that each unit is flipped with: its own for up to ``most`` units."""
    if units <= most:
        return np.arange(units)
    return np.random.default_rng(seed).permutation(units) % most


def signs(groups: int, flips: int, seed: int) -> NDArray[np.float32]:
    """(flips, groups) of 1 and -1."""
    bits = np.random.default_rng(seed).integers(0, 256, (flips, -(-groups // 8)), dtype=np.uint8)
    return np.unpackbits(bits, axis=1)[:, :groups].astype(np.float32) * 2 - 1


def seed_of(*values: Floats) -> int:
    """A seed from the data: the same numbers always draw the same flips."""
    seed = 0
    for value in values:
        seed = zlib.crc32(np.ascontiguousarray(value).data, seed)
    return seed


def as_far(flipped: Floats, seen: float) -> float:
    """The share of flips at least as far from 0, what was seen being one of them (Phipson and Smyth 2010)."""
    near = abs(seen) * (1 - _ROUNDING)
    return float((1 + np.count_nonzero(np.abs(flipped) >= near)) / (1 + len(flipped)))


def beaten_by(far: Floats, level: float) -> float:
    """How far a change has to be from 0 to be seen at ``level``; ``far`` are the flips' own, the nearest first."""
    beyond = math.floor(level * (1 + len(far)) + _ROUNDING) - 1
    return math.inf if beyond < 0 else float(far[len(far) - 1 - beyond]) / (1 - _ROUNDING)
