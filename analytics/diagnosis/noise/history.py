"""The shop's own ups and downs: how much a number changed between earlier periods that lay just like these two.

Earlier pairs have the same length, weekdays and distance; pairs that a moving holiday makes unlike are left out. Where
too few are left, as months in a Chinese year are, weeks at the same distance are looked at instead: by chance alone a
week moves more than a month, so that part of its movement is exchanged for the month's.
"""

import math
from datetime import timedelta

from msgspec import Struct

from analytics import holidays
from analytics.chance import student_quantile, student_tail
from analytics.coverage import coverage
from analytics.diagnosis.noise.windows import Windows
from analytics.measure import read
from analytics.metric import Metric
from analytics.period import Period
from analytics.slice import Slice

LEAST = 5
ENOUGH = 6
"""With fewer pairs of whole periods, weeks are looked at."""
TRUST = 4
"""Chance alone counts as so many pairs."""
MOST = 20
"""Earlier pairs looked at, the newest ones."""
_FARTHEST = timedelta(days=500)
"""Longer ago the shop was another one."""
_WEEK = 7


class Pair(Struct, frozen=True):
    """An earlier period and what it would have been compared with."""

    now: Slice
    before: Slice


class History(Struct, frozen=True):
    """Earlier pairs, newest first."""

    pairs: tuple[Pair, ...]
    shorter: float
    """By how much the periods of the pairs are shorter than those judged: 30 days by weeks, 30 / 7."""


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
        return student_tail(change / self.error, self._freedom) if self.error > 0 else 0.0

    def quantile(self, tail: float) -> float:
        """The logarithmic change that is exceeded with probability ``tail``."""
        return student_quantile(tail, self._freedom) * self.error

    @property
    def _freedom(self) -> int:
        return self.pairs - 1 + TRUST


def history_of(compared: Windows) -> History:
    """What came before a comparison; no pairs where the data is too short."""
    now, before = compared.now.period, compared.before.period
    step = math.ceil(len(now) / _WEEK) * _WEEK
    pairs = _pairs(compared, now, before, step)
    if len(pairs) >= ENOUGH or len(now) < 2 * _WEEK:
        return History(pairs if len(pairs) >= LEAST else (), 1.0)
    apart = max(1, round((now.first - before.first).days / _WEEK)) * _WEEK
    week = Period(now.first, now.first + timedelta(days=_WEEK - 1))
    weeks = _pairs(compared, week, _back(week, apart), _WEEK)
    if len(weeks) >= ENOUGH:
        return History(weeks, len(now) / _WEEK)
    return History(pairs if len(pairs) >= LEAST else (), 1.0)


def spread(history: History, metric: Metric, by_chance: float) -> Spread | None:
    """How a metric changed in the pairs; None where too few know it.

    ``by_chance`` is the standard error that chance among buyers gives the change that is judged. A few pairs scatter
    widely by themselves, so their variance is drawn towards the one by chance alone (Smyth 2004).
    """
    changes = [change for pair in history.pairs if (change := _change(pair, metric)) is not None]
    if len(changes) < LEAST:
        return None
    mean = sum(changes) / len(changes)
    squares = sum((change - mean) ** 2 for change in changes)
    expected = by_chance**2 * history.shorter
    variance = (squares + TRUST * expected) / (len(changes) - 1 + TRUST)
    return Spread(math.sqrt(max(0.0, variance - expected) + by_chance**2), len(changes))


def nothing(history: History, metric: Metric) -> float:
    """The part of the earlier periods in which a metric came to nothing, as it does in a shop that closes at times."""
    values = [value for pair in history.pairs if (value := read(pair.now, metric).value) is not None]
    return sum(value <= 0 for value in values) / len(values) if values else 0.0


def _pairs(compared: Windows, now: Period, before: Period, step: int) -> tuple[Pair, ...]:
    """The two periods moved back by so many days again and again, where no holiday makes them unlike."""
    facts, filters = compared.now.facts, compared.now.filters
    known = coverage(facts)
    assert known is not None, "a comparison lies in the data"
    slices = {compared.before.period: compared.before}
    found: list[Pair] = []
    for moved in range(step, _FARTHEST.days, step):
        here, there = _back(now, moved), _back(before, moved)
        if there.first <= known.first or len(found) == MOST:  # the very first day may have begun late
            break
        if here.last < compared.now.period.first and not holidays.uneven(facts.shop, here, there):
            sides = [slices.setdefault(days, Slice(facts, days, filters)) for days in (here, there)]
            found.append(Pair(*sides))
    return tuple(found)


def _change(pair: Pair, metric: Metric) -> float | None:
    now, before = read(pair.now, metric).value, read(pair.before, metric).value
    if now is None or before is None or now <= 0 or before <= 0:
        return None
    return math.log(now / before)


def _back(period: Period, days: int) -> Period:
    by = timedelta(days=days)
    return Period(period.first - by, period.last - by)
