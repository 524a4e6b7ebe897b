"""How surprising a deviation is: pure formulas on sums, vectorised; falls and rises count alike."""

import numpy as np

from analytics.diagnosis.search.leaves import Floats
from analytics.diagnosis.search.rules import Direction


def log_lift(actual: Floats, expected: Floats, doubt: float) -> Floats:
    """ln(actual / expected), drawn towards 0 by ``doubt`` (in the unit of the measure) on both sides.

    Sums below 0, as where orders were paid less than their lines say, count as nothing.
    """
    result: Floats = np.log((np.maximum(actual, 0) + doubt) / (np.maximum(expected, 0) + doubt))
    return result


def weight(actual: Floats, expected: Floats, doubt: float, direction: Direction) -> Floats:
    """Excess x log-lift: never below 0, and 0 where the deviation goes the way nobody asked for."""
    excess = actual - expected
    result: Floats = excess * log_lift(actual, expected, doubt)
    if direction == "both":
        return result
    return np.where(excess > 0 if direction == "rise" else excess < 0, result, 0.0)


def evidence(actual: float, expected: float, grain: float, periods: float) -> float:
    """Log-likelihood ratio (nats) of two levels against one, in events of size ``grain``.

    ``expected`` is a mean over so many periods as long as the one looked at: itself a matter of chance unless they are
    many. One event is added to both, so that three orders of something never sold before do not prove infinity.
    """
    seen, due = actual / grain + 1, expected / grain + 1
    if np.isinf(periods):
        return float(seen * np.log(seen / due) - (seen - due))
    level = (seen + periods * due) / (1 + periods)
    return float(seen * np.log(seen / level) + periods * due * np.log(due / level))


def divergence(actual: float, expected: float, all_actual: float, all_expected: float) -> float:
    """The slice's part of the Jensen-Shannon divergence (nats) between the two distributions over all leaves."""
    if all_actual <= 0 or all_expected <= 0:
        return 0.0
    q, p = actual / all_actual, expected / all_expected
    middle = (p + q) / 2
    return sum(share * float(np.log(share / middle)) for share in (p, q) if share > 0) / 2
