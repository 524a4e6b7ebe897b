"""Judging the numbers of a tree together: up, flat, down, or too little data to tell."""

import math
from collections.abc import Sequence

from msgspec import Struct

from analytics.asked import Asked
from analytics.coverage import coverage
from analytics.diagnosis.noise import saying
from analytics.diagnosis.noise.buyers import Buyers, Chance
from analytics.diagnosis.noise.chance import FALSE_DISCOVERIES, Z_POWER, false_discovery
from analytics.diagnosis.noise.history import History, Spread, history_of, spread
from analytics.diagnosis.noise.judgement import Judgement
from analytics.diagnosis.noise.windows import Windows, windows
from analytics.dimensions.people import BUYER_KIND
from analytics.intervals import Z95
from analytics.measure import read
from analytics.metric import Metric
from analytics.result import Estimate, Verdict
from storage.words import Words

MEMORY = 90
"""Days before the comparison without which new and returning buyers are not told apart alike in both periods."""
LEAST_UNITS = 10
"""Buyers or visitors whose part changed, below which nothing is told: one large buyer is no trend."""
WORTH_SEEING = 0.3
"""If only larger changes than this could be seen, "flat" would say too much: it cannot be told."""


_BEYOND_MEASURE = 20.0


class _Tested(Struct, frozen=True):
    """One metric held against both kinds of noise."""

    beyond: float
    """The change as a part of what the comparison comes to on as many and the same days of the week."""
    chance: Chance
    history: Spread | None
    value: int | float
    expected: float

    @property
    def p(self) -> float:
        """A change counts only if it is beyond both, so the larger p-value does."""
        if self.history is None or self.beyond <= -1:
            return self.chance.p
        return max(self.chance.p, self.history.tail(math.log1p(self.beyond)))

    @property
    def reach(self) -> float:
        """Half the width of the 95% interval: the wider of the two."""
        return max(Z95 * self.chance.error, 0.0 if self.history is None else _part(self.history.quantile(0.05)))

    @property
    def smallest(self) -> float:
        """The smallest change seen four times out of five."""
        own = 0.0 if self.history is None else self.history.quantile(0.05) + Z_POWER * self.history.error
        return max((Z95 + Z_POWER) * self.chance.error, _part(own))


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
    p_values = {name: test.p for name, test in tested.items() if isinstance(test, _Tested)}
    q_values = false_discovery(p_values)
    return {
        name: Judgement("unknown", test) if isinstance(test, Words) else _judged(compared, test, q_values[name])
        for name, test in tested.items()
    }


def _test(compared: Windows, metric: Metric, chances: Buyers, history: History) -> _Tested | Words:
    now, before = read(compared.now, metric), read(compared.before, metric)
    if now.value is None or before.value is None:
        return now.reason or before.reason or saying.NOT_KNOWN
    if before.value <= 0:
        return saying.FROM_NOTHING
    if _tells_new_from_old(metric) and not _remembers(compared):
        return saying.TOO_YOUNG
    chance = chances.test(metric)
    if isinstance(chance, Words):
        return chance
    expected = before.value * (1.0 if metric.bottom else compared.ratio)
    beyond = now.value / expected - 1
    # As a part of the larger side: the history is told in logarithms.
    own = spread(history, metric, chance.error / max(1.0, 1 + beyond))
    return _Tested(beyond, chance, own, now.value, expected)


def _tells_new_from_old(metric: Metric) -> bool:
    """Whether a metric depends on who paid before the period began."""
    named = (*metric.top.part.narrow.slices, *metric.top.part.narrow.without)
    return any(name == BUYER_KIND.id and key for name, key in named)


def _remembers(compared: Windows) -> bool:
    """Whether the data reaches far enough back: where it begins just before, everyone is new at first."""
    known = coverage(compared.now.facts)
    return known is not None and (compared.before.period.first - known.first).days >= MEMORY


def _judged(compared: Windows, test: _Tested, q: float) -> Judgement:
    verdict = _verdict(test, q)
    reach = test.reach
    return Judgement(
        verdict,
        saying.tested(verdict, compared, test.chance, test.history, test.smallest),
        Estimate(test.beyond, max(test.beyond - reach, -1.0), test.beyond + reach),
        test.smallest,
        test.p,
        q,
        test.value,
        test.expected,
        compared.now.period,
    )


def _verdict(test: _Tested, q: float) -> Verdict:
    if test.chance.units < LEAST_UNITS and test.beyond:
        return "unknown"
    if q <= FALSE_DISCOVERIES and test.beyond:
        return "up" if test.beyond > 0 else "down"
    return "unknown" if test.smallest > WORTH_SEEING else "flat"
