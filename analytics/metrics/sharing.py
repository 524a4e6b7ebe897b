"""Metrics of sharing: who passed things on, who came by it, and what was sold that way."""

from analytics.metric import Metric, count, total
from analytics.metrics.rules import BY_PAYMENT_DAY, REFUNDS_APART, VISIT_FILTERED, define
from analytics.parts.daily import CHANNEL_SHARES, DAILY_SHARES
from analytics.parts.sales import PAID_ORDERS
from analytics.parts.sharing import (
    FRESH_VISITS,
    SHARED_BUYERS,
    SHARED_ORDERS,
    SHARED_VISITORS,
    SHARED_VISITS,
    SHARERS,
    SHARES,
)
from analytics.result import Good, Shown
from storage.words import Words

NO_SHARES = Words("没有分享。", "Nothing was shared.")
_DAY = Words("按店铺当地日期、以分享时间为准。", "Counted on the shop's local day of the share.")
_UNFILTERED = Words("与退款无关。分享不能按渠道、地区等筛选。", "Refunds play no part. Filters do not apply to shares.")
_VISIT_DAY = Words(
    "按店铺当地日期、以访问开始时间为准；与退款无关。",
    "Counted on the shop's local day on which the visit began; refunds play no part.",
)
_CREDIT = Words(
    "订单写明了推广人，或它的访问是从分享来的，才算分享带来的。",
    "An order counts if it names a promoter, or if its visit came from a share.",
)
_ORDER_FILTERED = Words(
    "筛选渠道、地区、新老买家时只算这些订单；不能按类目筛选。",
    "Filters leave the orders of these channels, regions and buyers; they cannot be filtered by category.",
)
_SAME_PERIOD = Words(
    "两边都只看本期：访问可能来自更早的分享。", "Both of the period: a visit may come from an earlier share."
)

SHARER_COUNT = Metric(
    "sharers",
    Words("分享人数", "Sharers"),
    define(Words("周期内分享过的人，每人算一次。", "Different people who shared in the period."), _DAY, _UNFILTERED),
    Shown.COUNT,
    Good.UP,
    count(SHARERS),
)
SHARE_COUNT = Metric(
    "shares",
    Words("分享次数", "Shares"),
    define(Words("周期内分享的次数。", "How often something was shared in the period."), _DAY, _UNFILTERED),
    Shown.COUNT,
    Good.UP,
    count(SHARES),
)
SHARED_VISIT_COUNT = Metric(
    "shared_visits",
    Words("分享带来的访问", "Visits from shares"),
    define(Words("周期内从分享进店的访问次数。", "Visits of the period that came from a share."), _VISIT_DAY,
           VISIT_FILTERED),
    Shown.COUNT,
    Good.UP,
    count(SHARED_VISITS),
)  # fmt: skip
FRESH_VISIT_COUNT = Metric(
    "fresh_visits",
    Words("这些分享带来的访问", "Visits they brought"),
    define(Words("本期的分享在本期带来的访问次数。", "Visits of the period that came from shares of the period."),
           _VISIT_DAY, VISIT_FILTERED),
    Shown.COUNT,
    Good.UP,
    count(FRESH_VISITS),
)  # fmt: skip
SHARED_VISITOR_COUNT = Metric(
    "shared_visitors",
    Words("分享带来的访客", "Visitors from shares"),
    define(Words("周期内从分享进过店的访客，每人算一次。", "Different visitors who came from a share."), _VISIT_DAY,
           VISIT_FILTERED),
    Shown.COUNT,
    Good.UP,
    count(SHARED_VISITORS),
)  # fmt: skip
VISITS_PER_SHARE = Metric(
    "visits_per_share",
    Words("每次分享带来访问", "Visits per share"),
    define(
        Words("分享带来的访问 ÷ 分享次数。", "Visits from shares / shares."),
        _SAME_PERIOD,
        Words("按店铺当地日期；与退款无关。", "By the shop's local day; refunds play no part."),
        Words("分享不能筛选。", "Filters do not apply to shares."),
    ),
    Shown.NUMBER,
    Good.UP,
    SHARED_VISIT_COUNT.top,
    SHARE_COUNT.top,
    NO_SHARES,
)
SHARED_ORDER_COUNT = Metric(
    "shared_orders",
    Words("分享带来的订单", "Orders from shares"),
    define(
        Words("周期内支付、由分享带来的订单。", "Orders paid in the period that sharing led to."),
        _CREDIT,
        BY_PAYMENT_DAY,
        REFUNDS_APART,
        _ORDER_FILTERED,
    ),
    Shown.COUNT,
    Good.UP,
    count(SHARED_ORDERS),
)
SHARED_BUYER_COUNT = Metric(
    "shared_buyers",
    Words("分享带来的买家", "Buyers from shares"),
    define(
        Words("分享带来的订单的买家，每人算一次。", "Different buyers of orders that sharing led to."),
        _CREDIT,
        BY_PAYMENT_DAY,
        REFUNDS_APART,
        _ORDER_FILTERED,
    ),
    Shown.COUNT,
    Good.UP,
    count(SHARED_BUYERS),
)
SHARED_SALES = Metric(
    "shared_sales",
    Words("分享带来的金额", "Sales from shares"),
    define(
        Words("分享带来的订单的支付金额。", "Payment amounts of orders that sharing led to."),
        _CREDIT,
        BY_PAYMENT_DAY,
        REFUNDS_APART,
        _ORDER_FILTERED,
    ),
    Shown.MONEY,
    Good.UP,
    total(SHARED_ORDERS),
)
SALES_PER_SHARE = Metric(
    "sales_per_share",
    Words("每次分享带来金额", "Sales per share"),
    define(
        Words("分享带来的金额 ÷ 分享次数。", "Sales from shares / shares."),
        _CREDIT,
        BY_PAYMENT_DAY,
        REFUNDS_APART,
        Words("分享不能筛选。", "Filters do not apply to shares."),
    ),
    Shown.MONEY,
    Good.UP,
    SHARED_SALES.top,
    SHARE_COUNT.top,
    NO_SHARES,
)
SHARED_PART = Metric(
    "shared_part",
    Words("分享成交占比", "Share of sales from sharing"),
    define(
        Words("分享带来的金额 ÷ 支付金额。", "Sales from shares / payment amount."),
        _CREDIT,
        BY_PAYMENT_DAY,
        REFUNDS_APART,
        _ORDER_FILTERED,
    ),
    Shown.RATIO,
    Good.UP,
    SHARED_SALES.top,
    total(PAID_ORDERS),
    Words("没有支付金额。", "Nothing was paid."),
)

DAILY_SHARE_COUNT = Metric(
    "daily_shares",
    Words("分享次数(每天合计)", "Shares, totals of days"),
    define(
        Words("每天分享次数相加。", "The shares of each day, added up."),
        Words("来源没有单次分享的记录。按店铺当地日期。", "The source has no single shares. By the shop's local day."),
        Words("与退款无关。只能按渠道筛选。", "Refunds play no part. Filters: by channel only."),
    ),
    Shown.COUNT,
    Good.UP,
    total(DAILY_SHARES),
)
CHANNEL_SHARE_COUNT = Metric(
    "channel_shares",
    DAILY_SHARE_COUNT.name,
    DAILY_SHARE_COUNT.definition,
    Shown.COUNT,
    Good.UP,
    total(CHANNEL_SHARES),
)
