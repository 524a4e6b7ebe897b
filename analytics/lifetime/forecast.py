"""What BG/NBD or MBG/NBD expects of each customer: still there, comes again within a time, how often.

Given what was seen, a living customer has l ~ Gamma(r+x, alpha+T) and p ~ Beta(a, b+c), independent. In a time t such
a customer comes (1 - exp(-l p t)) / p times on average, dropping out on the way (Fader, Hardie, Lee 2005, eq. 10 has
the same as a hypergeometric function, which is inaccurate for frequent buyers); over l that is a power, over p it is
integrated by Gauss's rule for the beta distribution.
"""

import numpy as np

from analytics.lifetime.log import Floats
from analytics.lifetime.nbd import Nbd, Watched, log_odds_gone

NODES = 24


def alive(model: Nbd, seen: Watched) -> Floats:
    """[m] the chance that the customer is still there."""
    from scipy.special import expit

    found: Floats = expit(-log_odds_gone(model, seen))
    return found


def chance_if_alive(model: Nbd, seen: Watched, time: float) -> Floats:
    """[m] the chance that a living customer comes at least once within ``time``."""
    found: Floats = -np.expm1((model.r + seen.repeats) * -np.log1p(time / (model.alpha + seen.watched)))
    return found


def chance(model: Nbd, seen: Watched, time: float) -> Floats:
    """[m] the chance that the customer comes at least once within ``time``."""
    return alive(model, seen) * chance_if_alive(model, seen, time)


def expected_if_alive(model: Nbd, seen: Watched, time: float) -> Floats:
    """[m] purchases within ``time`` of a customer who is there now and may leave on the way."""
    if not len(seen):
        return np.zeros(0)
    coins = seen.repeats + model.first_coin
    every, place = np.unique(coins, return_inverse=True)
    nodes, weights = _beta_rules(model.a, model.b, tuple(every.tolist()))
    found = np.zeros(len(seen))
    base, power = model.alpha + seen.watched, model.r + seen.repeats
    for number in range(NODES):
        p = nodes[place, number]
        found += weights[place, number] * -np.expm1(-power * np.log1p(p * time / base)) / p
    return found


def expected(model: Nbd, seen: Watched, time: float) -> Floats:
    """[m] purchases within ``time``."""
    return alive(model, seen) * expected_if_alive(model, seen, time)


def _beta_rules(a: float, b: float, coins: tuple[int, ...]) -> tuple[Floats, Floats]:
    """Nodes and weights, [len(coins), NODES] each, of Gauss's rule for Beta(a, b + c)."""
    rules = [_beta_rule(a, max(b + c, 1e-9)) for c in coins]
    return np.array([nodes for nodes, _ in rules]), np.array([weights for _, weights in rules])


def _beta_rule(a: float, b: float) -> tuple[Floats, Floats]:
    """Golub and Welsch (1969) for Jacobi polynomials; scipy's roots_jacobi overflows for customers of many coins."""
    from scipy.linalg import eigh_tridiagonal

    low, high = b - 1, a - 1
    n = np.arange(1, NODES)
    both = 2 * n + low + high
    middle = np.empty(NODES)
    middle[0] = (high - low) / (low + high + 2)
    middle[1:] = (high**2 - low**2) / (both * (both + 2))
    # for n = 1 the factors n + low + high and both - 1 are the same, and may both be 0
    shared = np.ones(NODES - 1)
    shared[1:] = (n[1:] + low + high) / (both[1:] - 1)
    beside = np.sqrt(4 * n * (n + low) * (n + high) * shared / (both**2 * (both + 1)))
    places, vectors = eigh_tridiagonal(middle, beside)
    return np.maximum((1 + places) / 2, 1e-300), vectors[0] ** 2
