"""Intervals for what is shown: how far a share could be off by chance alone."""

import math

from analytics.result import Estimate

Z95 = 1.959963984540054
"""The standard normal quantile of 97.5%."""


def share(some: int, every: int) -> Estimate | None:
    """A share with its Wilson score interval at 95% (Wilson 1927); None of nothing.

    Wilson, E. B. (1927): Probable inference, the law of succession, and statistical inference. JASA 22, 209-212.
    """
    if every <= 0:
        return None
    part, square = some / every, Z95 * Z95
    middle = (part + square / (2 * every)) / (1 + square / every)
    reach = Z95 / (1 + square / every) * math.sqrt(part * (1 - part) / every + square / (4 * every * every))
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
