"""Every slice that may be found: up to three dimensions deep, with enough of both sides together.

How much both sides hold together is the same whichever way chance deals them out, so looking at these slices only
takes nothing from the tests.
"""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.diagnosis.why.ground import Ground

DEPTH = 3
FREE = -2
"""In ``Family.values``: the slice does not name this dimension."""
_FOLLOWING = tuple(map(frozenset, ({"product", "category"}, {"product", "order_value"}, {"category", "order_value"})))


class Family(Struct, frozen=True):
    """The slices over one set of dimensions."""

    rows: NDArray[np.intp]
    """Rows of the ground that lie in one of them."""
    slice_of: NDArray[np.intp]
    """In which."""
    values: NDArray[np.int64]
    """(slices, dimensions)."""

    def __len__(self) -> int:
        return len(self.values)


def families(ground: Ground, least: float) -> Iterator[Family]:
    """All slices that hold ``least`` in the unit of the ground, shorter ones first.

    A dimension with one value only, as the channel under a filter, cuts nothing.
    """
    volume = np.abs(ground.amount)
    telling = [at for at, codes in enumerate(ground.codes) if len(codes) and (codes != codes[0]).any()]
    everything = np.arange(len(ground))
    level: dict[tuple[int, ...], Family] = {
        (): Family(everything, np.zeros_like(everything), np.full((1, len(ground.codes)), FREE))
    }
    for depth in range(1, DEPTH + 1):
        deeper: dict[tuple[int, ...], Family] = {}
        for named in combinations(telling, depth):
            parent = level.get(named[:-1])
            if parent is None or _says_twice(ground, named):
                continue
            family = _cut(ground, parent, named[-1], volume, least)
            if len(family):
                deeper[named] = family
                yield family
        level = deeper


def _says_twice(ground: Ground, named: tuple[int, ...]) -> bool:
    """Whether one dimension follows from another: a product has its category, and its price makes the order's value."""
    ids = {ground.dimensions[at].id for at in named}
    return any(ids >= pair for pair in _FOLLOWING)


def _cut(ground: Ground, parent: Family, dimension: int, volume: NDArray[np.float64], least: float) -> Family:
    """The slices of a family cut by one more dimension."""
    width = ground.sizes[dimension] + 1
    key = parent.slice_of * width + (ground.codes[dimension][parent.rows] + 1)
    cells, own = len(parent) * width, None
    if cells > 4 * len(ground) + 1000:
        own, key = np.unique(key, return_inverse=True)
        cells = len(own)
    enough = np.bincount(key, volume[parent.rows], minlength=cells) >= least
    # The last code of goods belongs to what is no goods; of the other dimensions nobody has it.
    codes = (np.arange(cells) if own is None else own) % width - 1
    kept = np.flatnonzero(enough & (codes < width - 2))
    number = np.full(cells, -1, dtype=np.intp)
    number[kept] = np.arange(len(kept))
    slice_of = number[key]
    held = slice_of >= 0
    values = parent.values[(kept if own is None else own[kept]) // width].copy()
    values[:, dimension] = codes[kept]
    return Family(parent.rows[held], slice_of[held], values)
