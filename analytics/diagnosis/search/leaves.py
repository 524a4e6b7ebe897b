"""What is searched: one row per finest combination of values, with what was seen and what was to be expected."""

import math
from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from analytics.arrays import Codes, Mask

Floats = NDArray[np.float64]
Values = tuple[tuple[int, int], ...]
"""A slice: (dimension, code) in the order of the dimensions, each dimension at most once; () is everything."""


class Leaves(Struct, frozen=True):
    """n leaves of an additive measure that is never negative. Two leaves may carry the same codes; their sums count."""

    codes: tuple[Codes, ...]
    """Per dimension n codes; -1 (not known) is a value like any other."""
    sizes: tuple[int, ...]
    """Per dimension how many codes there may be: codes lie in -1 .. size - 1."""
    actual: Floats
    """n sums of the measure in the time looked at, 0 or more: what flows back is a measure of its own."""
    expected: Floats
    """n sums that were to be expected, in the same unit, 0 or more."""
    grain: float = 1.0
    """What one independent event adds: 1 where events are counted, about an order's amount for money (``grain_of``)."""
    periods: float = math.inf
    """Over how many periods of the same length ``expected`` is a mean: 1 where it is just the period before."""

    def __len__(self) -> int:
        return len(self.actual)


def grain_of(amounts: Floats) -> float:
    """The grain of a sum of these amounts: its variance per unit, if each comes or stays away on its own."""
    total = float(amounts.sum())
    return float((amounts**2).sum()) / total if total > 0 else 1.0


def only(leaves: Leaves, kept: Mask | NDArray[np.intp]) -> Leaves:
    """The leaves of this mask or these indices."""
    codes = tuple(codes[kept] for codes in leaves.codes)
    return replace(leaves, codes=codes, actual=leaves.actual[kept], expected=leaves.expected[kept])


def telling(leaves: Leaves) -> tuple[int, ...]:
    """The dimensions with two or more values here; the others say nothing about where a deviation sits."""
    return tuple(at for at, codes in enumerate(leaves.codes) if len(codes) and (codes != codes[0]).any())


def inside(codes: Sequence[Codes], values: Values) -> Mask:
    """Which leaves lie in the slice; ``values`` may not be empty."""
    result: Mask = np.logical_and.reduce([codes[dimension] == code for dimension, code in values])
    return result


def parents(values: Values) -> Iterator[tuple[int, Values]]:
    """(the dimension left out, the slice without it)."""
    for dimension, _ in values:
        yield dimension, tuple(value for value in values if value[0] != dimension)
