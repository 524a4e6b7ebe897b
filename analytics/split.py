"""Splitting a metric by a dimension: its value per code, and which codes are worth a row."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints, Mask
from analytics.dimension import Dimension
from analytics.measure import quotient, read_by, term_for, top_by
from analytics.metric import Metric
from analytics.slice import Slice
from storage.columns import MISSING
from storage.facts import Facts
from storage.words import Words


class Split(Struct, frozen=True):
    """A metric per code of a dimension, the first for -1. ``bottoms`` is what a quotient divides by."""

    metric: Metric
    tops: Ints | None
    bottoms: Ints | None

    def value(self, code: int) -> int | float | None:
        """The value for a code; None where it is unknown."""
        if self.tops is None or (self.metric.bottom and self.bottoms is None):
            return None
        top = int(self.tops[code + 1])
        if self.bottoms is not None:
            return quotient(top, int(self.bottoms[code + 1]), self.metric.shown)
        return None if top == MISSING else top


def split(cube: Slice, metric: Metric, dimension: Dimension) -> Split:
    """A metric of a slice, split by a dimension."""
    tops = top_by(cube, metric, dimension)
    bottoms = read_by(cube, metric.bottom, dimension) if metric.bottom else None
    return Split(metric, _array(tops), _array(bottoms))


def adds(cube: Slice, metric: Metric, dimension: Dimension) -> bool:
    """Whether the values of a metric for all values of a dimension add up to one number."""
    if metric.bottom is not None:
        return False
    usable = term_for(cube, metric.top, [dimension])
    if isinstance(usable, Words):
        return False
    return usable.adds or dimension.splits(usable.part.counted)


def ranked(facts: Facts, dimension: Dimension, splits: Sequence[Split], top: int | None) -> tuple[list[int], int]:
    """The known codes that something is said about, the largest of the first split first, and how many ``top`` cut off.

    A dimension with an order of its own keeps it, with all its values.
    """
    if dimension.ordered:
        return list(range(dimension.size(facts))), 0
    codes = np.flatnonzero(present(splits)[1:])
    first = splits[0].tops
    values = np.zeros(len(codes), dtype=np.int64) if first is None else first[1:][codes]
    shown = codes if top is None or top >= len(codes) else codes[values >= np.partition(values, -top)[-top]]
    size = dict(zip(codes.tolist(), values.tolist(), strict=True))
    best = sorted(shown.tolist(), key=lambda code: (-size[code], dimension.key_of(facts, code)))[:top]
    return best, len(codes) - len(best)


def present(splits: Sequence[Split]) -> Mask:
    """For which codes any of the splits has something, the first for -1."""
    tops = [of.tops != 0 for of in splits if of.tops is not None]
    return np.logical_or.reduce(tops) if tops else np.zeros(1, dtype=bool)


def _array(values: Ints | Words | None) -> Ints | None:
    return values if isinstance(values, np.ndarray) else None
