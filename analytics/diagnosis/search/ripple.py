"""The ripple effect: all parts of a true cause share its change, and its neighbours do not.

Two shares of the expected volume judge a slice. Its *spread*: how much of it lies in parts that share its change, cut
by the dimension that speaks most against it (a slice that is too wide holds parts that did not move). Its *edge*: how
much of what lies beside it stayed still, for the dimension it names most needlessly (a slice that is too deep has
neighbours that moved as well).
"""

import numpy as np
from numpy.typing import NDArray

from analytics.arrays import Mask
from analytics.diagnosis.search.leaves import Floats, Leaves, Values, inside, parents, telling
from analytics.diagnosis.search.rules import Rules
from analytics.diagnosis.search.surprise import log_lift


class Ripples:
    """Judges slices of one leaf table; keeps what it has summed, because slices share parents."""

    def __init__(self, leaves: Leaves, rules: Rules) -> None:
        self._leaves, self._rules = leaves, rules
        self._doubt = rules.doubt * leaves.grain
        self._cells = [codes.astype(np.intp) + 1 for codes in leaves.codes]
        self._dimensions = telling(leaves)
        self._rows: dict[Values, NDArray[np.intp]] = {}
        self._cuts: dict[tuple[Values, int], tuple[Floats, Floats]] = {}

    def share(self, values: Values) -> float:
        """Spread x edge of a slice, 0 .. 1; () is everything, which has no edge."""
        named = {dimension for dimension, _ in values}
        rows = self.rows(values)
        actual, expected = self._leaves.actual[rows].sum(), self._leaves.expected[rows].sum()
        lift = float(log_lift(actual, expected, self._doubt))
        spread = [self._spread(values, at, lift) for at in self._dimensions if at not in named]
        edge = [self._edge(values, at, parent, lift) for at, parent in parents(values)]
        return min(spread, default=1.0) * min(edge, default=1.0)

    def rows(self, values: Values) -> NDArray[np.intp]:
        """The leaves of a slice."""
        if values not in self._rows:
            everything = np.arange(len(self._leaves))
            self._rows[values] = np.flatnonzero(inside(self._leaves.codes, values)) if values else everything
        return self._rows[values]

    def _spread(self, values: Values, dimension: int, lift: float) -> float:
        """How much of the slice shares its change; a thin part is believed to."""
        actual, expected = self._cut(values, dimension)
        # As many events as doubt would show, were the part to move with the slice.
        thin = self._doubt / max(np.exp(lift), 1.0)
        moved = self._moved(np.log((actual + thin * np.exp(lift)) / (expected + thin)), lift)
        return float((expected[moved].sum() + thin) / (expected.sum() + thin))

    def _edge(self, values: Values, dimension: int, parent: Values, lift: float) -> float:
        """How much beside the slice, with the other values the same, stayed still; a thin part is believed to."""
        actual, expected = (cut.copy() for cut in self._cut(parent, dimension))
        own = dict(values)[dimension] + 1
        actual[own] = expected[own] = 0
        moved = self._moved(log_lift(actual, expected, self._doubt), lift)
        return 1 - float(expected[moved].sum() / (expected.sum() + self._doubt))

    def _moved(self, own: Floats, lift: float) -> Mask:
        """Which parts, by their own log-lifts, share enough of the slice's, in its direction."""
        result: Mask = own * np.sign(lift) >= self._rules.affected * abs(lift)
        return result

    def _cut(self, values: Values, dimension: int) -> tuple[Floats, Floats]:
        """Actual and expected of the slice by the values of one dimension."""
        key = (values, dimension)
        if key not in self._cuts:
            self._cuts[key] = self._summed(self.rows(values), dimension)
        return self._cuts[key]

    def _summed(self, rows: NDArray[np.intp], dimension: int) -> tuple[Floats, Floats]:
        """Actual and expected of these leaves by the values of one dimension, not known first."""
        size = self._leaves.sizes[dimension] + 1
        cells = self._cells[dimension][rows]
        sums = (np.bincount(cells, of[rows], minlength=size) for of in (self._leaves.actual, self._leaves.expected))
        actual, expected = (np.maximum(cells, 0.0) for cells in sums)  # below 0 counts as nothing
        return actual, expected
