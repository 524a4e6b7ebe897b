"""What sets one content apart from another: planted factors of how it attracts, sells and spreads."""

import numpy as np
from msgspec import Struct

from sync.sandbox.columns import Floats
from sync.sandbox.plan import Plan

SPREAD, MOST = 0.25, 0.8
"""Shares that one share leads to on average and at most: chains die out."""
UNLIKE = 0.7
"""How far contents differ: the standard deviation of the logarithm of each factor."""
SOON = 0.2
"""Share of new fans who buy soon, of an average content."""


class Appeal(Struct, frozen=True):
    """One value per content."""

    attract: Floats
    """Fans who come through it, relative to another shown at the same time."""
    buying: Floats
    """Factor on the odds that a fan who comes through it buys soon."""
    pull: Floats
    """Visits and orders that each of its shares brings, relative to another share."""
    spread: Floats
    """Shares that each of its shares leads to, passed on by people who come through it."""

    @property
    def buys(self) -> Floats:
        """The chance that a fan who comes through it buys soon, were it shown to everybody alike."""
        odds = SOON / (1 - SOON) * self.buying
        return np.asarray(odds / (1 + odds))


def appeal_of(plan: Plan, count: int) -> Appeal:
    """The factors of as many contents, each drawn apart from the others."""
    rng = plan.rng("appeal")
    attract, buying, pull, spread = np.exp(UNLIKE * rng.standard_normal((4, count)) - UNLIKE**2 / 2)
    return Appeal(attract, buying, pull, np.minimum(SPREAD * spread, MOST))
