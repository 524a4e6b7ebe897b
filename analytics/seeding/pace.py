"""How many friends a fan reaches in a window: pairs over the time they had, drawn towards what is usual in the shop.

Whoever reached sixty friends in two years does not reach sixty again because of one sample. Counts are Poisson around
the time a fan had, times what is usual, times a ratio of the fan's own; the ratios are gamma distributed around 1 with
a shape fitted to all fans (Clayton and Kaldor 1987, as in ``analytics/network/bringing.py``).
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.local_time import DAY
from analytics.network.bringing import shape_of
from storage.columns import MISSING

Floats = NDArray[np.float64]


class Paces(Struct, frozen=True, eq=False):
    """Friends reached in a window, per person: gamma distributed with ``shape`` and ``rate``."""

    shape: Floats
    rate: Floats
    usual: float
    """Friends that a fan reaches in a window on average."""

    @property
    def means(self) -> Floats:
        """The expected number of friends reached in a window."""
        return self.shape / self.rate


def paces_of(reached: Ints, since: Ints, until: int, days: int) -> Paces:
    """Paces by how many friends each reached and since when each is known; somebody has reached somebody.

    Who has been there for less than a window, or from nobody knows when, counts as there for one: their friends did not
    come of themselves before they did.
    """
    there = np.where(since == MISSING, until - days * DAY, since)
    windows = np.maximum((until - there) / (days * DAY), 1.0)
    usual = float(reached.sum() / windows.sum())
    expected = usual * windows
    spread = shape_of(reached, expected)
    return Paces(np.asarray(spread + reached, np.float64), (spread + expected) / usual, usual)
