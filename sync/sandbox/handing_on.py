"""Sharing on: people who came through a share pass the same thing on, and so do those who come through theirs."""

import numpy as np

from sync.sandbox.columns import Ints
from sync.sandbox.contents import Contents
from sync.sandbox.draws import pick
from sync.sandbox.living import Living
from sync.sandbox.plan import DAY, MINUTE, Plan
from sync.sandbox.shares import TARGET_WEIGHTS, Shares

PRODUCTS = 0.15
"""Shares that one share of a product leads to."""
FEW = 0.5
"""Shape of the gamma by which shares differ in it: most lead to none."""


def handed_on(plan: Plan, everyone: Living, contents: Contents, shares: Shares) -> tuple[Shares, Ints]:
    """All shares with those they led to, by time; and the new row of each share."""
    rng = plan.rng("handing on")
    generations, front, first = [shares], shares, 0
    while len(front):
        following = _following(rng, plan, everyone, contents, front, first)
        first += len(front)
        generations.append(following)
        front = following
    columns = [np.concatenate(column) for column in zip(*(_columns(one) for one in generations), strict=True)]
    every = Shares(*columns)
    order = np.argsort(every.at, kind="stable")
    row = np.empty(len(order) + 1, dtype=np.int64)
    row[order], row[-1] = np.arange(len(order)), -1
    sorted_ = [column[order] for column in columns]
    found = Shares(*sorted_)
    return Shares(found.at, found.fan, row[found.parent], *sorted_[3:]), row[: len(shares)]


def _columns(shares: Shares) -> tuple[Ints, ...]:
    return tuple(getattr(shares, name) for name in Shares.__struct_fields__)


def _following(
    rng: np.random.Generator, plan: Plan, everyone: Living, contents: Contents, front: Shares, first: int
) -> Shares:
    """What the people who came through these shares passed on; ``first`` is the row of the first of them."""
    leads = np.where(front.content >= 0, contents.appeal.spread[front.content], PRODUCTS)
    leads = np.where(front.group >= 0, 0.0, leads)
    many = rng.poisson(leads * rng.gamma(FEW, 1 / FEW, len(front)))
    above = np.repeat(np.arange(len(front)), many)
    at = front.at[above] + (rng.exponential(0.8, len(above)) * DAY).astype(np.int64) + 30 * MINUTE
    above, at = above[at <= plan.until], at[at <= plan.until]
    fan = everyone.draw(rng, at - 30 * MINUTE)
    kept = np.flatnonzero((fan >= 0) & (fan != front.fan[above]))
    above, at, fan = above[kept], at[kept], fan[kept]
    target = pick(rng, TARGET_WEIGHTS, len(above))
    handed, none = np.ones(len(above), dtype=np.bool_), np.full(len(above), -1)
    return Shares(at, fan, first + above, target, front.product[above], front.content[above], none, handed)
