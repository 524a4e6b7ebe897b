"""Trends: metrics per bucket of time, beside the comparison's buckets."""

from collections.abc import Sequence

import numpy as np

from analytics.arrays import Ints
from analytics.asked import Asked
from analytics.buckets import Buckets, buckets, grain_for
from analytics.coverage import coverage
from analytics.measure import quotient, read_over, term_for, top_over
from analytics.metric import Metric
from analytics.period import Period
from analytics.result import Selection, Series, Trend
from analytics.selections import on_days, selection
from analytics.slice import Slice
from storage.columns import MISSING
from storage.facts import Facts
from storage.words import Words

Values = tuple[int | float | None, ...]


def values_over(cube: Slice, metric: Metric, by: Buckets) -> Values:
    """The metric in each bucket; None where it is unknown: outside the data, or nothing to divide by."""
    edges = by.edges(cube.facts)
    standing = metric.top.part.log.standing
    tops = _standing(cube, metric, edges) if standing else top_over(cube, metric, edges)
    bottoms = read_over(cube, metric.bottom, edges) if metric.bottom and not standing else None
    if isinstance(tops, Words) or isinstance(bottoms, Words):
        return (None,) * len(by.periods)
    values = _divided(tops, bottoms, metric)
    return tuple(value if seen else None for value, seen in zip(values, _seen(cube.facts, by.periods), strict=True))


def _standing(cube: Slice, metric: Metric, edges: Ints) -> Ints | Words:
    """How many stand at the end of each bucket; not told for only some of them, such as the active ones."""
    usable = term_for(cube, metric.top)
    if isinstance(usable, Words):
        return usable
    log = usable.part.log
    if usable.part.where is not None or usable.how == "sum" or metric.bottom is not None:
        return np.full(len(edges) - 1, MISSING)
    cut = cube.ever(log)
    there = cut.at.searchsorted(edges[1:])
    return there if log.until is None else there - np.sort(cut.of(log.until(cube.facts))).searchsorted(edges[1:])


def trend(asked: Asked, metrics: Sequence[Metric], title: Words) -> Trend:
    """The metrics over the period, by day, seven days or month as suits its length."""
    grain = grain_for(asked.question.period)
    now = buckets(asked.question.period, grain)
    before = buckets(asked.before.period, grain) if asked.before else None
    return Trend(
        id="trend",
        title=title,
        grain=grain,
        starts=now.starts,
        previous_starts=before.starts if before else None,
        series=tuple(_series(asked, metric, now, before) for metric in metrics),
        unfinished=now.last_is_short or _unfinished(asked.facts, now.periods[-1]),
    )


def _series(asked: Asked, metric: Metric, now: Buckets, before: Buckets | None) -> Series:
    values = values_over(asked.now, metric, now)
    previous = values_over(asked.before, metric, before) if asked.before and before else None
    return Series(
        metric.id,
        metric.name,
        metric.shown,
        values,
        previous,
        adds=metric.adds,
        rows=_rows(asked.now, metric, now, values),
        previous_rows=_rows(asked.before, metric, before, previous) if asked.before and before and previous else (),
    )


def _rows(cube: Slice, metric: Metric, by: Buckets, values: Values) -> tuple[Selection | None, ...]:
    def behind(period: Period) -> Selection | None:
        if metric.top.part.log.standing:
            return selection(Slice(cube.facts, period, cube.filters), metric.top)
        return on_days(every, period)

    every = selection(cube, metric.top)
    return tuple(None if value is None else behind(period) for period, value in zip(by.periods, values, strict=True))


def _divided(tops: Ints, bottoms: Ints | None, metric: Metric) -> list[int | float | None]:
    if bottoms is None:
        return [None if top == MISSING else top for top in tops.tolist()]
    return [quotient(top, bottom, metric.shown) for top, bottom in zip(tops.tolist(), bottoms.tolist(), strict=True)]


def _seen(facts: Facts, periods: Sequence[Period]) -> list[bool]:
    known = coverage(facts)
    if known is None:
        return [False] * len(periods)
    return [known.first <= period.last and period.first <= known.until_day for period in periods]


def _unfinished(facts: Facts, last: Period) -> bool:
    known = coverage(facts)
    return known is not None and last.last >= known.until_day
