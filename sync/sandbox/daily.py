"""Traffic and advertising cost by local day and channel, counted from the visits."""

import numpy as np
from msgspec import Struct

from sync.sandbox.channels import CHANNELS, PAID
from sync.sandbox.columns import Ints
from sync.sandbox.people import People
from sync.sandbox.plan import DAY, OFFSET, Plan
from sync.sandbox.shares import Shares
from sync.sandbox.visits import Visits


class Daily(Struct, frozen=True):
    """One value per local day and channel, and one per day for the whole shop (channel -1)."""

    day: Ints
    channel: Ints
    visitors: Ints
    views: Ints
    shares: Ints
    new_fans: Ints

    def __len__(self) -> int:
        return len(self.day)


class Spending(Struct, frozen=True):
    """One value per local day and paid channel."""

    day: Ints
    channel: Ints
    cost: Ints
    impressions: Ints
    clicks: Ints

    def __len__(self) -> int:
        return len(self.day)


def local_days(moments: Ints) -> Ints:
    """Local days since 1970-01-01."""
    return np.asarray((moments + OFFSET) // DAY)


def daily_of(plan: Plan, people: People, shares: Shares, visits: Visits) -> Daily:
    """Days on which there was any visit."""
    first, wide = int(local_days(np.array([plan.start]))[0]), len(CHANNELS) + 1
    size = plan.days * wide

    def counted(moments: Ints, channel: Ints) -> Ints:
        cells = (local_days(moments) - first) * wide
        return np.bincount(cells + channel, minlength=size) + np.bincount(cells + wide - 1, minlength=size)

    views = counted(visits.at, visits.channel)
    visitors = _distinct((local_days(visits.at) - first) * wide, visits.channel, visits.visitor, size, wide)
    shared = counted(shares.at, people.source[shares.fan])
    fans = counted(people.joined, people.source)
    cell = np.flatnonzero(views)
    channel = cell % wide
    return Daily(
        day=first + cell // wide,
        channel=np.where(channel == wide - 1, -1, channel),
        visitors=visitors[cell],
        views=views[cell],
        shares=shared[cell],
        new_fans=fans[cell],
    )


def _distinct(day_cell: Ints, channel: Ints, visitor: Ints, size: int, wide: int) -> Ints:
    """Distinct visitors of each cell, and of each day in its last cell."""
    many = int(visitor.max(initial=0)) + 1
    by_channel = _different((day_cell + channel) * many + visitor) // many
    by_day = _different((day_cell + wide - 1) * many + visitor) // many
    return np.bincount(by_channel, minlength=size) + np.bincount(by_day, minlength=size)


def _different(keys: Ints) -> Ints:
    """Each key once; sorting beats numpy's hashing tenfold here."""
    ordered = np.sort(keys)
    return np.asarray(ordered[np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]])


def spending_of(plan: Plan, daily: Daily) -> Spending:
    """What the paid channels cost: clicks a little above the visits, at the price of the channel."""
    rng = plan.rng("spending")
    paid = np.flatnonzero(np.isin(daily.channel, PAID))
    price = np.array([channel.cost_per_click for channel in CHANNELS])[daily.channel[paid]]
    clicks = (daily.views[paid] * rng.uniform(1.05, 1.5, len(paid))).astype(np.int64) + 1
    return Spending(
        day=daily.day[paid],
        channel=daily.channel[paid],
        cost=(clicks * price * rng.lognormal(0.0, 0.12, len(paid))).astype(np.int64),
        impressions=(clicks * rng.uniform(18, 45, len(paid))).astype(np.int64),
        clicks=clicks,
    )
