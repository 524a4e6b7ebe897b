"""How far the money of single customers may lie from what is expected: the quantiles of what the model says, exactly.

Of a customer who is there, purchases within a time are the smaller of a Poisson number, l ~ Gamma(r+x, alpha+T), and
of the toss on which a coin with p ~ Beta(a, b+c) sends them away. So n or more come with the chance

    I(t / (alpha+T+t); n, r+x)  *  B(a, b+c+n-1) / B(a, b+c)

and n purchases after k so far cost (gamma + spent) times a beta prime variate of p n and q + p k (Fader and Hardie
2013). What a customer may spend then has a distribution in closed form, of which the quantiles are found by halving.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from analytics.lifetime.gamma_gamma import GammaGamma
from analytics.lifetime.log import Floats
from analytics.lifetime.nbd import Nbd, Watched

TAIL = 0.025
"""On either side of the interval."""
_MOST, _LEAST = 400, 1e-5
"""Purchases that are reckoned with, and the chance below which a number of them is left out."""
_HALVINGS = 40


def span(
    model: Nbd, seen: Watched, there: Floats, spend: GammaGamma, total: Floats, time: float
) -> tuple[Floats, Floats]:
    """([m], [m]): the money of 95% of all futures lies between. ``there``: the chance that each is still a customer.

    ``total`` is what each has spent so far, over ``seen.repeats + 1`` purchases.
    """
    who, times, weight = _numbers(model, seen, there, time)
    shape, other = spend.p * times, spend.q + spend.p * (seen.repeats[who] + 1)

    def above(part: Floats) -> Floats:
        """[m] the chance to spend more than gamma + spent times part / (1 - part)."""
        from scipy.special import betainc

        more = weight * (1 - betainc(shape, other, part[who]))
        return np.bincount(who, weights=more, minlength=len(seen)).astype(np.float64)

    ends = (_where(above, 1 - TAIL, len(seen)), _where(above, TAIL, len(seen)))
    low, high = (part / np.maximum(1 - part, 1e-12) * (spend.gamma + total) for part in ends)
    return low, high


def _where(above: Callable[[Floats], Floats], chance: float, size: int) -> Floats:
    """[m] the part that is exceeded with a chance; 0 where even nothing is not exceeded so often."""
    low, high = np.zeros(size), np.ones(size)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        often = above(middle) > chance
        low, high = np.where(often, middle, low), np.where(often, high, middle)
    found: Floats = np.where(above(np.zeros(size)) > chance, (low + high) / 2, 0.0)
    return found


def _numbers(
    model: Nbd, seen: Watched, there: Floats, time: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    """Customer, purchases and their chance, for every number of purchases that is worth reckoning with."""
    from scipy.special import betainc, betaln

    coins = np.maximum(model.b + seen.repeats + model.first_coin, 1e-9)
    share, rate = time / (model.alpha + seen.watched + time), model.r + seen.repeats
    left = np.arange(len(seen))
    parts = []
    now = there * betainc(1, rate, share)
    for number in range(1, _MOST + 1):
        tail = betainc(number + 1, rate[left], share[left])
        further = there[left] * tail * np.exp(betaln(model.a, coins[left] + number) - betaln(model.a, coins[left]))
        parts.append((left, np.full(len(left), number), now - further))
        kept = further > _LEAST
        left, now = left[kept], further[kept]
        if not len(left):
            break
    who, times, weight = (np.concatenate(column) for column in zip(*parts, strict=True))
    return who, times, weight
