"""Metrics of group-buying: what is opened, what fills, what it brings."""

from analytics.metric import Metric, count, total
from analytics.metrics.rules import BY_PAYMENT_DAY, FILTERED, REFUNDS_APART, define
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.parts.group_buy import (
    COMPLETED,
    FOLLOWERS,
    GROUP_BUYERS,
    GROUP_ORDERS,
    GROUPS,
    KNOWN,
    LEADERS,
    PAID_IN_GROUPS,
    STILL_OPEN,
)
from analytics.result import Good, Shown
from storage.words import Words

_BY_OPENING = Words(
    "按开团的当地日期计算，与订单退款无关。", "Counted on the local day the group was opened; refunds play no part."
)
_FILTERED_GROUPS = Words(
    "筛选渠道、地区时取团长的；类目取拼团商品的；不能按新老买家筛选。",
    "Filters: channel and region are those of the leader, category that of the product; kind of buyer does not apply.",
)
_NO_GROUPS = Words("没有已知结果的团。", "There are no groups with an outcome.")


def _opened(formula: Words) -> Words:
    return define(formula, _BY_OPENING, _FILTERED_GROUPS)


OPENED_GROUPS = Metric(
    "groups_opened",
    Words("开团数", "Groups opened"),
    _opened(Words("周期内开的团，不论是否成团。", "Groups opened in the period, filled or not.")),
    Shown.COUNT,
    Good.UP,
    count(GROUPS),
)
FILLED_GROUPS = Metric(
    "groups_filled",
    Words("成团数", "Groups filled"),
    _opened(Words("周期内开的团中到现在已成团的。", "Groups opened in the period that have filled by now.")),
    Shown.COUNT,
    Good.UP,
    count(COMPLETED),
)
FILL_RATE = Metric(
    "fill_rate",
    Words("成团率", "Fill rate"),
    _opened(
        Words(
            "成团数 ÷ 已有结果的团，还在拼的不算。", "Groups filled / groups with an outcome; open ones are left out."
        )
    ),
    Shown.RATIO,
    Good.UP,
    count(COMPLETED),
    count(KNOWN),
    _NO_GROUPS,
)
OPEN_GROUPS = Metric(
    "groups_open",
    Words("还在拼的团", "Groups still open"),
    _opened(Words("周期内开的、现在还没有结果的团。", "Groups opened in the period without an outcome yet.")),
    Shown.COUNT,
    Good.NEITHER,
    count(STILL_OPEN),
)
LEADER_COUNT = Metric(
    "leaders",
    Words("团长数", "Leaders"),
    _opened(Words("周期内开过团的人，每人算一次。", "Different people who opened a group, each counted once.")),
    Shown.COUNT,
    Good.UP,
    count(LEADERS),
)
PEOPLE_PER_GROUP = Metric(
    "people_per_group",
    Words("每团人数", "People per group"),
    _opened(Words("团里现有人数 ÷ 开团数，团长也算。", "People in the groups / groups opened, leaders included.")),
    Shown.NUMBER,
    Good.UP,
    total(GROUPS),
    count(GROUPS),
    Words("没有开团。", "No groups were opened."),
)
PAID_IN_GROUP = Metric(
    "groups_paid",
    Words("团里支付", "Paid in the groups"),
    _opened(
        Words(
            "周期内开的团里所有人支付的金额，没成团退掉的也算。",
            "What everybody in groups opened in the period paid, also what went back where a group failed.",
        )
    ),
    Shown.MONEY,
    Good.UP,
    total(PAID_IN_GROUPS),
)
JOINERS = Metric(
    "followers",
    Words("跟团人次", "People joining"),
    define(
        Words("周期内加入别人的团的人次。", "Times that somebody joined another's group in the period."),
        Words("按参团的当地日期计算，与订单退款无关。", "Counted on the local day of joining; refunds play no part."),
        Words("不能筛选。", "Filters do not apply."),
    ),
    Shown.COUNT,
    Good.UP,
    count(FOLLOWERS),
)
GROUP_AMOUNT = Metric(
    "group_amount",
    Words("拼团支付金额", "Group-buy amount"),
    define(
        Words("周期内支付的拼团订单的支付金额之和。", "The sum of what was paid for group-buy orders."),
        BY_PAYMENT_DAY,
        REFUNDS_APART,
        FILTERED,
    ),
    Shown.MONEY,
    Good.UP,
    total(GROUP_ORDERS),
)
GROUP_ORDER_COUNT = Metric(
    "group_orders",
    Words("拼团订单", "Group-buy orders"),
    define(
        Words("周期内支付的拼团订单数。", "How many group-buy orders were paid."),
        BY_PAYMENT_DAY,
        REFUNDS_APART,
        FILTERED,
    ),
    Shown.COUNT,
    Good.UP,
    count(GROUP_ORDERS),
)
GROUP_BUYER_COUNT = Metric(
    "group_buyers",
    Words("拼团买家", "Group-buy buyers"),
    define(
        Words("周期内付过拼团订单的买家，每人算一次。", "Different people who paid a group-buy order."),
        BY_PAYMENT_DAY,
        REFUNDS_APART,
        FILTERED,
    ),
    Shown.COUNT,
    Good.UP,
    count(GROUP_BUYERS),
)
GROUP_SHARE = Metric(
    "group_share",
    Words("拼团占比", "Share of group-buy"),
    define(
        Words("拼团支付金额 ÷ 支付金额。", "Group-buy amount / payment amount."),
        BY_PAYMENT_DAY,
        REFUNDS_APART,
        FILTERED,
    ),
    Shown.RATIO,
    Good.NEITHER,
    total(GROUP_ORDERS),
    PAYMENT_AMOUNT.top,
    Words("没有支付金额。", "Nothing was paid."),
)
