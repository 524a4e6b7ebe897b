"""The money of an order: what the buyer paid before any refund, shared out over its lines to the last fen.

``amount`` is what came in without the buyer's balance, which is paid with all the same; it stands among the discounts,
by its memo or its type. A refund before the parcel left is taken off ``amount`` again, one after it is not. So where
money went back it is added, up to what the goods came to: the lines after their discounts, less those of the order.
"""

from collections.abc import Sequence

from msgspec import Struct

from sync.beijing import fen
from sync.renrendian.bodies import Discount, RefundRow, Trade, rows
from sync.renrendian.lines import Bought
from sync.renrendian.statuses import REFUNDED
from sync.sharing import shared_out

_WITH_BALANCE = ("余额抵扣", "余额付款")
_BALANCE = "4"
"""``type`` of a discount that is the buyer's balance."""
_IN_THE_PRICE = ("秒杀", "拼团")
"""Discounts that the price of a line has already lost."""
GROUP = "拼团"


class Amounts(Struct, frozen=True):
    """Minor units."""

    payment: int
    freight: int
    lines: Sequence[int]
    """What was paid for each line."""
    listed: int

    @property
    def discount(self) -> int:
        """All discounts of the order."""
        return max(0, self.listed + self.freight - self.payment)


def amounts_of(trade: Trade, lines: Sequence[Bought]) -> Amounts:
    """The money of an order. Raises Unfit for what is no number."""
    payment = _payment(trade, lines)
    freight = min(max(fen(trade.shipment_fee) or 0, 0), payment)
    listed = sum(each.listed for each in lines) if lines else fen(trade.goods_amount) or 0
    weights = [each.paid for each in lines]
    if not any(weights):  # nothing was charged for the goods: what was paid is for what is beside them
        return Amounts(payment, payment, [0] * len(weights), listed)
    return Amounts(payment, freight, shared_out(payment - freight, weights), listed)


def is_group_buy(trade: Trade) -> bool:
    """Whether the order was placed in a group-buy: only the memo of a discount tells."""
    return any(GROUP in (each.memo or "") for each in rows(trade.coupon_amount_details, Discount))


def _payment(trade: Trade, lines: Sequence[Bought]) -> int:
    discounts = rows(trade.coupon_amount_details, Discount)
    told = (fen(trade.amount) or 0) + sum(_yuan(each) for each in discounts if _is_balance(each))
    back = sum(fen(each.amount) or 0 for each in rows(trade.order_refund, RefundRow) if str(each.status) == REFUNDED)
    return max(told, min(told + back, _came_to(trade, lines, discounts))) if back else told


def _came_to(trade: Trade, lines: Sequence[Bought], discounts: Sequence[Discount]) -> int:
    """What the order cost when it was placed."""
    goods = sum(each.paid for each in lines) + (fen(trade.shipment_fee) or 0)
    if all(each.line.pay_price is not None for each in lines):
        return goods
    off = sum(_yuan(each) for each in discounts if not _is_balance(each) and not _is_in_the_price(each))
    return goods - off + _agreed(trade)


def _agreed(trade: Trade) -> int:
    """What was taken off (below zero) or put on the whole order by hand; told as text, or as nothing at all."""
    told = trade.parent_order_ump
    return (fen(told) or 0) if isinstance(told, (str, int, float)) else 0


def _yuan(discount: Discount) -> int:
    return abs(fen(discount.amount) or 0)


def _is_balance(discount: Discount) -> bool:
    return str(discount.type) == _BALANCE or any(sign in (discount.memo or "") for sign in _WITH_BALANCE)


def _is_in_the_price(discount: Discount) -> bool:
    return any(sign in (discount.memo or "") for sign in _IN_THE_PRICE)
