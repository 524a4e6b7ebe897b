"""The frame of a simulation: how large, from when to when, and where its randomness comes from."""

import math
import zlib
from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np
from msgspec import Struct

ZONE = ZoneInfo("Asia/Shanghai")
MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
OFFSET = 8 * HOUR
"""Shanghai is eight hours ahead of UTC all year round."""


class Plan(Struct, frozen=True):
    """Sizes and times of one simulation."""

    orders: int
    seed: int
    start: int
    """First moment: a local midnight in UTC milliseconds."""
    until: int
    """The data ends here, in the middle of a local day."""

    @property
    def fans(self) -> int:
        """People the shop knows."""
        return max(9, round(self.orders * 0.3))

    @property
    def visits(self) -> int:
        """Visits in all, those that ended in an order among them."""
        return self.orders * 5

    @property
    def products(self) -> int:
        """Products ever on sale: 60 for a small shop, 5,000 for a large one."""
        return min(5000, 60 + round(4940 * math.pow(self.orders / 1_000_000, 0.7)))

    @property
    def days(self) -> int:
        """Local days touched, the unfinished last one included."""
        return -((self.start - self.until) // DAY)

    def rng(self, part: str) -> np.random.Generator:
        """The random numbers of one part, so that a change in one part leaves the others as they were."""
        return np.random.default_rng([self.seed, zlib.crc32(part.encode())])


def plan_for(orders: int, seed: int, until: int, days: int | None) -> Plan:
    """A frame of ``days`` local days that ends at ``until``; small shops are younger by default."""
    length = days if days is not None else min(730, max(45, orders))
    last_midnight = (until + OFFSET) // DAY * DAY - OFFSET
    return Plan(orders=orders, seed=seed, start=last_midnight - (length - 1) * DAY, until=until)


def midnight(day: date) -> int:
    """The first moment of a local day, UTC milliseconds."""
    return int(datetime(day.year, day.month, day.day, tzinfo=ZONE).timestamp() * 1000)


def moment(when: date | int) -> int:
    """UTC milliseconds: of the early afternoon of a date, so that the last day is unfinished; a number stays."""
    if isinstance(when, int):
        return when
    return int(datetime(when.year, when.month, when.day, 14, 37, tzinfo=ZONE).timestamp() * 1000)
