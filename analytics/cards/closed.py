"""Days on which the shop never sells: that nothing comes in then is no loss."""

from datetime import timedelta

import numpy as np

from analytics.cards.rule import Scene
from analytics.coverage import coverage
from analytics.period import Period, midnight
from storage.derive import paid

WEEKS = 8
"""Weeks before the period by which its weekdays are known."""
LEAST = 4
"""Weeks below which a weekday without sales may be chance: it counts as open."""
FEWER = 0.9
"""A period open for less than this part of what its comparison was open cannot be held against it."""


def fewer_open_days(scene: Scene) -> bool:
    """Whether the shop was open on clearly fewer days than in the comparison, day for day."""
    comparison = scene.asked.comparison
    if comparison is None:
        return False
    closed = scene.facts.derived(f"closed weekdays before {scene.period.first}", lambda _facts: _closed(scene))
    shares = [sum(_weekday(days, at) not in closed for at in range(len(days))) / len(days)
              for days in (scene.period, comparison)]  # fmt: skip
    return shares[0] < FEWER * shares[1]


def _weekday(days: Period, at: int) -> int:
    return (days.first + timedelta(days=at)).weekday()


def _closed(scene: Scene) -> frozenset[int]:
    """The weekdays on which nothing was sold for weeks."""
    known, end = coverage(scene.facts), scene.period.first
    if known is None:
        return frozenset()
    weeks = min(WEEKS, (end - known.first).days // 7)
    first = end - timedelta(days=7 * weeks)
    edges = [midnight(first + timedelta(days=at), scene.shop.zone) for at in range(7 * weeks + 1)]
    sold = np.diff(np.searchsorted(paid(scene.facts).at, edges)).reshape(weeks, 7).sum(axis=0)
    return frozenset((first.weekday() + at) % 7 for at in np.flatnonzero(sold == 0).tolist() if weeks >= LEAST)
