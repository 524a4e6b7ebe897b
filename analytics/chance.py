"""Probabilities: tails of the normal and of Student's t, and the control of false discoveries."""

import math
from collections.abc import Iterable, Mapping
from functools import cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from analytics.arrays import Mask

Floats = NDArray[np.float64]

FALSE_DISCOVERIES = 0.05
"""Of what is called changed or different, at most so much is not."""
Z_POWER = 0.8416212335729143
"""The standard normal quantile of 80%."""


def normal_tail(z: float) -> float:
    """The probability of being at least this far from 0 on either side."""
    return math.erfc(abs(z) / math.sqrt(2))


def normal_tails(z: Floats) -> Floats:
    """The probability of each to be at least this far from 0 on either side. It needs no scipy, for pages open fast."""
    return np.array([normal_tail(one) for one in z.tolist()], dtype=np.float64)


def normal_quantile(tail: float) -> float:
    """How far from 0 the standard normal is with probability ``tail`` on both sides together."""
    return NormalDist().inv_cdf(1 - tail / 2)


def student_tail(t: float, df: int) -> float:
    """The same of Student's t with ``df`` degrees of freedom (Abramowitz and Stegun 26.7.3 and 26.7.4)."""
    angle = math.atan2(abs(t), math.sqrt(df))
    cosine, sine = math.cos(angle), math.sin(angle)
    term, total = (cosine, cosine) if df % 2 else (1.0, 1.0)
    for step in range(3 if df % 2 else 2, df - 1, 2):
        term *= (step - 1) / step * cosine**2
        total += term
    inside = 2 / math.pi * (angle + (sine * total if df > 1 else 0.0)) if df % 2 else sine * total
    return max(0.0, 1 - inside)


@cache
def student_quantile(tail: float, df: int) -> float:
    """How far from 0 Student's t is with probability ``tail`` on both sides together."""
    low, high = 0.0, 1e6
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if student_tail(middle, df) > tail else (low, middle)
    return high


def discovered(p_values: Floats, tested: int, rate: float = FALSE_DISCOVERIES) -> Mask:
    """Which hypotheses fall at a false discovery rate, of ``tested`` in all (Benjamini and Hochberg 1995)."""
    order = np.argsort(p_values, kind="stable")
    passed = np.flatnonzero(p_values[order] <= rate * np.arange(1, len(order) + 1) / max(tested, 1))
    found = np.zeros(len(p_values), dtype=bool)
    if len(passed):
        found[order[: passed[-1] + 1]] = True
    return found


def false_discovery(p_values: Mapping[str, float]) -> dict[str, float]:
    """The q-value of each p-value (Benjamini and Hochberg 1995)."""
    ranked = sorted(p_values, key=lambda name: p_values[name], reverse=True)
    q_values, least = {}, 1.0
    for place, name in enumerate(ranked):
        least = min(least, p_values[name] * len(ranked) / (len(ranked) - place))
        q_values[name] = least
    return q_values


def level_of(q_values: Iterable[float]) -> float:
    """The level at which tests and intervals of a family agree (Benjamini and Yekutieli 2005).

    What Benjamini and Hochberg call changed has a p-value of at most R / m of the false discoveries allowed, where R of
    m are called so, and what they do not has a larger one. With intervals at that level those of the changed leave out
    0, those of the others do not, and of the changed at most so many intervals miss the truth. (With R = 0: 1 / m.)
    """
    every = list(q_values)
    return FALSE_DISCOVERIES * max(1, sum(q <= FALSE_DISCOVERIES for q in every)) / max(1, len(every))
