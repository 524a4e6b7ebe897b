"""What becomes of an order: how deep its discount, how soon it left, why it came back."""

from msgspec.structs import replace

from analytics.dimension import category, fixed
from analytics.discounts import DEPTHS, discount_depth
from analytics.shipping import BANDS, sent
from storage.words import Words

_ORDERS = frozenset({"orders"})

DISCOUNT_DEPTH = fixed(
    "discount_depth",
    Words("优惠力度", "Depth of the discount"),
    _ORDERS,
    discount_depth,
    {key: label for key, (_, label) in DEPTHS.items()},
)
SHIPPING = fixed(
    "shipping",
    Words("发货快慢", "Time to ship"),
    _ORDERS,
    lambda cut: cut.of(sent(cut.facts).band),
    {key: label for key, (_, label) in BANDS.items()},
)
REASON = replace(
    category("reason", Words("退款原因", "Reason"), "reason", {"refunds": ("reason",)}),
    unknown=Words("没写原因", "no reason given"),
)
