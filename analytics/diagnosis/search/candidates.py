"""Every slice that holds enough of the volume, with its sums: level by level, a slice only where its parent held."""

from itertools import combinations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.diagnosis.search.leaves import Floats, Leaves, Values, telling
from analytics.diagnosis.search.rules import Rules

FREE = -2
"""In ``Candidates.values``: the slice does not name this dimension."""
_DENSE = 4
"""Tables with up to this many cells per leaf are counted directly; larger ones are sorted first."""

Dimensions = tuple[int, ...]
Cells = NDArray[np.intp]


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


class _Group(Struct, frozen=True):
    """Leaves and the supported slice over one set of dimensions that each lies in; leaves in none are left out."""

    rows: Cells
    actual: Floats
    expected: Floats
    slice_of: Cells
    values: Ints
    """(slices, dimensions), as in ``Candidates``."""


class _Table(Struct, frozen=True):
    """The cells of a group cut by one more dimension."""

    cell_of: Cells
    kept: Cells
    """The cells with enough volume."""
    slices: Candidates
    """One per kept cell."""


def candidates(leaves: Leaves, rules: Rules) -> Candidates:
    """All supported slices of 1 to ``rules.depth`` dimensions."""
    least = max(rules.support * float((leaves.actual + leaves.expected).sum()), np.finfo(np.float64).tiny)
    dimensions = telling(leaves)
    groups: dict[Dimensions, _Group] = {(): _everything(leaves)}
    found: list[Candidates] = []
    for depth in range(1, min(rules.depth, len(dimensions)) + 1):
        # Only groups that will be cut again are worth remembering.
        deeper = {named[:-1] for named in combinations(dimensions, depth + 1)} if depth < rules.depth else set()
        for named in combinations(dimensions, depth):
            group = groups[named[:-1]]
            table = _cut(leaves, group, named[-1], least)
            found.append(table.slices)
            if named in deeper:
                groups[named] = _supported(group, table)
    return _joined(leaves, found)


def _everything(leaves: Leaves) -> _Group:
    """All leaves in the one slice that names nothing."""
    rows = np.arange(len(leaves))
    return _Group(rows, leaves.actual, leaves.expected, np.zeros_like(rows), np.full((1, len(leaves.codes)), FREE))


def _cut(leaves: Leaves, group: _Group, dimension: int, least: float) -> _Table:
    """The slices of the group cut by one more dimension."""
    width = leaves.sizes[dimension] + 1
    codes = leaves.codes[dimension]
    key = group.slice_of * width + ((codes if len(codes) == len(group.rows) else codes[group.rows]) + 1)
    cells = len(group.values) * width
    keys: Cells | None = None
    if cells > _DENSE * len(leaves) + 1000:
        keys, key = np.unique(key, return_inverse=True)
        cells = len(keys)
    actual: Floats = np.bincount(key, group.actual, minlength=cells).astype(np.float64, copy=False)
    expected: Floats = np.bincount(key, group.expected, minlength=cells).astype(np.float64, copy=False)
    kept = np.flatnonzero(actual + expected >= least)
    own = kept if keys is None else keys[kept]
    values = group.values[own // width]
    values[:, dimension] = own % width - 1
    return _Table(key, kept, Candidates(values, actual[kept], expected[kept]))


def _supported(group: _Group, table: _Table) -> _Group:
    """The leaves of the group that lie in a slice with enough volume, by that slice."""
    number = np.full(int(table.cell_of.max(initial=-1)) + 1, -1, dtype=np.intp)
    number[table.kept] = np.arange(len(table.kept))
    slice_of = number[table.cell_of]
    held = slice_of >= 0
    if held.all():
        return _Group(group.rows, group.actual, group.expected, slice_of, table.slices.values)
    measures = group.actual[held], group.expected[held]
    return _Group(group.rows[held], *measures, slice_of[held], table.slices.values)


def _joined(leaves: Leaves, found: list[Candidates]) -> Candidates:
    """All tables in one."""
    if not found:
        return Candidates(np.empty((0, len(leaves.codes)), dtype=np.int64), np.empty(0), np.empty(0))
    return Candidates(
        np.concatenate([table.values for table in found]),
        np.concatenate([table.actual for table in found]),
        np.concatenate([table.expected for table in found]),
    )
