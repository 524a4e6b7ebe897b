"""Which slices stand out: they changed, and they changed more than the rest of the shop, beyond chance among buyers.

The sides of random buyers are exchanged many times, and each time the slice that stands out most is noted: a real one
has to beat those. That holds for all slices looked at together, however many there are and however they overlap
(Westfall and Young 1993), and however much one buyer spends.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.chance import normal_quantile
from analytics.diagnosis.noise.flips import seed_of, signs
from analytics.diagnosis.why.families import Family, families
from analytics.diagnosis.why.ground import Ground

Floats = NDArray[np.float64]

FLIPS = 499
_BITES = (0, 50, 150, FLIPS)
"""After so many flips it is often plain that nothing stands out."""
_CHANGED = normal_quantile(0.05)
"""A slice has also to have changed by itself, by so many standard errors."""
_TRACE = 1e-12
"""What is below this part of a sum of squares is left by rounding."""


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

    excess: Floats
    expected: Floats
    height: Floats
    """How far each slice stands out, in standard errors; 0 where it has not changed by itself as well, that way."""
    scaled: NDArray[np.float32]
    """(slices, groups) of what each group adds to that, in standard errors."""


class Slices:
    """The slices of a ground, those that may be found in an early look first; all looks share one set of flips.

    ``group`` says which units are flipped together; ``least`` how much a slice holds at least, look by look.
    """

    def __init__(self, ground: Ground, group: NDArray[np.intp], least: Sequence[float]) -> None:
        found = list(families(ground, least[-1]))
        volume = _sums(found, np.abs(ground.amount))
        look = np.sum([volume < enough for enough in least], axis=0, dtype=np.intp)
        order = np.argsort(look, kind="stable")
        self._values = np.concatenate([np.empty((0, len(ground.codes)), np.int64), *(of.values for of in found)])[order]
        self._ends = [0, *np.cumsum(np.bincount(look, minlength=len(least))).tolist()]
        self._measures = _measures(ground, group[ground.unit], int(group.max()) + 1, found, np.argsort(order))
        self._flips = signs(int(group.max()) + 1, FLIPS, seed_of(ground.signed))
        self._highest: dict[tuple[int, int], Floats] = {}

    def standing(self, look: int, sure: float = 1.0) -> Standing:
        """How every slice stands that may be found in a look or in one before it.

        Where no slice stands out so far that its chance is ``sure`` or less, the chances are not worked out.
        """
        seen = slice(self._ends[look + 1])
        money = self._measures[0]
        p = self._chances(look, [one.height[seen] for one in self._measures], sure)
        return Standing(self._values[seen], money.excess[seen], money.expected[seen], p)

    def _chances(self, look: int, heights: Sequence[Floats], sure: float) -> Floats:
        """The least chance of each slice in any measure; 1 for a height of 0; for all if none has ``sure`` or less."""
        best = np.array([max(float(height.max(initial=0.0)) for height in heights)])
        highest = np.empty(0)
        for bite in range(len(_BITES) - 1):
            here = np.max([self._flipped(at, bite) for at in range(look + 1)], axis=0)
            highest = np.concatenate((highest, here))
            if _tail(highest, best)[0] > sure:
                return np.ones(len(heights[0]))
        chances: Floats = np.min([np.where(height > 0, _tail(highest, height), 1.0) for height in heights], axis=0)
        return chances

    def _flipped(self, look: int, bite: int) -> Floats:
        """How far any slice that a look adds stands out, in any measure, in each flip of a bite."""
        if (look, bite) not in self._highest:
            flips, added = self._flips[_BITES[bite] : _BITES[bite + 1]].T, slice(*self._ends[look : look + 2])
            far = [_farthest(one.scaled[added] @ flips) for one in self._measures]
            self._highest[look, bite] = np.max(far, axis=0).astype(np.float64)
        return self._highest[look, bite]


def _measures(
    ground: Ground, group: NDArray[np.intp], groups: int, found: Sequence[Family], place: NDArray[np.intp]
) -> list[_Measure]:
    """Money, and rows where that is something else; ``place`` says where each slice goes, ``group`` each row."""
    amount, many = ground.amount, len(place)
    side = ground.block.astype(np.intp)
    row = side * (many * groups) + group
    cells = _joined([row[of.rows] + groups * place[at : at + len(of)][of.slice_of] for of, at in _numbered(found)])
    rows = _joined([of.rows for of in found])
    measures = []
    for one in [amount, np.sign(amount)] if (amount != amount[0]).any() else [amount]:
        whole = np.bincount(side * groups + group, one, minlength=2 * groups).astype(np.float64)
        sums = np.bincount(cells, one[rows], minlength=2 * many * groups).astype(np.float64, copy=False)
        now, before = sums.reshape(2, many, groups)
        measures.append(_measured(now, before, whole.reshape(2, groups), ground.ratio))
    return measures


def _measured(now: Floats, before: Floats, whole: Floats, ratio: float) -> _Measure:
    """Of (slices, groups) on both sides, and (sides, groups) of everything; ``before`` is used up."""
    sums, sums_before = now.sum(axis=1), before.sum(axis=1)
    all_now, all_before = whole.sum(axis=1).tolist()
    common = all_now / max(all_before, 1.0)  # whole units: 0 where nothing was before
    changed = _changed(now, before, ratio)
    expected = common * sums_before
    pooled = all_now + common * all_before
    share = (sums + expected) / pooled if pooled >= 1 else np.zeros(len(sums))  # with less nothing was sold
    beside = before
    beside *= -common
    beside += now
    beside -= np.multiply.outer(share, whole[0] - common * whole[1])
    scale = np.sqrt(_squares(beside, beside))
    scale = np.where(scale > 0, scale, np.inf)
    excess = sums - expected
    along = np.sign(changed) == np.sign(excess)
    height = np.where(along & (np.abs(changed) >= _CHANGED), np.abs(excess) / scale, 0.0)
    beside /= scale[:, None]
    return _Measure(excess, expected, height, beside.astype(np.float32))


def _changed(now: Floats, before: Floats, ratio: float) -> Floats:
    """How far each slice has changed by itself, in standard errors."""
    own, other = _squares(now, now), ratio**2 * _squares(before, before)
    squares = own - 2 * ratio * _squares(now, before) + other
    change = now.sum(axis=1) - ratio * before.sum(axis=1)
    there = squares > _TRACE * (own + other)
    return np.where(there, change, 0.0) / np.sqrt(np.where(there, squares, 1.0))


def _squares(one: Floats, other: Floats) -> Floats:
    """Per slice the sum of the products."""
    result: Floats = np.einsum("ij,ij->i", one, other)
    return result


def _farthest(moved: NDArray[np.float32]) -> NDArray[np.float32]:
    """Per flip how far from 0 any slice went; without a second table of all of them."""
    far: NDArray[np.float32] = np.maximum(moved.max(axis=0, initial=0.0), -moved.min(axis=0, initial=0.0))
    return far


def _tail(highest: Floats, seen: Floats) -> Floats:
    """The share of all flips in which some slice stood out at least as much; those not looked at did not."""
    ordered = np.sort(highest)
    beaten = len(ordered) - np.searchsorted(ordered, seen * (1 - 1e-6))
    return (1 + beaten) / (1 + FLIPS)


def _sums(found: Sequence[Family], amount: Floats) -> Floats:
    return np.concatenate([np.empty(0), *(np.bincount(of.slice_of, amount[of.rows], len(of)) for of in found)])


def _numbered(found: Sequence[Family]) -> Iterator[tuple[Family, int]]:
    """Each family with the number of its first slice."""
    return zip(found, accumulate((len(of) for of in found), initial=0), strict=False)


def _joined(of_families: Sequence[NDArray[np.intp]]) -> NDArray[np.intp]:
    return np.concatenate([np.empty(0, dtype=np.intp), *of_families])
