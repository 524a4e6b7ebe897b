"""Selections: naming what stands behind a number, so that the rows can be fetched later by the same definition."""

from analytics.measure import term_for
from analytics.metric import Term
from analytics.part import DAYS, WHOLE, Narrow, Part
from analytics.period import Period
from analytics.result import Selection
from analytics.slice import Slice
from storage.facts import Facts
from storage.records import KINDS
from storage.words import Words


def selection(cube: Slice, term: Term, narrow: Narrow = WHOLE) -> Selection | None:
    """The rows behind a term; None where the term cannot be known."""
    usable = term_for(cube, term, narrow.dimensions)
    if isinstance(usable, Words):
        return None
    part = usable.part
    kind = part.log.kind if usable.how == "sum" else kind_shown(cube.facts, part)
    return Selection(kind, part.id, cube.period, cube.filters, narrow.slices, narrow.without)


def on_days(rows: Selection | None, days: Period) -> Selection | None:
    """The selection narrowed to some of its days."""
    if rows is None:
        return None
    slices = (*rows.slices, (DAYS, f"{days.first}/{days.last}"))
    return Selection(rows.kind, rows.part, rows.period, rows.filters, slices, rows.without)


def kind_shown(facts: Facts, part: Part) -> str:
    """The kind of record that stands for what a part counts: each buyer's record, or its first row if any has none."""
    if part.each is None or part.counted not in KINDS:
        return part.log.kind
    return (
        part.counted if facts.derived(f"all known {part.id}", lambda facts: _all_known(facts, part)) else part.log.kind
    )


def _all_known(facts: Facts, part: Part) -> bool:
    assert part.each is not None
    codes = part.log.codes(facts, part.each)
    return bool((facts.position(part.counted)[codes[codes >= 0]] >= 0).all())
