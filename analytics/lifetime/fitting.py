"""Fitting: the parameters under which what was seen is likeliest, and how sure they are."""

from collections.abc import Callable

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from analytics.lifetime.log import Floats
from analytics.lifetime.nbd import Nbd, Watched, log_likelihood
from analytics.lifetime.summary import Summary

BG, MBG = 0, 1
"""``first_coin`` of either model."""
NAMES = {BG: "BG/NBD", MBG: "MBG/NBD"}
_BOUND = 12.0  # of the log of a parameter, in units of the mean time watched: beyond, the data say "none at all"
MANY = 10_000
"""Customers that are enough for parameters to begin with."""


class Fit(Struct, frozen=True, eq=False):
    """A fitted model."""

    model: Nbd
    log_likelihood: float
    covariance: Floats
    """[4, 4] of the logs of r, alpha, a, b."""


def watched(known: Summary, unit: float = 1.0) -> Watched:
    """A summary as the models want it; ``unit`` days are one unit of time.

    Who first bought on the last day itself was watched for half a day.
    """
    return Watched(known.repeats, known.recency / unit, np.maximum(known.age, 0.5) / unit)


def fit(seen: Watched, first_coin: int) -> Fit:
    """Maximum likelihood. Of many customers some are looked at first, for parameters to begin with."""
    from scipy.optimize import minimize

    scale = float(seen.watched.mean())
    scaled = Watched(seen.repeats, seen.recency / scale, seen.watched / scale)
    begin = np.log([0.5, 0.5, 1.0, 3.0])
    if len(seen) >= 2 * MANY:
        some = slice(None, None, len(seen) // MANY)
        first = fit(Watched(scaled.repeats[some], scaled.recency[some], scaled.watched[some]), first_coin)
        begin = np.log(first.model.values)

    def falling(logs: Floats) -> tuple[float, Floats]:
        model = _model(logs, first_coin)
        value, slope = log_likelihood(model, scaled)
        return -value / len(seen), -slope * model.values / len(seen)

    bounds = [(-_BOUND, _BOUND)] * 4
    found = minimize(falling, begin, jac=True, method="L-BFGS-B", bounds=bounds, options={"ftol": 1e-14, "gtol": 1e-9})
    covariance = _covariance(lambda logs: falling(logs)[1] * len(seen), found.x)
    # the likelihood of times in the unit asked for: x densities per customer were taken in another unit
    value = float(-found.fun * len(seen) - float(seen.repeats.sum()) * np.log(scale))
    model = _model(found.x, first_coin)
    return Fit(replace(model, alpha=model.alpha * scale), value, covariance)


def _model(logs: Floats, first_coin: int) -> Nbd:
    r, alpha, a, b = np.exp(logs).tolist()
    return Nbd(r, alpha, a, b, first_coin)


def _covariance(slope: Callable[[Floats], Floats], at: Floats) -> Floats:
    """The inverse of the observed information, by central differences of the gradient."""
    step = 1e-4
    rows = [(slope(at + step * unit) - slope(at - step * unit)) / (2 * step) for unit in np.eye(len(at))]
    information = (np.array(rows) + np.array(rows).T) / 2
    values, vectors = np.linalg.eigh(information)
    found: Floats = (vectors / np.maximum(values, 1e-3)) @ vectors.T  # a flat direction is unsure, not infinite
    return found
