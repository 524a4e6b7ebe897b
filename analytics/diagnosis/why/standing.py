"""Which slices stand out: they changed, and they changed more than the rest of the shop, beyond chance among buyers.

The sides of random buyers are exchanged many times, and each time the slice that stands out most is noted: a real one
has to beat those. That holds for all slices looked at together, however many there are and however they overlap
(Westfall and Young 1993), and however much one buyer spends.
"""

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.diagnosis.noise.chance import normal_quantile
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


class _Tier(Struct, frozen=True):
    """Slices of about one size, with the rows that each holds."""

    values: NDArray[np.int64]
    rows: NDArray[np.intp]
    """Rows of the ground, once for each slice that they lie in."""
    slice_of: NDArray[np.intp]


class Slices:
    """The slices of a ground in tiers, the largest first; what has been worked out for one look serves the next.

    ``group`` says which units are flipped together; ``least`` how much a slice of each tier holds at least.
    """

    def __init__(self, ground: Ground, group: NDArray[np.intp], least: Sequence[float]) -> None:
        self._ground, self._group = ground, group[ground.unit]
        self._groups, self._side = int(group.max()) + 1, ground.block.astype(np.intp)
        self._tiers = _tiers(ground, list(families(ground, least[-1])), least)
        self._measured: dict[int, list[_Measure]] = {}
        self._highest: dict[tuple[int, int], Floats] = {}

    def standing(self, tier: int, sure: float = 1.0) -> Standing:
        """How every slice of the tiers up to this one stands.

        Where no slice stands out so far that its chance is ``sure`` or less, the chances are not worked out.
        """
        every = [self._measures(at) for at in range(tier + 1)]
        heights = [np.concatenate(of) for of in zip(*([one.height for one in of] for of in every), strict=True)]
        money = [of[0] for of in every]
        return Standing(
            np.concatenate([of.values for of in self._tiers[: tier + 1]]),
            np.concatenate([of.excess for of in money]),
            np.concatenate([of.expected for of in money]),
            self._chances(tier, heights, sure),
        )

    def _chances(self, tier: int, heights: Sequence[Floats], sure: float) -> Floats:
        """The least chance of each slice in any measure; 1 for a height of 0; for all if none has ``sure`` or less."""
        best = np.array([max(float(height.max(initial=0.0)) for height in heights)])
        highest = np.empty(0)
        for bite in range(len(_BITES) - 1):
            here = np.max([self._flipped(at, bite) for at in range(tier + 1)], axis=0)
            highest = np.concatenate((highest, here))
            if _tail(highest, best)[0] > sure:
                return np.ones(len(heights[0]))
        chances: Floats = np.min([np.where(height > 0, _tail(highest, height), 1.0) for height in heights], axis=0)
        return chances

    def _flipped(self, tier: int, bite: int) -> Floats:
        """How far any slice of a tier stands out, in any measure, in each flip of a bite."""
        if (tier, bite) not in self._highest:
            flips = self._flips[_BITES[bite] : _BITES[bite + 1]].T
            far = [np.abs(one.scaled @ flips).max(axis=0, initial=0.0) for one in self._measures(tier)]
            self._highest[tier, bite] = np.max(far, axis=0).astype(np.float64)
        return self._highest[tier, bite]

    @cached_property
    def _flips(self) -> NDArray[np.float32]:
        return signs(self._groups, FLIPS, seed_of(self._ground.signed))

    def _measures(self, tier: int) -> list[_Measure]:
        if tier not in self._measured:
            amount = self._ground.amount
            amounts = [amount, np.sign(amount)] if (amount != amount[0]).any() else [amount]
            cells = self._cells(self._tiers[tier])
            self._measured[tier] = [self._measure(self._tiers[tier], cells, one) for one in amounts]
        return self._measured[tier]

    def _cells(self, tier: _Tier) -> NDArray[np.intp]:
        """Where each row of a tier is counted: side, slice and group in one number."""
        cells = (self._side * len(tier.values))[tier.rows]
        cells += tier.slice_of
        cells *= self._groups
        cells += self._group[tier.rows]
        return cells

    def _measure(self, tier: _Tier, cells: NDArray[np.intp], amount: Floats) -> _Measure:
        groups, many = self._groups, len(tier.values)
        whole = np.bincount(self._side * groups + self._group, amount, minlength=2 * groups).astype(np.float64)
        sums = np.bincount(cells, amount[tier.rows], minlength=2 * many * groups).astype(np.float64, copy=False)
        now, before = sums.reshape(2, many, groups)
        return _measured(now, before, whole.reshape(2, groups), self._ground.ratio)


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


def _tail(highest: Floats, seen: Floats) -> Floats:
    """The share of all flips in which some slice stood out at least as much; those not looked at did not."""
    ordered = np.sort(highest)
    beaten = len(ordered) - np.searchsorted(ordered, seen * (1 - 1e-6))
    return (1 + beaten) / (1 + FLIPS)


def _tiers(ground: Ground, found: Sequence[Family], least: Sequence[float]) -> list[_Tier]:
    """The slices of all families by their size, in the order in which they were found."""
    starts = list(accumulate((len(family) for family in found), initial=0))
    values = np.concatenate([np.empty((0, len(ground.codes)), dtype=np.int64), *(family.values for family in found)])
    nothing = np.empty(0, dtype=np.intp)
    rows = np.concatenate([nothing, *(family.rows for family in found)])
    slice_of = np.concatenate([nothing, *(one.slice_of + start for one, start in zip(found, starts, strict=False))])
    volume = np.bincount(slice_of, np.abs(ground.amount)[rows], minlength=len(values))
    bounds = (np.inf, *least)
    return [_tier((volume < above) & (volume >= below), values, rows, slice_of) for above, below in pairwise(bounds)]


def _tier(kept: NDArray[np.bool_], values: NDArray[np.int64], rows: NDArray[np.intp], of: NDArray[np.intp]) -> _Tier:
    number = np.cumsum(kept) - 1
    held = kept[of]
    return _Tier(values[kept], rows[held], number[of[held]])
