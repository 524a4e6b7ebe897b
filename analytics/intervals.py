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
    return Estimate(part, max(0.0, middle - reach), min(1.0, middle + reach))
