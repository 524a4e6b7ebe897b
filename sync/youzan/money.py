"""What went back to buyers, and what promoters earned."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from storage.records import Commission, Refund
from sync.beijing import fen, local, local_or_none, plain, whole
from sync.forgiving import forgiving
from sync.youzan.bodies import PromotedTrade, RefundBody
from sync.youzan.items import PromotedItem
from sync.youzan.words import EARNING, NEVER, REFUND_REASONS, REFUND_STATUSES, SETTLED, UNPAID, WAITING

_refund = forgiving(RefundBody)
_promoted = forgiving(PromotedTrade)

State = Literal["waiting", "settled", "cancelled"]


def read_refund(item: bytes) -> Iterator[Refund]:
    """A refund; an exchange of goods gives no money back, and is none."""
    body = _refund(item)
    amount = fen(body.refund_fee)
    if amount == 0:
        return
    modified, status = local(body.modified), REFUND_STATUSES.get(body.status or "", "open")
    yield Refund(
        id=str(body.refund_id),
        updated_at=modified,
        created_at=local(body.created),
        order_id=plain(body.tid),
        refunded_at=modified if status == "done" else None,
        status=status,
        type=None if body.return_goods is None else "with_return" if body.return_goods else "money_only",
        reason=REFUND_REASONS.get(whole(body.reason) or 0),
        amount=amount,
    )


def read_promoted(item: PromotedItem) -> Iterator[Commission]:
    """What the promoter of a paid order earned, and whoever invited the promoter where that is paid for.

    What is 0 was taken back with a refund, or never was.
    """
    body = _promoted(item.promoted)
    if body.state == UNPAID:
        return
    first = (1, fen(body.cps_money), body.cps_rate, body.settle_state, item.promoter)
    second = (2, fen(body.ii_cps_money), body.ii_rate, body.ii_settle_state, item.inviter)
    is_invited = plain(body.from_buyer_phone) or plain(body.from_buyer_nick_name)
    for level, amount, rate, settled, who in (first, second) if is_invited and second[1] is not None else (first,):
        state = "cancelled" if amount == 0 else _state(settled, body.state)
        yield Commission(
            id=f"{body.order_no}-{level}",
            updated_at=item.seen_at,
            created_at=local(body.created_at),
            order_id=body.order_no,
            customer_id=who if who is not None else msgspec.UNSET,
            level=level,
            rate=None if rate in (None, "") else float(rate) / 100,
            amount=amount,
            status=state,
            settled_at=local_or_none(body.settled_at) if state == "settled" else None,
        )


def _state(settled: int | None, order: int | None) -> State | None:
    """0 also stands for an order that was closed, which no state of the order tells otherwise."""
    if settled in SETTLED:
        return "settled"
    if settled in NEVER or (settled == 0 and order not in EARNING):
        return "cancelled"
    return "waiting" if settled in WAITING else None
