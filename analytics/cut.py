"""Cuts: the rows of a log that a question leaves, cheap to narrow further."""

from typing import TypeVar

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.log import Log
from analytics.paths import Paths
from analytics.period import Period
from storage.facts import Facts

S = TypeVar("S", bound=np.generic)


class Cut(Struct, frozen=True):
    """Rows ``lo`` to ``hi`` of a log, or only the rows ``keep`` among them, in the order of time.

    ``period`` is the one asked about, even where fewer of its days are left: it says who is a new buyer.
    """

    facts: Facts
    log: Log
    period: Period
    lo: int
    hi: int
    keep: NDArray[np.intp] | None = None

    def __len__(self) -> int:
        return self.hi - self.lo if self.keep is None else len(self.keep)

    @property
    def at(self) -> Ints:
        """The moment at which each row counts."""
        return self.of(self.log.ordered(self.facts).at)

    @property
    def position(self) -> Codes:
        """The place of each row in the table of its kind."""
        return self.of(self.log.ordered(self.facts).position)

    def of(self, values: NDArray[S]) -> NDArray[S]:
        """What the rows have of values given in the order of the log."""
        return values[self.lo : self.hi] if self.keep is None else values[self.keep]

    def codes(self, paths: Paths) -> Codes:
        """What the paths lead to from each row."""
        return self.of(self.log.codes(self.facts, paths))

    def column(self, name: str) -> Ints:
        """A column of numbers."""
        return self.of(self.log.column(self.facts, name))

    def where(self, mask: Mask | None) -> "Cut":
        """The rows for which ``mask`` holds; all for None."""
        if mask is None:
            return self
        chosen = np.flatnonzero(mask)
        keep = chosen + self.lo if self.keep is None else self.keep[chosen]
        return Cut(self.facts, self.log, self.period, self.lo, self.hi, keep)


def whole(facts: Facts, log: Log, period: Period) -> Cut:
    """Every row of the log in the period, or standing at its end."""
    start, end = period.bounds(facts.shop.zone)
    lo, hi = np.searchsorted(log.ordered(facts).at, (start, end))
    if not log.standing:
        return Cut(facts, log, period, int(lo), int(hi))
    return ever(facts, log, period).where(None if log.until is None else log.until(facts)[:hi] >= end)


def ever(facts: Facts, log: Log, period: Period) -> Cut:
    """Every row that began before the end of the period, whether it still stands or not."""
    return Cut(facts, log, period, 0, int(log.ordered(facts).at.searchsorted(period.bounds(facts.shop.zone)[1])))
