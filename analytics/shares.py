"""Shares of many at once: each drawn towards what is common to all, and which differ from the rest beyond chance."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints, Mask
from analytics.chance import discovered, normal_tails

Floats = NDArray[np.float64]
_TAIL = 0.025
_STRENGTHS = np.exp(np.linspace(np.log(0.5), np.log(1e6), 240))


class Prior(Struct, frozen=True):
    """A beta distribution of shares: ``yes`` of ``yes + no`` known beforehand."""

    yes: float
    no: float


def prior_of(some: Ints, every: Ints) -> Prior:
    """How shares spread among all, by the greatest likelihood of the beta-binomial around the common share.

    Efron, B.; Morris, C. (1975): Data analysis using Stein's estimator. JASA 70, 311-319, for the idea.
    """
    from scipy.special import betaln  # scipy takes its time to import

    seen = every > 0
    some, every = some[seen], every[seen]
    mean = (float(some.sum()) + 0.5) / (float(every.sum()) + 1)
    yes, no = mean * _STRENGTHS, (1 - mean) * _STRENGTHS
    size = int(every.max(initial=0)) + 1
    pairs, number = np.unique(some * size + every, return_counts=True)
    some, every = np.divmod(pairs, size)
    top = betaln(some[:, None] + yes, (every - some)[:, None] + no) - betaln(yes, no)
    best = int(np.argmax(number @ top))
    return Prior(float(yes[best]), float(no[best]))


def low_ends(some: Ints, every: Ints, prior: Prior) -> Floats:
    """What each share surely is after what is known of all: the low end of the posterior's 95%."""
    from scipy.special import betaincinv

    low: Floats = betaincinv(prior.yes + some, prior.no + every - some, _TAIL)
    return low


def unlike_the_rest(some: Ints, every: Ints) -> Mask:
    """Which shares differ from that of all others together, with false discoveries controlled."""
    total, whole = some.sum(), every.sum()
    others, of_others = total - some, whole - every
    known = (every > 0) & (of_others > 0)
    one, two = np.maximum(every, 1), np.maximum(of_others, 1)
    pooled = total / max(int(whole), 1)
    spread = np.sqrt(pooled * (1 - pooled) * (1 / one + 1 / two))
    z = np.where(known & (spread > 0), (some / one - others / two) / np.maximum(spread, 1e-300), 0.0)
    return discovered(normal_tails(z), len(some))
