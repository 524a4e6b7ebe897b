"""How good a forecast was: does it rank, are its chances true, does it find the money. Each with its interval."""

import math

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints, Mask
from analytics.intervals import Z95, share
from analytics.lifetime.log import Floats
from analytics.result import Estimate

TOP = 0.2
"""Of the customers, whose part in the money is looked at."""
BINS = TENTHS = 10


class Bin(Struct, frozen=True):
    """Customers of whom much the same was said."""

    said: float
    """The mean chance."""
    came: Estimate
    """The part that came."""
    customers: int


def auc(score: Floats, came: Mask) -> Estimate | None:
    """The chance that one who came had the higher score than one who did not, ties half; None where all are alike.

    Interval: DeLong, E.; DeLong, D.; Clarke-Pearson, D. (1988), Biometrics 44, 837-845.
    """
    placed = _placements(score, came)
    if placed is None:
        return None
    inside, outside = placed
    value = float(inside.mean())
    reach = Z95 * math.sqrt(_variance(inside) + _variance(outside))
    return Estimate(value, max(0.0, value - reach), min(1.0, value + reach))


def auc_gain(score: Floats, other: Floats, came: Mask) -> Estimate | None:
    """How much higher the AUC of one score is than that of another for the same customers (DeLong, paired)."""
    one, two = _placements(score, came), _placements(other, came)
    if one is None or two is None:
        return None
    value = float(one[0].mean() - two[0].mean())
    reach = Z95 * math.sqrt(_variance(one[0] - two[0]) + _variance(one[1] - two[1]))
    return Estimate(value, value - reach, value + reach)


def mean_of(values: Floats) -> Estimate:
    """A mean over customers, [m] with m above 1, with its normal interval."""
    value, reach = float(values.mean()), Z95 * math.sqrt(_variance(values))
    return Estimate(value, value - reach, value + reach)


def squared_error(chance: Floats, came: Mask) -> Floats:
    """[m] of which the mean is the Brier score."""
    found: Floats = (chance - came) ** 2
    return found


def captured(forecast: Floats, amount: Floats, part: float = TOP) -> Estimate | None:
    """The part of all money that came from the customers with the highest forecasts; None where none came.

    Interval: the share linearised over customers. One more customer moves the sums, and also who is among the first,
    which is worth what those at the edge pay.
    """
    total = float(amount.sum())
    if total <= 0:
        return None
    order = np.argsort(-forecast, kind="stable")
    size = _first(part, len(amount))
    top = np.zeros(len(amount))
    top[order[:size]] = 1.0
    value = float(amount[order[:size]].sum() / total)
    near = max(1, len(amount) // 20)
    edge = float(amount[order[max(0, size - near) : size + near]].mean())
    moved = (top - value) * amount - edge * (top - size / len(amount))
    reach = Z95 * math.sqrt(float((moved**2).sum())) / total
    return Estimate(value, max(0.0, value - reach), min(1.0, value + reach))


def lift(forecast: Floats, amount: Floats) -> tuple[float, ...]:
    """The part of all money that came from the first tenth by forecast, the first two tenths, and so on; 0 of none."""
    total = max(float(amount.sum()), 1e-9)
    caught = np.cumsum(amount[np.argsort(-forecast, kind="stable")])
    ends = [_first(tenth / TENTHS, len(amount)) for tenth in range(1, TENTHS + 1)]
    return tuple(float(caught[end - 1] / total) for end in ends)


def calibration(chance: Floats, came: Mask) -> tuple[Bin, ...]:
    """Customers in order of what was said, in groups of equal size, and how many of each came."""
    order = np.argsort(chance, kind="stable")
    found = []
    for some in np.array_split(order, min(BINS, len(order))):
        part = share(int(came[some].sum()), len(some))
        if part is not None:
            found.append(Bin(float(chance[some].mean()), part, len(some)))
    return tuple(found)


def _first(part: float, every: int) -> int:
    """How many customers are a part of all."""
    return max(1, round(part * every))


def _placements(score: Floats, came: Mask) -> tuple[Floats, Floats] | None:
    """For each who came the part of the others that lies below, for each of the others the part of them above."""
    inside, outside = np.sort(score[came]), np.sort(score[~came])
    if not len(inside) or not len(outside):
        return None
    return _below(score[came], outside), 1 - _below(score[~came], inside)


def _below(values: Floats, ascending: Floats) -> Floats:
    left: Ints = np.searchsorted(ascending, values, "left")
    right: Ints = np.searchsorted(ascending, values, "right")
    found: Floats = (left + right) / (2 * len(ascending))
    return found


def _variance(values: Floats) -> float:
    """Of the mean of values."""
    return float(values.var(ddof=1)) / len(values) if len(values) > 1 else 0.0
