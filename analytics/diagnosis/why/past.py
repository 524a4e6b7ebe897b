"""What a slice usually holds: a fall counts only below its usual share, a rise above it, and beyond what its like do.

Campaigns end and products go on group-buy every month. That is the life of the shop, so a slice is not blamed for
falling back to where it usually is, nor for a rise such as others of its kind have had in earlier periods.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.diagnosis.search.leaves import Values
from analytics.diagnosis.why.ground import GOODS, Ground
from analytics.dimensions.order import ORDER_VALUE

Floats = NDArray[np.float64]
_ALL = slice(None)

LEAST = 5
"""Fewer earlier periods than these say nothing."""
LARGE = 0.01
"""Slices with this part of everything are held against such only: what is small swings more."""
BEYOND = 1.7
"""A slice has to move so much farther than any of its like did in the earlier periods."""


class _Levels(Struct, frozen=True):
    """Sums per period (rows, the newest first) and slice (columns), of money or of rows."""

    sums: Floats
    totals: Floats
    """(periods, 1) sums of everything."""
    grain: Floats
    """Per slice: what one row adds, weighed by itself."""

    def heights(self, at: int, direction: int) -> Floats:
        """How far beyond both the period before and the usual each slice stands in one period."""
        shares = self.sums / self.totals
        usual = _middle(np.concatenate((shares[:at], shares[at + 1 :])))
        nearest = np.maximum if direction > 0 else np.minimum
        due = nearest(usual, shares[at + 1]) * self.totals[at]
        variance = self.grain * (np.abs(self.sums[at]) + np.abs(due) + self.grain)
        height: Floats = direction * (self.sums[at] - due) / np.sqrt(variance)
        return height

    def only(self, kept: NDArray[np.bool_]) -> "_Levels":
        """Some of the slices."""
        return _Levels(self.sums[:, kept], self.totals, self.grain[kept])

    def large(self, at: int, least: float) -> NDArray[np.bool_]:
        """Which slices hold enough of a period and the one before it together."""
        shares = self.sums / self.totals
        enough: NDArray[np.bool_] = shares[at] + shares[at + 1] >= 2 * least
        return enough


def _middle(rows: Floats) -> Floats:
    """The median of each column; np.median does the same five times as slowly on so few numbers."""
    ordered, half = np.sort(rows, axis=0), len(rows) // 2
    middle: Floats = ordered[half] if len(rows) % 2 else (ordered[half - 1] + ordered[half]) / 2
    return middle


class Past:
    """Knows what is usual in the periods before.

    Which goods are on group-buy changes all the time, so goods are judged by their other orders. What a dearer product
    takes from one band of order values it brings to the next, so a band has to be unusual together with its neighbours.
    """

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._all = _Kind(ground)
        self._goods = _Kind(ground.only(~ground.grouped)) if ground.grouped.any() else self._all

    def unusual(self, values: Values, direction: int, least: float) -> bool:
        """Whether a slice has moved beyond its own past and that of its like; True where there is too little past.

        Its like are those that hold ``least`` of everything.
        """
        goods = any(self._ground.dimensions[at] in GOODS for at, _ in values)
        kind = self._goods if goods else self._all
        if kind.periods - 2 < LEAST:
            return True
        bands = [at for at, _ in values if self._ground.dimensions[at] is ORDER_VALUE]
        own = kind.unusual(values, direction, (), least)
        return own and (not bands or kind.unusual(values, direction, bands, least))


class _Kind:
    """The past of some rows."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self.periods = int(ground.block.max(initial=0)) + 1
        self._block = ground.block.astype(np.int64)
        rows = np.sign(ground.amount)
        self._measures = (ground.amount, rows) if (rows != ground.amount).any() else (rows,)
        self._totals = [
            np.maximum(np.bincount(self._block, amount, minlength=self.periods), 1.0)[:, None]
            for amount in self._measures
        ]
        self._known: dict[tuple[int, int, float, bool], tuple[float, ...]] = {}
        self._of: dict[int, list[_Levels]] = {}

    def unusual(self, values: Values, direction: int, widened: Sequence[int], least: float) -> bool:
        """Whether a slice stands out in money or rows; of the dimensions ``widened`` with both neighbouring values."""
        inside = np.ones(len(self._ground), dtype=np.bool_)
        for at, code in values:
            codes = self._ground.codes[at]
            inside &= np.abs(codes - code) <= 1 if at in widened else codes == code
        rows = np.flatnonzero(inside)
        one = np.zeros(len(rows), dtype=np.int64)
        every = [self._levels(measure, rows, one, 1) for measure in range(len(self._measures))]
        large = any(bool(levels.large(0, LARGE)[0]) for levels in every)
        return any(
            float(levels.heights(0, direction)[0])
            >= BEYOND * max(1.0, *(self._highest(at, direction, least, large)[measure] for at, _ in values))
            for measure, levels in enumerate(every)
        )

    def _highest(self, dimension: int, direction: int, least: float, large: bool) -> tuple[float, ...]:
        """How far any value of a dimension moved in any earlier period, in each measure; or any large one."""
        key, enough = (dimension, direction, least, large), LARGE if large else least
        if key not in self._known:
            every = [self._ever_large(levels, least) for levels in self._by_value(dimension)]
            self._known[key] = tuple(
                max(
                    float(np.where(levels.large(at, enough), levels.heights(at, direction), 0.0).max(initial=0.0))
                    for at in range(1, self.periods - 1)
                )
                for levels in every
            )
        return self._known[key]

    def _ever_large(self, levels: _Levels, least: float) -> _Levels:
        """The levels of the values that ever held enough."""
        return levels.only(np.logical_or.reduce([levels.large(at, least) for at in range(1, self.periods - 1)]))

    def _by_value(self, dimension: int) -> list[_Levels]:
        """The levels, in each measure, of all values of a dimension."""
        if dimension not in self._of:
            codes, size = self._ground.codes[dimension].astype(np.int64) + 1, self._ground.sizes[dimension] + 1
            self._of[dimension] = [self._levels(at, _ALL, codes, size) for at in range(len(self._measures))]
        return self._of[dimension]

    def _levels(self, measure: int, rows: NDArray[np.intp] | slice, codes: Ints, size: int) -> _Levels:
        amount = self._measures[measure][rows]
        flat = np.bincount(self._block[rows] * size + codes, amount, minlength=self.periods * size)
        squares, whole = np.bincount(codes, amount**2, minlength=size), np.bincount(codes, amount, minlength=size)
        grain = np.divide(squares, whole, out=np.ones(size), where=whole > 0)
        return _Levels(flat.astype(np.float64).reshape(self.periods, size), self._totals[measure], grain)
