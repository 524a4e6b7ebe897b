"""Whether a figure is a usual one for the shop.

With a comparison: whether it has really changed, by the test of the diagnosis, so that no page contradicts another.
Without one: by the shop's own earlier periods of the same length and weekdays. Their span is the 95% prediction
interval of one more value from the same source (Student's t, on logarithms where all values are above zero). It claims
nothing where fewer than eight earlier periods lie in the data.
"""

import math
from collections.abc import Sequence
from datetime import timedelta

from analytics.asked import Asked
from analytics.coverage import coverage
from analytics.diagnosis.judged import judged
from analytics.diagnosis.noise.judgement import Judgement
from analytics.intervals import one_more
from analytics.measure import read
from analytics.metric import Metric
from analytics.period import Period
from analytics.result import Usual
from analytics.slice import Slice

LEAST = 8
MOST = 13
"""Earlier periods looked at, the newest ones: with weeks, a quarter of a year."""


def usual_of(asked: Asked, metrics: Sequence[Metric]) -> dict[str, Usual | None]:
    """By metric id where each usually lies; None where the data does not tell."""
    if asked.absent:
        return {metric.id: None for metric in metrics}
    if asked.before is None:
        history = History(asked)
        return {metric.id: history.usual(metric) for metric in metrics}
    return {name: _by_change(verdict) for name, verdict in judged(asked, metrics).items()}


def _by_change(told: Judgement) -> Usual | None:
    if told.value is None or told.usual is None or told.days is None:
        return None
    low, high = told.usual
    return Usual(max(0.0, low), high, told.value, told.days, None, told.verdict, told.tested)


class History:
    """The finished days of a period, and the slices of the earlier periods they are judged by."""

    def __init__(self, asked: Asked) -> None:
        self.days = _finished_days(asked)
        self.slices: list[Slice] = []
        if self.days is None:
            return
        facts, filters = asked.facts, asked.question.filters
        earlier = _earlier(asked, self.days)
        if len(earlier) >= LEAST:
            self.now = Slice(facts, self.days, filters)
            self.slices = [Slice(facts, period, filters) for period in earlier]

    def usual(self, metric: Metric) -> Usual | None:
        """Where the metric usually lies; None where the history is too short or knows too little."""
        if not self.slices or self.days is None:
            return None
        value = read(self.now, metric).value
        values = [before for cube in self.slices if (before := read(cube, metric).value) is not None]
        if value is None or len(values) < LEAST:
            return None
        low, high = span(values)
        return Usual(low, high, value, self.days, len(values))


def span(values: Sequence[float]) -> tuple[float, float]:
    """Where one more value lies with 95% probability, given 8 to 13 from the same source."""
    if min(values) > 0:
        logs = one_more([math.log(value) for value in values])
        return math.exp(logs.low), math.exp(logs.high)
    plain = one_more(values)
    return max(plain.low, 0.0), float(plain.high)


def _finished_days(asked: Asked) -> Period | None:
    known = coverage(asked.facts)
    if known is None or asked.unknown is not None or asked.absent:
        return None
    period = asked.question.period
    last = min(period.last, known.last_over)
    return Period(period.first, last) if last >= period.first else None


def _earlier(asked: Asked, days: Period) -> list[Period]:
    """Periods of the same length and weekdays that lie before, none touching another, newest first."""
    known = coverage(asked.facts)
    assert known is not None, "a period with finished days lies in the data"
    step = timedelta(days=math.ceil(len(days) / 7) * 7)
    periods = [Period(days.first - step * back, days.last - step * back) for back in range(1, MOST + 1)]
    return [period for period in periods if period.first > known.first]  # the very first day may have begun late
