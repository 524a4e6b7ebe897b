"""What the words and numbers of Pinduoduo's orders mean: states, refunds in them, the day in an order's number."""

import re
from datetime import datetime, timedelta

from msgspec import UNSET, UnsetType

from storage.records import OrderStatus
from storage.shop import Shop

SHOP = Shop(id="pinduoduo", name="拼多多店")

_STATUS: dict[str, OrderStatus] = {
    "待支付": "unpaid",
    "待付款": "unpaid",
    "待发货": "paid",
    "已发货": "shipped",
    "已发货待签收": "shipped",
    "已发货待收货": "shipped",
    "已签收": "finished",
    "已收货": "finished",
    "已取消": "closed",
}
_REFUNDED = "退款成功"
_MARKS = re.compile(r"[，,\s]")
_NUMBER = re.compile(r"(\d{6})-\d+")
_FOUNDED = 2015
# Orders not paid have no moment in the file, so that its newest may lie before them.
_AHEAD = timedelta(days=31)


def state(words: str) -> OrderStatus | UnsetType:
    """The state of an order: also of several words in one, "已发货，退款成功". UNSET for words not known."""
    bare = _MARKS.sub("", words)
    return "closed" if bare.endswith(_REFUNDED) else _STATUS.get(bare, UNSET)


def is_refunded(words: str) -> bool:
    """Whether a state, of the order or of what was asked back, says that money went back."""
    return _REFUNDED in words


def day_of(number: str, as_of: int) -> int | None:
    """The day in an order's number (260517-607198974342268), its midnight in UTC ms; None where there is none.

    ``as_of`` is when the file was made, UTC ms: a day long after it is none.
    """
    match = _NUMBER.fullmatch(number)
    if match is None:
        return None
    try:
        day = datetime.strptime(match[1], "%y%m%d").replace(tzinfo=SHOP.zone)
    except ValueError:
        return None
    made = datetime.fromtimestamp(as_of / 1000, SHOP.zone)
    return int(day.timestamp()) * 1000 if day.year >= _FOUNDED and day <= made + _AHEAD else None
