"""What a log tells of each customer beside the summary: whether the rhythm quickens, and what the last purchase was."""

import numpy as np

from analytics.lifetime.log import Floats, PurchaseLog
from analytics.lifetime.summary import Summary

LATELY = (14, 30, 60, 120)  # days back in which purchases are counted


def traits(log: PurchaseLog, known: Summary) -> Floats:
    """[m, k] numbers of each customer, all from days up to the summary's own."""
    kept = log.day <= known.day
    who, when, paid = log.customer[kept], log.day[kept], log.amount[kept]
    counts = known.repeats + 1
    last = np.cumsum(counts) - 1
    before = np.maximum(last - 1, last - counts + 1)
    last_gap = np.where(known.repeats > 0, when[last] - when[before], np.nan)
    mean_gap = np.where(known.repeats > 0, known.recency / np.maximum(known.repeats, 1), np.nan)
    lately = [np.bincount(who[when > known.day - days], minlength=log.customers)[known.who] for days in LATELY]
    mean = known.spent / counts
    columns = [
        known.repeats, known.recency, known.age, known.since, mean_gap, last_gap, known.since / np.maximum(mean_gap, 1),
        mean, paid[last], paid[last] / np.maximum(mean, 1e-9), *lately,
    ]  # fmt: skip
    return np.stack([np.asarray(column, dtype=np.float64) for column in columns], axis=1)
