"""What a slice usually holds: a fall counts only below its usual share, a rise above it, and beyond what its like do.

Campaigns end and products go on group-buy every month. That is the life of the shop, so a slice is not blamed for
falling back to where it usually is, nor for a rise such as others of its kind have had in earlier periods.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints, Mask
from analytics.diagnosis.search.leaves import Values
from analytics.diagnosis.why.ground import GOODS, Ground
from analytics.dimensions.order import ORDER_VALUE

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
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

    def heights(self, direction: int) -> Floats:
        """(periods but the oldest, slices) how far beyond both the period before and the usual each stands."""
        shares = self.sums / self.totals
        nearest = np.maximum if direction > 0 else np.minimum
        due = nearest(_middle_of_others(shares)[:-1], shares[1:]) * self.totals[:-1]
        variance = self.grain * (np.abs(self.sums[:-1]) + np.abs(due) + self.grain)
        height: Floats = direction * (self.sums[:-1] - due) / np.sqrt(variance)
        return height

    def only(self, kept: Mask) -> "_Levels":
        """Some of the slices."""
        return _Levels(self.sums[:, kept], self.totals, self.grain[kept])

    def large(self, least: float) -> Mask:
        """(periods but the oldest, slices) which hold enough of a period and the one before it together."""
        shares = self.sums / self.totals
        enough: Mask = shares[:-1] + shares[1:] >= 2 * least
        return enough


def _middle_of_others(rows: Floats) -> Floats:
    """For each row and column the median of the other rows of the column, from one sorting of all."""
    ordered, half = np.sort(rows, axis=0), (len(rows) - 1) // 2

    def other(place: int) -> Floats:
        """What stands at a place when the row itself is taken out."""
        stays: Floats = np.where(rows > ordered[place], ordered[place], ordered[place + 1])
        return stays

    return other(half) if len(rows) % 2 == 0 else (other(half - 1) + other(half)) / 2


class _Own(Struct, frozen=True):
    """How one slice stands in the period asked about."""

    heights: tuple[float, ...]
    """In each measure."""
    large: bool


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
        bands = tuple(at for at, _ in values if self._ground.dimensions[at] is ORDER_VALUE)
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
        self._rows: dict[tuple[int, int, bool], Places] = {}
        self._own: dict[tuple[Values, int, tuple[int, ...]], _Own] = {}
        self._known: dict[tuple[int, int, float], tuple[float, ...]] = {}
        self._of: dict[int, list[_Levels]] = {}

    def unusual(self, values: Values, direction: int, widened: tuple[int, ...], least: float) -> bool:
        """Whether a slice stands out in money or rows; of the dimensions ``widened`` with both neighbouring values."""
        key = (values, direction, widened)
        if key not in self._own:
            self._own[key] = self._stands(*key)
        own = self._own[key]
        if max(own.heights) < BEYOND:
            return False
        highest = [self._highest(at, direction, LARGE if own.large else least) for at, _ in values]
        return any(height >= BEYOND * max(1.0, *of) for height, *of in zip(own.heights, *highest, strict=True))

    def _stands(self, values: Values, direction: int, widened: tuple[int, ...]) -> _Own:
        rows = self._inside(values, widened)
        one = np.zeros(len(rows), dtype=np.int64)
        every = [self._levels(measure, rows, one, 1) for measure in range(len(self._measures))]
        heights = tuple(float(levels.heights(direction)[0, 0]) for levels in every)
        return _Own(heights, any(bool(levels.large(LARGE)[0, 0]) for levels in every))

    def _inside(self, values: Values, widened: tuple[int, ...]) -> Places:
        """The rows of a slice: of the value with the fewest those that have the others too."""
        rows = min((self._having(at, code, at in widened) for at, code in values), key=len)
        for at, code in values:
            codes = self._ground.codes[at][rows]
            rows = rows[np.abs(codes - code) <= 1 if at in widened else codes == code]
        return rows

    def _having(self, at: int, code: int, wide: bool) -> Places:
        """The rows with one value of a dimension, or with its neighbours too."""
        key = (at, code, wide)
        if key not in self._rows:
            codes = self._ground.codes[at]
            self._rows[key] = np.flatnonzero(np.abs(codes - code) <= 1 if wide else codes == code)
        return self._rows[key]

    def _highest(self, dimension: int, direction: int, enough: float) -> tuple[float, ...]:
        """How far any value of a dimension that held enough moved in any earlier period, in each measure."""
        key = (dimension, direction, enough)
        if key not in self._known:
            self._known[key] = tuple(_farthest(levels, direction, enough) for levels in self._by_value(dimension))
        return self._known[key]

    def _by_value(self, dimension: int) -> list[_Levels]:
        """The levels, in each measure, of all values of a dimension."""
        if dimension not in self._of:
            codes, size = self._ground.codes[dimension].astype(np.int64) + 1, self._ground.sizes[dimension] + 1
            self._of[dimension] = [self._levels(at, _ALL, codes, size) for at in range(len(self._measures))]
        return self._of[dimension]

    def _levels(self, measure: int, rows: Places | slice, codes: Ints, size: int) -> _Levels:
        amount = self._measures[measure][rows]
        flat = np.bincount(self._block[rows] * size + codes, amount, minlength=self.periods * size)
        sums = flat.astype(np.float64).reshape(self.periods, size)
        squares, whole = np.bincount(codes, amount**2, minlength=size), sums.sum(axis=0)
        grain = np.divide(squares, whole, out=np.ones(size), where=whole > 0)
        return _Levels(sums, self._totals[measure], grain)


def _farthest(levels: _Levels, direction: int, enough: float) -> float:
    """How far any slice that held enough at the time moved in any earlier period."""
    ever = levels.only(np.logical_or.reduce(levels.large(enough)[1:]))
    return float(np.where(ever.large(enough)[1:], ever.heights(direction)[1:], 0.0).max(initial=0.0))
