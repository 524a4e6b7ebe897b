"""Metrics of who paid: buyers, new and returning, and what one buyer is worth."""

from analytics.metric import Metric, count
from analytics.metrics.rules import (
    BY_PAYMENT_DAY,
    FILTERED,
    FILTERED_MONEY,
    GUESTS_ARE_ORDERS,
    REFUNDS_APART,
    YEAR_BACK,
    define,
)
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.parts.goods import (
    BUYER_SOLD_ORDERS,
    GUEST_SOLD_ORDERS,
    LINE_BUYERS,
    NEW_LINE_BUYERS,
    REPEAT_LINE_BUYERS,
    RETURNING_LINE_BUYERS,
)
from analytics.parts.sales import BUYER_ORDERS, BUYERS, GUEST_ORDERS, NEW_BUYERS, REPEAT_BUYERS, RETURNING_BUYERS
from analytics.result import Good, Shown
from storage.words import Words

NO_BUYERS = Words("没有可识别的买家。", "There are no known buyers.")
_STILL_BUYERS = Words("之后退款的买家仍然算。", "Buyers refunded later still count.")

BUYER_COUNT = Metric(
    "buyers",
    Words("支付买家数", "Buyers"),
    define(
        Words("周期内付过款的买家，每人算一次。", "Different people who paid in the period, each counted once."),
        GUESTS_ARE_ORDERS,
        BY_PAYMENT_DAY,
        _STILL_BUYERS,
        FILTERED,
    ),
    Shown.COUNT,
    Good.UP,
    count(BUYERS, LINE_BUYERS),
)
AOV = Metric(
    "aov",
    Words("客单价", "Amount per buyer"),
    define(
        Words("支付金额 ÷ 支付买家数。游客的金额算在内，人数不算。",
              "Payment amount / buyers. The money of guests is in it, their number is not."),
        BY_PAYMENT_DAY,
        REFUNDS_APART,
        FILTERED_MONEY,
    ),
    Shown.MONEY,
    Good.UP,
    PAYMENT_AMOUNT.top,
    BUYER_COUNT.top,
    NO_BUYERS,
)  # fmt: skip
NEW = Metric(
    "new_buyers",
    Words("新买家", "New buyers"),
    define(
        Words(
            "支付买家中开始前 365 天内没有付过款的人。", "Buyers who paid nothing in the 365 days before the period."
        ),
        YEAR_BACK,
        BY_PAYMENT_DAY,
        _STILL_BUYERS,
        FILTERED,
    ),
    Shown.COUNT,
    Good.UP,
    count(NEW_BUYERS, NEW_LINE_BUYERS),
)
RETURNING = Metric(
    "returning_buyers",
    Words("老买家", "Returning buyers"),
    define(
        Words("支付买家中开始前 365 天内付过款的人。", "Buyers who had paid in the 365 days before the period."),
        YEAR_BACK,
        BY_PAYMENT_DAY,
        _STILL_BUYERS,
        FILTERED,
    ),
    Shown.COUNT,
    Good.UP,
    count(RETURNING_BUYERS, RETURNING_LINE_BUYERS),
)
ORDERS_PER_BUYER = Metric(
    "orders_per_buyer",
    Words("人均订单数", "Orders per buyer"),
    define(
        Words("可识别买家的支付订单数 ÷ 支付买家数。", "Paid orders of known buyers / buyers."),
        GUESTS_ARE_ORDERS,
        BY_PAYMENT_DAY,
        Words("之后退款的订单仍然算。", "Orders refunded later still count."),
        FILTERED,
    ),
    Shown.NUMBER,
    Good.UP,
    count(BUYER_ORDERS, BUYER_SOLD_ORDERS),
    BUYER_COUNT.top,
    NO_BUYERS,
)
REPEAT_SHARE = Metric(
    "repeat_share",
    Words("本期复购率", "Repeat share"),
    define(
        Words(
            "周期内付款两单及以上的买家 ÷ 支付买家数。", "Buyers with two or more paid orders in the period / buyers."
        ),
        BY_PAYMENT_DAY,
        Words("之后退款的订单仍然算。", "Orders refunded later still count."),
        FILTERED,
    ),
    Shown.RATIO,
    Good.UP,
    count(REPEAT_BUYERS, REPEAT_LINE_BUYERS),
    BUYER_COUNT.top,
    NO_BUYERS,
)
GUESTS = Metric(
    "guest_orders",
    Words("游客订单", "Orders of guests"),
    define(
        Words("周期内支付、但不知道买家是谁的订单数。", "Orders paid in the period whose buyer is not known."),
        BY_PAYMENT_DAY,
        Words("之后退款的订单仍然算。", "Orders refunded later still count."),
        FILTERED,
    ),
    Shown.COUNT,
    Good.NEITHER,
    count(GUEST_ORDERS, GUEST_SOLD_ORDERS),
)
