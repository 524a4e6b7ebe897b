"""Money asked back: failed group-buys, changes of mind before sending, and what went wrong afterwards."""

import numpy as np
from msgspec import Struct, structs

from sync.sandbox.baskets import Lines
from sync.sandbox.catalogue import Catalogue
from sync.sandbox.columns import MISSING, Ints
from sync.sandbox.drafts import Drafts
from sync.sandbox.fulfilment import Course, known, later
from sync.sandbox.goods import CATEGORIES
from sync.sandbox.plan import DAY, HOUR, MINUTE, Plan
from sync.sandbox.pricing import Paid

STATUSES = ("open", "done", "refused")
TYPES = ("money_only", "with_return")
REASONS = tuple(dict.fromkeys(("拼团失败", *(reason for category in CATEGORIES for reason in category.reasons))))
EARLY = 0.25
REFUSED = 0.07
RETURNED, RETURNED_FRUIT = 0.7, 0.08
"""Part of those who ask late who send the goods back."""
LATE_SHARES = np.array([0.2, 0.3, 0.5, 1.0])
"""Parts of the money that go back to the others, equally often."""


class Refunds(Struct, frozen=True):
    """One value per refund, in the order they were asked for."""

    order: Ints
    line: Ints
    """-1 where the whole order is refunded."""
    created: Ints
    refunded: Ints
    status: Ints
    type: Ints
    reason: Ints
    quantity: Ints
    amount: Ints

    def __len__(self) -> int:
        return len(self.order)


def refunds_of(
    plan: Plan, catalogue: Catalogue, drafts: Drafts, lines: Lines, paid: Paid, course: Course
) -> tuple[Refunds, Course]:
    """All refunds asked for before the end, and the course of the orders with them."""
    rates = np.array([category.refunded for category in CATEGORIES])[catalogue.category[drafts.product]]
    failed = np.flatnonzero((course.reason == 2) & known(course.closed) & (course.closed <= plan.until))
    unhappy = np.flatnonzero(
        known(course.shipped) & ~known(course.closed) & (plan.rng("unhappy").random(len(drafts)) < rates)
    )
    early = plan.rng("early").random(len(unhappy)) < EARLY
    parts = [
        _whole(plan, paid, lines, failed, course.closed[failed], np.zeros(len(failed), dtype=np.int64)),
        _early(plan, paid, lines, unhappy[early], course),
        _late(plan, catalogue, lines, paid, unhappy[~early], course),
    ]
    refunds = _in_time(plan, parts)
    return refunds, _closed_by(refunds, drafts, lines, paid, course)


def _whole(plan: Plan, paid: Paid, lines: Lines, order: Ints, created: Ints, reason: Ints) -> Refunds:
    """The whole payment goes back within minutes."""
    count = len(order)
    return Refunds(
        order=order,
        line=np.full(count, -1),
        created=created,
        refunded=created + (plan.rng("giving back").exponential(20.0, count) * MINUTE).astype(np.int64),
        status=np.ones(count, dtype=np.int64),
        type=np.zeros(count, dtype=np.int64),
        reason=reason,
        quantity=lines.per_order(lines.quantity)[order],
        amount=paid.payment[order],
    )


def _early(plan: Plan, paid: Paid, lines: Lines, order: Ints, course: Course) -> Refunds:
    """Asked for between payment and sending: nothing is sent."""
    gap = course.shipped[order] - course.paid[order]
    created = course.paid[order] + (gap * plan.rng("change of mind").random(len(order)) * 0.9).astype(np.int64)
    reason = np.full(len(order), REASONS.index("不想要了"))
    return _whole(plan, paid, lines, order, created, reason)


def _late(plan: Plan, catalogue: Catalogue, lines: Lines, paid: Paid, order: Ints, course: Course) -> Refunds:
    """Asked for after sending, for one line: spoilt fruit is made good in part, other things come back."""
    count = len(order)
    size = lines.start[order + 1] - lines.start[order]
    luck = plan.rng("late").random((count, 4)).T
    line = lines.start[order] + (luck[0] * size).astype(np.int64)
    line = np.where(lines.is_gift[line], lines.start[order], line)
    category = catalogue.category[lines.product[line]]
    returned = luck[1] < np.where(category == 0, RETURNED_FRUIT, RETURNED)
    share = np.where(returned, 1.0, LATE_SHARES[(luck[2] * 4).astype(np.int64)])
    created = course.shipped[order] + (DAY + plan.rng("asking").gamma(2.0, 1.6, count) * DAY).astype(np.int64)
    wait = plan.rng("waiting").gamma(2.0, 1.0, count)
    takes = np.where(returned, 3 * DAY + 1.5 * DAY * wait, 8.0 * HOUR * wait)
    refused = luck[3] < REFUSED
    return Refunds(
        order=order,
        line=line,
        created=created,
        refunded=later(np.where(refused, MISSING, created), takes),
        status=np.where(refused, 2, 1),
        type=returned.astype(np.int64),
        reason=_reasons(plan.rng("reasons"), category),
        quantity=lines.quantity[line],
        amount=np.maximum(1, (paid.line_amount[line] * share).astype(np.int64)),
    )


def _reasons(rng: np.random.Generator, category: Ints) -> Ints:
    table = np.array([[REASONS.index(reason) for reason in one.reasons] for one in CATEGORIES])
    return table[category, rng.choice(table.shape[1], len(category), p=[0.4, 0.25, 0.15, 0.1, 0.1])]


def _in_time(plan: Plan, parts: list[Refunds]) -> Refunds:
    """The refunds asked for before the end, in that order; open where the money has not gone yet."""
    columns = [np.concatenate([getattr(part, name) for part in parts]) for name in Refunds.__struct_fields__]
    refunds = Refunds(*columns)
    order = np.argsort(refunds.created, kind="stable")
    order = order[refunds.created[order] <= plan.until]
    refunds = Refunds(*(column[order] for column in columns))
    still_open = refunds.refunded > plan.until
    return structs.replace(
        refunds,
        refunded=np.where(still_open, MISSING, refunds.refunded),
        status=np.where(still_open, 0, refunds.status),
    )


def _closed_by(refunds: Refunds, drafts: Drafts, lines: Lines, paid: Paid, course: Course) -> Course:
    """Orders whose whole payment went back are closed by it; those refunded before sending are never sent."""
    full = (refunds.status == 1) & (refunds.amount >= paid.payment[refunds.order]) & (course.reason[refunds.order] != 2)
    stopped = (refunds.line < 0) & (course.reason[refunds.order] != 2)
    shipped, finished = course.shipped.copy(), course.finished.copy()
    closed, reason = course.closed.copy(), course.reason.copy()
    shipped[refunds.order[stopped]] = MISSING
    order, when = refunds.order[full], refunds.refunded[full]
    closed[order] = when
    reason[order] = 3
    finished[order] = np.where(finished[order] < when, finished[order], MISSING)
    return Course(course.paid, shipped, finished, closed, reason)
