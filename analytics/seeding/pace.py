"""How many friends a fan will reach in the days ahead: the shop's pace, shared out by age and by what each is like.

Whoever reached sixty friends in two years does not reach sixty again because of one sample. Fans of an age are as eager
to reach others as fans of that age were over the last windows; each is so many times more or less eager than that, a
ratio drawn towards 1 (``analytics/network/bringing.py``). What is counted are occasions: four friends who come by one
share on one day are one, and say much less than four days would.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints
from analytics.local_time import DAY
from analytics.network.bringing import Bringing, band_of, bringing_of, there_from

Floats = NDArray[np.float64]
WINDOWS = 4
"""Last windows by which the shop's pace is told: one alone may be a quiet or a busy one."""


class Paces(Struct, frozen=True, eq=False):
    """Friends reached in the window ahead, per person: gamma distributed with ``shape`` and ``rate``."""

    shape: Floats
    rate: Floats
    """Infinite for whom nobody knew of: they reach nobody."""

    @property
    def means(self) -> Floats:
        """The expected number of friends reached."""
        return self.shape / self.rate


def paces_of(who: Codes, at: Ints, since: Ints, until: int, days: int) -> Paces:
    """Paces by who reached somebody and when, all before ``until``, and since when each is known."""
    friends, (who, at) = len(who), _occasions(who, at)
    told = bringing_of(who, at, since)
    start, window = there_from(who, at, since), days * DAY
    span = min(WINDOWS * window, until - int(start.min()))
    looks = [until - (back + 0.5) * span / WINDOWS for back in range(WINDOWS)]
    past = sum(float(_eager(told, start, look).sum()) for look in looks) * span / (WINDOWS * window)
    ahead = _eager(told, start, until + 0.5 * window) * (start < until)
    ahead = ahead * int((at >= until - span).sum()) / max(past, 1e-300) * friends / len(who)
    rate = np.divide(told.shape + told.expected, ahead, out=np.full(len(since), np.inf), where=ahead > 0)
    return Paces(np.asarray(told.shape + told.friends, np.float64), rate)


def _occasions(who: Codes, at: Ints) -> tuple[Codes, Ints]:
    """The first friend of each on each day (of UTC: where a day ends makes no difference)."""
    order = np.lexsort((at, who))
    who, at = who[order], at[order]
    new = np.ones(len(who), np.bool_)
    new[1:] = (who[1:] != who[:-1]) | (at[1:] // DAY != at[:-1] // DAY)
    return who[new], at[new]


def _eager(told: Bringing, start: Ints, moment: float) -> Floats:
    """How eager each is at a moment, by age; 0 for who was not there. Of ages hardly seen: about as eager as all."""
    band, by_age = band_of(int(moment) - start), (told.ties + 1) / (told.chances + 1)
    eager: Floats = np.where(band >= 0, by_age[np.maximum(band, 0)], 0.0)
    return eager
