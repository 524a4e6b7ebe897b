"""How many people would join a group if it took everybody: negative binomial, seen only up to the size asked for.

A group that fills tells no more than "at least so many" (right-censored). Scores and information are those of the
logarithm of the mean; the information is the expected one, so that it does not depend on luck.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.group_buy.whatif.past import Floats, Past

_SHAPES = (0.4, 0.6, 0.8, 1.0, 1.25, 1.6, 2.0, 2.5, 3.2, 4.0, 6.0, 10.0, 30.0)


class Joined(Struct, frozen=True, eq=False):
    """Finished groups: ``offer`` and ``joined`` (people beside the leader) per kind of group, ``groups`` of each."""

    offer: Ints
    joined: Ints
    groups: Ints
    asked: Ints
    """People asked for beside the leader, per offer."""
    finished: Ints
    """Groups per offer."""

    def score(self, log_mean: Floats, shape: float) -> tuple[Floats, Floats]:
        """How the likelihood of each offer grows with the logarithm of its mean, and the information in it."""
        mean = np.exp(log_mean)
        of = mean[self.offer]
        full = self.joined >= self.asked[self.offer]
        chance, slope = reaches(mean, self.asked, shape)
        each = np.where(full, (slope / chance)[self.offer], shape * (self.joined - of) / (shape + of))
        score: Floats = np.bincount(self.offer, self.groups * each, minlength=len(mean)).astype(np.float64)
        return score, self.finished * _information(mean, self.asked, shape, chance, slope)

    def likelihood(self, log_mean: Floats, shape: float) -> float:
        """The logarithm of it."""
        from scipy.special import gammaln  # scipy takes its time to import

        mean = np.exp(log_mean)
        full, of, n = self.joined >= self.asked[self.offer], mean[self.offer], self.joined
        chance = np.log(reaches(mean, self.asked, shape)[0])[self.offer]
        exact = gammaln(shape + n) - gammaln(shape) - gammaln(n + 1) + shape * np.log(shape / (shape + of))
        exact += n * np.log(of / (shape + of))
        return float(self.groups @ np.where(full, chance, exact))

    def likeliest(self, log_mean: Floats) -> float:
        """The shape under which these means are likeliest."""
        return max(_SHAPES, key=lambda shape: self.likelihood(log_mean, shape))


def joined(past: Past) -> Joined:
    """The finished groups of all offers."""
    return Joined(past.seen_offer, past.seen_joined, past.seen_groups, past.size - 1, past.finished)


def reaches(mean: Floats, asked: Ints, shape: float) -> tuple[Floats, Floats]:
    """The chance that at least as many as asked for would join, and how it grows with the logarithm of the mean.

    The tail of the negative binomial is the incomplete beta function I_p(asked, shape), p = mean / (shape + mean).
    """
    from scipy.special import betainc, betaln  # scipy takes its time to import

    p = mean / (shape + mean)
    chance = np.maximum(betainc(asked, shape, p), 1e-300)
    slope = np.exp(asked * np.log(p) + shape * np.log1p(-p) - betaln(asked, shape))
    return chance, slope


def fills(mean: Floats, asked: int, shape: float) -> Floats:
    """The same chance for one size, summed up term by term, which is faster for small groups."""
    from scipy.special import betainc

    p = mean / (shape + mean)
    if asked > 60:
        return np.asarray(betainc(asked, shape, p))
    term = (1 - p) ** shape
    below = term.copy()
    for n in range(1, asked):
        term = term * p * ((shape + n - 1) / n)
        below += term
    return np.asarray(1 - below)


def _information(mean: Floats, asked: Ints, shape: float, chance: Floats, slope: Floats) -> Floats:
    """Of one group of each offer: the mean of its squared score."""
    p = mean / (shape + mean)
    term, total = (1 - p) ** shape, slope**2 / chance
    for n in range(int(asked.max(initial=0))):
        open_still = n < asked
        total = total + np.where(open_still, term * (shape * (n - mean) / (shape + mean)) ** 2, 0.0)
        term = term * p * ((shape + n) / (n + 1))
    return np.maximum(np.asarray(total), 1e-9)
