"""Youzan: the words that its files share, and the shop that a first import makes."""

from msgspec import UnsetType

from storage.records import OrderStatus
from storage.shop import Shop
from sync.files.said import said, text

SHOP = Shop(id="youzan", name="有赞店铺")
BLANKS = frozenset(("-", "--", "—", "——"))

_STATUS: dict[str, OrderStatus] = {
    "待付款": "unpaid",
    "等待买家付款": "unpaid",
    "待成团": "paid",
    "待接单": "paid",
    "待发货": "paid",
    "准备发货": "paid",
    "部分发货": "paid",
    "已发货": "shipped",
    "卖家已发货等待买家确认": "shipped",
    "交易成功": "finished",
    "交易完成": "finished",
    "已完成": "finished",
    "交易关闭": "closed",
    "已关闭": "closed",
}
_TYPES = {"普通": "normal", "拼团": "group", "送礼": "gift", "扫码收款": "offline"}


def status_of(word: str | UnsetType | None) -> OrderStatus | UnsetType:
    """The state of an order; UNSET for a word not seen before."""
    return said(_STATUS.get(text(word).replace("，", "").replace(",", "")))


def type_of(word: str | UnsetType | None) -> str | UnsetType | None:
    """Kinds of orders that every source knows by their common names, others as Youzan calls them."""
    return next((kind for part, kind in _TYPES.items() if part in text(word)), word)
