"""The slices that explain a change, one after the other: each is looked for in what the earlier ones leave.

Among the slices that stand out the best is named by the ripple effect (``diagnosis.search``): its parts moved with it,
its neighbours did not. What is left is held against its own common movement, so a channel that broke away does not
make all others look grown.
"""

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
from analytics.diagnosis.why.standing import Standing, standing

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


def stand_out(ground: Ground) -> tuple[Stand, ...]:
    """The slices that explain the change of a ground, first found first."""
    return next((found for support in SUPPORT if (found := _standing_out(ground, support))), ())


def _standing_out(ground: Ground, support: float) -> tuple[Stand, ...]:
    recent = ground.block <= 1
    units = int(ground.unit.max(initial=-1)) + 1
    group = groups_of(units, seed_of(ground.amount), GROUPS if units > MANY_UNITS else units)
    least = support * float(np.abs(ground.amount[recent]).sum())
    found: list[Stand] = []
    first = 0.0
    left = ground
    while len(found) < MOST:
        here = left.only(left.block <= 1)
        if not 0 < np.count_nonzero(here.now) < len(here):
            break
        best = _best(here, Past(left, support), standing(here, group, least))
        if best is None or best[1] < _RULES.enough * first:
            break
        found.append(best[0])
        first = first or best[1]
        left = left.only(~left.inside(best[0].values))
    return tuple(found)


def _best(ground: Ground, past: Past, stands: Standing) -> tuple[Stand, float] | None:
    """The slice that explains most among those that stand out, and how much; None if none does."""
    sure = np.flatnonzero(stands.p <= SURE)
    if not len(sure):
        return None
    leaves = _leaves(ground)
    expected, excess = stands.expected[sure], stands.excess[sure]
    weights = weight(expected + excess, expected, _RULES.doubt * leaves.grain, "both")
    ripples = Ripples(leaves, _RULES)
    best: tuple[Stand, float] | None = None
    highest = 0.0
    for at in np.argsort(-weights, kind="stable")[:_LOOKED_AT].tolist():
        values = _values(stands.values[sure[at]])
        score = float(weights[at]) * ripples.share(values) * (1 - _RULES.brevity) ** (len(values) - 1)
        if score > highest and past.unusual(values, 1 if excess[at] > 0 else -1):
            best, highest = (Stand(values, float(stands.p[sure[at]])), float(weights[at])), score
    return best


def _values(row: NDArray[np.int64]) -> Values:
    return tuple((at, int(code)) for at, code in enumerate(row.tolist()) if code != FREE)


def _leaves(ground: Ground) -> Leaves:
    """The ground as the search knows it: each row is a leaf."""
    now = ground.now
    common = float(ground.amount[now].sum()) / float(ground.amount[~now].sum())
    seen, due = np.where(now, ground.amount, 0.0), np.where(now, 0.0, common * ground.amount)
    return Leaves(ground.codes, ground.sizes, seen, due, grain_of(ground.amount))
