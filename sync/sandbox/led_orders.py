"""Which share led to an order: that of the group's leader, a recent one of the promoter, or of another fan."""

import numpy as np

from sync.sandbox.channels import SHARED
from sync.sandbox.columns import Bools, Floats, Ints, looked_up
from sync.sandbox.drafts import Drafts
from sync.sandbox.plan import DAY, Plan
from sync.sandbox.shares import Shares

WINDOW = 7 * DAY
"""A share leads to orders for so long."""
TRIED = 4
"""How many recent shares may have done it."""
LEADS = 0.5
"""Chance that it was this one, for a share of average pull."""


def led_by(plan: Plan, drafts: Drafts, at: Ints, shares: Shares, pull: Floats) -> Ints:
    """The share by which the visit before each order, begun at ``at``, came; -1 for none. ``pull`` is that of shares.

    A card is passed on from chat to chat: where it is opened need not be where it was first sent.
    """
    rng = plan.rng("led orders")
    found = _of_leaders(drafts, at, shares)
    alone = np.isin(drafts.channel, SHARED) & (drafts.group < 0)
    own = np.flatnonzero(alone & (drafts.promoter >= 0))
    others = np.flatnonzero(alone & (drafts.promoter < 0))
    by_fan = np.lexsort((shares.at, shares.fan))
    span = plan.until - plan.start + 2 * WINDOW
    key = shares.fan[by_fan] * span + (shares.at[by_fan] - plan.start)
    last = np.searchsorted(key, drafts.promoter[own] * span + (at[own] - plan.start)) - 1
    recent = np.searchsorted(shares.at, at[others] - (rng.exponential(1.0, len(others)) * DAY).astype(np.int64)) - 1
    for back in range(TRIED):
        for rows, place, order in ((own, last - back, by_fan), (others, recent - back, np.arange(len(shares)))):
            tried = looked_up(order, place)
            right = (place >= 0) & _fits(drafts, at, shares, rows, tried)
            right &= (drafts.promoter[rows] < 0) | (shares.fan[tried] == drafts.promoter[rows])
            right &= rng.random(len(rows)) < LEADS * pull[tried]
            found[rows] = np.where((found[rows] < 0) & right, tried, found[rows])
    return found


def _fits(drafts: Drafts, at: Ints, shares: Shares, rows: Ints, share: Ints) -> Bools:
    """Somebody else's, shortly before, of the product ordered or of a content."""
    wait = at[rows] - shares.at[share]
    what = (shares.content[share] >= 0) | (shares.product[share] == drafts.product[rows])
    fits: Bools = (wait > 0) & (wait < WINDOW) & (shares.fan[share] != drafts.fan[rows]) & what
    return fits & (shares.group[share] < 0)


def _of_leaders(drafts: Drafts, at: Ints, shares: Shares) -> Ints:
    """The share of the leader for those whom the leader brought into a group."""
    rows = np.flatnonzero(shares.group >= 0)
    of_group = np.full(int(max(drafts.group.max(initial=-1), shares.group.max(initial=-1))) + 1, -1)
    of_group[shares.group[rows]] = rows
    share = looked_up(of_group, drafts.group)
    led = (share >= 0) & np.isin(drafts.channel, SHARED) & (shares.fan[share] == drafts.promoter)
    return np.where(led & (drafts.fan != drafts.promoter) & (shares.at[share] < at), share, -1)
