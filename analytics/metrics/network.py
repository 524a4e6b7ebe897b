"""Metrics of the fan network: what is sold to people whom other fans brought."""

from analytics.metric import Metric, count, total
from analytics.metrics.fans import FAN_FILTERED
from analytics.metrics.rules import BY_PAYMENT_DAY, FILTERED, REFUNDS_APART, define
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.parts.network import BROUGHT_SOON, BROUGHT_WATCHED, SOON, THROUGH_BUYERS, THROUGH_ORDERS
from analytics.result import Good, Shown
from storage.words import Words

_WHO = Words("不论这位买家是哪天被带来的。", "No matter when the buyer was brought.")

BROUGHT_BUYING_SOON = Metric(
    "brought_buying_soon",
    Words(f"{SOON} 天内买的老带新", f"Brought fans who buy in {SOON} days"),
    define(
        Words(
            f"周期内由老粉带来、到数据截止已满 {SOON} 天的新粉里，{SOON} 天内付过款的比例。没满的不算。",
            f"Of fans brought by fans in the period, {SOON} days or longer before the end of the data: those who paid "
            f"within {SOON} days.",
        ),
        Words("按店铺当地日期。", "Counted on the shop's local day."),
        FAN_FILTERED,
    ),
    Shown.RATIO,
    Good.UP,
    count(BROUGHT_SOON),
    count(BROUGHT_WATCHED),
    Words(f"还没有满 {SOON} 天的老带新。", f"Nobody was brought {SOON} days ago or longer."),
)
THROUGH_AMOUNT = Metric(
    "through_amount",
    Words("老带新的支付金额", "Sales through fans"),
    define(
        Words("周期内，由别的粉丝带来的买家支付的金额。", "What buyers whom another fan brought paid in the period."),
        _WHO,
        BY_PAYMENT_DAY,
        REFUNDS_APART,
        FILTERED,
    ),
    Shown.MONEY,
    Good.UP,
    total(THROUGH_ORDERS),
)
THROUGH_SHARE = Metric(
    "through_share",
    Words("老带新占支付金额", "Share through fans"),
    define(
        Words("老带新的支付金额 ÷ 支付金额。", "Sales through fans / payment amount."),
        BY_PAYMENT_DAY,
        REFUNDS_APART,
        FILTERED,
    ),
    Shown.RATIO,
    Good.UP,
    total(THROUGH_ORDERS),
    PAYMENT_AMOUNT.top,
    Words("没有支付金额。", "Nothing was paid."),
)
THROUGH_BUYER_COUNT = Metric(
    "through_buyers",
    Words("老带新的买家", "Buyers through fans"),
    define(
        Words("周期内付过款、由别的粉丝带来的买家，每人算一次。", "Different buyers whom another fan brought."),
        _WHO,
        BY_PAYMENT_DAY,
        REFUNDS_APART,
        FILTERED,
    ),
    Shown.COUNT,
    Good.UP,
    count(THROUGH_BUYERS),
)
