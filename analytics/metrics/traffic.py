"""Metrics of who came: visitors and visits, what they looked at, and how many of them bought."""

from analytics.metric import Metric, count, total
from analytics.metrics.people import BUYER_COUNT
from analytics.metrics.rules import BY_PAYMENT_DAY, VISIT_FILTERED, define
from analytics.parts.daily import (
    CHANNEL_VIEWS,
    CHANNEL_VISITORS,
    DAILY_DAYS,
    DAILY_VIEWS,
    DAILY_VISITORS,
)
from analytics.parts.traffic import (
    CARTING,
    GOT_TO_PAID,
    NEW_VISITORS,
    PRODUCT_VISITS,
    STAYS,
    VIEWERS,
    VISITORS,
    VISITS,
)
from analytics.result import Good, Shown
from storage.words import Words

NO_VISITORS = Words("没有访客。", "There were no visitors.")
BY_VISIT_DAY = Words(
    "按店铺当地日期、以访问开始时间为准。", "Counted on the shop's local day on which the visit began."
)
_NO_REFUNDS = Words("与退款无关。", "Refunds play no part.")
ADDED_UP = Words(
    "来源只给每天的合计：同一个人来了几天就算几次，所以是人次，不是人数。按店铺当地日期。",
    "The source gives totals of days only: who came on several days counts several times. By the shop's local day.",
)
DAILY_FILTERED = Words(
    "与退款无关。只能按渠道筛选；没有全店合计的日子，取各渠道之和。",
    "Refunds play no part. Filters: by channel only; on days without a total of the shop the channels are added up.",
)

VISITOR_COUNT = Metric(
    "visitors",
    Words("访客数", "Visitors"),
    define(
        Words("周期内来过的访客，每人算一次；没有访客标识的访问不算。",
              "Different visitors of the period, each counted once; visits without a visitor's mark are left out."),
        BY_VISIT_DAY,
        _NO_REFUNDS,
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
    NO_VISITORS,
)
VISIT_COUNT = Metric(
    "visits",
    Words("访问次数", "Visits"),
    define(Words("周期内开始的访问。", "Visits begun in the period."), BY_VISIT_DAY, _NO_REFUNDS, VISIT_FILTERED),
    Shown.COUNT,
    Good.UP,
    count(VISITS),
)
NEW_VISITOR_COUNT = Metric(
    "new_visitors",
    Words("新访客", "New visitors"),
    define(
        Words("访客中周期开始前 365 天内没有来过的人。",
              "Visitors who had not been there in the 365 days before the period."),
        BY_VISIT_DAY,
        _NO_REFUNDS,
        VISIT_FILTERED,
    ),
    Shown.COUNT,
    Good.UP,
    count(NEW_VISITORS),
)  # fmt: skip
PRODUCT_VISIT_COUNT = Metric(
    "product_visits",
    Words("商品浏览次数", "Product views"),
    define(
        Words("看了某个商品的访问次数。", "Visits that looked at a product."), BY_VISIT_DAY, _NO_REFUNDS, VISIT_FILTERED
    ),
    Shown.COUNT,
    Good.UP,
    count(PRODUCT_VISITS),
)
VIEWER_COUNT = Metric(
    "viewers",
    Words("商品访客数", "Product visitors"),
    define(
        Words("看过商品的访客，每人算一次。", "Different visitors who looked at a product."),
        BY_VISIT_DAY,
        _NO_REFUNDS,
        VISIT_FILTERED,
    ),
    Shown.COUNT,
    Good.UP,
    count(VIEWERS),
)
CART_SHARE = Metric(
    "cart_share",
    Words("加购率", "Cart share"),
    define(
        Words("加过购物车的访客 ÷ 访客数。", "Visitors who put something into the cart / visitors."),
        BY_VISIT_DAY,
        _NO_REFUNDS,
        VISIT_FILTERED,
    ),
    Shown.RATIO,
    Good.UP,
    count(CARTING),
    VISITOR_COUNT.top,
    NO_VISITORS,
)
CARTING_COUNT = Metric(
    "carting",
    Words("加购人数", "Visitors who used the cart"),
    CART_SHARE.definition,
    Shown.COUNT,
    Good.UP,
    CART_SHARE.top,
)
STAY = Metric(
    "stay",
    Words("平均停留(秒)", "Seconds per visit"),
    define(
        Words("停留秒数之和 ÷ 知道停留时间的访问次数。", "Seconds stayed / visits of known length."),
        BY_VISIT_DAY,
        _NO_REFUNDS,
        VISIT_FILTERED,
    ),
    Shown.NUMBER,
    Good.UP,
    total(STAYS),
    count(STAYS),
    Words("数据来源没有停留时间。", "The source does not supply how long visits lasted."),
)
PAYING_VISITOR_COUNT = Metric(
    "paying_visitors",
    Words("付款的访客", "Visitors who paid"),
    define(
        Words("来访的人里，周期内下单并付了款的；订单按它的访问记录、没有就按买家对到访客。",
              "Visitors whose order placed in the period is paid; an order belongs to the visitor of its visit, or "
              "else of its buyer."),
        BY_VISIT_DAY,
        Words("之后退款的仍然算。", "Later refunds do not matter."),
        VISIT_FILTERED,
    ),
    Shown.COUNT,
    Good.UP,
    count(GOT_TO_PAID),
)  # fmt: skip

DAILY_VISITOR_COUNT = Metric(
    "daily_visitors",
    Words("访客人次(按天累计)", "Visitors, added up by day"),
    define(Words("每天访客数相加。", "The visitors of each day, added up."), ADDED_UP, DAILY_FILTERED),
    Shown.COUNT,
    Good.UP,
    total(DAILY_VISITORS),
)
DAILY_VIEW_COUNT = Metric(
    "daily_views",
    Words("浏览量", "Page views"),
    define(Words("每天浏览量相加。", "The page views of each day, added up."), ADDED_UP, DAILY_FILTERED),
    Shown.COUNT,
    Good.UP,
    total(DAILY_VIEWS),
)
VISITORS_PER_DAY = Metric(
    "visitors_per_day",
    Words("日均访客", "Visitors per day"),
    define(Words("访客人次 ÷ 有流量记录的天数。", "Visitors added up / days with traffic."), ADDED_UP, DAILY_FILTERED),
    Shown.NUMBER,
    Good.UP,
    total(DAILY_VISITORS),
    count(DAILY_DAYS),
    Words("这些天没有流量记录。", "There is no record of traffic on these days."),
)
VIEWS_PER_VISITOR = Metric(
    "views_per_visitor",
    Words("人均浏览量(按人次)", "Page views per daily visitor"),
    define(Words("浏览量 ÷ 访客人次。", "Page views / visitors added up by day."), ADDED_UP, DAILY_FILTERED),
    Shown.NUMBER,
    Good.UP,
    total(DAILY_VIEWS),
    total(DAILY_VISITORS),
    NO_VISITORS,
)
CHANNEL_VISITOR_COUNT = Metric(
    "channel_visitors",
    DAILY_VISITOR_COUNT.name,
    DAILY_VISITOR_COUNT.definition,
    Shown.COUNT,
    Good.UP,
    total(CHANNEL_VISITORS),
)
CHANNEL_VIEW_COUNT = Metric(
    "channel_views",
    DAILY_VIEW_COUNT.name,
    DAILY_VIEW_COUNT.definition,
    Shown.COUNT,
    Good.UP,
    total(CHANNEL_VIEWS),
)
