"""How many buyers a buyer brings, R, how unequally, k, and whether the chains die out on their own.

Most bring nobody and a few bring many: counts are negative binomial with mean R and dispersion k (the smaller, the more
depends on a few; Poisson where k is infinite). Chains that begin with one buyer die out with probability q, the
smallest root of q = (1 + R (1 - q) / k) ** -k.

Lloyd-Smith, J. O.; Schreiber, S. J.; Kopp, P. E.; Getz, W. M. (2005): Superspreading and the effect of individual
variation on disease emergence. Nature 438, 355-359.
"""

import math

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.network.forest import Floats
from analytics.result import Estimate
from analytics.say import counted
from storage.words import Words

LEAST_BUYERS, LEAST_BRINGING = 30, 5
"""With fewer buyers, or fewer among them who brought anybody, nothing is said: one who brought all of them could have
brought none, or any number."""
_LOW, _HIGH = math.log(1e-3), math.log(1e3)
"""Dispersions looked at, as logarithms; what is even more equal counts as Poisson."""
_CHI95 = 3.841458820694124
"""The 95% quantile of chi squared with one degree of freedom."""
_EVEN = 1e-6
"""A gain in log-likelihood below which the simpler Poisson is kept."""


class Branching(Struct, frozen=True):
    """What the counts of so many buyers say."""

    buyers: int
    """Buyers who could be watched long enough."""
    brought: int
    """Buyers they brought in that time."""
    reproduction: Estimate
    """R with its 95% profile-likelihood interval: wide where a few bring almost everybody."""
    dispersion: float
    """k; infinite where buyers differ no more than by chance."""
    extinction: Estimate
    """q at R and at both ends of its interval, each with the dispersion that fits it best."""


class _Counts(Struct, frozen=True):
    """How many buyers brought how many."""

    values: Floats
    times: Floats

    @property
    def mean(self) -> float:
        return float(self.values @ self.times / self.times.sum())

    def fit(self, mean: float, dispersion: float) -> float:
        """The log-likelihood, but for what depends on the counts alone."""
        each = self.values * math.log(mean)
        if math.isinf(dispersion):
            return float(self.times @ (each - mean))
        from scipy.special import gammaln  # scipy takes its time to import

        rising = gammaln(self.values + dispersion) - gammaln(dispersion) - self.values * math.log(dispersion)
        return float(self.times @ (rising + each - (self.values + dispersion) * math.log1p(mean / dispersion)))


def branching(offspring: Ints) -> Branching | Words:
    """What follows from how many buyers each buyer brought; else why nothing does."""
    buyers, brought, bringing = len(offspring), int(offspring.sum()), int((offspring > 0).sum())
    if buyers < LEAST_BUYERS or bringing < LEAST_BRINGING:
        return _too_few(buyers, bringing)
    values, times = np.unique(offspring, return_counts=True)
    counts = _Counts(values.astype(np.float64), times.astype(np.float64))
    mean = counts.mean
    k, best = _best_dispersion(counts, mean)
    low, high = _bound(counts, mean, best, down=True), _bound(counts, mean, best, down=False)
    ends = [extinction(end, _best_dispersion(counts, end)[0]) for end in (high, low)]
    return Branching(buyers, brought, Estimate(mean, low, high), k, Estimate(extinction(mean, k), min(ends), max(ends)))


def extinction(mean: float, dispersion: float) -> float:
    """The probability that the chains begun by one buyer end: 1 unless a buyer brings more than one on average."""
    if mean <= 1:
        return 1.0
    high = 1 - _turn(mean, dispersion)  # between 0 and here the curve crosses the diagonal once
    low = 0.0
    for _ in range(120):
        middle = (low + high) / 2
        low, high = (middle, high) if _ends(mean, dispersion, middle) > middle else (low, middle)
    return (low + high) / 2


def _ends(mean: float, dispersion: float, q: float) -> float:
    """The probability that all chains end that one buyer's friends begin, if each of them ends with q."""
    if math.isinf(dispersion):
        return math.exp(-mean * (1 - q))
    return math.exp(-dispersion * math.log1p(mean * (1 - q) / dispersion))


def _turn(mean: float, dispersion: float) -> float:
    """Where the slope of ``_ends`` is 1, counted from the right: above the root, as the curve is convex."""
    if math.isinf(dispersion):
        return math.log(mean) / mean
    return math.expm1(math.log(mean) / (dispersion + 1)) * dispersion / mean


def _best_dispersion(counts: _Counts, mean: float) -> tuple[float, float]:
    """The dispersion that fits best around a mean, and its log-likelihood."""
    from scipy.optimize import minimize_scalar

    found = minimize_scalar(
        lambda log: -counts.fit(mean, math.exp(log)), bounds=(_LOW, _HIGH), method="bounded", options={"xatol": 1e-6}
    )
    even = counts.fit(mean, math.inf)
    return (math.inf, even) if -found.fun <= even + _EVEN else (math.exp(found.x), float(-found.fun))


def _bound(counts: _Counts, mean: float, best: float, down: bool) -> float:
    """The mean on one side that fits just so much worse that 95% lie between both bounds."""
    from scipy.optimize import brentq

    def worse(log: float) -> float:
        return 2 * (best - _best_dispersion(counts, math.exp(log))[1]) - _CHI95

    inside, step = math.log(mean), -0.5 if down else 0.5
    outside = inside + step
    while worse(outside) < 0:
        outside += step
    return math.exp(brentq(worse, outside, inside, xtol=1e-6))


def _too_few(buyers: int, bringing: int) -> Words:
    if not buyers:
        return Words(
            f"还没有买家观察满期，满 {LEAST_BUYERS} 位才能估计每位买家带来几位买家。",
            f"No buyer could be watched long enough yet; how many each one brings can be told from {LEAST_BUYERS} on.",
        )
    if buyers < LEAST_BUYERS:
        return Words(
            f"观察满期的买家只有 {buyers} 位，满 {LEAST_BUYERS} 位才能估计每位买家带来几位买家。",
            f"Only {counted(buyers, 'buyer').en} could be watched long enough; how many buyers each one brings can be "
            f"told from {LEAST_BUYERS} on.",
        )
    return Words(
        f"{buyers:,} 位观察满期的买家里只有 {bringing} 位带来过买家，满 {LEAST_BRINGING} 位才能估计。",
        f"Of {counted(buyers, 'buyer').en} watched long enough {bringing} brought any; {LEAST_BRINGING} are needed to "
        "tell how many each one brings.",
    )
