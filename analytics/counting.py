"""Counting and summing the rows of a cut: in all, per code and per stretch of time; people once each."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from analytics.arrays import Codes, Ints, Mask
from analytics.cut import Cut
from analytics.log import PAID, SOLD, VISITED, Log
from analytics.part import Part
from analytics.paths import Paths
from storage.chains import Chain, chain, running
from storage.columns import MISSING
from storage.derive import paid, visits_by_time
from storage.facts import Facts
from storage.records import KINDS

FEW = 100
"""Codes up to which they are counted one after the other: quicker than sorting what is counted."""
VISITOR = ("visitor_id",)
"""The way from a visit to who made it."""


def count(cut: Cut, part: Part) -> int:
    """How many the rows of the cut are, or how many different ones they name."""
    if part.each is None:
        return len(cut)
    links = _chain(cut, part)
    if links is not None:
        return links.people(cut.lo, cut.hi)
    return _different(cut.codes(part.each), size_of(cut, part))


def amounts(cut: Cut, part: Part) -> Ints:
    """The amount of each row, ``MISSING`` where not known."""
    assert part.amounts is not None, f"{part.id} has no amounts"
    return part.amounts(cut)


def known(values: Ints) -> Ints:
    """The amounts with 0 for those not known."""
    return np.where(values == MISSING, 0, values) if _any_missing(values) else values


def rows_by(codes: Codes, size: int) -> Ints:
    """How many rows there are per code; codes lie between -1 and ``size``, the first is for -1."""
    return np.bincount(codes + 1, minlength=size + 1)


def by_each(cut: Cut, part: Part) -> Codes:
    """The rows that name one of those counted, in an order that brings the rows of each together."""
    each = cut.codes(_each(part))
    known = np.flatnonzero(each >= 0)
    if cut.log is SOLD and part.counted == PAID.kind:
        return known  # the lines of an order follow one another as they are
    return known[sorting(each[known])]


def count_by(cut: Cut, part: Part, codes: Codes, size: int, order: Codes) -> Ints:
    """How many different ones there are per code, the first for -1; ``order`` comes from ``by_each``."""
    order = order[sorting(codes[order] + 1)]
    codes, each = codes[order], cut.codes(_each(part))[order]
    first = np.ones(len(codes), dtype=bool)
    first[1:] = (codes[1:] != codes[:-1]) | (each[1:] != each[:-1])
    return rows_by(codes[first], size)


def last_of_each(cut: Cut, part: Part) -> Codes:
    """For every row the last one that names the same one as it does, -1 where it names none."""
    each = cut.codes(_each(part))
    last = np.empty(size_of(cut, part) + 1, np.int32)
    last[each] = np.arange(len(each), dtype=np.int32)  # of several the one assigned last stays
    last[-1] = -1
    return last[each]


def count_few(codes: Codes, size: int, each: Codes) -> Ints:
    """``count_by`` for at most ``FEW`` codes, one after the other; ``each`` comes from ``last_of_each``."""
    rows = np.flatnonzero(each >= 0)
    order = rows[sorting(codes[rows] + 1)]
    return _different_between(each[order], running(rows_by(codes[rows], size)).tolist())


def last_rows(cut: Cut, part: Part) -> Mask:
    """Which rows are the last of the one they name."""
    links = _chain(cut, part)
    if links is None:
        each = last_of_each(cut, part)
        last: Mask = each == np.arange(len(each))
    else:
        last = (links.following[cut.lo : cut.hi] >= cut.hi) & (cut.codes(_each(part)) >= 0)
    return last


def count_split(codes: Codes, size: int, last: Mask) -> Ints:
    """``count_by`` where each that is counted has the same code in all its rows, told by the last of them."""
    return rows_by(codes[last], size)


def sum_by(values: Ints, codes: Codes, size: int) -> Ints:
    """The sum of the known amounts per code, the first for -1; ``MISSING`` where none of some is known.

    Exact up to 2**53.
    """
    sums = np.bincount(codes + 1, weights=known(values), minlength=size + 1)
    totals = np.rint(sums).astype(np.int64)
    if _any_missing(values):
        missing = values == MISSING
        some = np.bincount(codes + 1, minlength=size + 1)
        totals[(some > 0) & (np.bincount(codes[missing] + 1, minlength=size + 1) == some)] = MISSING
    return totals


def sum_between(values: Ints, bounds: Sequence[int]) -> Ints:
    """The sum of the known amounts between each two neighbouring bounds; ``MISSING`` where none of some is known."""
    stretches = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    return sum_by(values[bounds[0] : bounds[-1]], stretches, len(bounds) - 1)[1:]


def count_between(cut: Cut, part: Part, bounds: Sequence[int]) -> Ints:
    """How many rows, or different ones, lie between each two neighbouring bounds (indices of rows of the cut)."""
    if part.each is None:
        return np.array([stop - start for start, stop in pairwise(bounds)], dtype=np.int64)
    stretches = list(pairwise(bounds))
    links = _chain(cut, part)
    if links is not None:
        return np.array([links.people(cut.lo + start, cut.lo + stop) for start, stop in stretches], dtype=np.int64)
    return _different_between(last_of_each(cut, part), bounds)


def first_of_each(cut: Cut, part: Part) -> Cut:
    """The first row of each one that the part counts."""
    if part.each is None:
        return cut
    each = cut.codes(part.each)
    place = np.arange(len(each), dtype=np.int32)
    first = np.empty(size_of(cut, part) + 1, np.int32)  # read only where it has just been written
    first[each[::-1]] = place[::-1]  # of several rows the one assigned last stays: the earliest
    return cut.where((first[each] == place) & (each >= 0))


def size_of(cut: Cut, part: Part) -> int:
    """How many different ones there can be."""
    if part.counted in KINDS or part.counted == "visitors":
        return len(cut.facts.position(part.counted))
    return len(cut.facts.categories(part.counted))


def _each(part: Part) -> Paths:
    assert part.each is not None, f"{part.id} counts rows"
    return part.each


def _any_missing(values: Ints) -> bool:
    return len(values) > 0 and bool(values.min() == MISSING)


def sorting(values: Codes) -> Codes:
    """The order that sorts values from 0 up, ties as they stand; by sixteen bits at a time numpy sorts fastest."""
    order = np.argsort(values.astype(np.uint16), kind="stable")
    for shift in range(16, int(values.max(initial=0)).bit_length(), 16):
        order = order[np.argsort((values >> shift).astype(np.uint16)[order], kind="stable")]
    return order


def _different(codes: Codes, size: int) -> int:
    seen = np.zeros(size + 1, dtype=bool)
    seen[codes] = True
    return int(np.count_nonzero(seen[:-1]))  # the last is for -1


def _different_between(each: Codes, bounds: Sequence[int]) -> Ints:
    """How many different ones there are between each two neighbouring bounds; -1 is none of them."""
    place = np.arange(len(each), dtype=np.int32)
    last = np.empty(int(each.max(initial=0)) + 2, np.int32)  # read only where the same stretch has just written
    counts = np.zeros(len(bounds) - 1, np.int64)
    for number, (start, stop) in enumerate(pairwise(bounds)):
        here = each[start:stop]
        last[here] = place[start:stop]
        counts[number] = np.count_nonzero((last[here] == place[start:stop]) & (here >= 0))
    return counts


def _chain(cut: Cut, part: Part) -> Chain | None:
    """The links that answer without looking at rows, where the cut is an unbroken stretch of a linked log."""
    if cut.keep is not None:
        return None
    if cut.log is PAID and part.each == PAID.person:
        return paid(cut.facts).chain
    if cut.log is VISITED and part.each == VISITOR:
        return visits_by_time(cut.facts).chain
    return _links(cut.facts, cut.log) if part.each == cut.log.links else None


def _links(facts: Facts, log: Log) -> Chain:
    return facts.derived(f"links of {log.id}", lambda facts: chain(log.codes(facts, log.links)))
