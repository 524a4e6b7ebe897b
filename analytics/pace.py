"""How fast pieces sell: per day, with the interval that the unevenness of single sales leaves.

Sales of one piece each would be a Poisson count. A sale of many pieces is one event all the same, so the count that the
interval rests on is (sum of pieces)^2 / (sum of squared pieces): as many as there were sales, if all were alike.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.intervals import poisson_bounds

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
