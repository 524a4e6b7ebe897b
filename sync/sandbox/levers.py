"""How the people of one shop answer to what an offer promises: planted, and different from shop to shop.

A larger group is opened less readily, a reward makes more people open one, a discount makes more people open and join,
a longer window makes more people join. All but the first level off.
"""

import numpy as np
from msgspec import Struct

from sync.sandbox.columns import Floats, Ints
from sync.sandbox.plan import Plan

_USUAL_DISCOUNT, _USUAL_WINDOW, _USUAL_SIZE = 0.18, 1440, 3
_REWARD = 600
"""Fen at which a reward has done most of what it does."""


class Levers(Struct, frozen=True):
    """All factors are 1, or nearly so, for an offer like most: three people, 18% off, no reward, a day of time."""

    shyness: float
    """Power with which a larger size keeps people from opening a group."""
    thrift: float
    """Discount by which two thirds of what a discount can do is done."""
    ambition: float
    """By which part more groups are opened for a very large reward."""
    patience: float
    """Minutes by which two thirds of those who would ever join have joined."""

    def opening(self, size: Ints, discount: Floats, reward: Ints) -> Floats:
        """How readily groups are opened."""
        rewarded = 1 + self.ambition * -np.expm1(-reward / _REWARD)
        shy: Floats = (size / _USUAL_SIZE) ** -self.shyness
        return shy * rewarded * (1 + self._pull(discount)) / 2

    def joining(self, discount: Floats, window: Ints) -> Floats:
        """Factor on the number of people who join."""
        waited = np.expm1(-window / self.patience) / np.expm1(-_USUAL_WINDOW / self.patience)
        joined: Floats = waited * self._pull(discount)
        return joined

    def _pull(self, discount: Floats) -> Floats:
        pull: Floats = np.expm1(-discount / self.thrift) / np.expm1(-_USUAL_DISCOUNT / self.thrift)
        return pull


def levers_of(plan: Plan) -> Levers:
    """Those of the people of a plan."""
    shyness, thrift, ambition, patience = plan.rng("levers").random(4).tolist()
    return Levers(0.25 + 0.5 * shyness, 0.06 + 0.14 * thrift, 0.2 + 0.7 * ambition, 300 + 1200 * patience)
