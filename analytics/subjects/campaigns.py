"""Campaigns: what was claimed and redeemed, what they cost, and what they brought that would not have come anyway."""

from analytics import catalogue
from analytics.breakdown import Breakdown
from analytics.dimensions.campaigns import CAMPAIGN, CAMPAIGN_TYPE
from analytics.dimensions.people import BUYER_KIND
from analytics.metrics.campaigns import (
    CAMPAIGN_AMOUNT,
    CAMPAIGN_BUYER_COUNT,
    CAMPAIGN_ORDER_COUNT,
    CAMPAIGN_SHARE,
    CLAIM_COUNT,
    CLAIMER_COUNT,
    COUPON_COST,
    REDEEMED_COUNT,
    REDEMPTION_RATE,
)
from analytics.metrics.income import AD_AMOUNT
from analytics.panels.campaign_costs import campaign_costs
from analytics.panels.campaign_extra import campaign_extra
from analytics.subject import Panel, Subject
from storage.words import Words

CAMPAIGNS = Subject(
    catalogue.CAMPAIGNS,
    figures=(
        CAMPAIGN_AMOUNT,
        CAMPAIGN_ORDER_COUNT,
        CAMPAIGN_BUYER_COUNT,
        CAMPAIGN_SHARE,
        CLAIM_COUNT,
        CLAIMER_COUNT,
        REDEEMED_COUNT,
        REDEMPTION_RATE,
        COUPON_COST,
        AD_AMOUNT,
    ),
    trend_title=Words("活动走势如何", "How did campaigns go"),
    trend=(CAMPAIGN_AMOUNT, CAMPAIGN_ORDER_COUNT, CLAIM_COUNT, REDEEMED_COUNT),
    leading=("campaign_amount", "campaign_share", "claims", "redemption_rate", "coupon_cost", "ad_cost"),
    judged=(CAMPAIGN_AMOUNT,),
    tables=(
        Panel("extra", Words("活动真的多卖了吗", "Did campaigns bring extra sales"), campaign_extra),
        Panel("costs", Words("每个活动花了多少、带来多少", "What each campaign cost and brought"), campaign_costs),
        Breakdown("by_type", Words("哪类活动", "By type"), CAMPAIGN_TYPE, (CAMPAIGN_AMOUNT, CAMPAIGN_ORDER_COUNT)),
        Breakdown(
            "by_kind",
            Words("活动带来新买家吗", "Do they bring new buyers"),
            BUYER_KIND,
            (CAMPAIGN_BUYER_COUNT, CAMPAIGN_ORDER_COUNT, CAMPAIGN_AMOUNT),
        ),
        Breakdown(
            "claims_by_campaign",
            Words("哪个活动的券", "Coupons by campaign"),
            CAMPAIGN,
            (CLAIM_COUNT, CLAIMER_COUNT, REDEMPTION_RATE),
        ),
    ),
)
