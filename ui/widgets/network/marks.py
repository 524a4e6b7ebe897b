"""The shapes of people as little stamps: which px beside the middle they touch, and how much of each they cover."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from ui.widgets.network.people import Kind

LEVELS = 32  # of cover: 0 is the ground, 31 all of a px
PHASES = 4  # places of the middle inside a px, in both directions
CLEAR = 2.2  # px of radius below which all shapes are discs: nothing else could be seen

Floats = NDArray[np.floating]
Stamps = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]


@cache
def stamps(halves: int, step: int) -> Stamps:
    """Of a radius of so many half px, the middle being known to ``step`` phases.

    Columns and rows beside the middle's px, and by kind and phase the value of each: none where it is not touched.
    """
    radius, phases = halves / 2, range(0, PHASES, step)
    reach = int(np.ceil(radius * 1.3 + 1.5))
    rows, columns = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    places = [(down + step // 2, across + step // 2) for down in phases for across in phases]
    levels = np.array([[_levels(kind, columns, rows, radius, place) for place in places] for kind in Kind])
    touched = levels.any(axis=(0, 1))
    inks = np.array([len(Kind) - kind for kind in Kind])[:, None, None] * LEVELS
    values = np.where(levels[:, :, touched] > 0, levels[:, :, touched] + inks, 0).astype(np.uint8)
    return columns[touched], rows[touched], values.reshape(-1, values.shape[2])


def _levels(
    kind: Kind, columns: NDArray[np.int64], rows: NDArray[np.int64], radius: float, place: tuple[int, int]
) -> Floats:
    """How much of each px is covered, the middle being at a phase down and one across."""
    down, across = place
    x, y = columns - ((across + 0.5) / PHASES - 0.5), rows - ((down + 0.5) / PHASES - 0.5)
    cover = np.clip(0.5 - _distance(kind, x, y, radius), 0, 1)
    if radius < 1:
        cover *= radius  # a px is larger than the dot
    levels: Floats = np.rint(cover * (LEVELS - 1))
    return levels


def _distance(kind: Kind, x: Floats, y: Floats, radius: float) -> Floats:
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
    crossed: Floats = np.maximum(stroke, middle - radius)
    return crossed
