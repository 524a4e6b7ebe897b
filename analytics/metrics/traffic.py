"""Metrics of who came: visitors, and how many of them bought."""

from analytics.metric import Metric, count
from analytics.metrics.people import BUYER_COUNT
from analytics.metrics.rules import BY_PAYMENT_DAY, VISIT_FILTERED, define
from analytics.parts.traffic import VISITORS
from analytics.result import Good, Shown
from storage.words import Words

VISITOR_COUNT = Metric(
    "visitors",
    Words("访客数", "Visitors"),
    define(
        Words("周期内来过的访客，每人算一次；没有访客标识的访问不算。",
              "Different visitors of the period, each counted once; visits without a visitor's mark are left out."),
        Words("按店铺当地日期、以访问开始时间为准。", "Counted on the shop's local day on which the visit began."),
        Words("与退款无关。", "Refunds play no part."),
        VISIT_FILTERED,
    ),
    Shown.COUNT,
    Good.UP,
    count(VISITORS),
)  # fmt: skip
CONVERSION = Metric(
    "conversion",
    Words("支付转化率", "Conversion"),
    define(
        Words("支付买家数 ÷ 访客数。", "Buyers / visitors."),
        BY_PAYMENT_DAY,
        Words("之后退款的买家仍然算。", "Buyers refunded later still count."),
        VISIT_FILTERED,
    ),
    Shown.RATIO,
    Good.UP,
    BUYER_COUNT.top,
    VISITOR_COUNT.top,
    Words("没有访客。", "There were no visitors."),
)
