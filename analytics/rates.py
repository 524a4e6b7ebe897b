"""Rates: events per chance to happen, with their interval, and many of them drawn towards what is common to all."""

from collections.abc import Sequence

from msgspec import Struct

from analytics.result import Estimate

_TAIL = 0.025


class Prior(Struct, frozen=True):
    """A gamma distribution of rates: ``shape`` events in ``exposure`` chances known beforehand."""

    shape: float
    exposure: float


NOTHING_KNOWN = Prior(0.0, 0.0)


def rate(events: int, exposure: int) -> Estimate | None:
    """Events per exposure with the exact 95% interval of a Poisson count (Garwood 1936); None without exposure.

    Garwood, F. (1936): Fiducial limits for the Poisson distribution. Biometrika 28, 437-442.
    """
    from scipy.special import gammaincinv  # scipy takes its time to import

    if exposure <= 0:
        return None
    low = float(gammaincinv(events, _TAIL)) if events else 0.0
    return Estimate(events / exposure, low / exposure, float(gammaincinv(events + 1, 1 - _TAIL)) / exposure)


def shrunk(events: int, exposure: int, prior: Prior) -> Estimate | None:
    """The rate after what is known of all others: posterior mean with its 95% interval; None where nothing is."""
    from scipy.special import gammaincinv

    shape, chances = prior.shape + events, prior.exposure + exposure
    if shape <= 0 or chances <= 0:
        return rate(events, exposure)
    low, high = (float(gammaincinv(shape, tail)) / chances for tail in (_TAIL, 1 - _TAIL))
    return Estimate(shape / chances, low, high)


def prior_of(events: Sequence[int], exposures: Sequence[int]) -> Prior:
    """How the rates of many spread beyond chance, by moments; ``NOTHING_KNOWN`` where they cannot be told apart.

    The variance among n rates with exposures x is that of Poisson counts plus that of the gamma (Clayton, Kaldor 1987).
    Where chance alone explains the differences, all of them are taken to be almost the same.
    """
    pairs = [(count, chances) for count, chances in zip(events, exposures, strict=True) if chances > 0]
    every, chances = sum(count for count, _ in pairs), sum(exposure for _, exposure in pairs)
    if len(pairs) < 3 or every == 0:
        return NOTHING_KNOWN
    mean = every / chances
    spread = sum(exposure * (count / exposure - mean) ** 2 for count, exposure in pairs)
    beyond = spread - (len(pairs) - 1) * mean
    weight = chances - sum(exposure * exposure for _, exposure in pairs) / chances
    variance = max(beyond / weight, mean * mean / 1000) if weight > 0 else mean * mean
    return Prior(mean * mean / variance, mean / variance)
