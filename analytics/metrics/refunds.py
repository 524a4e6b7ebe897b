"""Metrics of money given back."""

from analytics.metric import Metric, total
from analytics.metrics.rules import REFUND_DAY, REFUND_FILTERED, define
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.parts.goods import SOLD_LINES
from analytics.parts.refunds import REFUNDS
from analytics.result import Good, Shown
from storage.words import Words

REFUND_AMOUNT = Metric(
    "refund_amount",
    Words("退款金额", "Refund amount"),
    define(
        Words("周期内退给买家的金额之和。", "The sum of money given back in the period."), REFUND_DAY, REFUND_FILTERED
    ),
    Shown.MONEY,
    Good.DOWN,
    total(REFUNDS),
)
_RATE = Words(
    "退款按到账日算，支付按支付日算，所以退的可能是以前的订单。",
    "Refunds count on the day the money went back, payments on the day of payment: earlier orders may be refunded.",
)
REFUND_RATE = Metric(
    "refund_rate",
    Words("退款率", "Refund rate"),
    define(
        Words("周期内退款金额 ÷ 周期内支付金额。", "Refund amount of the period / payment amount of the period."),
        _RATE,
        REFUND_DAY,
        REFUND_FILTERED,
    ),
    Shown.RATIO,
    Good.DOWN,
    REFUND_AMOUNT.top,
    PAYMENT_AMOUNT.top,
    Words("周期内没有支付金额。", "Nothing was paid in the period."),
)
GOODS_REFUND_RATE = Metric(
    "goods_refund_rate",
    Words("退款率", "Refund rate"),
    define(
        Words("周期内退款金额 ÷ 周期内商品支付金额。", "Refund amount of the period / goods amount of the period."),
        _RATE,
        REFUND_DAY,
        REFUND_FILTERED,
    ),
    Shown.RATIO,
    Good.DOWN,
    REFUND_AMOUNT.top,
    total(SOLD_LINES),
    Words("周期内没有支付金额。", "Nothing was paid in the period."),
)
