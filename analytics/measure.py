"""Measuring a slice: the value of a metric as a whole, per value of a dimension, and per stretch of time."""

from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from analytics import counting
from analytics.arrays import Ints
from analytics.counting import known
from analytics.coverage import nobody_named, not_recorded
from analytics.dimension import Dimension
from analytics.metric import Metric, Term
from analytics.pairs import count_linked
from analytics.part import WHOLE, Narrow, Part
from analytics.quick import at_once
from analytics.result import Shown
from analytics.slice import Slice
from storage.columns import MISSING
from storage.words import Words

NOT_SUPPLIED = Words("数据来源没有提供这一项。", "The source does not supply this.")


class Reading(Struct, frozen=True):
    """A value, or why there is none."""

    value: int | float | None
    reason: Words | None = None


def term_for(cube: Slice, term: Term, dimensions: Iterable[Dimension] = ()) -> Term | Words:
    """The term, or its twin by line, that can be filtered and split like this; else why there is none."""
    dimensions = list(dimensions)
    key = (*term.key, *(dimension.id for dimension in dimensions))
    return cube.once(("usable", key), lambda: _term_for(cube, term, dimensions))


def _term_for(cube: Slice, term: Term, dimensions: Sequence[Dimension]) -> Term | Words:
    lacking = cube.lacks(term.part.log, dimensions)
    if lacking is None:
        return not_recorded(cube.facts, term.part.log, cube.period) or _nobody(cube, term.part) or term
    return lacking if term.by_line is None else term_for(cube, term.by_line, dimensions)


def _nobody(cube: Slice, part: Part) -> Words | None:
    """Why a part that counts buyers cannot be told."""
    if part.each is None or part.counted != "customers" or part.log.kind not in ("orders", "order_lines"):
        return None
    return nobody_named(cube.facts, part.log, part.each)


def read(cube: Slice, metric: Metric, narrow: Narrow = WHOLE) -> Reading:
    """The value of a metric in what ``narrow`` leaves of the slice."""
    top = _less(cube, metric, narrow)
    if metric.bottom is None or top.value is None:
        return top
    bottom = read_term(cube, metric.bottom, narrow)
    if bottom.value is None:
        return bottom
    value = quotient(int(top.value), int(bottom.value), metric.shown)
    return Reading(value, metric.no_bottom if value is None else None)


def _less(cube: Slice, metric: Metric, narrow: Narrow) -> Reading:
    """The top of a metric after what is taken off it; unknown as soon as one of them is."""
    top = read_term(cube, metric.top, narrow)
    for term in metric.less:
        off = read_term(cube, term, narrow)
        if top.value is None or off.value is None:
            return Reading(None, top.reason or off.reason)
        top = Reading(top.value - off.value)
    return top


def read_term(cube: Slice, term: Term, narrow: Narrow = WHOLE) -> Reading:
    """The value of a term in what ``narrow`` leaves of the slice."""
    usable = term_for(cube, term, narrow.dimensions)
    if isinstance(usable, Words):
        return Reading(None, usable)
    return cube.once(("read", usable.part.id, usable.how, narrow), lambda: _measured(cube, usable, narrow))


def _measured(cube: Slice, term: Term, narrow: Narrow) -> Reading:
    value = at_once(cube, term, narrow)
    if value is not None:
        return Reading(value)
    cut = cube.rows(term.part, narrow)
    if term.how == "count":
        return Reading(counting.count(cut, term.part))
    amounts = counting.amounts(cut, term.part)
    if len(amounts) and not (amounts != MISSING).any():
        return Reading(None, NOT_SUPPLIED)
    return Reading(int(known(amounts).sum()))


def top_by(cube: Slice, metric: Metric, dimension: Dimension) -> Ints | Words:
    """``read_by`` of a metric's top after what is taken off it."""
    return _taken_off([read_by(cube, term, dimension) for term in (metric.top, *metric.less)])


def top_over(cube: Slice, metric: Metric, edges: Ints) -> Ints | Words:
    """``read_over`` of a metric's top after what is taken off it."""
    return _taken_off([read_over(cube, term, edges) for term in (metric.top, *metric.less)])


def _taken_off(values: Sequence[Ints | Words]) -> Ints | Words:
    total, *others = values
    for off in others:
        if isinstance(total, Words) or isinstance(off, Words):
            return total if isinstance(total, Words) else off
        total = np.where((total == MISSING) | (off == MISSING), MISSING, known(total) - known(off))
    return total


def read_by(cube: Slice, term: Term, dimension: Dimension, narrow: Narrow = WHOLE) -> Ints | Words:
    """The value of a term for every code of a dimension, -1 first, ``MISSING`` if unknown; else why there is none."""
    usable = term_for(cube, term, [dimension, *narrow.dimensions])
    if isinstance(usable, Words):
        return usable
    key = ("read by", usable.part.id, usable.how, dimension.id, narrow)
    return cube.once(key, lambda: _measured_by(cube, usable, dimension, narrow))


def _measured_by(cube: Slice, term: Term, dimension: Dimension, narrow: Narrow) -> Ints:
    part = term.part
    mask = cube.mask(part, narrow)
    cut = cube.cut(part.log).where(mask)
    codes = cube.codes(part.log, dimension)
    codes = codes if mask is None else codes[mask]
    size = dimension.size(cube.facts)
    if term.how == "sum":
        return counting.sum_by(counting.amounts(cut, part), codes, size)
    if part.each is None:
        return counting.rows_by(codes, size)
    if dimension.splits(part.counted):
        last = cube.once(("last rows", part.id, narrow), lambda: counting.last_rows(cut, part))
        return counting.count_split(codes, size, last)
    if size <= counting.FEW:
        each = cube.once(("last of each", part.id, narrow), lambda: counting.last_of_each(cut, part))
        return counting.count_few(codes, size, each)
    linked = count_linked(cut, part, dimension, codes, size)
    if linked is not None:
        return linked
    order = cube.once(("by each", part.id, narrow), lambda: counting.by_each(cut, part))
    return counting.count_by(cut, part, codes, size, order)


def read_over(cube: Slice, term: Term, edges: Ints) -> Ints | Words:
    """The value of a term between each two neighbouring edges (UTC milliseconds), ``MISSING`` if unknown; else why."""
    usable = term_for(cube, term)
    if isinstance(usable, Words):
        return usable
    key = ("read over", usable.part.id, usable.how, tuple(edges.tolist()))
    return cube.once(key, lambda: _measured_over(cube, usable, edges))


def _measured_over(cube: Slice, term: Term, edges: Ints) -> Ints:
    cut = cube.rows(term.part)
    bounds = np.searchsorted(cut.at, edges)
    if term.how == "count":
        return counting.count_between(cut, term.part, bounds.tolist())
    return counting.sum_between(counting.amounts(cut, term.part), bounds.tolist())


def quotient(top: int, bottom: int, shown: Shown) -> int | float | None:
    """A quotient as it is shown: money in whole minor units, halves away from zero as spreadsheets round.

    None where the divisor is 0 or one of the two is ``MISSING``.
    """
    if bottom == 0 or MISSING in (top, bottom):
        return None
    if shown is not Shown.MONEY:
        return top / bottom
    rounded = (2 * abs(top) + abs(bottom)) // (2 * abs(bottom))
    return rounded if (top < 0) == (bottom < 0) else -rounded
