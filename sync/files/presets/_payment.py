"""What was paid for an order, and how much of it can be freight."""

from msgspec import UnsetType

from storage.words import Words
from sync.files.values import Unreadable

NO_AMOUNT = Words("订单 {id} 付过款，但金额是空的", "order {id} was paid, but its amount is empty")

_Said = int | UnsetType | None


def paid_for(order: str, amount: _Said) -> int:
    """The amount of an order that was paid. Raises Unreadable where it is not told."""
    if not isinstance(amount, int):
        raise Unreadable(NO_AMOUNT.fill(id=order))
    return amount


def freight_in(payment: _Said, freight: _Said) -> _Said:
    """The freight in a payment, which may be larger before discounts than all that was paid."""
    return min(payment, freight) if isinstance(payment, int) and isinstance(freight, int) else freight
