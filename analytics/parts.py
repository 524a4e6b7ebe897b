"""The parts there are: what stands behind the numbers of the subjects."""

from collections.abc import Callable

import numpy as np

from analytics.arrays import Ints, Mask
from analytics.cut import Cut
from analytics.log import ORDERED, PAID, PLACED, REFUNDED, SOLD, VISITED
from analytics.part import Narrow, Part, column
from storage.chains import running
from storage.columns import MISSING
from storage.derive import paid, sold_lines
from storage.facts import Facts
from storage.words import Words

_PAYMENT = column("payment_amount")
_ORDER = ("order_id",)
_BUYER = ("buyer_id",)
_BUYER_OF_LINE = ("order_id.buyer_id",)
_GUEST = Narrow(slices=(("buyer_kind", ""),))
_NOT_GUEST = Narrow(without=(("buyer_kind", ""),))
_NEW = Narrow(slices=(("buyer_kind", "new"),))
_RETURNING = Narrow(slices=(("buyer_kind", "returning"),))
_REPEAT = Narrow(without=(("orders_of_buyer", ""), ("orders_of_buyer", "1")))


def _known(name: str) -> Callable[[Cut], Mask]:
    return lambda cut: cut.column(name) != MISSING


def _of_paid_order(cut: Cut) -> Mask:
    placed_paid: Mask = cut.codes(("order_id.paid_at",)) != MISSING
    return placed_paid


def _with_discount(cut: Cut) -> Mask:
    return _known("discount_amount")(cut) & _known("list_amount")(cut)


def _beyond_lines(cut: Cut) -> Ints:
    """What an order cost beyond its lines: freight, and what the source did not share out."""

    def of_orders(facts: Facts) -> Ints:
        lines = sold_lines(facts)
        return paid(facts).amount - np.diff(running(lines.amount)[lines.starts])

    return cut.of(cut.facts.derived("beyond lines", of_orders))


PAID_ORDERS = Part("paid_orders", PAID, Words("支付订单", "Paid orders"), amounts=_PAYMENT)
BUYERS = Part("buyers", PAID, Words("支付买家", "Buyers"), each=_BUYER)
NEW_BUYERS = Part("new_buyers", PAID, Words("新买家", "New buyers"), _NEW, each=_BUYER)
RETURNING_BUYERS = Part("returning_buyers", PAID, Words("老买家", "Returning buyers"), _RETURNING, each=_BUYER)
REPEAT_BUYERS = Part("repeat_buyers", PAID, Words("本期多次购买的买家", "Repeat buyers"), _REPEAT, each=_BUYER)
BUYER_ORDERS = Part("buyer_orders", PAID, Words("有买家的订单", "Orders of known buyers"), _NOT_GUEST, amounts=_PAYMENT)
GUEST_ORDERS = Part("guest_orders", PAID, Words("游客订单", "Orders of guests"), _GUEST, amounts=_PAYMENT)
DISCOUNTS = Part("discounts", PAID, Words("优惠", "Discounts"), where=_with_discount, amounts=column("discount_amount"))
LIST_AMOUNTS = Part(
    "list_amounts", PAID, Words("标价", "List prices"), where=_with_discount, amounts=column("list_amount")
)
COUNTED_ORDERS = Part(
    "counted_orders", PAID, Words("知道件数的订单", "Orders with known pieces"), where=_known("item_count"),
    amounts=column("item_count"),
)  # fmt: skip
FREIGHT = Part(
    "freight", PAID, Words("商品以外的金额", "Beyond goods"), where=lambda cut: _beyond_lines(cut) != 0,
    amounts=_beyond_lines,
)  # fmt: skip

PLACED_ORDERS = Part("placed_orders", PLACED, Words("下单", "Orders placed"), amounts=_PAYMENT)
PLACED_PAID = Part(
    "placed_paid", PLACED, Words("下单且已支付", "Placed and paid"), where=_known("paid_at"), amounts=_PAYMENT
)
PLACED_LINES = Part("placed_lines", ORDERED, Words("下单", "Orders placed"), each=_ORDER)
PLACED_LINES_PAID = Part(
    "placed_lines_paid", ORDERED, Words("下单且已支付", "Placed and paid"), where=_of_paid_order, each=_ORDER
)

SOLD_LINES = Part("sold_lines", SOLD, Words("售出商品", "Lines sold"), amounts=column("amount"))
PIECES = Part("pieces", SOLD, Words("售出件数", "Pieces sold"), amounts=column("quantity"))
PRODUCTS_SOLD = Part("products_sold", SOLD, Words("有销量的商品", "Products sold"), each=("product_id",))
SOLD_ORDERS = Part("sold_orders", SOLD, Words("支付订单", "Paid orders"), each=_ORDER)
LINE_BUYERS = Part("line_buyers", SOLD, Words("支付买家", "Buyers"), each=_BUYER_OF_LINE)
NEW_LINE_BUYERS = Part("new_line_buyers", SOLD, Words("新买家", "New buyers"), _NEW, each=_BUYER_OF_LINE)
RETURNING_LINE_BUYERS = Part(
    "returning_line_buyers", SOLD, Words("老买家", "Returning buyers"), _RETURNING, each=_BUYER_OF_LINE
)
REPEAT_LINE_BUYERS = Part(
    "repeat_line_buyers", SOLD, Words("本期多次购买的买家", "Repeat buyers"), _REPEAT,
    each=_BUYER_OF_LINE,
)  # fmt: skip
BUYER_SOLD_ORDERS = Part(
    "buyer_sold_orders", SOLD, Words("有买家的订单", "Orders of known buyers"), _NOT_GUEST, each=_ORDER
)
GUEST_SOLD_ORDERS = Part("guest_sold_orders", SOLD, Words("游客订单", "Orders of guests"), _GUEST, each=_ORDER)

REFUNDS = Part("refunds", REFUNDED, Words("退款", "Refunds"), amounts=column("amount"))

VISITORS = Part("visitors", VISITED, Words("访客", "Visitors"), each=("visitor_id",))

PARTS: dict[str, Part] = {
    part.id: part
    for part in (
        PAID_ORDERS, BUYERS, NEW_BUYERS, RETURNING_BUYERS, REPEAT_BUYERS, BUYER_ORDERS, GUEST_ORDERS, DISCOUNTS,
        LIST_AMOUNTS, COUNTED_ORDERS, FREIGHT, PLACED_ORDERS, PLACED_PAID, PLACED_LINES, PLACED_LINES_PAID, SOLD_LINES,
        PIECES, PRODUCTS_SOLD, SOLD_ORDERS, LINE_BUYERS, NEW_LINE_BUYERS, RETURNING_LINE_BUYERS, REPEAT_LINE_BUYERS,
        BUYER_SOLD_ORDERS, GUEST_SOLD_ORDERS, REFUNDS, VISITORS,
    )
}  # fmt: skip
"""Every part by its id, as selections name them."""
