"""Words of WooCommerce's Analytics, as far as its files write them in the language of the site, and cells they pack."""

import re

from msgspec import Struct, UnsetType

from storage.words import Words
from sync.files.formatted import amounts_in
from sync.files.preset import Reading
from sync.files.values import Unreadable, unreadable
from sync.woocommerce.told import plain

UNPAID = frozenset({"pending", "on-hold", "failed", "cancelled"})
"""States of orders for which no money has come, or none is sure to have."""

_BY_ITSELF = {"Direct": "直接访问", "Web admin": "后台下单", "Mobile app": "手机应用", "Unknown": ""}
_LED_BY = re.compile(r"(Organic|Source|Referral): (.+)")
_BETWEEN = re.compile(r", (?=\d+\s?× )")
_SOLD = re.compile(r"(\d+)\s?× (.+)", re.DOTALL)

_NO_TOTAL = Words(
    "这份文件没有「N. 收入（格式化）」一列，看不出买家付了多少。请把日期范围选长一些（超过一页）再下载",
    "the column “N. Revenue (formatted)” is missing, so what the buyer paid is unknown: choose a longer range of days, "
    "of more than one page, and download it again",
)


class Sold(Struct, frozen=True):
    """A product of an order, so many times."""

    title: str
    quantity: int


def sold_in(text: str) -> list[Sold]:
    """What a cell says of the products of an order: "2× Tea, 1× Cup, small"."""
    found = (_SOLD.fullmatch(part.strip()) for part in _BETWEEN.split(text))
    return [Sold(title, int(match[1])) for match in found if match and (title := plain(match[2]))]


def channel_in(origin: str) -> str | None:
    """Where a buyer came from, in the words that the interface's orders get; None where nobody knows.

    WooCommerce writes the name of a site with a capital letter here.
    """
    led = _LED_BY.fullmatch(origin)
    if led is None:
        return _BY_ITSELF.get(origin, origin) or None
    name = led[2][:1].lower() + led[2][1:]
    return f"{name} 搜索" if led[1] == "Organic" else name


def paid_and_refunded(total: str | UnsetType | None, reading: Reading) -> tuple[int, int]:
    """What the buyer paid, and what of it went back: "¥100.00", or "¥100.00 ¥70.00". Raises Unreadable."""
    if not isinstance(total, str):
        raise Unreadable(_NO_TOTAL)
    amounts = amounts_in(total, reading.currency, reading.exponent)
    if len(amounts) not in (1, 2):
        raise unreadable("N. Revenue (formatted)", total, "看不懂这个金额", "not an amount")
    return amounts[0], amounts[0] - amounts[-1]
