"""BG/NBD and MBG/NBD: customers buy at rates of their own until, after some purchase, they are gone for good.

Purchases of a living customer come as a Poisson process of rate l ~ Gamma(r, alpha); after a purchase the customer is
gone with chance p ~ Beta(a, b). In BG/NBD that coin is tossed after each repeat purchase, in MBG/NBD after the first
one too: who bought once may be gone. With c coins survived (x or x + 1), t the time of the last purchase and T the
time watched, the likelihood of a customer is

    G(r+x) alpha^r / G(r)  *  B(a, b+c) / B(a, b)  *  (alpha+T)^-(r+x)  *  (1 + D)
    D = a / (b+c-1) * ((alpha+T) / (alpha+t))^(r+x)        (0 while no coin was tossed)

and 1 / (1 + D) is the chance that the customer is still there.

Fader, P.; Hardie, B.; Lee, K. L. (2005): "Counting Your Customers" the Easy Way. Marketing Science 24, 275-284.
Batislam, E.; Denizel, M.; Filiztekin, A. (2007): Empirical validation and comparison of models for customer base
analysis. International Journal of Research in Marketing 24, 201-209.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.lifetime.log import Floats


class Nbd(Struct, frozen=True):
    """The parameters; ``alpha`` in the unit of time that the customers were watched in."""

    r: float
    alpha: float
    a: float
    b: float
    first_coin: int
    """0: BG/NBD, nobody is gone before a repeat purchase. 1: MBG/NBD."""

    @property
    def values(self) -> Floats:
        """[4] r, alpha, a, b."""
        return np.array([self.r, self.alpha, self.a, self.b])


class Watched(Struct, frozen=True, eq=False):
    """What the models look at: one value per customer. Times in one unit, positive ``watched``."""

    repeats: Ints
    """[m] x"""
    recency: Floats
    """[m] t"""
    watched: Floats
    """[m] T"""

    def __len__(self) -> int:
        return len(self.repeats)


def log_odds_gone(model: Nbd, seen: Watched) -> Floats:
    """[m] ln D: the log of the odds that the customer is gone; -inf while no coin was tossed."""
    coins = seen.repeats + model.first_coin
    reach = np.log(model.alpha + seen.watched) - np.log(model.alpha + seen.recency)
    tossed = np.log(model.a) - np.log(np.maximum(model.b + coins - 1, 1e-300))
    found: Floats = np.where(coins > 0, tossed + (model.r + seen.repeats) * reach, -np.inf)
    return found


def log_likelihood(model: Nbd, seen: Watched) -> tuple[float, Floats]:
    """The log-likelihood of all customers, and its gradient in (r, alpha, a, b)."""
    from scipy.special import betaln, digamma, expit, gammaln

    r, alpha, a, b = model.values
    most = int(seen.repeats.max(initial=0))
    often = np.bincount(seen.repeats, minlength=most + 1).astype(np.float64)  # special functions once per x only
    x = np.arange(most + 1)
    coins = x + model.first_coin
    log_t, log_w = np.log(alpha + seen.recency), np.log(alpha + seen.watched)
    odds = log_odds_gone(model, seen)
    gone, times = expit(odds), r + seen.repeats
    by_x = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + betaln(a, b + coins) - betaln(a, b)
    value = float(often @ by_x + np.sum(np.logaddexp(0.0, odds) - times * log_w))
    gone_by_x = np.bincount(seen.repeats, weights=gone, minlength=most + 1)
    of_both = digamma(a + b) - digamma(a + b + coins)
    left = gone @ (1 / np.maximum(b + seen.repeats + model.first_coin - 1, 1e-300) * (odds > -np.inf))
    slope = np.array(
        [
            often @ (digamma(r + x) - digamma(r) + np.log(alpha)) + np.sum(gone * (log_w - log_t) - log_w),
            np.sum(r / alpha - times / (alpha + seen.watched))
            + np.sum(gone * times * (1 / (alpha + seen.watched) - 1 / (alpha + seen.recency))),
            often @ of_both + gone_by_x.sum() / a,
            often @ (of_both + digamma(b + coins) - digamma(b)) - left,
        ]
    )
    return value, slope
