"""How many times as many people of a group bought something as would be if the group were like all others."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints, Mask
from analytics.chance import discovered
from analytics.cooperation.shrinkage import drawn_in, mixtures_of
from analytics.rates import JEFFREYS, Floats, shrunk

_MANY = 20
"""Of fewer nothing common is learnt: eight categories of which one is liked leave the others at 0.7, not around 1."""


class Lifts(Struct, frozen=True, eq=False):
    """Of n things: the lift, 1 being no difference, with its 95% interval; NaN where it is not told."""

    value: Floats
    low: Floats
    high: Floats
    real: Mask
    """Which differ beyond chance: 5% false discoveries over all, and the interval leaves out 1."""


def lifts(inside: Ints, every: Ints, part: Floats, kept: Floats, asked: Mask | None = None) -> Lifts:
    """Lifts of n things.

    inside[n] of every[n] buyers are in the group, ``part``[n] would be by chance (between 0 and 1, both excluded);
    ``kept``[n] is the part of the group's people who really belong to it, above 0, the others being like everybody.
    All things tell how lifts are spread; where only some are ``asked``[n] for, those of them that differ are told.
    Counts are taken for Poisson, which is on the safe side of binomial; many lifts are drawn in (``shrinkage.py``),
    false discoveries controlled after Benjamini and Hochberg (1995) over exact binomial tails.
    """
    if not len(inside):
        nothing = np.zeros(0)
        return Lifts(nothing, nothing, nothing, np.zeros(0, dtype=bool))
    expected = every * part
    differ = discovered(tails(inside, every, part), len(inside))
    some = np.arange(len(inside)) if asked is None else np.flatnonzero(asked & differ)
    many = len(inside) >= _MANY
    few = inside[some], expected[some]
    rates = drawn_in(*few, mixtures_of(inside, expected)) if many else shrunk(*few, JEFFREYS)
    told = np.full((3, len(inside)), np.nan)
    told[:, some] = [_undiluted(rate, kept[some]) for rate in (rates.value, rates.low, rates.high)]
    value, low, high = told
    return Lifts(value, low, high, differ & ((low > 1) | (high < 1)))


def tails(inside: Ints, every: Ints, part: Floats) -> Floats:
    """The probability of a binomial number as far out as each of these, on both sides together."""
    from scipy.special import betainc  # scipy takes its time to import

    more = np.where(inside > 0, betainc(np.maximum(inside, 1), every - np.maximum(inside, 1) + 1, part), 1.0)
    fewer = np.where(inside < every, betainc(np.maximum(every - inside, 1), inside + 1, 1 - part), 1.0)
    both: Floats = np.minimum(1.0, 2 * np.minimum(more, fewer))
    return both


def _undiluted(rate: Floats, kept: Floats) -> Floats:
    """The lift of those who belong: what is seen is ``kept`` of it and the rest 1."""
    lift: Floats = np.maximum(0.0, 1 + (rate - 1) / kept)
    return lift
