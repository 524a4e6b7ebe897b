"""The shapes of people as little stamps: which px beside the middle they touch, and how much of each they cover."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from ui.widgets.network.people import Kind

LEVELS = 32  # of cover: 0 is the ground, 31 all of a px
PHASES = 4  # places of the middle inside a px, in both directions
CLEAR = 2.2  # px of radius below which all shapes are discs: nothing else could be seen

Stamp = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]


@cache
def stamp(kind: Kind, halves: int, phase: int) -> Stamp:
    """Of a radius of so many half px: columns and rows beside the middle's px, and the level of cover there."""
    radius = halves / 2
    reach = int(np.ceil(radius * 1.3 + 1.5))
    rows, columns = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    down, across = divmod(phase, PHASES)
    x, y = columns + 0.5 - (across + 0.5) / PHASES, rows + 0.5 - (down + 0.5) / PHASES
    cover = np.clip(0.5 - _distance(kind, x, y, radius), 0, 1)
    if radius < 1:
        cover *= radius  # a px is larger than the dot
    level = np.rint(cover * (LEVELS - 1)).astype(np.uint8)
    touched = level > 0
    return columns[touched], rows[touched], level[touched]


def _distance(kind: Kind, x: NDArray[np.float64], y: NDArray[np.float64], radius: float) -> NDArray[np.float64]:
    """How far outside the shape; below zero inside."""
    middle = np.hypot(x, y)
    if kind is Kind.SUPPORTING or radius < CLEAR:
        return middle - max(radius, 0.7)
    if kind is Kind.FOLLOWER:
        wide = max(radius * 0.3, 0.9)
        return np.abs(middle - radius + wide / 2) - wide / 2
    if kind is Kind.BUYER:
        return (np.abs(x) + np.abs(y) - radius * 1.25) / 2**0.5
    wide = max(radius * 0.18, 0.6)
    stroke = np.minimum(np.abs(x - y), np.abs(x + y)) / 2**0.5 - wide
    return np.maximum(stroke, middle - radius)
