"""Which order: itself, its type, its value."""

from msgspec.structs import replace

from analytics import bands
from analytics.arrays import Codes
from analytics.cut import Cut
from analytics.dimension import UNKNOWN, Dimension, category, reference, searched
from storage.words import Words

_ORDERS = frozenset({"orders", "order_lines"})

ORDER_TYPE = category(
    "type",
    Words("订单类型", "Order type"),
    "type",
    {"orders": ("type",), "order_lines": ("order_id.type",), "refunds": ("order_id.type",)},
    {
        "normal": Words("普通订单", "ordinary"),
        "group": Words("拼团订单", "group-buy"),
        "gift": Words("送礼订单", "gift"),
        "offline": Words("线下订单", "offline"),
    },
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


def _order_value(cut: Cut) -> Codes:
    paths = ("payment_amount",) if cut.log.kind == "orders" else ("order_id.payment_amount",)
    return bands.band(cut.codes(paths), bands.bounds_of(cut.facts))


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
