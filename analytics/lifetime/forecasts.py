"""A forecast of what each customer will do in the next days, whoever made it, and the plain ways to make one."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.lifetime.log import Floats
from analytics.lifetime.past import Evening, Past

BINS = 20


class Forecast(Struct, frozen=True, eq=False):
    """For each customer of a summary, in so many days after its day."""

    chance: Floats
    """[m] of buying at all."""
    times: Floats
    """[m] purchases to be expected."""
    spend: Floats
    """[m] amount to be expected."""


def own_rate(past: Past, day: int, days: int) -> Forecast:
    """Everybody goes on at their own rate: repeat purchases so far, per day since the first one."""
    known = past.evening(day).known
    times = known.repeats / np.maximum(known.age, 1.0) * days
    return Forecast(-np.expm1(-times), times, times * known.spent / (known.repeats + 1))


def by_recency(past: Past, day: int, days: int) -> Forecast:
    """As those did who had stayed away as long: learnt by what became of them in the days before.

    Groups of equal size by days since the last purchase. Where nobody could be watched yet, everybody
    is taken to go on at their own rate.
    """
    then, now = past.evening(day - days), past.evening(day)
    came = past.bought(day - days, days)
    if not len(then.known):
        return own_rate(past, day, days)
    edges = np.unique(np.quantile(then.known.since, np.linspace(0, 1, BINS + 1)[1:-1]))
    edges = edges[edges < then.known.since.max()]  # somebody was in the last group, too
    group, place = np.searchsorted(edges, then.known.since), np.searchsorted(edges, now.known.since)
    chance = _means(group, (came.times > 0).astype(np.float64), len(edges) + 1)[place]
    times = _means(group, came.times.astype(np.float64), len(edges) + 1)[place]
    return Forecast(chance, times, times * now.known.spent / (now.known.repeats + 1))


def by_model(evening: Evening, first_coin: int, days: int) -> Forecast:
    """By BG/NBD or MBG/NBD, with Gamma-Gamma for the amounts."""
    from analytics.lifetime.forecast import chance, expected

    model, seen = evening.fits[first_coin].model, evening.seen
    times = expected(model, seen, float(days))
    return Forecast(chance(model, seen, float(days)), times, times * evening.mean_spend)


def _means(group: Ints, values: Floats, groups: int) -> Floats:
    """The mean of each group, an empty or small one drawn to the mean of all."""
    counts = np.bincount(group, minlength=groups)
    sums = np.bincount(group, weights=values, minlength=groups)
    found: Floats = (sums + values.mean()) / (counts + 1)
    return found
