"""Rates: events per chance to happen, with their interval, and many of them drawn towards what is common to all."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.result import Estimate

_TAIL = 0.025


class Prior(Struct, frozen=True):
    """A gamma distribution of rates: ``shape`` events in ``exposure`` chances known beforehand."""

    shape: float
    exposure: float


JEFFREYS = Prior(0.5, 0.0)
Floats = NDArray[np.float64]
_FEW = 3
_ALIKE = 1000
"""The largest shape of a prior: rates that differ by 3% of their mean."""


def rate(events: int, exposure: int) -> Estimate | None:
    """Events per exposure with the exact 95% interval of a Poisson count (Garwood 1936); None without exposure.

    Garwood, F. (1936): Fiducial limits for the Poisson distribution. Biometrika 28, 437-442.
    """
    from scipy.special import gammaincinv  # scipy takes its time to import

    if exposure <= 0:
        return None
    low = float(gammaincinv(events, _TAIL)) if events else 0.0
    return Estimate(events / exposure, low / exposure, float(gammaincinv(events + 1, 1 - _TAIL)) / exposure)


def cost_of(cost: int, events: int) -> Estimate:
    """What each of some events cost, with the interval that follows from how many they happen to be; events above 0."""
    from scipy.special import gammaincinv

    most, least = float(gammaincinv(events + 1, 1 - _TAIL)), float(gammaincinv(events, _TAIL))
    return Estimate(cost / events, cost / most, cost / least)


class Rates(Struct, frozen=True, eq=False):
    """Many rates with their 95% intervals, one value each."""

    value: Floats
    low: Floats
    high: Floats


def shrunk(events: Ints, exposures: Ints | Floats, prior: Prior) -> Rates:
    """Each rate after what is known of all others: posterior means; exposures and the prior's shape above zero."""
    from scipy.special import gammaincinv

    shape, chances = prior.shape + events, prior.exposure + exposures
    return Rates(shape / chances, gammaincinv(shape, _TAIL) / chances, gammaincinv(shape, 1 - _TAIL) / chances)


def prior_of(events: Ints | Floats, exposures: Ints | Floats) -> Prior:
    """How the rates of many spread beyond chance, by moments; exposures above zero.

    The variance among n rates with exposures x is that of Poisson counts plus that of the gamma (Clayton, Kaldor 1987).
    Where chance alone explains the differences all of them are taken to be almost the same; of fewer than three
    nothing is known but that rates are not negative (the prior of Jeffreys).
    """
    every, chances = float(events.sum()), float(exposures.sum())
    if len(events) < _FEW or every == 0:
        return JEFFREYS
    mean = every / chances
    spread = float((exposures * (events / exposures - mean) ** 2).sum())
    weight = chances - float((exposures.astype(np.float64) ** 2).sum()) / chances
    variance = max((spread - (len(events) - 1) * mean) / weight, mean * mean / _ALIKE)
    return Prior(mean * mean / variance, mean / variance)
