"""Chains: each entry of a time-ordered log linked with the same person's entry before and after it.

Distinct people of any stretch of the log then need no grouping: an entry is the first of its person in [start, stop)
exactly if its previous entry lies before start. A grid of running counts answers how many such entries there are
while looking at two cells' worth of entries only, however long the stretch.
"""

import numpy as np
from msgspec import Struct

from storage.columns import Array, Int32, Int64

CELL = 4096
"""Entries per cell of the grid: few enough to count in microseconds; the grid of 5,000,000 entries takes 6 MB."""


class Chain(Struct, frozen=True, eq=False):
    """The links of n entries. Entries without a person are linked with nothing."""

    previous: Int32
    """Index of the same person's previous entry, -1 where there is none."""
    following: Int32
    """Index of the same person's next entry, n where there is none."""
    nameless_to: Int64
    """How many of the first i entries have no person; length n + 1."""
    grid: Int32
    """[i, j]: how many of the first i * CELL entries have previous < j * CELL."""

    def people(self, start: int, stop: int) -> int:
        """Distinct people among the entries in [start, stop)."""
        nameless = self.nameless_to[stop] - self.nameless_to[start]
        return self._reaching(stop, start) - start - int(nameless)  # all entries before start reach before start

    def people_back(self, start: int, stop: int, since: int) -> int:
        """Distinct people among the entries in [start, stop) whose last entry before start is in [since, start)."""
        first_ones = self._reaching(stop, start) - start
        longer_ago = self._reaching(stop, since) - self._reaching(start, since)
        return first_ones - longer_ago

    def _reaching(self, count: int, before: int) -> int:
        """How many of the first ``count`` entries have ``previous < before``."""
        row, column = count // CELL, before // CELL
        rest = count_below(self.previous[row * CELL : count], before)
        sliver = count_below(self.following[column * CELL : before], row * CELL)
        return int(self.grid[row, column]) + rest + sliver


def count_below(values: Array, bound: int) -> int:
    """How many values are less than the bound."""
    return int(np.count_nonzero(values < bound))


def chain(people: Int32) -> Chain:
    """Link the entries of a log; ``people`` is the code of each entry's person in time order, -1 for none."""
    previous, following = _links(people)
    return Chain(previous, following, nameless_to=running(people < 0), grid=_grid(previous))


def running(values: Array) -> Int64:
    """Running sums with a leading 0: the sum of any slice is a difference of two of them."""
    sums = np.zeros(len(values) + 1, np.int64)
    np.cumsum(values, out=sums[1:])
    return sums


def order_by_code(codes: Int32) -> Int64:
    """Positions that bring equal codes together, ascending, keeping their order; -1 comes last.

    numpy sorts 16-bit integers by radix: two such passes take a third of the time of one sort of 32 bits.
    """
    by_low = np.argsort(codes.astype(np.uint16), kind="stable")
    high = (codes >> 16).astype(np.uint16)[by_low]
    return by_low[np.argsort(high, kind="stable")]


def _links(people: Int32) -> tuple[Int32, Int32]:
    count = len(people)
    previous = np.full(count, -1, np.int32)
    following = np.full(count, count, np.int32)
    order = order_by_code(people).astype(np.int32)
    person = people[order]
    same = (person[1:] == person[:-1]) & (person[1:] >= 0)
    earlier, later = order[:-1][same], order[1:][same]
    previous[later] = earlier
    following[earlier] = later
    return previous, following


def _grid(previous: Int32) -> Int32:
    side = len(previous) // CELL + 1
    column = previous // CELL + 1  # 0 for entries without a previous one
    grid = np.zeros((side + 1, side + 1), np.int32)
    for row in range(side):
        grid[row + 1] = np.bincount(column[row * CELL : (row + 1) * CELL], minlength=side + 1)
    return grid.cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32)
