"""How a slice of the shop has been going anyway: fading with its season, or falling at this time of every year."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from statistics import median

from analytics.cards.rule import Scene, Thing
from analytics.coverage import coverage
from analytics.measure import read
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.part import Narrow
from analytics.period import Period
from analytics.slice import Slice

SPANS = 5
"""Spans of the length of the comparison, itself the last, that tell the course."""
LEAST = 4
YEAR = timedelta(days=364)


def due(scene: Scene, slices: Thing) -> float:
    """What the slice was to come to by its own earlier course, as a part of the comparison; at most 1.

    The lower of its middle step from span to span before, and of what became of it a year ago.
    """
    return min([1.0, *_steps(scene, slices), *_year(scene, slices)])


def _steps(scene: Scene, slices: Thing) -> Iterator[float]:
    last = scene.asked.comparison
    if last is None:
        return
    length = timedelta(days=len(last))
    spans = [Period(last.first - at * length, last.last - at * length) for at in reversed(range(SPANS))]
    values = [value for value in (_paid(scene, span, slices) for span in spans) if value is not None]
    if len(values) >= LEAST and all(values):
        yield median(after / before for before, after in pairwise(values))


def _year(scene: Scene, slices: Thing) -> Iterator[float]:
    compared = scene.asked.comparison
    if compared is None:
        return
    before, after = (_paid(scene, Period(days.first - YEAR, days.last - YEAR), slices)
                     for days in (compared, scene.period))  # fmt: skip
    if before and after is not None:
        yield after / len(scene.period) * len(compared) / before


def _paid(scene: Scene, days: Period, slices: Thing) -> float | None:
    """What the slice paid in these days; None where the data does not cover them."""
    known = coverage(scene.facts)
    if known is None or days.first <= known.first:
        return None
    return read(Slice(scene.facts, days, scene.filters), PAYMENT_AMOUNT, Narrow(slices)).value
