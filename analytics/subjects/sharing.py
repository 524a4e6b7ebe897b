"""Sharing: who passes things on, who comes by it, and what is sold that way."""

from msgspec.structs import replace

from analytics import catalogue
from analytics.daily_only import by_day, daily_only
from analytics.metrics.people import BUYER_COUNT
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.metrics.sharing import (
    DAILY_SHARE_COUNT,
    SALES_PER_SHARE,
    SHARE_COUNT,
    SHARED_BUYER_COUNT,
    SHARED_ORDER_COUNT,
    SHARED_PART,
    SHARED_SALES,
    SHARED_VISIT_COUNT,
    SHARED_VISITOR_COUNT,
    SHARER_COUNT,
    VISITS_PER_SHARE,
)
from analytics.panels.best_shared import best_shared_contents, best_shared_products
from analytics.panels.best_sharers import best_sharers
from analytics.panels.content_fans import content_fans
from analytics.panels.daily_channels import daily_shares
from analytics.panels.passed_on import contents_passed_on, products_passed_on
from analytics.panels.share_depth_reach import share_depth_reach
from analytics.panels.share_funnels import led_funnel, sharers_funnel
from analytics.panels.share_targets import share_targets
from analytics.sharing_logs import SHARED
from analytics.subject import Panel, Subject
from storage.facts import Facts
from storage.words import Words

SHARING = Subject(
    catalogue.SHARING,
    figures=(
        SHARE_COUNT,
        SHARER_COUNT,
        SHARED_VISIT_COUNT,
        VISITS_PER_SHARE,
        SHARED_VISITOR_COUNT,
        SHARED_ORDER_COUNT,
        SHARED_BUYER_COUNT,
        SHARED_SALES,
        SALES_PER_SHARE,
        SHARED_PART,
    ),
    trend_title=Words("分享走势如何", "How did sharing go"),
    judged=(SHARE_COUNT, SHARED_SALES),
    trend=(SHARE_COUNT, SHARED_VISIT_COUNT, SHARED_SALES, SHARER_COUNT),
    leading=("shares", "sharers", "visits_per_share", "shared_buyers", "shared_sales", "shared_part"),
    tables=(
        Panel("sharers_funnel", Words("分享能带来成交吗", "Does sharing sell"), sharers_funnel),
        Panel("led_funnel", Words("从分享进店的人买了吗", "Do people who come by a share buy"), led_funnel),
        Panel("sharers", Words("谁的分享最管用", "Whose sharing works best"), best_sharers),
        Panel("products", Words("哪些商品值得分享", "Which products are worth sharing"), best_shared_products),
        Panel("contents", Words("哪些内容值得分享", "Which contents are worth sharing"), best_shared_contents),
        Panel("content_fans", Words("哪些内容最吸粉", "Which contents attract fans"), content_fans),
        Panel("contents_spread", Words("哪些内容传得开", "Which contents are passed on"), contents_passed_on),
        Panel("products_spread", Words("哪些商品传得开", "Which products are passed on"), products_passed_on),
        Panel("targets", Words("分享到哪里最管用", "Where is it worth sharing to"), share_targets),
        Panel("depth", Words("分享能传几层", "How deep does sharing go"), share_depth_reach),
    ),
)

SHARING_BY_DAY = replace(
    SHARING,
    figures=(DAILY_SHARE_COUNT, SHARED_ORDER_COUNT, SHARED_BUYER_COUNT, SHARED_SALES, PAYMENT_AMOUNT, BUYER_COUNT),
    judged=(DAILY_SHARE_COUNT,),
    trend=(DAILY_SHARE_COUNT, SHARED_SALES),
    leading=("daily_shares", "shared_orders", "shared_sales"),
    tables=(
        Panel("by_channel", Words("各渠道的分享", "Shares by channel"), daily_shares),
        *by_day(SHARING.tables, Words("单次分享", "single shares")),
    ),
)
"""For a source that only tells how often things were shared on each day."""


def sharing_of(facts: Facts) -> Subject:
    """The page as the source can fill it."""
    return SHARING_BY_DAY if daily_only(facts, SHARED, "shares") else SHARING
