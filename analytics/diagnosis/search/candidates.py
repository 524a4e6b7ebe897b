"""Every slice that holds enough of the volume, with its sums: level by level, a slice only where its parents held."""

from itertools import combinations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.diagnosis.search.leaves import Floats, Leaves, Values, telling
from analytics.diagnosis.search.rules import Rules

_DENSE = 4
"""Tables with up to this many cells per leaf are counted directly; larger ones are sorted first."""


class Candidates(Struct, frozen=True):
    """m supported slices: shorter ones first."""

    values: Ints
    """(m, dimensions) codes; FREE where the slice does not name the dimension."""
    actual: Floats
    expected: Floats

    def __len__(self) -> int:
        return len(self.actual)

    def of(self, at: int) -> Values:
        """The slice at this place."""
        return tuple((dimension, int(code)) for dimension, code in enumerate(self.values[at]) if code != FREE)


FREE = -2
"""In ``Candidates.values``: the slice does not name this dimension."""


class _Group(Struct, frozen=True):
    """The supported slices over one set of dimensions: which leaves they hold, and their values."""

    rows: NDArray[np.intp]
    slice_of: NDArray[np.intp]
    """Per row, the slice it lies in."""
    values: Ints


def candidates(leaves: Leaves, rules: Rules) -> Candidates:
    """All supported slices of 1 to ``rules.depth`` dimensions."""
    volume = np.abs(leaves.actual) + np.abs(leaves.expected)
    least = max(rules.support * float(volume.sum()), np.finfo(np.float64).tiny)
    everything = _Group(
        np.arange(len(leaves)), np.zeros(len(leaves), dtype=np.intp), np.full((1, len(leaves.codes)), FREE)
    )
    level: dict[tuple[int, ...], _Group] = {
        (at,): _deeper(leaves, everything, at, volume, least) for at in telling(leaves)
    }
    found = list(level.values())
    for depth in range(2, rules.depth + 1):
        sets = [dimensions for dimensions in combinations(telling(leaves), depth) if dimensions[:-1] in level]
        level = {at: _deeper(leaves, level[at[:-1]], at[-1], volume, least) for at in sets}
        found += level.values()
    return _summed(leaves, found)


def _deeper(leaves: Leaves, group: _Group, dimension: int, volume: Floats, least: float) -> _Group:
    """The slices of the group cut by one more dimension."""
    width = leaves.sizes[dimension] + 1
    key = group.slice_of * width + (leaves.codes[dimension][group.rows] + 1)
    cells, held = len(group.values) * width, None
    if cells > _DENSE * len(leaves) + 1:
        held, key = np.unique(key, return_inverse=True)
        cells = len(held)
    kept = np.flatnonzero(np.bincount(key, volume[group.rows], minlength=cells) >= least)
    number = np.full(cells, -1, dtype=np.intp)
    number[kept] = np.arange(len(kept))
    slice_of = number[key]
    true_key = kept if held is None else held[kept]
    values = group.values[true_key // width].copy()
    values[:, dimension] = true_key % width - 1
    return _Group(group.rows[slice_of >= 0], slice_of[slice_of >= 0], values)


def _summed(leaves: Leaves, groups: list[_Group]) -> Candidates:
    """The groups in one table, with the sums of both measures."""
    if not groups:
        return Candidates(np.empty((0, len(leaves.codes)), dtype=np.int64), np.empty(0), np.empty(0))
    values = np.concatenate([group.values for group in groups])
    return Candidates(values, _sums(leaves.actual, groups), _sums(leaves.expected, groups))


def _sums(measure: Floats, groups: list[_Group]) -> Floats:
    """The measure summed over each slice of the groups, one after the other."""
    per_group = [np.bincount(group.slice_of, measure[group.rows], minlength=len(group.values)) for group in groups]
    return np.concatenate(per_group)
