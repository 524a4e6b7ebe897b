"""What the numbers mean by which 人人店 tells how far an order and a refund are (tables of two clients)."""

from typing import Literal

Status = Literal["unpaid", "paid", "shipped", "finished", "closed"]
Outcome = Literal["open", "done", "refused"]

_STATUS: dict[str, Status] = {
    "10": "closed",
    "11": "closed",
    "12": "closed",
    "13": "closed",
    "19": "unpaid",
    "20": "unpaid",
    "30": "paid",
    "31": "paid",  # 货到付款，待发货：还没收到钱，看付款时间
    "32": "paid",  # 上门自提，待取货
    "40": "shipped",
    "50": "finished",
}
_CLOSED_BECAUSE = {"10": "超时未付款", "11": "买家取消", "12": "商家关闭", "13": "已退款"}
CLOSED = frozenset(_CLOSED_BECAUSE)
FINISHED = "50"
CASH_ON_DELIVERY = "货到付款"

REFUNDED = "31"
_OUTCOME: dict[str, Outcome] = {
    **dict.fromkeys(("10", "11", "20", "22", "30"), "open"),
    REFUNDED: "done",
    **dict.fromkeys(("21", "40", "41"), "refused"),
}


def state_of(status: str, is_paid: bool) -> Status | None:
    """The state of an order; None for a number that nobody has seen. One to be paid at the door is unpaid till then."""
    state = _STATUS.get(status)
    return "unpaid" if state == "paid" and not is_paid else state


def close_reason_of(status: str) -> str | None:
    """Why an order is closed; None for one that is not."""
    return _CLOSED_BECAUSE.get(status)


def outcome_of(status: str) -> Outcome | None:
    """How a refund ended; None for a number that nobody has seen, and for what is no refund."""
    return _OUTCOME.get(status)
