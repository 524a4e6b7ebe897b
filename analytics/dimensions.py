"""The dimensions there are: where each kind of record has its channel, province, product and so on."""

import numpy as np
from msgspec.structs import replace

from analytics import bands
from analytics.arrays import Codes
from analytics.buyer_kind import KINDS_OF_BUYERS, buyer_kind
from analytics.cut import Cut
from analytics.dimension import Dimension, category, fixed, reference
from analytics.local_time import hours, weekdays
from storage.words import Words

GUESTS = Words("游客", "guests")
_ORDERS = frozenset({"orders"})
_SALES = frozenset({"orders", "order_lines", "refunds"})
_TIMED = _SALES | {"visits"}
_OFTEN = 5  # orders; more is one group

CHANNEL = category(
    "channel",
    Words("渠道", "Channel"),
    "channel",
    {
        "orders": ("channel",),
        "order_lines": ("order_id.channel",),
        "refunds": ("channel", "order_id.channel"),
        "visits": ("channel",),
    },
)
PROVINCE = category(
    "province",
    Words("地区", "Region"),
    "province",
    {
        "orders": ("province",),
        "order_lines": ("order_id.province",),
        "refunds": ("province", "order_id.province"),
        "visits": ("province",),
    },
)
CITY = category(
    "city",
    Words("城市", "City"),
    "city",
    {"orders": ("city",), "order_lines": ("order_id.city",), "refunds": ("order_id.city",)},
)
ORDER_TYPE = category(
    "type",
    Words("订单类型", "Order type"),
    "type",
    {"orders": ("type",), "order_lines": ("order_id.type",), "refunds": ("order_id.type",)},
)
CATEGORY = category(
    "category",
    Words("类目", "Category"),
    "category",
    {
        "order_lines": ("product_id.category",),
        "refunds": ("product_id.category", "line_id.product_id.category"),
        "visits": ("product_id.category",),
    },
)
PRODUCT = reference(
    "product",
    Words("商品", "Product"),
    "products",
    "title",
    {
        "order_lines": ("product_id",),
        "refunds": ("product_id", "line_id.product_id"),
        "visits": ("product_id",),
    },
    Words("未知商品", "product not known"),
)
BUYER = reference(
    "buyer",
    Words("买家", "Buyer"),
    "customers",
    "name",
    {
        "orders": ("buyer_id",),
        "order_lines": ("order_id.buyer_id",),
        "refunds": ("buyer_id", "order_id.buyer_id"),
    },
    GUESTS,
)
BUYER_KIND = replace(
    fixed("buyer_kind", Words("新老买家", "New or returning"), _SALES, buyer_kind, KINDS_OF_BUYERS), unknown=GUESTS
)

WEEKDAY = fixed(
    "weekday",
    Words("星期", "Weekday"),
    _TIMED,
    lambda cut: weekdays(cut.at, cut.facts.shop.zone),
    {
        "1": Words("周一", "Mon"),
        "2": Words("周二", "Tue"),
        "3": Words("周三", "Wed"),
        "4": Words("周四", "Thu"),
        "5": Words("周五", "Fri"),
        "6": Words("周六", "Sat"),
        "7": Words("周日", "Sun"),
    },
)
HOUR = fixed(
    "hour",
    Words("钟点", "Hour"),
    _TIMED,
    lambda cut: hours(cut.at, cut.facts.shop.zone),
    {str(hour): f"{hour:02d}:00" for hour in range(24)},
)


def _orders_of_buyer(cut: Cut) -> Codes:
    """How many orders of the cut the buyer of each row has, less one, at most ``_OFTEN`` - 1; -1 for a guest."""
    people = cut.codes(cut.log.person)
    counts = np.bincount(people + 1, minlength=1)
    counts[0] = 0
    return np.minimum(counts[people + 1], _OFTEN) - 1


ORDERS_OF_BUYER = replace(
    fixed(
        "orders_of_buyer",
        Words("本期下单次数", "Orders in the period"),
        _ORDERS,
        _orders_of_buyer,
        {
            "1": Words("1 单", "1 order"),
            "2": Words("2 单", "2 orders"),
            "3": Words("3 单", "3 orders"),
            "4": Words("4 单", "4 orders"),
            "5": Words("5 单及以上", "5 orders or more"),
        },
    ),
    unknown=GUESTS,
)
ORDER_VALUE = Dimension(
    "order_value",
    Words("订单金额", "Order value"),
    _ORDERS,
    lambda cut: bands.band(cut.column("payment_amount"), bands.bounds_of(cut.facts)),
    lambda facts: len(bands.bounds_of(facts)) + 1,
    lambda facts, code: str(code),
    lambda facts, key: int(key) if key.isdecimal() else None,
    lambda facts, code: bands.label(facts.shop, bands.bounds_of(facts), code),
    ordered=True,
)

DIMENSIONS: dict[str, Dimension] = {
    dimension.id: dimension
    for dimension in (
        CHANNEL,
        PROVINCE,
        CITY,
        ORDER_TYPE,
        CATEGORY,
        PRODUCT,
        BUYER,
        BUYER_KIND,
        WEEKDAY,
        HOUR,
        ORDERS_OF_BUYER,
        ORDER_VALUE,
    )
}
"""Every dimension by its id, as selections name them."""
