"""Which slices stand out: they changed, and they changed more than the rest of the shop, beyond chance among buyers.

The sides of random buyers are exchanged many times, and each time the slice that stands out most is noted: a real one
has to beat those. That holds for all slices looked at together, however many there are and however they overlap
(Westfall and Young 1993), and however much one buyer spends.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.diagnosis.noise.chance import normal_tail
from analytics.diagnosis.noise.flips import seed_of, signs
from analytics.diagnosis.why.families import Family, families
from analytics.diagnosis.why.ground import Ground

Floats = NDArray[np.float64]

FLIPS = 499
_BITES = (50, 150)
"""After so many flips it is often plain that nothing stands out."""
_CHANGED = 0.05
"""A slice has also to have changed by itself, at this level."""


class Standing(Struct, frozen=True):
    """m slices and how they stand."""

    values: NDArray[np.int64]
    """(m, dimensions), as in ``Family``."""
    excess: Floats
    """Now less what the slice would have come to, had it moved like everything."""
    expected: Floats
    """What it would have come to."""
    p: Floats
    """Chance that any slice stands out as much, in money or in rows; 1 for all if none is as small as was asked for."""


class _Measure(Struct, frozen=True):
    """What is compared: money, or rows, which one large order does not sway."""

    moved: Floats
    """(slices, groups) now - expected."""
    beside: Floats
    """The same less the part of the slice in what everything moved in the group."""
    expected: Floats
    changed: NDArray[np.bool_]
    """The slice has changed by itself, in the direction in which it stands out."""

    @property
    def height(self) -> Floats:
        """How far each slice stands out, in standard errors."""
        height: Floats = np.abs(self.moved.sum(axis=1)) / self.scale
        return height

    @property
    def scale(self) -> Floats:
        """The standard error of each slice."""
        scale = np.sqrt((self.beside**2).sum(axis=1))
        return np.where(scale > 0, scale, np.inf)

    @property
    def scaled(self) -> NDArray[np.float32]:
        """(slices, groups) of ``beside`` in standard errors."""
        return (self.beside / self.scale[:, None]).astype(np.float32)


def standing(ground: Ground, group: NDArray[np.intp], least: float, sure: float = 1.0) -> Standing:
    """How every slice with ``least`` volume stands; ``group`` says which units are flipped together.

    Where no slice stands out so far that its chance is ``sure`` or less, the chances are not worked out.
    """
    found = list(families(ground, least))
    if not found:
        nothing = np.empty(0)
        return Standing(np.empty((0, len(ground.codes)), dtype=np.int64), nothing, nothing, nothing)
    groups, row_group = int(group.max()) + 1, group[ground.unit]
    cells = [family.slice_of * groups + row_group[family.rows] for family in found]
    money = _measure(ground, ground.amount, found, cells, row_group, groups)
    measures = [money]
    if (ground.amount != ground.amount[0]).any():
        measures.append(_measure(ground, np.sign(ground.amount), found, cells, row_group, groups))
    flips = signs(groups, FLIPS, seed_of(money.moved))
    p = _chances([np.where(one.changed, one.height, 0.0) for one in measures], measures, flips, sure)
    return Standing(np.concatenate([family.values for family in found]), money.moved.sum(axis=1), money.expected, p)


def _chances(
    heights: Sequence[Floats], measures: Sequence[_Measure], flips: NDArray[np.float32], sure: float
) -> Floats:
    """The least chance of each slice in any measure; 1 for a height of 0, and for all if none has ``sure`` or less."""
    scaled = [measure.scaled for measure in measures]
    best = np.array([max(float(height.max(initial=0.0)) for height in heights)])
    highest = np.empty(0)
    for bite in np.split(flips, _BITES):
        here = np.max([np.abs(one @ bite.T).max(axis=0, initial=0.0) for one in scaled], axis=0)
        highest = np.concatenate((highest, here.astype(np.float64)))
        if _tail(highest, best, len(flips))[0] > sure:
            return np.ones(len(heights[0]))
    chances: Floats = np.min(
        [np.where(height > 0, _tail(highest, height, len(flips)), 1.0) for height in heights], axis=0
    )
    return chances


def _measure(
    ground: Ground,
    amount: Floats,
    found: list[Family],
    cells: list[NDArray[np.intp]],
    row_group: NDArray[np.intp],
    groups: int,
) -> _Measure:
    now = ground.now
    common = float(amount[now].sum()) / max(float(amount[~now].sum()), 1.0)  # whole units: 0 where nothing was before
    due = common * amount
    difference = np.where(now, amount, -due)
    moved = _by_group(found, cells, difference, groups)
    pooled = np.where(now, amount, due)
    whole = float(pooled.sum())
    parts = _sums(found, pooled)
    share = parts / whole if whole >= 1 else np.zeros_like(parts)  # whole units: with less nothing was sold
    everything = np.bincount(row_group, difference, minlength=groups)
    own = _by_group(found, cells, np.where(now, amount, -ground.ratio * amount), groups)
    return _Measure(
        moved,
        moved - share[:, None] * everything,
        _sums(found, np.where(now, 0.0, due)),
        _changed(own, np.sign(moved.sum(axis=1))),
    )


def _changed(own: Floats, direction: Floats) -> NDArray[np.bool_]:
    """Which slices have changed as well, in the direction in which they stand out."""
    change, scale = own.sum(axis=1), np.sqrt((own**2).sum(axis=1))
    z = np.divide(change, scale, out=np.zeros_like(change), where=scale > 0)
    beyond = np.array([normal_tail(value) <= _CHANGED for value in z.tolist()], dtype=np.bool_)
    result: NDArray[np.bool_] = beyond & (np.sign(change) == direction)
    return result


def _tail(highest: Floats, seen: Floats, flips: int) -> Floats:
    """The share of so many flips in which some slice stood out at least as much; those not looked at did not."""
    ordered = np.sort(highest)
    beaten = len(ordered) - np.searchsorted(ordered, seen * (1 - 1e-6))
    return (1 + beaten) / (1 + flips)


def _by_group(found: list[Family], cells: list[NDArray[np.intp]], amount: Floats, groups: int) -> Floats:
    """(slices, groups) sums; ``cells`` says where each row of each family goes."""
    sums = [
        np.bincount(where, amount[family.rows], minlength=len(family) * groups).reshape(len(family), groups)
        for family, where in zip(found, cells, strict=True)
    ]
    return np.concatenate(sums) if sums else np.empty((0, groups))


def _sums(found: list[Family], amount: Floats) -> Floats:
    sums = [np.bincount(family.slice_of, amount[family.rows], minlength=len(family)) for family in found]
    return np.concatenate(sums) if sums else np.empty(0)
