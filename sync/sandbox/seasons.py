"""Operational time: the clock that runs fast when people buy and slowly at night and over the holidays.

What happens at a constant rate on this clock shows week, day and holidays on the wall clock.
"""

from datetime import datetime

import numpy as np
from msgspec import Struct

from sync.sandbox.columns import Floats, Ints
from sync.sandbox.holidays import days_from, weight
from sync.sandbox.plan import DAY, HOUR, ZONE, Plan

_WORKDAY = (11, 6, 3, 2, 2, 4, 12, 24, 34, 44, 52, 50, 56, 54, 44, 42, 44, 46, 50, 62, 80, 88, 70, 34)
_FREE_DAY = (16, 9, 5, 3, 2, 3, 7, 15, 28, 46, 60, 58, 54, 52, 54, 56, 54, 50, 52, 62, 74, 80, 68, 38)
"""Orders by hour of the day, on workdays and at weekends."""


class Seasons(Struct, frozen=True):
    """The two clocks beside each other, hour by hour; an operational day is a day of average season."""

    wall: Floats
    operational: Floats

    def operational_of(self, moments: Ints | Floats) -> Floats:
        """Operational days since the start."""
        days: Floats = np.interp(moments, self.wall, self.operational)
        return days

    def wall_of(self, days: Floats) -> Ints:
        """UTC milliseconds of an operational moment."""
        moments: Ints = np.interp(days, self.operational, self.wall).astype(np.int64)
        return moments


def seasons_of(plan: Plan) -> Seasons:
    """The clocks of a plan, from its start to some days after its end."""
    first = datetime.fromtimestamp(plan.start / 1000, ZONE).date()
    hourly = np.concatenate([_hours(day.weekday()) * weight(day) for day in days_from(first, plan.days + 4)])
    wall = plan.start + np.arange(len(hourly) + 1, dtype=np.float64) * HOUR
    operational = np.concatenate([[0.0], np.cumsum(hourly / hourly.mean())]) * (HOUR / DAY)
    return Seasons(wall, operational)


def _hours(weekday: int) -> Floats:
    shape = np.array(_FREE_DAY if weekday >= 5 else _WORKDAY, dtype=np.float64)
    return np.asarray(shape / shape.sum())
