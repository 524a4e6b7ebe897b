"""Metrics of regions: how many are sold to, and how many of their buyers are new."""

from analytics.metric import Metric, count
from analytics.metrics.people import BUYER_COUNT, NEW, NO_BUYERS
from analytics.metrics.rules import BY_PAYMENT_DAY, FILTERED, YEAR_BACK, define
from analytics.parts.regions import LINE_REGIONS, REGIONS
from analytics.result import Good, Shown
from storage.words import Words

REGION_COUNT = Metric(
    "regions",
    Words("有成交的地区", "Regions sold to"),
    define(
        Words(
            "周期内有支付订单的地区，每个算一次；不知道地区的订单不算。",
            "Different regions with paid orders, each counted once; orders without a region are left out.",
        ),
        BY_PAYMENT_DAY,
        Words("之后退款的订单仍然算。", "Orders refunded later still count."),
        FILTERED,
    ),
    Shown.COUNT,
    Good.UP,
    count(REGIONS, LINE_REGIONS),
)
NEW_SHARE = Metric(
    "new_share",
    Words("新买家占比", "Part of new buyers"),
    define(
        Words("新买家 ÷ 支付买家数。", "New buyers / buyers."),
        YEAR_BACK,
        BY_PAYMENT_DAY,
        Words("之后退款的买家仍然算。", "Buyers refunded later still count."),
        FILTERED,
    ),
    Shown.RATIO,
    Good.NEITHER,
    NEW.top,
    BUYER_COUNT.top,
    NO_BUYERS,
)
