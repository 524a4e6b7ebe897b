"""Judging the numbers of a tree together: up, down, flat (within what the shop does anyway), or too little data."""

import math
from collections.abc import Sequence

from msgspec import Struct

from analytics.asked import Asked
from analytics.chance import FALSE_DISCOVERIES, Z_POWER, false_discovery, level_of
from analytics.diagnosis.noise import saying
from analytics.diagnosis.noise.buyers import Buyers, Chance
from analytics.diagnosis.noise.history import History, Spread, history_of, nothing, spread
from analytics.diagnosis.noise.judgement import Judgement
from analytics.diagnosis.noise.memory import remembers, tells_new_from_old
from analytics.diagnosis.noise.windows import Windows, weekdays_apart, windows
from analytics.measure import read
from analytics.metric import Metric
from analytics.result import Estimate, Verdict
from storage.words import Words

LEAST_UNITS = 10
"""Buyers or visitors whose part changed, below which nothing is told: one large buyer is no trend."""
LARGEST = 0.5
"""With more of the squares than this in one buyer, the change is that buyer's."""
WORTH_SEEING, WORTH_SEEING_OF_RATIOS = 0.3, 0.15
""""Flat" without a past says that the change is smaller than this; sums swing more than prices, conversion and what
an order holds."""
WIDEST = math.log(2)
"""Ups and downs wider than to the double or half are not called usual."""
ALIKE = (0.5, 2.0)
"""Days whose weekdays sell more unlike than this are not held against each other."""
CLOSED = 0.1
"""Weekdays that sell less than this of the others: the shop is closed."""
_BEYOND_MEASURE = 20.0


class _Tested(Struct, frozen=True, eq=False):
    """One metric held against both kinds of noise."""

    chance: Chance
    history: Spread | None
    value: int | float
    expected: float
    band: float
    """Changes smaller than this are none."""
    held: Words | None
    """Why it cannot be told, however small the p-value."""

    @property
    def beyond(self) -> float:
        """The change as a part of what the comparison comes to on as many and the same days of the week."""
        return self.chance.beyond

    @property
    def p(self) -> float:
        """A change counts only if it is beyond both, so the larger p-value does."""
        if self.held is not None:
            return 1.0
        if self.history is None or self.beyond <= -1:
            return self.chance.p
        return max(self.chance.p, self.history.tail(math.log1p(self.beyond)))

    @property
    def is_usual(self) -> bool:
        """Whether the shop is known to change as much as this again and again.

        A shop that halves and doubles from one period to the next has no usual change.
        """
        if self.history is None or self.beyond <= -1:
            return False
        known = self.history.quantile(FALSE_DISCOVERIES) <= WIDEST
        return known and self.history.tail(math.log1p(self.beyond)) > FALSE_DISCOVERIES

    def span(self, level: float) -> tuple[float, float]:
        """The interval of the change: the wider end of both, which leaves out 0 where p <= level."""
        spans = [_around(self.chance.seen, self.chance.reach(level), in_logs=self.chance.in_logs)]
        if self.history is not None and self.beyond > -1:
            spans.append(_around(math.log1p(self.beyond), self.history.quantile(level), in_logs=True))
        if self.held is not None:
            spans.append((min(self.beyond, 0.0), max(self.beyond, 0.0)))
        low = max(min(low for low, _ in spans), -1.0)
        return min(low, self.beyond), max(high for _, high in spans)

    def usual(self, level: float) -> tuple[float, float]:
        """Between which values it would have been no change."""
        spans = [_around(0.0, self.chance.reach(level), in_logs=self.chance.in_logs)]
        if self.history is not None:
            spans.append(_around(0.0, self.history.quantile(level), in_logs=True))
        if self.held is not None:
            spans.append((self.beyond, self.beyond))
        low, high = min(low for low, _ in spans), max(high for _, high in spans)
        return max(0.0, self.expected * (1 + low)), self.expected * (1 + high)

    def smallest(self, level: float) -> float:
        """The smallest change seen four times out of five."""
        own = 0.0 if self.history is None else self.history.quantile(level) + Z_POWER * self.history.error
        _, by_chance = _around(0.0, self.chance.reach(level), in_logs=self.chance.in_logs)
        return max(by_chance + Z_POWER * self.chance.error, _part(own))


