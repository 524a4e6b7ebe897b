"""Commissions of promoters at two levels, and the movements on the shop's account."""

import numpy as np
from msgspec import Struct

from sync.sandbox.columns import MISSING, Ints
from sync.sandbox.drafts import Drafts
from sync.sandbox.fulfilment import Standing, known
from sync.sandbox.people import People
from sync.sandbox.plan import DAY, HOUR, OFFSET, Plan
from sync.sandbox.pricing import Paid
from sync.sandbox.refunds import Refunds

RATES = (0.10, 0.03)
FEE = 0.006
STATUSES = ("waiting", "settled", "cancelled")
TYPES = ("sale", "fee", "refund", "commission", "withdrawal")
ACCOUNTS = ("wechat", "alipay")
_WAIT = 7 * DAY


class Commissions(Struct, frozen=True):
    """One value per commission, in the order they were earned."""

    order: Ints
    fan: Ints
    level: Ints
    created: Ints
    amount: Ints
    status: Ints
    settled: Ints

    def __len__(self) -> int:
        return len(self.order)


class Settlements(Struct, frozen=True):
    """One value per movement on the account, in time order."""

    order: Ints
    """-1 for a withdrawal."""
    type: Ints
    at: Ints
    amount: Ints
    account: Ints

    def __len__(self) -> int:
        return len(self.order)


def commissions_of(plan: Plan, people: People, drafts: Drafts, paid: Paid, standing: Standing) -> Commissions:
    """Commissions on paid orders: for the promoter, and for the promoter's own promoter."""
    first = np.flatnonzero((drafts.promoter >= 0) & known(standing.paid))
    above = people.parent[drafts.promoter[first]]
    has_second = (above >= 0) & people.is_promoter[above] & (above != drafts.fan[first])
    order = np.append(first, first[has_second])
    level = np.append(np.ones(len(first), dtype=np.int64), np.full(int(has_second.sum()), 2))
    fan = np.append(drafts.promoter[first], above[has_second])
    rate = np.array(RATES)[level - 1]
    closed, finished = known(standing.closed[order]), standing.finished[order]
    settled = np.where(known(finished) & ~closed & (finished + _WAIT <= plan.until), finished + _WAIT, MISSING)
    amount = np.rint((paid.payment - paid.freight)[order] * rate).astype(np.int64)
    status = np.where(closed, 2, np.where(known(settled), 1, 0))
    by_time = np.lexsort((level, order, standing.paid[order]))
    columns = (order, fan, level, standing.paid[order], amount, status, settled)
    return Commissions(*(column[by_time] for column in columns))


def settlements_of(
    plan: Plan, drafts: Drafts, paid: Paid, standing: Standing, refunds: Refunds, commissions: Commissions
) -> Settlements:
    """Sale and fee when the buyer confirms receipt, refunds and commissions of these orders, weekly withdrawals."""
    sold = np.flatnonzero(known(standing.finished))
    is_sold = known(standing.finished)
    back = np.flatnonzero((refunds.status == 1) & is_sold[refunds.order])
    earned = np.flatnonzero((commissions.status == 1) & is_sold[commissions.order])
    fee = -np.rint(paid.payment[sold] * FEE).astype(np.int64)
    order = np.concatenate([sold, sold, refunds.order[back], commissions.order[earned]])
    kind = np.repeat(np.arange(4), [len(sold), len(sold), len(back), len(earned)])
    finished = standing.finished
    back_at = np.maximum(refunds.refunded[back], finished[refunds.order[back]])
    at = np.concatenate([finished[sold], finished[sold], back_at, commissions.settled[earned]])
    amount = np.concatenate([paid.payment[sold], fee, -refunds.amount[back], -commissions.amount[earned]])
    account = (order % 5 == 0).astype(np.int64)
    return _with_withdrawals(plan, order, kind, at, amount, account)


def _with_withdrawals(plan: Plan, order: Ints, kind: Ints, at: Ints, amount: Ints, account: Ints) -> Settlements:
    """Every Monday at ten the owner takes out what is on each account; after a bad week there is nothing."""
    mondays = _mondays(plan)
    week = np.searchsorted(mondays, at, "right")
    wide = len(ACCOUNTS)
    net = np.bincount(week * wide + account, amount, minlength=(len(mondays) + 1) * wide)[: len(mondays) * wide]
    highest = np.maximum.accumulate(net.reshape(-1, wide).cumsum(axis=0), axis=0).clip(min=0)
    due = np.diff(highest, axis=0, prepend=0).ravel()
    taken = np.flatnonzero(due > 0)
    columns = [
        np.append(order, np.full(len(taken), -1)),
        np.append(kind, np.full(len(taken), TYPES.index("withdrawal"))),
        np.append(at, mondays[taken // wide]),
        np.append(amount, -np.rint(due[taken]).astype(np.int64)),
        np.append(account, taken % wide),
    ]
    by_time = np.lexsort((columns[1], columns[0], columns[2]))
    return Settlements(*(column[by_time] for column in columns))


def _mondays(plan: Plan) -> Ints:
    """Ten in the morning of the Mondays after the start."""
    first_day = (plan.start + OFFSET) // DAY
    monday = first_day + 7 - (first_day + 3) % 7  # 1970-01-01 was a Thursday
    return np.arange(monday * DAY - OFFSET + 10 * HOUR, plan.until, 7 * DAY)
