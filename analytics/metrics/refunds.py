"""Metrics of money given back."""

from analytics.metric import Metric, total
from analytics.metrics.rules import REFUND_DAY, REFUND_FILTERED, define
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.parts.fulfilment import GOODS_REFUNDS, KEPT_LINES
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
_NOT_FAILED = Words(
    "拼团没成、货没发出的订单不算(退款和金额都不算)：那不是商品的毛病。",
    "Orders of groups that did not fill, never sent, are left out of both: the product is not to blame.",
)
KEPT_REFUND_AMOUNT = Metric(
    "kept_refund_amount",
    Words("退款金额(拼团没成的除外)", "Refunds but of failed groups"),
    define(
        Words("周期内退给买家的金额之和。", "The sum of money given back in the period."),
        _NOT_FAILED,
        REFUND_DAY,
        REFUND_FILTERED,
    ),
    Shown.MONEY,
    Good.DOWN,
    total(GOODS_REFUNDS),
)
KEPT_REFUND_RATE = Metric(
    "kept_refund_rate",
    Words("退款率(拼团没成的除外)", "Refund rate but of failed groups"),
    define(
        Words("周期内退款金额 ÷ 周期内商品支付金额。", "Refund amount of the period / goods amount of the period."),
        _NOT_FAILED,
        _RATE,
        REFUND_DAY,
        REFUND_FILTERED,
    ),
    Shown.RATIO,
    Good.DOWN,
    KEPT_REFUND_AMOUNT.top,
    total(KEPT_LINES),
    Words("周期内没有支付金额。", "Nothing was paid in the period."),
)
