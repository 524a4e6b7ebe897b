"""How fast pieces sell: per day, with the interval that the unevenness of single sales leaves.

Sales of one piece each would be a Poisson count. A sale of many pieces is one event all the same, so the count that the
interval rests on is (sum of pieces)^2 / (sum of squared pieces): as many as there were sales, if all were alike.

Interval of a Poisson count: Byar's approximation (Rothman, Boice 1979), within 3% of the exact one from 3 events on.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.intervals import Z95

Floats = NDArray[np.float64]


class Pace(Struct, frozen=True, eq=False):
    """Pieces per day, one of each array per product."""

    value: Floats
    low: Floats
    high: Floats


def pace(pieces: Ints, squares: Ints, days: float | Floats) -> Pace:
    """Pieces per day from the pieces of all sales and the sum of their squares, over so many days."""
    sold = np.maximum(pieces, 0).astype(np.float64)
    events = np.where(squares > 0, sold * sold / np.maximum(squares, 1), 0.0)
    each = np.where(events > 0, sold / np.maximum(events, 1e-9), 1.0)  # pieces that one event stands for
    low, high = poisson_bounds(events)
    return Pace(sold / days, each * low / days, each * high / days)


def poisson_bounds(events: Floats) -> tuple[Floats, Floats]:
    """The 95% interval of a Poisson mean of which so many events were seen."""
    return np.where(events > 0, _cubed(np.maximum(events, 1e-9), -Z95), 0.0), _cubed(events + 1, Z95)


def _cubed(events: Floats, z: float) -> Floats:
    inner = 1 - 1 / (9 * events) + z / (3 * np.sqrt(events))
    bound: Floats = events * np.maximum(inner, 0.0) ** 3
    return bound