def _around(seen: float, reach: float, *, in_logs: bool) -> tuple[float, float]:
    """Both ends as parts."""
    if in_logs:
        return _part(seen - reach), _part(seen + reach)
    return max(seen - reach, -1.0), min(seen + reach, _part(_BEYOND_MEASURE))


def _part(logarithm: float) -> float:
    """A logarithmic change as a part; the largest that can be written where it is beyond all measure."""
    return math.expm1(min(logarithm, _BEYOND_MEASURE))


def judge(asked: Asked, metrics: Sequence[Metric]) -> dict[str, Judgement]:
    """By metric id whether each has really changed, false discoveries controlled over all of them at 5%.

    Where days of the period are not over, the finished ones are held against as many of the comparison.
    """
    compared = windows(asked)
    if isinstance(compared, Words):
        return {metric.id: Judgement("unknown", compared) for metric in metrics}
    chances, history = Buyers(compared, metrics), history_of(compared)
    tested = {metric.id: _test(compared, metric, chances, history) for metric in metrics}
    q_values = false_discovery({name: test.p for name, test in tested.items() if isinstance(test, _Tested)})
    level = level_of(q_values.values())
    return {
        name: Judgement("unknown", test) if isinstance(test, Words) else _judged(compared, test, q_values[name], level)
        for name, test in tested.items()
    }


def _test(compared: Windows, metric: Metric, chances: Buyers, history: History) -> _Tested | Words:
    now, before = read(compared.now, metric), read(compared.before, metric)
    if now.value is None or before.value is None:
        return now.reason or before.reason or saying.NOT_KNOWN
    apart = weekdays_apart(compared)
    if not ALIKE[0] <= apart <= ALIKE[1] and metric.bottom is None:
        return saying.closed(compared) if min(apart, 1 / apart) < CLOSED else saying.uneven(apart)
    if before.value <= 0:
        return saying.FROM_NOTHING
    if tells_new_from_old(metric) and not remembers(compared.now, compared.before):
        return saying.TOO_YOUNG
    chance = chances.test(metric)
    if isinstance(chance, Words):
        return chance
    expected = before.value * (1.0 if metric.bottom else compared.ratio)
    # As a part of the larger side: the history is told in logarithms.
    own = spread(history, metric, chance.error / max(1.0, 1 + chance.beyond))
    band = WORTH_SEEING_OF_RATIOS if metric.bottom else WORTH_SEEING
    return _Tested(chance, own, now.value, expected, band, _held(metric, chance, history))


def _held(metric: Metric, chance: Chance, history: History) -> Words | None:
    """Why nothing is told of a change, whatever its p-value."""
    if chance.units < LEAST_UNITS:
        return saying.few(chance.units)
    if chance.largest > LARGEST:
        return saying.ONE_BUYER
    if chance.beyond <= -1 and (usual := nothing(history, metric)) > FALSE_DISCOVERIES:
        return saying.nothing_at_times(usual)
    return None


def _judged(compared: Windows, test: _Tested, q: float, level: float) -> Judgement:
    interval = Estimate(test.beyond, *test.span(level))
    verdict = "unknown" if test.held else _verdict(test, interval, q)
    smallest = test.smallest(level)
    said = saying.Said(verdict, interval, test.chance, test.history, level, smallest, test.p)
    return Judgement(
        verdict,
        saying.tested(said, compared, test.held),
        interval,
        smallest,
        test.p,
        q,
        test.value,
        test.expected,
        compared.now.period,
        test.usual(level),
    )


def _verdict(test: _Tested, interval: Estimate, q: float) -> Verdict:
    if q <= FALSE_DISCOVERIES and interval.value:
        return "up" if interval.value > 0 else "down"
    small = -test.band <= interval.low and interval.high <= test.band
    return "flat" if small or test.is_usual else "unknown"
