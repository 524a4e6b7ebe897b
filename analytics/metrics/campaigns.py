"""Metrics of campaigns: coupons, orders credited to a campaign, and their cost."""

from analytics.metric import Metric, count, total
from analytics.metrics.rules import BY_PAYMENT_DAY, FILTERED, REFUNDS_APART, define
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.parts.campaigns import (
    CAMPAIGN_BUYERS,
    CAMPAIGN_ORDERS,
    CLAIMERS,
    CLAIMS,
    CLAIMS_USED,
    COUPONS_REDEEMED,
)
from analytics.result import Good, Shown
from storage.words import Words

_NOT_FILTERED = Words(
    "领券不按渠道、地区、类目区分，不能筛选。", "Coupons are not told apart by channel, region or category: no filters."
)
_CLAIM_DAY = Words(
    "按领券的当地日期计算，与之后的退款无关。", "Counted on the local day of the claim; later refunds play no part."
)
_USE_DAY = Words(
    "按用券的当地日期计算，与之后的退款无关。", "Counted on the local day of use; later refunds play no part."
)
_CREDITED = Words("订单标有活动，或用了活动的券。", "The order names a campaign or used one of its coupons.")

CLAIM_COUNT = Metric(
    "claims",
    Words("领券数", "Coupons claimed"),
    define(Words("周期内领出的券。", "Coupons claimed in the period."), _CLAIM_DAY, _NOT_FILTERED),
    Shown.COUNT,
    Good.UP,
    count(CLAIMS),
)
CLAIMER_COUNT = Metric(
    "claimers",
    Words("领券人数", "People claiming"),
    define(Words("周期内领过券的人，每人算一次。", "Different people who claimed."), _CLAIM_DAY, _NOT_FILTERED),
    Shown.COUNT,
    Good.UP,
    count(CLAIMERS),
)
REDEEMED_COUNT = Metric(
    "redeemed",
    Words("用券数", "Coupons redeemed"),
    define(Words("周期内用掉的券，不论何时领的。", "Coupons used in the period."), _USE_DAY, _NOT_FILTERED),
    Shown.COUNT,
    Good.UP,
    count(COUPONS_REDEEMED),
)
REDEMPTION_RATE = Metric(
    "redemption_rate",
    Words("核销率", "Redemption rate"),
    define(
        Words("周期内领的券中到现在用掉的 ÷ 周期内领的券；刚领的还可能会用。",
              "Coupons claimed in the period and used by now / coupons claimed; the latest may still be used."),
        _CLAIM_DAY,
        _NOT_FILTERED,
    ),
    Shown.RATIO,
    Good.UP,
    count(CLAIMS_USED),
    count(CLAIMS),
    Words("没有领券。", "No coupons were claimed."),
)  # fmt: skip
COUPON_COST = Metric(
    "coupon_cost",
    Words("券面成本", "Cost of coupons"),
    define(Words("周期内用掉的券的面值之和。", "The face value of coupons used."), _USE_DAY, _NOT_FILTERED),
    Shown.MONEY,
    Good.NEITHER,
    total(COUPONS_REDEEMED),
)
CAMPAIGN_AMOUNT = Metric(
    "campaign_amount",
    Words("活动支付金额", "Campaign amount"),
    define(
        Words("记在活动名下的订单的支付金额之和。", "What was paid for orders credited to a campaign."),
        _CREDITED,
        BY_PAYMENT_DAY,
        REFUNDS_APART,
        FILTERED,
    ),
    Shown.MONEY,
    Good.UP,
    total(CAMPAIGN_ORDERS),
)
CAMPAIGN_ORDER_COUNT = Metric(
    "campaign_orders",
    Words("活动订单", "Campaign orders"),
    define(
        Words("记在活动名下的支付订单数。", "Paid orders credited to a campaign."),
        _CREDITED,
        BY_PAYMENT_DAY,
        REFUNDS_APART,
        FILTERED,
    ),
    Shown.COUNT,
    Good.UP,
    count(CAMPAIGN_ORDERS),
)
CAMPAIGN_BUYER_COUNT = Metric(
    "campaign_buyers",
    Words("活动买家", "Campaign buyers"),
    define(
        Words("付过活动订单的买家，每人算一次。", "Different people who paid an order credited to a campaign."),
        _CREDITED,
        BY_PAYMENT_DAY,
        REFUNDS_APART,
        FILTERED,
    ),
    Shown.COUNT,
    Good.UP,
    count(CAMPAIGN_BUYERS),
)
CAMPAIGN_SHARE = Metric(
    "campaign_share",
    Words("活动占比", "Share of campaigns"),
    define(
        Words("活动支付金额 ÷ 支付金额。", "Campaign amount / payment amount."), BY_PAYMENT_DAY, REFUNDS_APART, FILTERED
    ),
    Shown.RATIO,
    Good.NEITHER,
    total(CAMPAIGN_ORDERS),
    PAYMENT_AMOUNT.top,
    Words("没有支付金额。", "Nothing was paid."),
)
