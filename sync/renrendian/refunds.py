"""What was asked back of an order: rows of ``order_refund``, and lines whose state says more than any row.

Neither tells when. Where a row has no time of its own, the last change of the order stands for it: a refund is most
often the last that happens. A row without an id is known by the line it is about, and by its place among those of this
line: money may go back in parts, and what was refused may be asked for again.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from storage.parts import made_up
from storage.records import Order, Refund
from sync.beijing import fen, local_or_none, name_of, plain
from sync.renrendian.bodies import RefundRow, Trade, rows
from sync.renrendian.lines import Bought
from sync.renrendian.statuses import outcome_of

_NO_LINE = "0"
_UNCLEAR = "40"
"""On a line it may as well mean that nothing was asked back."""


def read_refunds(trade: Trade, order: Order, lines: list[Bought]) -> Iterator[Refund]:
    """The refunds of an order. Raises Unfit for a time or an amount that is none."""
    told: Counter[str] = Counter()
    for row in rows(trade.order_refund, RefundRow):
        about = _line_of(row, lines, told)
        line = str(about.line.id) if about else _NO_LINE
        told[line] += 1
        yield _record(order, row, about, _called(line, told[line]))
    for each in lines:
        status, line = str(each.line.refund_status or ""), str(each.line.id)
        if not told[line] and status != _UNCLEAR and outcome_of(status) is not None:
            yield _record(order, RefundRow(goods_id=each.line.goods_id, status=status), each, _called(line, 1))


def _called(line: str, place: int) -> str:
    return f"refund-{line}" if place == 1 else f"refund-{line}-{place}"


def _line_of(row: RefundRow, lines: list[Bought], told: Mapping[str, int]) -> Bought | None:
    """The line that a row is about. Of several with the same goods one that is in the state of the row, that fewer rows
    were about yet, and that cost as much."""
    goods, variant = name_of(row.goods_id), name_of(row.product_id)
    fitting = [
        each
        for each in lines
        if name_of(each.line.goods_id) == goods and (variant is None or name_of(each.line.product_id) == variant)
    ]
    amount = fen(row.amount)

    def fit(each: Bought) -> tuple[bool, int, bool]:
        return (
            str(each.line.refund_status) == str(row.status),
            -told[str(each.line.id)],
            each.paid == amount,
        )

    return max(fitting, key=fit, default=None)


def _record(order: Order, row: RefundRow, about: Bought | None, called: str) -> Refund:
    status = outcome_of(str(row.status))
    asked_at = local_or_none(row.created_at) or order.updated_at
    return Refund(
        id=name_of(row.id) or made_up(called, order.id),
        updated_at=order.updated_at,
        created_at=asked_at,
        order_id=order.id,
        line_id=str(about.line.id) if about else None,
        product_id=name_of(row.goods_id),
        buyer_id=order.buyer_id,
        refunded_at=(local_or_none(row.updated_at) or order.updated_at) if status == "done" else None,
        status=status,
        reason=plain(row.reason),
        province=order.province,
        amount=fen(row.amount),
    )
