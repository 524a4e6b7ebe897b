"""Distinct people or orders per product without grouping: each row is linked with the one before it of the same pair.

A row is the first of its (buyer, product) in a stretch of the log exactly if the row it is linked with lies before the
stretch. The links cost one sort of the whole log, so they are made when a question first spans a good part of it.
"""

import numpy as np

from analytics.arrays import Codes, Ints
from analytics.counting import rows_by, sorting
from analytics.cut import Cut
from analytics.dimension import Dimension
from analytics.log import Log
from analytics.part import Part
from storage.facts import Facts

WORTH = 8
"""A stretch of one part in so many of the log is long enough."""


def count_linked(cut: Cut, part: Part, dimension: Dimension, codes: Codes, size: int) -> Ints | None:
    """Different ones per code, the first for -1; None where links cannot tell or are not worth it."""
    paths = dimension.paths.get(cut.log.kind)
    whole = len(cut.log.ordered(cut.facts).at)
    if cut.keep is not None or paths is None or part.each is None or len(cut) * WORTH < whole:
        return None
    before = _before(cut.facts, cut.log, part.each, paths)
    first = (before[cut.lo : cut.hi] < cut.lo) & (cut.codes(part.each) >= 0)
    return rows_by(codes[first], size)


def _before(facts: Facts, log: Log, each: tuple[str, ...], paths: tuple[str, ...]) -> Codes:
    """For every row of the log the last one before it with the same two codes, -1 where there is none."""

    def link(facts: Facts) -> Codes:
        one, other = log.codes(facts, each).astype(np.int64) + 1, log.codes(facts, paths).astype(np.int64) + 1
        pair = one * (int(other.max(initial=0)) + 1) + other
        order = sorting(pair)
        ranked = pair[order]
        same = np.flatnonzero(ranked[1:] == ranked[:-1])
        before = np.full(len(pair), -1, dtype=np.int32)
        before[order[same + 1]] = order[same]
        return before

    return facts.derived(f"linked {log.id} {each} {paths}", link)
