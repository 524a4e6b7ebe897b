"""What becomes of newcomers of group-buys: do they buy again as often as other newcomers of the same months.

Only newcomers whose whole window lies in the data are counted. The others are weighted as the newcomers of group-buys
are spread over the months: a sale brings many of both, and its newcomers are not like those of a quiet month.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.intervals import gap, share
from analytics.local_time import DAY
from analytics.result import Estimate

Floats = NDArray[np.float64]

LEAST = 30
"""Newcomers on each side below which nothing is said."""


class Newcomers(Struct, frozen=True, eq=False):
    """One value per person, of the first order each paid."""

    at: Ints
    month: Codes
    by_group: Mask
    again: Ints
    """When the next order was paid; the largest number there is for those who paid none."""


class Aftermath(Struct, frozen=True):
    """Within some days of the first order."""

    days: int
    newcomers: int
    """Of group-buys, in months in which there were others too."""
    bought_again: int
    others: int
    again: Estimate
    usual: Estimate
    """Of the others, weighted to the same months."""
    more: Estimate
    """By how much newcomers of group-buys came again more often."""


def aftermath(people: Newcomers, days: int, until: int) -> Aftermath | None:
    """The comparison for a window; None where too few can be watched for all of it."""
    seen = people.at + days * DAY <= until
    came = people.again[seen] - people.at[seen] <= days * DAY
    month = people.month[seen] - int(people.month.min(initial=0))
    kind = 4 * month + 2 * people.by_group[seen] + came
    counts = np.bincount(kind, minlength=4 * (int(month.max(initial=0)) + 1)).reshape(-1, 4)
    ours, theirs = counts[:, 2] + counts[:, 3], counts[:, 0] + counts[:, 1]
    came_ours, came_theirs = counts[:, 3], counts[:, 1]
    both = (ours > 0) & (theirs > 0)
    many, others = int(ours[both].sum()), int(theirs[both].sum())
    if many < LEAST or others < LEAST:
        return None
    bought = int(came_ours[both].sum())
    again, usual = share(bought, many), _weighted(came_theirs[both], theirs[both], ours[both] / many)
    assert again is not None
    return Aftermath(days, many, bought, others, again, usual, gap(again, usual))


def _weighted(some: Ints, every: Ints, weight: Floats) -> Estimate:
    """A weighted mean of shares, with the interval of a plain share that is known as well."""
    parts = some / every
    value = float((weight * parts).sum())
    smooth = (some + 0.5) / (every + 1)
    variance = float((weight**2 * smooth * (1 - smooth) / every).sum())
    middle = min(max(value, 1e-9), 1 - 1e-9)
    many = max(1, round(max(middle * (1 - middle), 1e-6) / variance))
    around = share(round(value * many), many)
    assert around is not None
    return Estimate(value, min(around.low, value), max(around.high, value))
