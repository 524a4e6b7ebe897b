"""Gamma-Gamma: how much a customer spends per purchase, drawn towards what others spend.

Amounts of one customer are Gamma(p, v), and v ~ Gamma(q, gamma) over customers; how often somebody comes is taken to
say nothing about how much. Fader, P.; Hardie, B. (2013): The Gamma-Gamma Model of Monetary Value.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.lifetime.log import Floats

_BOUND = 12.0
_LEAST_Q = 1.01
"""With q up to 1 the mean amount over customers would not exist."""


class GammaGamma(Struct, frozen=True):
    """The parameters, ``gamma`` in the unit of the amounts."""

    p: float
    q: float
    gamma: float
    log_likelihood: float


def spend_fit(count: Ints, mean: Floats) -> GammaGamma:
    """Maximum likelihood from customers' numbers of purchases and mean amounts, [m] each, all above 0."""
    from scipy.optimize import minimize

    scale = float(np.median(mean))
    scaled = mean / scale

    def falling(logs: Floats) -> tuple[float, Floats]:
        value, slope = _log_likelihood(np.exp(logs), count, scaled)
        return -value / len(count), -slope * np.exp(logs) / len(count)

    bounds = [(-_BOUND, _BOUND), (np.log(_LEAST_Q), _BOUND), (-_BOUND, _BOUND)]
    found = minimize(
        falling, np.log([3.0, 3.0, 1.0]), jac=True, method="L-BFGS-B", bounds=bounds,
        options={"ftol": 1e-14, "gtol": 1e-9},
    )  # fmt: skip
    p, q, gamma = np.exp(found.x).tolist()
    return GammaGamma(p, q, gamma * scale, float(-found.fun - np.log(scale)) * len(count))


def mean_spend(model: GammaGamma, count: Ints, mean: Floats) -> Floats:
    """[m] the amount expected per purchase, from purchases so far (at least one) and their mean."""
    found: Floats = model.p * (model.gamma + count * mean) / (model.p * count + model.q - 1)
    return found


def _log_likelihood(values: Floats, count: Ints, mean: Floats) -> tuple[float, Floats]:
    from scipy.special import digamma, gammaln

    p, q, gamma = values
    shape, total = p * count, gamma + count * mean
    logs = np.log(mean) + np.log(count)
    value = gammaln(shape + q) - gammaln(shape) - gammaln(q) + q * np.log(gamma) + shape * logs - np.log(mean)
    value = float(np.sum(value - (shape + q) * np.log(total)))
    of_both = digamma(shape + q)
    slope = np.array(
        [
            np.sum(count * (of_both - digamma(shape) + logs - np.log(total))),
            np.sum(of_both - digamma(q) + np.log(gamma) - np.log(total)),
            np.sum(q / gamma - (shape + q) / total),
        ]
    )
    return value, slope
