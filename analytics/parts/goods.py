"""Parts of order lines: what was sold, and the orders and buyers that only lines can tell."""

from analytics.arrays import Mask
from analytics.cut import Cut
from analytics.log import ORDERED, SOLD
from analytics.part import Part, column
from analytics.parts.buyers import GUEST, NEW, NOT_GUEST, REPEAT, RETURNING
from storage.columns import MISSING
from storage.words import Words

_ORDER = ("order_id",)
_BUYER_OF_LINE = ("order_id.buyer_id",)


def _of_paid_order(cut: Cut) -> Mask:
    placed_paid: Mask = cut.codes(("order_id.paid_at",)) != MISSING
    return placed_paid


PLACED_LINES = Part("placed_lines", ORDERED, Words("下单", "Orders placed"), each=_ORDER)
PLACED_LINES_PAID = Part(
    "placed_lines_paid", ORDERED, Words("下单且已支付", "Placed and paid"), where=_of_paid_order, each=_ORDER
)

SOLD_LINES = Part("sold_lines", SOLD, Words("售出商品", "Lines sold"), amounts=column("amount"))
PIECES = Part("pieces", SOLD, Words("售出件数", "Pieces sold"), amounts=column("quantity"))
PRODUCTS_SOLD = Part("products_sold", SOLD, Words("有销量的商品", "Products sold"), each=("product_id",))
SOLD_ORDERS = Part("sold_orders", SOLD, Words("支付订单", "Paid orders"), each=_ORDER)
LINE_BUYERS = Part("line_buyers", SOLD, Words("支付买家", "Buyers"), each=_BUYER_OF_LINE)
NEW_LINE_BUYERS = Part("new_line_buyers", SOLD, Words("新买家", "New buyers"), NEW, each=_BUYER_OF_LINE)
RETURNING_LINE_BUYERS = Part(
    "returning_line_buyers", SOLD, Words("老买家", "Returning buyers"), RETURNING, each=_BUYER_OF_LINE
)
REPEAT_LINE_BUYERS = Part(
    "repeat_line_buyers", SOLD, Words("本期多次购买的买家", "Repeat buyers"), REPEAT,
    each=_BUYER_OF_LINE,
)  # fmt: skip
BUYER_SOLD_ORDERS = Part(
    "buyer_sold_orders", SOLD, Words("有买家的订单", "Orders of known buyers"), NOT_GUEST, each=_ORDER
)
GUEST_SOLD_ORDERS = Part("guest_sold_orders", SOLD, Words("游客订单", "Orders of guests"), GUEST, each=_ORDER)
