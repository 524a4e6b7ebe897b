"""Means of what comes in lumps: children, visits or money per share, where one lucky share may bring most of it.

Every unit brings something, most of them nothing. The total is a sum of weighted Poisson counts, a lump being what one
unit brought, and gets the gamma interval of Fay and Feuer.

Fay, M. P.; Feuer, E. J. (1997): Confidence intervals for directly standardized rates: a method based on the gamma
distribution. Statistics in Medicine 16, 791-801.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints
from analytics.rates import Floats, Rates, prior_of

_TAIL = 0.025


class Lumps(Struct, frozen=True, eq=False):
    """What the units of each group brought; one value per group."""

    units: Ints
    total: Floats
    squares: Floats
    """Sum of the squares of what each unit brought."""
    largest: Floats
    """The most that one unit brought."""
    typical: float
    """The size of a lump over all groups, weighted by size; 1 where nothing was brought."""

    def only(self, places: Sequence[int] | NDArray[np.intp]) -> "Lumps":
        """Some of the groups, or one of them several times."""
        at = np.asarray(places, np.intp)
        return Lumps(self.units[at], self.total[at], self.squares[at], self.largest[at], self.typical)


def lumps(values: Ints, group: Codes, size: int) -> Lumps:
    """What units brought, by group: ``values`` (not below 0) and ``group`` (0 to ``size``) have one entry per unit."""
    brought = values.astype(np.float64)
    largest = np.zeros(size)
    some = np.flatnonzero(values)
    np.maximum.at(largest, group[some], brought[some])
    total = np.bincount(group, brought, size).astype(np.float64)
    squares = np.bincount(group, brought * brought, size).astype(np.float64)
    every = float(total.sum())
    typical = float(squares.sum()) / every if every > 0 else 1.0
    return Lumps(np.bincount(group, minlength=size).astype(np.int64), total, squares, largest, typical)


def per_unit(found: Lumps) -> Rates:
    """The mean per unit of each group with its 95% interval; nan for a group without units.

    Of a group that brought nothing the upper end is that of no lump of the typical size.
    """
    from scipy.special import gammaincinv  # scipy takes its time to import

    units = np.where(found.units > 0, found.units, np.nan)
    some = found.total > 0
    total, squares = np.where(some, found.total, 1.0), np.where(some, found.squares, 1.0)
    low = np.where(some, squares / total * gammaincinv(total * total / squares, _TAIL), 0.0)
    lump = np.where(some, found.largest, found.typical)
    more, spread = found.total + lump, found.squares + lump * lump
    high = spread / more * gammaincinv(more * more / spread, 1 - _TAIL)
    return Rates(found.total / units, low / units, high / units)


def low_ends(found: Lumps) -> Floats:
    """What each mean surely is after what is known of all groups: the low end of 95%. Every group has units.

    What comes in lumps of a typical size is worth as many events as there are lumps: with these the means are drawn
    together like rates (``rates.shrunk``); the size, above and below the line, drops out.
    """
    from scipy.special import gammaincinv

    events, chances = found.total / found.typical, found.units / found.typical
    prior = prior_of(events, chances)
    low: Floats = gammaincinv(prior.shape + events, _TAIL) / (prior.exposure + chances)
    return low
