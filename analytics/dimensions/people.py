"""Who bought: the buyer, whether new or returning, and how often."""

from msgspec.structs import replace

from analytics.buyer_kind import KINDS_OF_BUYERS, buyer_kind
from analytics.dimension import fixed, reference
from analytics.orders_of_buyer import MOST, orders_of_buyer
from storage.words import Words

GUESTS = Words("游客", "guests")
_PEOPLE = frozenset({"customers"})
_ORDERS = frozenset({"orders", "order_lines"})
_SALES = frozenset({"orders", "order_lines", "refunds"})
_OF_BUYER = {
    "orders": ("buyer_id",),
    "order_lines": ("order_id.buyer_id",),
    "refunds": ("buyer_id", "order_id.buyer_id"),
}

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
BUYER_KIND = replace(
    fixed("buyer_kind", Words("新老买家", "New or returning"), _SALES, buyer_kind, KINDS_OF_BUYERS),
    unknown=GUESTS,
    paths=_OF_BUYER,
    one_per=_PEOPLE,
)

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
