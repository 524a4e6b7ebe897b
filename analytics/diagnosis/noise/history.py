"""The shop's own ups and downs: how much a number changed between earlier periods that lay just like these two.

Earlier pairs have the same length, the same weekdays and the same distance. Where a holiday acts on one side only, as
many whole weeks without it as both sides have are compared if that is at least half; else the pair is left out.
"""

import math
from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct

from analytics import holidays
from analytics.coverage import coverage
from analytics.diagnosis.noise.chance import student_quantile, student_tail
from analytics.diagnosis.noise.windows import Windows
from analytics.measure import read
from analytics.metric import Metric
from analytics.period import Period
from analytics.slice import Slice
from storage.shop import Shop

LEAST = 4
MOST = 12
"""Earlier pairs looked at, the newest ones."""


class Pair(Struct, frozen=True):
    """An earlier period and what it would have been compared with."""

    now: Slice
    before: Slice


class Spread(Struct, frozen=True):
    """How one number changed in earlier pairs: its natural logarithm, which is about the part by which it changes."""

    deviation: float
    pairs: int

    @property
    def error(self) -> float:
        """The standard error of one more change."""
        return self.deviation * math.sqrt(1 + 1 / self.pairs)

    def tail(self, change: float) -> float:
        """The probability of a logarithmic change as far from 0 by the shop's own ups and downs."""
        return student_tail(change / self.error, self.pairs - 1) if self.error > 0 else 0.0

    def quantile(self, tail: float) -> float:
        """The logarithmic change that is exceeded with probability ``tail``."""
        return student_quantile(tail, self.pairs - 1) * self.error


def earlier_pairs(compared: Windows) -> tuple[Pair, ...]:
    """The pairs before this comparison, newest first; none where there are fewer than ``LEAST``."""
    facts, filters = compared.now.facts, compared.now.filters
    known = coverage(facts)
    assert known is not None, "a comparison lies in the data"
    slices = {compared.before.period: compared.before}
    found: list[Pair] = []
    for now, before in _moved_back(compared.now.period, compared.before.period):
        if before.first <= known.first or len(found) == MOST:  # the very first day may have begun late
            break
        alike = _alike(facts.shop, now, before)
        if alike is not None:
            here, there = (slices.setdefault(days, Slice(facts, days, filters)) for days in alike)
            found.append(Pair(here, there))
    return tuple(found) if len(found) >= LEAST else ()


def spread(pairs: Sequence[Pair], metric: Metric) -> Spread | None:
    """How a metric changed in the pairs; None where too few know it."""
    changes = [change for pair in pairs if (change := _change(pair, metric)) is not None]
    if len(changes) < LEAST:
        return None
    mean = sum(changes) / len(changes)
    variance = sum((change - mean) ** 2 for change in changes) / (len(changes) - 1)
    return Spread(math.sqrt(variance), len(changes))


def _change(pair: Pair, metric: Metric) -> float | None:
    now, before = read(pair.now, metric).value, read(pair.before, metric).value
    if now is None or before is None or now <= 0 or before <= 0:
        return None
    return math.log(now / before)


def _alike(shop: Shop, now: Period, before: Period) -> tuple[Period, Period] | None:
    """The two periods, or as many whole weeks of each as no holiday makes unlike; None if less than half is left."""
    if not holidays.uneven(shop, now, before):
        return now, before
    calm = [_longest(holidays.calm_runs(shop, side)) for side in (now, before)]
    if None in calm:
        return None
    here, there = (run for run in calm if run is not None)
    days = min(len(here), len(there)) // 7 * 7
    if days == 0 or 2 * days < min(len(now), len(before)):
        return None
    length = timedelta(days=days - 1)
    return Period(here.last - length, here.last), Period(there.last - length, there.last)


def _longest(runs: Sequence[Period]) -> Period | None:
    return max(runs, key=len, default=None)


def _moved_back(now: Period, before: Period) -> list[tuple[Period, Period]]:
    """The two periods moved back by whole weeks, by at least their length, again and again."""
    step = timedelta(days=math.ceil(len(now) / 7) * 7)
    places = range(1, 5 * MOST)
    return [(_back(now, step * place), _back(before, step * place)) for place in places]


def _back(period: Period, by: timedelta) -> Period:
    return Period(period.first - by, period.last - by)
