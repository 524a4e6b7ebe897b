"""The state of an order of Shopify: whether it was paid, sent and called off are told apart, in words of their own."""

from storage.records import OrderStatus

PAID = frozenset({"paid", "partially_refunded", "refunded", "partially_paid"})
"""Some money has come; of what is partially paid, a balance is outstanding."""

_UNPAID = frozenset({"pending", "authorized", "partially_paid"})
_CLOSED_BECAUSE = {"refunded": "已退款", "voided": "付款作废", "expired": "付款超时"}
_NOT_SENT = frozenset({"", "unfulfilled", "partial", "pending"})
_SENT = "fulfilled"
_RESTOCKED = "restocked"  # everything is back on the shelf: Shopify closes such orders


def state_of(financial: str, fulfillment: str, cancelled: bool) -> OrderStatus | None:
    """The state of an order; None for words not seen before. Nothing tells when a buyer has the parcel."""
    if cancelled or financial in _CLOSED_BECAUSE or fulfillment == _RESTOCKED:
        return "closed"
    if financial not in PAID | _UNPAID or fulfillment not in _NOT_SENT | {_SENT}:
        return None
    if fulfillment == _SENT:
        return "shipped"
    return "unpaid" if financial in _UNPAID else "paid"


def close_reason_of(financial: str, fulfillment: str, cancelled: bool) -> str | None:
    """Why an order is closed; None for one that is not."""
    if cancelled or fulfillment == _RESTOCKED:
        return "已取消"
    return _CLOSED_BECAUSE.get(financial)
