"""What the states of an order in WooCommerce mean.

Plugins add states of their own ("shipped", "awaiting pickup"). What those mean only their shop knows, so they are not
guessed: the state is unknown, and whether the order was paid is told by its time of payment as with any other.
"""

from typing import Literal

State = Literal["unpaid", "paid", "shipped", "finished", "closed"]

DRAFT = "checkout-draft"
"""Somebody is typing an address at the checkout: not an order yet, and gone within a day."""

_STATES: dict[str, State] = {
    "pending": "unpaid",  # 待付款
    "on-hold": "unpaid",  # 保留：等人确认收款，如银行转账
    "processing": "paid",  # 正在处理：已付款，还没发货
    "completed": "finished",  # 已完成
    "cancelled": "closed",  # 已取消：买家或店家取消
    "refunded": "closed",  # 已退款：全额退了
    "failed": "closed",  # 失败：没有付成；再付一次就又是待付款
}
_WAS_PAID = frozenset({"completed", "refunded"})
"""States of which each was paid. "processing" is none: cash on delivery is, until it is completed."""
_CLOSED_BECAUSE = {"cancelled": "已取消", "refunded": "已退款", "failed": "付款失败"}


def state_of(status: str, is_paid: bool) -> State | None:
    """The state of an order; None for one that a plugin has made up. What waits for money and has it is paid."""
    state = _STATES.get(status)
    return "paid" if state == "unpaid" and is_paid else state


def was_paid(status: str) -> bool:
    """Whether an order was paid though no time of it is told: a tool has written it past WooCommerce."""
    return status in _WAS_PAID


def close_reason_of(status: str) -> str | None:
    """Why an order is closed; None for one that is not."""
    return _CLOSED_BECAUSE.get(status)
