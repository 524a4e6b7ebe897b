"""A customer's own rhythm: how long the gaps between purchases are, and from when on it is broken.

The gaps of somebody who buys at an even chance every day are exponential. Of n of them the mean is m; the next one is
longer than c m with the chance (1 + c / n)^-n, so that nine in ten are shorter than n (10^(1/n) - 1) times m: 3.5 times
for three gaps, 2.3 for very many. Of fewer than three no rhythm is told.
"""

import numpy as np

from analytics.lifetime.forecast import expected
from analytics.lifetime.log import Floats, PurchaseLog
from analytics.lifetime.nbd import Nbd, Watched
from analytics.lifetime.summary import Summary

LEAST_GAPS = 3
"""Gaps that make a rhythm."""


def own_gaps(known: Summary) -> Floats:
    """[m] the mean of the customer's own gaps, days; nan of fewer than three."""
    found: Floats = np.where(known.repeats >= LEAST_GAPS, known.recency / np.maximum(known.repeats, 1), np.nan)
    return found


def late_after(known: Summary) -> Floats:
    """[m] days since the last purchase that nine in ten of the customer's next gaps are shorter than; nan of few."""
    gaps = np.maximum(known.repeats, 1)
    found: Floats = own_gaps(known) * gaps * np.expm1(np.log(10) / gaps)
    return found


def comeback(log: PurchaseLog, day: int) -> float:
    """The median of the days from the first purchase to the second, of those who came twice by ``day``; 0 of none."""
    kept = log.day <= day
    who, when = log.customer[kept], log.day[kept]
    place = np.arange(len(who)) - np.searchsorted(who, who, "left")
    second = np.flatnonzero(place == 1)
    return float(np.median(when[second] - when[second - 1])) if len(second) else 0.0


def just_after(model: Nbd, seen: Watched, time: float) -> Floats:
    """[m] purchases that were to be expected within ``time`` on the evening of the last purchase itself."""
    return expected(model, Watched(seen.repeats, seen.recency, np.maximum(seen.recency, 0.5)), time)
