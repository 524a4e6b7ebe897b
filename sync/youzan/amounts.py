"""The money of an order, shared out so that its lines and its freight make what was paid, to the last fen.

The shares that lines are told with hold the freight, too, and sometimes are not told at all. So what was paid without
the freight is shared out anew: by those shares, else by what the pieces cost. Where the freight is more than the whole
payment it was not paid in full, for nobody pays the freight and gets the goods thrown in: both are cut alike.
"""

from collections.abc import Sequence

from msgspec import Struct

from sync.beijing import fen
from sync.sharing import shared_out
from sync.youzan.bodies import PayInfo, TradeLine


class Amounts(Struct, frozen=True):
    """In fen; None is not told."""

    listed: int | None
    """The goods before discounts."""
    discount: int | None
    freight: int | None
    payment: int | None
    """Freight included."""
    lines: Sequence[int | None]
    """What was paid for each line."""


def amounts_of(pay: PayInfo, lines: Sequence[TradeLine]) -> Amounts:
    """The money of an order. Raises ValueError for an amount that is none."""
    listed, told, payment = fen(pay.total_fee), fen(pay.post_fee), fen(pay.payment)
    shares = [_share(line) for line in lines]
    known = [share for share in shares if share is not None]
    if payment is None and len(known) < len(shares):
        return Amounts(listed, None, told, None, [None] * len(lines))
    whole = sum(known) if payment is None else payment
    costs = [_cost(line) for line in lines]
    freight = _freight(told or 0, listed or sum(costs), whole)
    weights = known if any(known) and len(known) == len(shares) else costs
    discount = None if listed is None or payment is None else max(0, listed + freight - payment)
    return Amounts(listed, discount, None if told is None else freight, payment, shared_out(whole - freight, weights))


def _freight(told: int, goods: int, payment: int) -> int:
    """What of the payment was for the freight, beside ``goods`` before discounts."""
    if told <= payment:
        return max(told, 0)
    return shared_out(max(payment, 0), [max(goods, 0), told])[1]


def _share(line: TradeLine) -> int | None:
    """The share that a line is told with; nothing was paid for goods that are given away."""
    share = fen(line.payment)
    if share is None:
        return 0 if line.is_present else None
    return max(share, 0)


def _cost(line: TradeLine) -> int:
    """What the pieces of a line cost, after its own discount where that is told."""
    if line.is_present:
        return 0
    price = fen(line.discount_price) or fen(line.price) or 0
    return max(price, 0) * max(int(line.num or 0), 0)
