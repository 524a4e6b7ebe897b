"""What the words of Douyin's orders mean: states of sub-orders, and of an order of several."""

from collections.abc import Iterable

from msgspec import UNSET, UnsetType

from storage.records import OrderStatus

_STATUS: dict[str, OrderStatus] = {
    "待确认": "unpaid",
    "待支付": "unpaid",
    "待付款": "unpaid",
    "部分支付": "unpaid",
    "已支付": "paid",
    "备货中": "paid",
    "待发货": "paid",
    "部分发货": "paid",
    "已发货": "shipped",
    "已收货": "finished",
    "已完成": "finished",
    "已取消": "closed",
    "已关闭": "closed",
}
_STAGES: tuple[OrderStatus, ...] = ("unpaid", "paid", "shipped", "finished", "closed")


def state(words: str) -> OrderStatus | UnsetType:
    """The state of a sub-order; UNSET for words not known."""
    return _STATUS.get(words, UNSET)


def of_all(states: Iterable[OrderStatus | UnsetType]) -> OrderStatus | UnsetType:
    """The state of an order: that of the sub-order that has come least far, closed ones left out unless all are."""
    known = [each for each in states if not isinstance(each, UnsetType)]
    return min(known, key=_STAGES.index, default=UNSET)


def is_refunded(after_sale: str) -> bool:
    """Whether what was asked back was given."""
    return "退款成功" in after_sale
