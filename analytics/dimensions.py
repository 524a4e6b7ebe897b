"""The dimensions there are: where each kind of record has its channel, province, product and so on."""

from msgspec.structs import replace

from analytics import bands
from analytics.arrays import Codes
from analytics.buyer_kind import KINDS_OF_BUYERS, buyer_kind
from analytics.cut import Cut
from analytics.dimension import UNKNOWN, Dimension, category, fixed, reference, searched
from analytics.local_time import hours, weekdays
from analytics.orders_of_buyer import MOST, orders_of_buyer
from storage.words import Words

GUESTS = Words("游客", "guests")
_PRODUCTS = frozenset({"products"})
_PEOPLE = frozenset({"customers"})
_ORDERS = frozenset({"orders", "order_lines"})
_SALES = frozenset({"orders", "order_lines", "refunds"})
_OF_BUYER = {
    "orders": ("buyer_id",),
    "order_lines": ("order_id.buyer_id",),
    "refunds": ("buyer_id", "order_id.buyer_id"),
}
_TIMED = _SALES | {"visits"}

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
CATEGORY = replace(CATEGORY, one_per=_PRODUCTS)
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
    Words("商品编号", "Product id"),
)
PRODUCT = replace(PRODUCT, one_per=_PRODUCTS)
BUYER = replace(
    reference(
        "buyer",
        Words("买家", "Buyer"),
        "customers",
        "name",
        _OF_BUYER,
        GUESTS,
        Words("买家编号", "Buyer id"),
    ),
    one_per=_PEOPLE,
)
ORDER = reference(
    "order",
    Words("订单", "Order"),
    "orders",
    None,
    {"orders": ("id",), "order_lines": ("order_id",), "refunds": ("order_id",)},
    UNKNOWN,
    Words("订单编号", "Order id"),
)
ORDER = replace(ORDER, code=searched("orders"))  # asked for one at a time: not worth a dictionary of every order
BUYER_KIND = replace(
    fixed("buyer_kind", Words("新老买家", "New or returning"), _SALES, buyer_kind, KINDS_OF_BUYERS),
    unknown=GUESTS,
    paths=_OF_BUYER,
    one_per=_PEOPLE,
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


def _order_value(cut: Cut) -> Codes:
    paths = ("payment_amount",) if cut.log.kind == "orders" else ("order_id.payment_amount",)
    return bands.band(cut.codes(paths), bands.bounds_of(cut.facts))


ORDERS_OF_BUYER = replace(
    fixed(
        "orders_of_buyer",
        Words("本期下单次数", "Orders in the period"),
        _ORDERS,
        orders_of_buyer,
        {
            "1": Words("1 单", "1 order"),
            "2": Words("2 单", "2 orders"),
            "3": Words("3 单", "3 orders"),
            "4": Words("4 单", "4 orders"),
            str(MOST): Words("5 单及以上", "5 orders or more"),
        },
    ),
    unknown=GUESTS,
    one_per=_PEOPLE,
)
ORDER_VALUE = Dimension(
    "order_value",
    Words("订单金额", "Order value"),
    _ORDERS,
    _order_value,
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
        ORDER,
        BUYER_KIND,
        WEEKDAY,
        HOUR,
        ORDERS_OF_BUYER,
        ORDER_VALUE,
    )
}
"""Every dimension by its id, as selections name them."""
