"""The days that may be compared: finished ones only, as many on both sides, weighed by their weekdays."""

from datetime import timedelta

import numpy as np
from msgspec import Struct

from analytics import holidays
from analytics.arrays import Ints
from analytics.asked import Asked
from analytics.finished import finished_days, weekday_counts
from analytics.local_time import weekdays
from analytics.period import Period
from analytics.slice import Slice
from storage.derive import paid
from storage.facts import Facts
from storage.words import Words

_LOOK_BACK = timedelta(days=182)
"""Weekdays are weighed by half a year: longer ago people may have bought on other days."""


class Windows(Struct, frozen=True):
    """Both sides of a comparison, cut to days that are over."""

    now: Slice
    before: Slice
    ratio: float
    """How much more the days of ``now`` sell by their number and weekdays alone; 1 where both are alike."""
    cut: bool
    """Days that are not over were left out, and as many of the comparison."""


def windows(asked: Asked) -> Windows | Words:
    """What can be compared of a question; else why nothing can."""
    if asked.unknown is not None:
        return asked.unknown
    if asked.before is None or asked.comparison is None:
        return asked.before_unknown or Words("没有选对比期。", "No comparison was chosen.")
    facts, period = asked.facts, asked.question.period
    over, before = finished_days(facts, period), finished_days(facts, asked.comparison)
    if over is None or over.first != period.first:
        return Words("本期还没有一整天。", "No day of the period is over.")
    if before is None or before != asked.comparison:
        return Words("对比期只有部分数据。", "Only part of the comparison is in the data.")
    if over == period:
        return Windows(asked.now, asked.before, days_ratio(facts, period, before), cut=False)
    before = Period(before.first, min(before.last, before.first + (over.last - over.first)))
    filters = asked.question.filters
    now, then = Slice(facts, over, filters), Slice(facts, before, filters)
    return Windows(now, then, days_ratio(facts, over, before), cut=True)


def days_ratio(facts: Facts, now: Period, before: Period) -> float:
    """What the days of ``now`` sell against those of ``before`` if every weekday sells as it did lately."""
    here, there = weekday_counts(now), weekday_counts(before)
    if here == there:
        return 1.0
    weights = _weekday_weights(facts, now)
    return float(np.dot(here, weights) / np.dot(there, weights))


def weekdays_apart(compared: Windows) -> float:
    """How much more one day of ``now`` sells than one of ``before`` by its weekday alone."""
    return compared.ratio * len(compared.before.period) / len(compared.now.period)


def _weekday_weights(facts: Facts, period: Period) -> tuple[float, ...]:
    """Orders on each weekday of the half year up to the end of the period; 1 on average."""
    last = period.last
    stretch = Period(min(last - _LOOK_BACK, period.first), last)
    orders = paid(facts)
    days = facts.derived("weekdays of paid orders", lambda facts: weekdays(orders.at, facts.shop.zone).astype(np.int8))
    counts: Ints = np.bincount(days[slice(*orders.between(*stretch.bounds(facts.shop.zone)))], minlength=7)
    there_are = np.array(weekday_counts(finished_days(facts, stretch) or stretch))
    # One average day more on each weekday: a shop of two weeks does not know its Sundays.
    average = counts.sum() / max(1, there_are.sum())
    each = (counts + average) / (there_are + 1)
    return tuple((each / max(each.mean(), np.finfo(np.float64).tiny)).tolist()) if counts.sum() else (1.0,) * 7


def holidays_named(facts: Facts, now: Period, before: Period) -> Words | None:
    """Which holidays make the two sides unlike; None if none does."""
    kinds = holidays.uneven(facts.shop, now, before)
    if not kinds:
        return None
    zh, en = "、".join(kind.name.zh for kind in kinds), ", ".join(kind.name.en for kind in kinds)
    return Words(f"本期和对比期赶上{zh}的日子不同。", f"The two periods hold different days around {en}.")
