"""Key figures: the value of each metric beside that of the comparison, and what stands behind both."""

from analytics.asked import Asked
from analytics.measure import Reading, read
from analytics.metric import Metric, Term
from analytics.result import Figure, Selection, Usual
from analytics.selections import selection
from analytics.slice import Slice

Trace = tuple[int | float | None, ...]


def figure(asked: Asked, metric: Metric, trace: Trace, usual: Usual | None) -> Figure:
    """One metric of the period, with its change."""
    reading = Reading(None, asked.unknown) if asked.unknown else read(asked.now, metric)
    before = None if asked.before is None else read(asked.before, metric).value
    change = None if asked.incomparable else change_of(reading.value, before)
    known = reading.value is not None
    return Figure(
        id=metric.id,
        name=metric.name,
        definition=metric.definition,
        shown=metric.shown,
        good=metric.good,
        value=reading.value,
        previous=before,
        change=change,
        reason=reading.reason,
        rows=_rows(asked.now, metric.top) if known else None,
        previous_rows=_rows(asked.before, metric.top) if before is not None else None,
        trace=trace,
        change_reason=asked.incomparable,
        bottom_rows=_rows(asked.now, metric.bottom) if known else None,
        previous_bottom_rows=_rows(asked.before, metric.bottom) if before is not None else None,
        usual=usual,
    )


def change_of(value: int | float | None, before: int | float | None) -> float | None:
    """(value - before) / before; None where one is unknown or ``before`` is not above zero."""
    if value is None or before is None or before <= 0:
        return None
    return (value - before) / before


def _rows(cube: Slice | None, term: Term | None) -> Selection | None:
    return None if cube is None or term is None else selection(cube, term)
