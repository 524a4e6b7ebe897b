"""Who brings more friends than their time in the shop explains: friends brought against friends to be expected.

Somebody who came years ago had more chances than a newcomer, and most people bring soon after they came. So each new
tie is shared out, as an expectation, among all who were there at that moment, by how eagerly fans of their age (days
since they came) bring; that eagerness is estimated from all ties (partial likelihood, Cox 1975). What a fan brought
over what was to be expected is then drawn towards 1 by empirical Bayes: counts around gamma-distributed ratios, whose
spread is fitted to all fans (Clayton, D.; Kaldor, J. 1987, Biometrics 43, 671-681).
"""

import math

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints
from analytics.local_time import DAY
from analytics.network.forest import Floats
from storage.columns import MISSING

AGES = (0, 30, 60, 120, 240)
"""Where bands of age begin, in days."""
_ROUNDS, _STILL = 200, 1e-9
_LOW, _HIGH = -6.0, 6.0
"""Spreads of the ratios looked at, as logarithms of the gamma's shape."""
_TAIL = 0.025
_NEVER = np.iinfo(np.int64).max // 2


class Bringing(Struct, frozen=True, eq=False):
    """One value per fan but where said otherwise."""

    friends: Ints
    """Friends brought."""
    expected: Floats
    """Friends that fans who came at the same time were to bring by now on average."""
    eagerness: Floats
    """Per band of age: how readily fans bring, relative to the first."""
    ties: Ints
    """Per band of age: friends brought by fans of that age."""
    chances: Floats
    """Per band of age: friends that fans of average eagerness had brought in their place."""
    shape: float
    """Of the gamma of ratios around 1: the smaller, the more depends on a few."""
    ratio: Floats
    """Friends brought over expected, drawn towards 1: the posterior mean."""

    def bounds(self, of: Ints) -> tuple[Floats, Floats]:
        """Between which the ratios of some fans lie with 95% probability."""
        from scipy.special import gammaincinv  # scipy takes its time to import

        events, chances = self.shape + self.friends[of], self.shape + self.expected[of]
        return gammaincinv(events, _TAIL) / chances, gammaincinv(events, 1 - _TAIL) / chances


def bringing(parent: Codes, since: Ints, tied: Ints) -> Bringing:
    """How much each fan brings, by parents, when each came and when each was tied to the parent; a tie at least."""
    kids = np.flatnonzero(parent >= 0)
    return bringing_of(parent[kids], tied[kids], since)


def bringing_of(who: Codes, at: Ints, since: Ints) -> Bringing:
    """The same from who brought or reached somebody and when, a value each, and when each fan came.

    Who was first known of after bringing somebody was there from that moment on.
    """
    start = there_from(who, at, since)
    moments = np.sort(at)
    there = _there(np.sort(start), moments)
    ties = np.bincount(band_of(at - start[who]), minlength=len(AGES)).astype(np.int64)
    eagerness, shares = _eagerness(ties, there)
    evenly = (there / there.sum(axis=0)).sum(axis=1)
    chances = there @ (1 / (eagerness * (evenly.sum() / (eagerness @ evenly)) @ there))
    friends = np.bincount(who, minlength=len(since)).astype(np.int64)
    expected = _expected(start, moments, shares)
    shape = _shape(friends, expected)
    return Bringing(friends, expected, eagerness, ties, chances, shape, (shape + friends) / (shape + expected))


def there_from(who: Codes, at: Ints, since: Ints) -> Ints:
    """From when on each fan could bring somebody; a moment that never comes for whom nobody knows of."""
    start = np.where(since == MISSING, _NEVER, since)
    np.minimum.at(start, who, at)
    return start


def band_of(age: Ints) -> Ints:
    """The band of ages in milliseconds; -1 below 0."""
    bands: Ints = np.searchsorted(np.array(AGES) * DAY, age, side="right") - 1
    return bands


def _there(starts: Ints, moments: Ints) -> Floats:
    """Per band of age and tie: how many fans were of that age."""
    reached = [np.searchsorted(starts, moments - days * DAY, side="right") for days in AGES]
    older = [*reached[1:], np.zeros(len(moments), np.int64)]
    return np.array([one - other for one, other in zip(reached, older, strict=True)], dtype=np.float64)


def _eagerness(ties: Ints, there: Floats) -> tuple[Floats, Floats]:
    """The eagerness of each band under which ties are likeliest, and each fan's share in each tie by band.

    Fixed-point steps that raise the partial likelihood every time (Hunter 2004, Annals of Statistics 32, 384-406).
    """
    eager = np.where(ties > 0, 1.0, 0.0)
    for _ in range(_ROUNDS):
        chances = there @ (1 / (eager @ there))
        better = np.divide(ties, chances, out=np.zeros(len(ties)), where=chances > 0)
        moved = float(np.abs(better / better.sum() - eager / eager.sum()).max())
        eager = better
        if moved < _STILL:
            break
    first = eager[np.argmax(eager > 0)]
    return eager / first, eager[:, None] / (eager @ there)


def _expected(start: Ints, moments: Ints, shares: Floats) -> Floats:
    """The shares of each fan in all ties made since they came, added up."""
    order = np.argsort(start, kind="stable")
    starts, sums = start[order], np.zeros(len(start))
    for band, share in enumerate(shares):
        upto = np.concatenate([[0.0], np.cumsum(share)])
        begin = np.searchsorted(moments, starts + AGES[band] * DAY)
        last = band + 1 == len(AGES)
        end = len(moments) if last else np.searchsorted(moments, starts + AGES[band + 1] * DAY)
        sums += upto[end] - upto[begin]
    expected = np.empty(len(start))
    expected[order] = sums
    return np.maximum(expected, 0.0)  # sums leave a trace of rounding


def _shape(friends: Ints, expected: Floats) -> float:
    """The shape of the ratios' gamma under which the counts are likeliest."""
    from scipy.optimize import minimize_scalar
    from scipy.special import gammaln

    counts, times = np.unique(friends, return_counts=True)

    def unlikely(log: float) -> float:
        shape = math.exp(log)
        rising = float((times * (gammaln(counts + shape) - gammaln(shape))).sum())
        chances = float(((friends + shape) * np.log1p(expected / shape)).sum())
        return chances + log * int(friends.sum()) - rising

    return math.exp(minimize_scalar(unlikely, bounds=(_LOW, _HIGH), method="bounded").x)
