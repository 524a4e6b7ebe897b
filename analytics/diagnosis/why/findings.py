"""The findings about one number of the tree: slices that stand out, and holidays that only one of the periods has."""

from datetime import timedelta

from analytics.asked import Asked
from analytics.coverage import coverage
from analytics.diagnosis.finding import Finding
from analytics.diagnosis.noise.memory import remembers
from analytics.diagnosis.search.leaves import Values
from analytics.diagnosis.why.ground import DIMENSIONS, Ground, ground_of, size_of
from analytics.diagnosis.why.holiday import holiday_findings
from analytics.diagnosis.why.interval import change_interval
from analytics.diagnosis.why.stepwise import Stand, stand_out
from analytics.dimensions.people import BUYER_KIND
from analytics.measure import read_term
from analytics.metric import Metric
from analytics.part import Narrow
from analytics.period import Period
from analytics.say import as_words
from analytics.selections import selection
from analytics.slice import Slice
from storage.facts import Facts
from storage.words import Words

MOST_ROWS = 16_000
"""Larger shops are searched in random buyers: their slices stand out all the same ..."""
ENOUGH_UNITS = 4_000
"""... if there are enough of them: some shops have few buyers with hundreds of lines."""
EARLIER = 12
"""Earlier periods of the same length that say what is usual."""
_FARTHEST = timedelta(days=500)
"""Longer ago the shop was another one."""


def findings(asked: Asked, metric: Metric) -> tuple[Finding, ...]:
    """What explains a change of ``metric``, the largest part first; none where nothing stands out.

    Quotients and differences are not searched: what they are made of is.
    """
    if asked.before is None or asked.incomparable is not None or metric.bottom is not None or metric.less:
        return ()
    return asked.now.once(("findings", metric.id), lambda: _found(asked, metric))


def _found(asked: Asked, metric: Metric) -> tuple[Finding, ...]:
    assert asked.before is not None, "there is a comparison"
    before = asked.before
    periods = [asked.now, before, *asked.now.once("earlier", lambda: _earlier(asked, before))]
    rows, units = size_of(metric.top, periods[:2])
    share = max(MOST_ROWS / max(rows, 1), ENOUGH_UNITS / max(units, 1))
    # New buyers of a comparison in which everyone is new explain nothing.
    told = [one for one in DIMENSIONS if one is not BUYER_KIND or remembers(asked.now, before)]
    ground = ground_of(metric.top, periods, told, share=share)
    if isinstance(ground, Words):
        return ()
    found = [_finding(asked, asked.before, metric, ground, stand) for stand in stand_out(ground)]
    found += holiday_findings(asked, metric)
    sure = [finding for finding in found if finding.interval.low > 0 or finding.interval.high < 0]
    return tuple(sorted(sure, key=lambda finding: -abs(finding.change)))


def _earlier(asked: Asked, before: Slice) -> list[Slice]:
    """The periods just before the comparison, of the same length, as far as the data reaches."""
    known = coverage(asked.facts)
    assert known is not None, "a comparison lies in the data"
    length, slices = timedelta(days=len(asked.question.period)), []
    last = min(before.period.first, asked.question.period.first) - timedelta(days=1)
    for _ in range(EARLIER):
        first = last - length + timedelta(days=1)
        if first <= known.first or asked.question.period.first - first > max(_FARTHEST, length * 8):
            break
        slices.append(Slice(asked.facts, Period(first, last), asked.question.filters))
        last = first - timedelta(days=1)
    return slices


def _finding(asked: Asked, before: Slice, metric: Metric, ground: Ground, stand: Stand) -> Finding:
    values = keys_of(asked.facts, ground, stand.values)
    narrow = Narrow(slices=values)
    now, then = (int(read_term(cube, metric.top, narrow).value or 0) for cube in (asked.now, before))
    all_now, all_then = (int(read_term(cube, metric.top).value or 0) for cube in (asked.now, before))
    beside = (all_now - now) / (all_then - then) if all_then != then else ground.ratio
    return Finding(
        metric.id,
        values,
        name_of(asked.facts, ground, stand.values),
        now - then,
        change_interval(asked.now, before, metric.top, narrow, now - then),
        (now - then) / (all_now - all_then) if all_now != all_then else 0.0,
        stand.p,
        selection(asked.now, metric.top, narrow),
        selection(before, metric.top, narrow),
        before=then,
        now=now,
        expected=round(then * beside),
    )


def keys_of(facts: Facts, ground: Ground, values: Values) -> tuple[tuple[str, str], ...]:
    """A slice by the names of its dimensions and values."""
    dimensions = [(ground.dimensions[at], code) for at, code in values]
    return tuple((dimension.id, dimension.key_of(facts, code)) for dimension, code in dimensions)


def name_of(facts: Facts, ground: Ground, values: Values) -> Words:
    """A slice as people read it."""
    labels = [as_words(ground.dimensions[at].label_of(facts, code)) for at, code in values]
    return Words(" · ".join(label.zh for label in labels), " · ".join(label.en for label in labels))
