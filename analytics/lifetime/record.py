"""The record of groups: what was said of each on earlier evenings, and what came. It sets right what is said now.

What all customers together brought may be off by a season; that passes, and only widens what is said. What stays is
that one group is told too high beside the others and another too low: customers who buy at even gaps and are late have
left more surely than any of the models believes. So each group has a level of its own: the part of what came over what
was said, beside that of all together. Levels of small groups are drawn to 1, as far as levels differ by more than
chance at all (Paule and Mandel 1982, about a known mean).
"""

from collections.abc import Callable, Sequence

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes
from analytics.lifetime.log import Floats
from analytics.lifetime.reach import drift_of, reach
from analytics.result import Estimate

_TYPICAL = 30
"""So many customers who scatter as all do are added to each group: of few, no scatter is believed."""
_HALVINGS = 40


class Stood(Struct, frozen=True, eq=False):
    """Customers as they stood on an evening, and what came: one value of each array per customer."""

    who: Codes
    group: Codes
    said: Floats
    """Money expected of so many days."""
    came: Floats
    each: Floats
    """Money expected of one purchase."""


class Levels(Struct, frozen=True):
    """One value per group."""

    part: tuple[float, ...]
    """What is said of the group has to be taken so many times."""
    unsure: tuple[float, ...]
    """The variance of that, in its own square."""

    def of(self, group: Codes) -> Floats:
        """[m] the level of each customer's group."""
        return np.array(self.part)[group]


class Record(Struct, frozen=True):
    """How far sums over customers were off, after levels were set right."""

    levels: Levels
    scatter: tuple[float, ...]
    """Per group: squared errors per amount expected. What single customers do makes a sum S vary by this times S."""
    drift: float
    """How far all money together was off, as a part of it, beyond what single customers may do: seasons, trends."""
    looks: int

    def sum_of(self, amount: float, expected: Floats) -> Estimate:
        """An amount with its 95% interval, where ``expected`` of it, [groups], is money still to be spent."""
        luck = float(np.array(self.scatter) @ expected + np.array(self.levels.unsure) @ expected**2)
        return reach(amount, luck, self.drift, self.looks)


def levels(looks: Sequence[Stood], groups: int) -> Levels:
    """The level of each group over all looks together."""
    said, came = (_by_group(looks, groups, value) for value in (lambda one: one.said, lambda one: one.came))
    whole = float(came.sum()) / max(float(said.sum()), 1e-9)
    there = (said > 0) & (whole > 0)
    if not there.any():
        return Levels((1.0,) * groups, (0.0,) * groups)
    fair = np.where(there, whole * said, 1.0)
    part, noise = came / fair, _noise(looks, groups, whole) / fair**2
    there &= noise > 0
    wide = _spread(part[there] - 1, noise[there])
    drawn = np.where(there, wide / np.maximum(wide + noise, 1e-300), 0.0)
    level = 1 + drawn * (part - 1)
    left = np.where(there, drawn * noise, wide)
    return Levels(tuple(level.tolist()), tuple((left / np.maximum(level, 1e-9) ** 2).tolist()))


def record(looks: Sequence[Stood], groups: int, found: Levels) -> Record:
    """The record of looks whose money was set right by levels, in the groups that makes; at least one look."""
    said = _by_group(looks, groups, lambda one: one.said)
    squares = _by_group(looks, groups, lambda one: (one.came - one.said) ** 2)
    whole = float(squares.sum()) / max(float(said.sum()), 1e-9)
    typical = _TYPICAL * float(said.sum()) / max(sum(len(one.who) for one in looks), 1)
    scatter = (squares + typical * whole) / np.maximum(said + typical, 1e-9)
    # a purchase comes whole or not at all: nothing scatters less than single purchases that come by chance
    whole_ones = _by_group(looks, groups, lambda one: one.said * one.each) / np.maximum(said, 1e-9)
    sums = np.array([[one.said.sum(), one.came.sum()] for one in looks])
    return Record(
        levels=found,
        scatter=tuple(np.maximum(scatter, whole_ones).tolist()),
        drift=drift_of(sums[:, 0], sums[:, 1], whole * sums[:, 0]),
        looks=len(looks),
    )


def _by_group(looks: Sequence[Stood], groups: int, value: Callable[[Stood], Floats]) -> Floats:
    found = np.zeros(groups)
    for one in looks:
        found += np.bincount(one.group, weights=value(one), minlength=groups)
    return found


def _noise(looks: Sequence[Stood], groups: int, whole: float) -> Floats:
    """[groups] the variance of what came where levels are all alike: looks at one customer are summed up first."""
    keys = np.concatenate([one.who.astype(np.int64) * groups + one.group for one in looks])
    off = np.concatenate([one.came - whole * one.said for one in looks])
    every, place = np.unique(keys, return_inverse=True)
    each = np.bincount(place, weights=off, minlength=len(every))
    return np.bincount(every % groups, weights=each**2, minlength=groups).astype(np.float64)


def _spread(off: Floats, noise: Floats) -> float:
    """The variance beyond noise with which as many values scatter about 0; 0 where noise alone makes them so."""
    low, high = 0.0, float((off**2).max(initial=0.0))
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if (off**2 / (noise + middle)).sum() > len(off) else (low, middle)
    return low
