"""The slices that explain a change, one after the other: each is looked for in what the earlier ones leave.

Among the slices that stand out the best is named by the ripple effect (``diagnosis.search``): its parts moved with it,
its neighbours did not. What is left is held against its own common movement, so a channel that broke away does not
make all others look grown.
"""

from functools import cached_property

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.diagnosis.noise.flips import groups_of, seed_of
from analytics.diagnosis.search.leaves import Leaves, Values, grain_of
from analytics.diagnosis.search.ripple import Ripples
from analytics.diagnosis.search.rules import Rules
from analytics.diagnosis.search.surprise import weight
from analytics.diagnosis.why.families import FREE
from analytics.diagnosis.why.ground import Ground
from analytics.diagnosis.why.past import Past
from analytics.diagnosis.why.standing import Slices, Standing

SURE = 0.02
"""Chance of naming any slice where none has changed, in each of the two looks that ``SUPPORT`` allows."""
SUPPORT = (0.01, 0.004)
"""A slice that explains a change holds at least this part of both sides together; the smaller ones of a shop with
thousands of products are looked at only where no larger one stands out."""
MOST = 3
MANY_UNITS, GROUPS = 2500, 600
"""More units than these are flipped in so many groups."""
_RULES = Rules()
_LOOKED_AT = 40
"""So many of the heaviest slices are judged by their parts."""


class Stand(Struct, frozen=True):
    """A slice that stands out."""

    values: Values
    """(place of the dimension, code)."""
    p: float


class _Left:
    """What is left to explain; what has been summed of it serves both looks."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.here = ground.only(ground.block <= 1)
        self.past = Past(ground)

    @property
    def two_sided(self) -> bool:
        """Whether there is something both now and before."""
        return 0 < int(np.count_nonzero(self.here.now)) < len(self.here)

    @property
    def volume(self) -> float:
        """What both sides hold together."""
        return float(np.abs(self.here.amount).sum())

    @cached_property
    def leaves(self) -> Leaves:
        """The period and its comparison as the search knows them: each row is a leaf."""
        ground, now = self.here, self.here.now
        common = float(ground.amount[now].sum()) / float(ground.amount[~now].sum())
        seen, due = np.where(now, ground.amount, 0.0), np.where(now, 0.0, common * ground.amount)
        return Leaves(ground.codes, ground.sizes, seen, due, grain_of(ground.amount))

    @cached_property
    def ripples(self) -> Ripples:
        """What judges slices of the leaves."""
        return Ripples(self.leaves, _RULES)


def stand_out(ground: Ground) -> tuple[Stand, ...]:
    """The slices that explain the change of a ground, first found first."""
    everything = _Left(ground)
    if not everything.two_sided:
        return ()
    units = int(ground.unit.max(initial=-1)) + 1
    group = groups_of(units, seed_of(ground.amount), GROUPS if units > MANY_UNITS else units)
    volume = everything.volume
    slices = Slices(everything.here, group, [support * volume for support in SUPPORT])
    for look, support in enumerate(SUPPORT):
        first = _best(everything, support, slices.standing(look, SURE))
        if first is not None:
            return _with_others(everything, group, support, first)
    return ()


def _with_others(
    everything: _Left, group: NDArray[np.intp], support: float, first: tuple[Stand, float]
) -> tuple[Stand, ...]:
    """What was found first, and what else stands out in what it leaves."""
    found, least = [first[0]], support * everything.volume
    left = everything
    while len(found) < MOST:
        left = _Left(left.ground.only(~left.ground.inside(found[-1].values)))
        if not left.two_sided:
            break
        best = _best(left, support, Slices(left.here, group, [least]).standing(0, SURE))
        if best is None or best[1] < _RULES.enough * first[1]:
            break
        found.append(best[0])
    return tuple(found)


def _best(left: _Left, support: float, stands: Standing) -> tuple[Stand, float] | None:
    """The slice that explains most among those that stand out, and how much; None if none does."""
    sure = np.flatnonzero(stands.p <= SURE)
    if not len(sure):
        return None
    expected, excess = stands.expected[sure], stands.excess[sure]
    weights = weight(expected + excess, expected, _RULES.doubt * left.leaves.grain, "both")
    best: tuple[Stand, float] | None = None
    highest = 0.0
    for at in np.argsort(-weights, kind="stable")[:_LOOKED_AT].tolist():
        values = _values(stands.values[sure[at]])
        most = float(weights[at]) * (1 - _RULES.brevity) ** (len(values) - 1)
        if most <= highest or not left.past.unusual(values, 1 if excess[at] > 0 else -1, support):
            continue
        score = most * left.ripples.share(values)
        if score > highest:
            best, highest = (Stand(values, float(stands.p[sure[at]])), float(weights[at])), score
    return best


def _values(row: NDArray[np.int64]) -> Values:
    return tuple((at, int(code)) for at, code in enumerate(row.tolist()) if code != FREE)
