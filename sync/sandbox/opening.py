"""When groups are opened: ever more of them as the shop grows, with the seasons, and the more the offers attract."""

import numpy as np

from sync.sandbox.columns import Floats, Ints
from sync.sandbox.offers import ROUND, Offers
from sync.sandbox.plan import DAY, MINUTE, Plan
from sync.sandbox.seasons import Seasons

GROUPS_PER_ORDER = 0.065
_GROWTH = 0.7
"""Moments lie at this power of an even share of the operational time."""


class Opening:
    """The course of opening: the part that would be opened by each moment if all rounds attracted alike, and does."""

    def __init__(self, plan: Plan, seasons: Seasons, offers: Offers) -> None:
        self.count = round(plan.orders * GROUPS_PER_ORDER)
        self._seasons = seasons
        begin = plan.start + min(3 * DAY, (plan.until - plan.start) // 4)
        self._first, self._last = seasons.operational_of(np.array([begin, plan.until - 2 * MINUTE])).tolist()
        pull = offers.pull()
        inner = self.alike(plan.start + np.arange(1, len(pull)) * ROUND)
        self._alike = np.concatenate([[0.0], inner, [1.0]])
        self._course = np.concatenate([[0.0], np.cumsum(pull * np.diff(self._alike))])

    def alike(self, moments: Ints) -> Floats:
        """The part that would be opened by each moment if all rounds attracted alike."""
        gone = (self._seasons.operational_of(moments) - self._first) / (self._last - self._first)
        part: Floats = np.clip(gone, 0.0, 1.0) ** (1 / _GROWTH)
        return part

    def drawn(self, rng: np.random.Generator) -> Ints:
        """The moments at which groups are opened."""
        alike = np.interp(rng.random(self.count) * self._course[-1], self._course, self._alike)
        return np.sort(self._seasons.wall_of(self._first + (self._last - self._first) * alike**_GROWTH))

    def groups_between(self, start: int, end: int) -> float:
        """Groups to be expected of one offer with an attraction of 1 that runs from start to end."""
        low, high = self.alike(np.array([start, end])).tolist()
        return float(self.count * (high - low) / self._course[-1])
