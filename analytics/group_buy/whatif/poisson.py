"""Poisson numbers of groups: their mean under a bound, and numbers at quantiles, many at a time."""

import numpy as np

from analytics.group_buy.whatif.past import Floats

_NODES = ((0.0, 2 / 3), (-(3**0.5), 1 / 6), (3**0.5, 1 / 6))
"""Of Gauss and Hermite: means over a normal variable."""
_FEW = 12.0
"""Below this mean a number is drawn exactly."""
_POINTS = 600


def at_most(mean: Floats, most: Floats, luck: float = 0.0) -> Floats:
    """The mean of the smaller of a Poisson number and a bound per row.

    ``mean`` is itself the mean of a lognormal number, with ``luck`` as the variance of its logarithm. Few bounds
    differ, so each is worked out at some points and read off between them.
    """
    found: Floats = mean.copy()
    for bound in np.unique(most[np.isfinite(most)]).tolist():
        rows = most == bound
        end = (bound + 10 * np.sqrt(bound) + 20) * np.exp(np.sqrt(3 * luck))
        points = np.linspace(0, end, _POINTS)
        found[rows] = np.interp(mean[rows], points, _bounded(points, bound, luck), right=bound)
    return found


def _bounded(mean: Floats, bound: float, luck: float) -> Floats:
    """E min(N, c) = m P(N <= c - 2) + c P(N >= c), over the luck."""
    from scipy.special import pdtr, pdtrc  # scipy takes its time to import

    found = np.zeros_like(mean)
    for node, part in _NODES:
        m = mean * np.exp(np.sqrt(luck) * node - luck / 2)
        below = pdtr(bound - 2, m) if bound >= 2 else np.zeros_like(m)
        found += part * (m * below + (bound * pdtrc(bound - 1, m) if bound >= 1 else 0.0))
    return found


def poisson_at(mean: Floats, where: Floats) -> Floats:
    """Poisson numbers at quantiles: exact for small means, by Cornish-Fisher for large ones; rises with the mean."""
    from scipy.special import ndtri

    z = ndtri(where)
    large = np.floor(mean + z * np.sqrt(mean) + (z**2 - 1) / 6 + (z - z**3) / 72 / np.sqrt(np.maximum(mean, 1)) + 0.5)
    small = mean < _FEW
    large[small] = _counted(mean[small], np.broadcast_to(where, mean.shape)[small])
    return np.asarray(np.maximum(large, 0.0))


def _counted(mean: Floats, where: Floats) -> Floats:
    """How often the distribution function lies below a quantile."""
    count, term = np.zeros(len(mean)), np.exp(-mean)
    total = term.copy()
    for n in range(1, 50):
        beyond = where > total
        if not beyond.any():
            break
        count += beyond
        term = term * mean / n
        total += term
    return count
