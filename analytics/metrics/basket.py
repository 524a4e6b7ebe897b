"""Metrics of what a known buyer orders: the factors of the amount per buyer, and the guests apart from them."""

from analytics.metric import Metric, Term, count, total
from analytics.metrics.rules import BY_PAYMENT_DAY, FILTERED_MONEY, REFUNDS_APART, define
from analytics.parts.basket import (
    BUYER_LINE_COUNTED,
    BUYER_LINE_PIECES,
    BUYER_LINE_PIECES_MONEY,
    BUYER_LINES,
    BUYER_PIECES,
    BUYER_PIECES_MONEY,
    GUEST_LINES,
    UNCOUNTED,
    UNCOUNTED_LINES,
)
from analytics.parts.goods import BUYER_SOLD_ORDERS
from analytics.parts.sales import BUYER_ORDERS, GUEST_ORDERS
from analytics.result import Good, Shown
from storage.words import Words

_KNOWN_ONLY = Words("只算有买家身份的订单。", "Only orders of known buyers count.")
_NO_PIECES = Words("数据里没有这些订单的件数。", "The data does not say how many pieces these orders had.")

BUYERS_MONEY = total(BUYER_ORDERS, BUYER_LINES)
"""What known buyers paid."""
BUYERS_ORDERS = count(BUYER_ORDERS, BUYER_SOLD_ORDERS)
"""How many orders known buyers paid."""
_COUNTED = Term(BUYER_PIECES, "count", Term(BUYER_LINE_COUNTED, "count"))

ITEMS_PER_ORDER = Metric(
    "items_per_order",
    Words("每单件数", "Items per order"),
    define(
        Words("支付订单的商品件数 ÷ 这些订单数；不知道件数的订单不算。",
              "Pieces in paid orders / these orders; orders whose pieces are not known are left out."),
        _KNOWN_ONLY,
        BY_PAYMENT_DAY,
        FILTERED_MONEY,
    ),
    Shown.NUMBER,
    Good.UP,
    total(BUYER_PIECES, BUYER_LINE_PIECES),
    _COUNTED,
    _NO_PIECES,
)  # fmt: skip
PRICE_PER_ITEM = Metric(
    "price_per_item",
    Words("件均价", "Price per item"),
    define(
        Words("支付金额 ÷ 商品件数，含运费；不知道件数的订单不算。",
              "Payment amount / pieces, freight included; orders whose pieces are not known are left out."),
        _KNOWN_ONLY,
        BY_PAYMENT_DAY,
        REFUNDS_APART,
        FILTERED_MONEY,
    ),
    Shown.MONEY,
    Good.UP,
    total(BUYER_PIECES_MONEY, BUYER_LINE_PIECES_MONEY),
    total(BUYER_PIECES, BUYER_LINE_PIECES),
    _NO_PIECES,
)  # fmt: skip
BUYERS_AMOUNT_PER_ORDER = Metric(
    "buyers_amount_per_order",
    Words("买家笔单价", "Amount per order of buyers"),
    define(
        Words("支付金额 ÷ 支付订单数。", "Payment amount / paid orders."), _KNOWN_ONLY, BY_PAYMENT_DAY, FILTERED_MONEY
    ),
    Shown.MONEY,
    Good.UP,
    BUYERS_MONEY,
    BUYERS_ORDERS,
    Words("没有可识别的买家。", "There are no known buyers."),
)
UNCOUNTED_ORDERS = Metric(
    "uncounted_orders",
    Words("不知道件数的订单", "Orders of unknown pieces"),
    define(
        Words("周期内支付、但不知道有几件商品的订单数。", "Orders paid in the period whose pieces are not known."),
        _KNOWN_ONLY,
        BY_PAYMENT_DAY,
    ),
    Shown.COUNT,
    Good.NEITHER,
    count(UNCOUNTED, UNCOUNTED_LINES),
)
GUEST_AMOUNT = Metric(
    "guest_amount",
    Words("游客支付金额", "Paid by guests"),
    define(
        Words("周期内不知道买家是谁的订单的支付金额之和。", "What was paid for orders whose buyer is not known."),
        BY_PAYMENT_DAY,
        REFUNDS_APART,
        FILTERED_MONEY,
    ),
    Shown.MONEY,
    Good.UP,
    total(GUEST_ORDERS, GUEST_LINES),
)
