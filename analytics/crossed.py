"""Two dimensions at once: the cells of a grid, each known by its two values."""

import numpy as np
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints
from analytics.cut import Cut
from analytics.dimension import Dimension
from analytics.measure import read_by
from analytics.metric import Term
from analytics.part import WHOLE, Narrow
from analytics.slice import Slice
from storage.facts import Facts
from storage.words import Words

Grid = NDArray[np.int64]
"""A row per value of the first dimension, a column per value of the second."""


def crossed(down: Dimension, across: Dimension) -> Dimension:
    """Each pair of values is one; a row that lacks either has none. Selections name the two apart: ``cell``."""

    def codes(cut: Cut) -> Codes:
        one, other = down.codes(cut), across.codes(cut)
        together = one.astype(np.int64) * across.size(cut.facts) + other
        return np.where((one < 0) | (other < 0), -1, together)

    def size(facts: Facts) -> int:
        return down.size(facts) * across.size(facts)

    return Dimension(
        f"{down.id} by {across.id}",
        down.name,
        down.kinds & across.kinds,
        codes,
        size,
        lambda _facts, code: str(code),
        lambda _facts, key: int(key),
        lambda _facts, code: str(code),
        ordered=True,
        one_per=down.one_per & across.one_per,
    )


def grid(cube: Slice, term: Term, down: Dimension, across: Dimension, narrow: Narrow = WHOLE) -> Grid | Words:
    """The value of a term in every cell; else why it cannot be told."""
    values: Ints | Words = read_by(cube, term, crossed(down, across), narrow)
    if isinstance(values, Words):
        return values
    return values[1:].reshape(down.size(cube.facts), across.size(cube.facts))


def cell(facts: Facts, down: Dimension, row: int, across: Dimension, column: int) -> Narrow:
    """What narrows to one cell."""
    return Narrow(slices=((down.id, down.key_of(facts, row)), (across.id, across.key_of(facts, column))))
