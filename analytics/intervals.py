"""Intervals for what is shown: how far a share, a count or a mean could be off by chance alone."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analytics.chance import normal_quantile, student_quantile
from analytics.result import Estimate

Floats = NDArray[np.float64]

Z95 = 1.959963984540054
"""The standard normal quantile of 97.5%."""


def widened(looks: int) -> float:
    """The normal quantile that keeps 95% over as many looks (Bonferroni): 1.96 for one, 3.29 for fifty."""
    return normal_quantile(0.05 / max(1, looks))


def share(some: int, every: int) -> Estimate | None:
    """A share with its Wilson score interval at 95%; None of nothing."""
    return share_at(some, every, Z95) if every > 0 else None


def share_at(some: int, every: int, z: float) -> Estimate:
    """A share with its Wilson score interval at any width; ``every`` above 0.

    Wilson, E. B. (1927): Probable inference, the law of succession, and statistical inference. JASA 22, 209-212.
    """
    part, square = some / every, z * z
    middle = (part + square / (2 * every)) / (1 + square / every)
    reach = z / (1 + square / every) * math.sqrt(part * (1 - part) / every + square / (4 * every * every))
    low = 0.0 if some == 0 else max(0.0, middle - reach)  # at the ends the sums leave a trace of rounding
    return Estimate(part, low, 1.0 if some == every else min(1.0, middle + reach))


def gap(one: Estimate, other: Estimate) -> Estimate:
    """How far one share lies above another, each with its Wilson interval (Newcombe 1998, method 10).

    Newcombe, R. G. (1998): Interval estimation for the difference between independent proportions. Stat. Med. 17, 873.
    """
    down = math.hypot(one.value - one.low, other.high - other.value)
    up = math.hypot(one.high - one.value, other.value - other.low)
    value = one.value - other.value
    return Estimate(value, value - down, value + up)


def poisson(count: int) -> Estimate:
    """A count with the interval of the mean it may come from."""
    low, high = poisson_bounds(np.array([count], dtype=np.float64))
    return Estimate(count, float(low[0]), float(high[0]))


def to_come(mean: Estimate, scatter: float) -> Estimate:
    """A count that is still to come, whole: of a mean that is not known exactly, about which counts scatter with such a
    variance. Both add up as independent errors do."""
    chance = Z95 * math.sqrt(scatter)
    low, high = (
        mean.value - math.hypot(mean.value - mean.low, chance),
        mean.value + math.hypot(mean.high - mean.value, chance),
    )
    return Estimate(round(mean.value), max(round(low), 0), round(high))


def poisson_bounds(counts: Floats) -> tuple[Floats, Floats]:
    """The 95% intervals of the means that counts may come from, by Byar's approximation (Breslow and Day 1987).

    Within 1% of the exact limits from three on; the lower limit of 0 is 0. It needs no scipy: cards are on the first
    page. ``rates.rate`` has the exact limits.
    """
    return np.where(counts > 0, _byar(np.maximum(counts, 1e-9), -Z95), 0.0), _byar(counts + 1, Z95)


def _byar(counts: Floats, z: float) -> Floats:
    inner = 1 - 1 / (9 * counts) + z / (3 * np.sqrt(counts))
    bound: Floats = counts * np.maximum(inner, 0.0) ** 3
    return bound


def mean(count: int, total: float, squares: float) -> Estimate | None:
    """A mean with its normal 95% interval, from the sum and the sum of squares; None of fewer than two."""
    if count < 2:
        return None
    middle = total / count
    reach = Z95 * math.sqrt(max(squares / count - middle * middle, 0.0) / (count - 1))
    return Estimate(middle, middle - reach, middle + reach)


def mean_gap(one: Estimate, other: Estimate) -> Estimate:
    """How far one mean lies above another, both with normal intervals."""
    reach = math.hypot(one.high - one.value, other.high - other.value)
    value = one.value - other.value
    return Estimate(value, value - reach, value + reach)


def t95(freedom: int) -> float:
    """Student's t for 95%, two-sided, to the three decimals of printed tables: anybody can work the span out again."""
    return round(student_quantile(0.05, freedom), 3)


def one_more(values: Sequence[float]) -> Estimate:
    """Where one more value of the same source lies with 95% probability, around the mean; of two values or more."""
    count = len(values)
    middle = sum(values) / count
    spread = math.sqrt(sum((value - middle) ** 2 for value in values) / (count - 1))
    reach = t95(count - 1) * spread * math.sqrt(1 + 1 / count)
    return Estimate(middle, middle - reach, middle + reach)
