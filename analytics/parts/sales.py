"""Parts of orders: paid, placed, of new and returning buyers, with what is summed."""

from collections.abc import Callable

import numpy as np

from analytics.arrays import Ints, Mask
from analytics.cut import Cut
from analytics.log import PAID, PLACED
from analytics.part import Part, column
from analytics.parts.buyers import GUEST, NEW, NOT_GUEST, REPEAT, RETURNING
from storage.chains import running
from storage.columns import MISSING
from storage.derive import paid, sold_lines
from storage.facts import Facts
from storage.words import Words

_PAYMENT = column("payment_amount")
_BUYER = ("buyer_id",)


def _known(name: str) -> Callable[[Cut], Mask]:
    return lambda cut: cut.column(name) != MISSING


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
NEW_BUYERS = Part("new_buyers", PAID, Words("新买家", "New buyers"), NEW, each=_BUYER)
RETURNING_BUYERS = Part("returning_buyers", PAID, Words("老买家", "Returning buyers"), RETURNING, each=_BUYER)
REPEAT_BUYERS = Part("repeat_buyers", PAID, Words("本期多次购买的买家", "Repeat buyers"), REPEAT, each=_BUYER)
BUYER_ORDERS = Part("buyer_orders", PAID, Words("有买家的订单", "Orders of known buyers"), NOT_GUEST, amounts=_PAYMENT)
GUEST_ORDERS = Part("guest_orders", PAID, Words("游客订单", "Orders of guests"), GUEST, amounts=_PAYMENT)
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
