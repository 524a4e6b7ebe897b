"""Adtributor, written from its paper, as the peer of our search.

Bhagwan et al., "Adtributor: Revenue Debugging in Advertising Systems", NSDI 2014: its algorithm for sums, and
its form for measures that are a quotient of two. It names values of one dimension; it cannot name combinations.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Floats = NDArray[np.float64]

T_EP = 0.67
"""How much of the change a set must explain."""
T_EEP = 0.1
"""How much each element of the set must explain."""


class Elements(Struct, frozen=True):
    """One measure by the values of one dimension: forecast and actual."""

    forecast: Floats
    actual: Floats


class Cause(Struct, frozen=True):
    """A set of values of one dimension."""

    dimension: int
    codes: tuple[int, ...]
    explains: float
    surprise: float


def explanatory_power(measure: Elements) -> Floats:
    """Share of the total change per element ; may be below 0 or above 1, sums to 1."""
    result: Floats = (measure.actual - measure.forecast) / (measure.actual.sum() - measure.forecast.sum())
    return result


def quotient_power(top: Elements, bottom: Elements) -> Floats:
    """The same for top / bottom: partial finite differences, normalised to sum to 1."""
    all_top, all_bottom = top.forecast.sum(), bottom.forecast.sum()
    change_top, change_bottom = top.actual - top.forecast, bottom.actual - bottom.forecast
    power = (change_top * all_bottom - change_bottom * all_top) / (all_bottom * (all_bottom + change_bottom))
    result: Floats = power / power.sum()
    return result


def surprise(measure: Elements) -> Floats:
    """Jensen-Shannon term per element, in nats."""
    p, q = measure.forecast / measure.forecast.sum(), measure.actual / measure.actual.sum()
    result: Floats = (_term(p, p + q) + _term(q, p + q)) / 2
    return result


def _term(share: Floats, both: Floats) -> Floats:
    """share x ln(2 share / both), 0 where the share is 0."""
    ratio = np.divide(2 * share, both, out=np.ones(len(share)), where=share > 0)
    result: Floats = share * np.log(ratio)
    return result


def candidate(dimension: int, power: Floats, surprises: Floats) -> Cause | None:
    """The succinct set of one dimension that explains enough: most surprising elements first."""
    codes: list[int] = []
    explains = total = 0.0
    for code in np.argsort(-surprises, kind="stable"):
        if power[code] > T_EEP:
            codes.append(int(code))
            explains += power[code]
            total += surprises[code]
        if explains > T_EP:
            return Cause(dimension, tuple(codes), float(explains), float(total))
    return None


def quotient_causes(dimensions: Sequence[tuple[Elements, Elements]]) -> list[Cause]:
    """Causes of a change of top / bottom, at most one per dimension, the most surprising first."""
    found = [
        candidate(at, quotient_power(top, bottom), surprise(top) + surprise(bottom))
        for at, (top, bottom) in enumerate(dimensions)
    ]
    return sorted((cause for cause in found if cause is not None), key=lambda cause: -cause.surprise)
