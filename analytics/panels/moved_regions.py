"""Which regions took more or less than before beyond the luck of who happened to buy.

What a region takes is a sum over its buyers, who come by chance: the variance of such a sum is that of their squares
(compound Poisson). Orders of one buyer stand and fall together. False discoveries are controlled over the regions.
"""

import numpy as np
from numpy.typing import NDArray

from analytics.asked import Asked
from analytics.chance import discovered, normal_tails
from analytics.counting import amounts, known
from analytics.dimensions.place import PROVINCE
from analytics.measure import term_for
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.part import Part
from analytics.slice import Slice
from storage.words import Words

Floats = NDArray[np.float64]


def moved_beyond_chance(asked: Asked) -> set[str]:
    """The names of those regions; none without a comparison."""
    term = term_for(asked.now, PAYMENT_AMOUNT.top, [PROVINCE])
    if asked.before is None or isinstance(term, Words):
        return set()
    size = len(asked.facts["orders"].categories("province"))
    (now, spread), (before, spread_before) = (_by_region(cube, term.part, size) for cube in (asked.now, asked.before))
    seen = np.flatnonzero(spread + spread_before > 0)
    change = (now - before)[seen] / np.sqrt((spread + spread_before)[seen])
    real = seen[discovered(normal_tails(change), len(seen))]
    return {str(PROVINCE.label_of(asked.facts, code)) for code in real.tolist()}


def _by_region(cube: Slice, part: Part, size: int) -> tuple[Floats, Floats]:
    """The money of each region, and the squares of what each of its buyers paid."""
    cut = cube.rows(part)
    region, person = PROVINCE.codes(cut), cut.codes(cut.log.person).astype(np.int64)
    guests = person < 0
    person[guests] = person.max(initial=0) + 1 + np.arange(int(guests.sum()))  # each is somebody else
    told = region >= 0
    pairs, which = np.unique(person[told] * size + region[told], return_inverse=True)
    paid = np.bincount(which, weights=known(amounts(cut, part))[told].astype(np.float64), minlength=len(pairs))
    codes = pairs % size
    squares = np.bincount(codes, weights=paid * paid, minlength=size)
    return np.bincount(codes, weights=paid, minlength=size).astype(np.float64), squares.astype(np.float64)
