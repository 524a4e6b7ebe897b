"""What becomes of every order: paid or not, sent, received, closed, up to the moment the data ends."""

import numpy as np
from msgspec import Struct

from sync.sandbox.columns import MISSING, Bools, Floats, Ints
from sync.sandbox.drafts import Drafts
from sync.sandbox.groups import Groups
from sync.sandbox.plan import DAY, HOUR, MINUTE, Plan

STATUSES = ("unpaid", "paid", "shipped", "finished", "closed")
CLOSE_REASONS = ("超时未付款", "买家取消", "拼团失败", "全额退款")
UNPAID = 0.07


class Course(Struct, frozen=True):
    """Moments of every order as they will come, also beyond the end of the data; MISSING where they never come."""

    paid: Ints
    shipped: Ints
    finished: Ints
    closed: Ints
    reason: Ints
    """Why it was closed."""


class Standing(Struct, frozen=True):
    """Moments of every order as known when the data ends, and where it stands then."""

    paid: Ints
    shipped: Ints
    finished: Ints
    closed: Ints
    reason: Ints
    status: Ints
    changed: Ints
    """When anything last happened to it."""


def course_of(plan: Plan, drafts: Drafts, groups: Groups) -> Course:
    """The course of all orders, refunds left aside."""
    count = len(drafts)
    alone = drafts.group < 0
    unpaid = alone & (plan.rng("unpaid").random(count) < UNPAID)
    seconds = np.where(alone, np.minimum(plan.rng("paying").lognormal(3.6, 1.0, count), 1500), 15)
    paid = np.where(unpaid, MISSING, drafts.at + (seconds * 1000).astype(np.int64))
    ready, failed = paid.copy(), np.full(count, MISSING)
    in_group = np.flatnonzero(~alone)
    ready[in_group] = groups.completed[drafts.group[in_group]]
    failed[in_group] = groups.failed[drafts.group[in_group]]
    shipped = later(ready, plan.rng("sending").gamma(2.5, 11.0, count) * HOUR + 2 * HOUR)
    finished = later(shipped, (2 + plan.rng("arriving").gamma(3.0, 1.6, count)) * DAY)
    cancelled = plan.rng("cancelling").random(count) < 0.3
    given_up = later(np.where(unpaid, drafts.at, MISSING), np.where(cancelled, 9 * MINUTE, 30 * MINUTE))
    closed = np.where(failed == MISSING, given_up, failed + 5000)
    return Course(paid, shipped, finished, closed, np.where(failed != MISSING, 2, cancelled.astype(np.int64)))


def standing_of(plan: Plan, at: Ints, course: Course) -> Standing:
    """Forget what lies beyond the end, and say where each order stands."""
    planned = (course.paid, course.shipped, course.finished, course.closed)
    moments = [np.where(when <= plan.until, when, MISSING) for when in planned]
    status = np.zeros(len(at), dtype=np.int64)
    for code, when in enumerate(moments, start=1):
        status[known(when)] = code
    paid, shipped, finished, closed = moments
    reason = np.where(known(closed), course.reason, -1)
    return Standing(paid, shipped, finished, closed, reason, status, np.maximum.reduce([at, *moments]))


def later(moments: Ints, after: Floats | Ints) -> Ints:
    """Moments moved on by milliseconds; MISSING stays."""
    return np.where(moments == MISSING, MISSING, moments + after.astype(np.int64))


def known(moments: Ints) -> Bools:
    """Where a moment has come."""
    return np.asarray(moments != MISSING)
