"""The rows behind a number: a selection read by the same definitions that measured it."""

import numpy as np
from numpy.typing import NDArray

from analytics import counting
from analytics.cut import Cut
from analytics.part import Narrow
from analytics.parts import PARTS
from analytics.result import Selection
from analytics.slice import Slice
from storage.facts import Facts


def behind(facts: Facts, selection: Selection) -> NDArray[np.int64]:
    """The SQLite row numbers of ``selection.kind``, each once, in the order in which they first count."""
    part = PARTS[selection.part]
    cut = counting.first_of_each(_rows(facts, selection), part)
    positions = cut.position
    if part.each is not None and selection.kind == part.counted:
        positions = facts.position(part.counted)[cut.codes(part.each)]
    return facts[selection.kind].row[positions]


def total(facts: Facts, selection: Selection) -> int | None:
    """The sum of the amounts of the rows: money, or pieces for parts that sum those; None for parts without."""
    part = PARTS[selection.part]
    if part.amounts is None:
        return None
    return int(counting.known(counting.amounts(_rows(facts, selection), part)).sum())


def _rows(facts: Facts, selection: Selection) -> Cut:
    cube = Slice(facts, selection.period, selection.filters)
    return cube.rows(PARTS[selection.part], Narrow(selection.slices, selection.without))
