"""Averages over rates and chances to leave by a fine grid: slow, plain, and nothing of the program in it."""

from collections.abc import Callable

import numpy as np
from scipy.stats import beta, gamma

from analytics.lifetime.log import Floats
from analytics.lifetime.nbd import Nbd

POINTS = 1_500


def averaged(model: Nbd, story: Callable[[Floats, Floats], Floats]) -> float:
    """The mean of story(rate, chance to leave) over all customers of a model."""
    middles = (np.arange(POINTS) + 0.5) / POINTS
    nodes = np.sin(middles * np.pi / 2) ** 2  # dense at both ends, where rates are near 0 and very large
    weights = np.pi / 2 * np.sin(np.pi * middles) / POINTS
    rates = gamma(model.r, scale=1 / model.alpha).ppf(nodes)[:, None]
    chances = beta(model.a, model.b).ppf(nodes)[None, :]
    return float(weights @ story(rates, chances) @ weights)
