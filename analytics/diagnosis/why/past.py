"""What a slice usually holds: a fall counts only below its usual share, a rise above it, and beyond what its like do.

Campaigns end and products go on group-buy every month. That is the life of the shop, so a slice is not blamed for
falling back to where it usually is, nor for a rise such as others of its kind have had in earlier periods.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.diagnosis.search.leaves import Values
from analytics.diagnosis.why.ground import Ground

Floats = NDArray[np.float64]

LEAST = 5
"""Fewer earlier periods than these say nothing."""
BEYOND = 1.25
"""A slice has to move so much farther than any of its like did in the earlier periods."""


class _Levels(Struct, frozen=True):
    """Sums per period (rows, the newest first) and slice (columns), money or rows."""

    sums: Floats
    totals: Floats
    grain: Floats
    """Per slice: what one row adds, weighed by itself."""

    def heights(self, at: int, direction: int, least: float) -> Floats:
        """How far beyond both the period before and the usual each slice stands in one period."""
        shares = self.sums / self.totals[:, None]
        usual = np.median(np.delete(shares, at, axis=0), axis=0)
        nearest = np.maximum if direction > 0 else np.minimum
        due = nearest(usual, shares[at + 1]) * self.totals[at]
        height = (
            direction * (self.sums[at] - due) / np.sqrt(self.grain * (np.abs(self.sums[at]) + np.abs(due) + self.grain))
        )
        seen = self.sums[at] + shares[at + 1] * self.totals[at]
        result: Floats = np.where(seen >= 2 * least * self.totals[at], height, 0.0)
        return result


class Past:
    """Knows what is usual in the periods before."""

    def __init__(self, ground: Ground, least: float) -> None:
        self._ground, self._least = ground, least
        self._periods = int(ground.block.max(initial=0)) + 1
        self._measures = (ground.amount, np.sign(ground.amount))
        self._known: dict[tuple[int, int], tuple[float, ...]] = {}

    def unusual(self, values: Values, direction: int) -> bool:
        """Whether a slice has moved beyond its own past and that of its like; True where there is too little past."""
        if self._periods - 2 < LEAST:
            return True
        inside = self._ground.inside(values).astype(np.int64)
        for place, amount in enumerate(self._measures):
            levels = self._levels(amount, inside, 2)
            height = float(levels.heights(0, direction, 0.0)[1])
            if height >= BEYOND * max(self._highest(at, direction)[place] for at, _ in values):
                return True
        return False

    def _highest(self, dimension: int, direction: int) -> tuple[float, ...]:
        """How far any value of a dimension moved in any earlier period, in each measure."""
        key = (dimension, direction)
        if key not in self._known:
            codes, size = self._ground.codes[dimension].astype(np.int64) + 1, self._ground.sizes[dimension] + 1
            every = [self._levels(amount, codes, size) for amount in self._measures]
            earlier = range(1, self._periods - 1)
            self._known[key] = tuple(
                max(float(levels.heights(at, direction, self._least).max()) for at in earlier) for levels in every
            )
        return self._known[key]

    def _levels(self, amount: Floats, codes: NDArray[np.int64], size: int) -> _Levels:
        cells = self._ground.block.astype(np.int64) * size + codes
        flat: Floats = np.bincount(cells, amount, minlength=self._periods * size).astype(np.float64)
        sums: Floats = flat.reshape(self._periods, size)
        squares = np.bincount(codes, amount**2, minlength=size)
        whole = np.bincount(codes, np.abs(amount), minlength=size)
        grain = np.divide(squares, whole, out=np.ones(size), where=whole > 0)
        return _Levels(sums, np.maximum(sums.sum(axis=1), 1.0), grain)
