"""Pareto/NBD (Schmittlein, Morrison, Colombo 1987): the classic that BG/NBD stands in for, as a peer.

Customers buy at rates l ~ Gamma(r, alpha) and leave at rates m ~ Gamma(s, beta), at any time. The likelihood is that of
Fader and Hardie (2005), A Note on Deriving the Pareto/NBD Model, eq. 21 to 24, in logs.
"""

import numpy as np

from analytics.lifetime.log import Floats
from analytics.lifetime.nbd import Watched


def fit(seen: Watched) -> tuple[list[float], float]:
    """r, alpha, s, beta, and the log-likelihood."""
    from scipy.optimize import minimize

    def falling(logs: Floats) -> float:
        return -_log_likelihood(*np.exp(logs).tolist(), seen)

    found = minimize(falling, np.log([0.5, 10.0, 0.5, 10.0]), method="Nelder-Mead",
                     options={"maxiter": 4_000, "fatol": 1e-7, "xatol": 1e-7})  # fmt: skip
    return np.exp(found.x).tolist(), -float(found.fun)


def _log_likelihood(r: float, alpha: float, s: float, beta: float, seen: Watched) -> float:
    from scipy.special import gammaln

    x, t, end = seen.repeats, seen.recency, seen.watched
    shared = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
    still = -(r + x) * np.log(alpha + end) - s * np.log(beta + end)
    left = np.log(s) - np.log(r + s + x) + _log_difference(r, alpha, s, beta, x, t, end)
    return float((shared + np.logaddexp(still, left)).sum())


def _log_difference(r: float, alpha: float, s: float, beta: float, x: Floats, t: Floats, end: Floats) -> Floats:
    """The log of A0: what the customers contribute who left between their last purchase and the end."""
    from scipy.special import hyp2f1

    larger, apart = max(alpha, beta), abs(alpha - beta)
    second = s + 1 if alpha >= beta else r + x

    def part(time: Floats) -> Floats:
        series = hyp2f1(r + s + x, second, r + s + x + 1, apart / (larger + time))
        found: Floats = np.log(series) - (r + s + x) * np.log(larger + time)
        return found

    early, late = part(t), part(end)
    found: Floats = early + np.log(np.maximum(-np.expm1(late - early), 1e-300))
    return found
