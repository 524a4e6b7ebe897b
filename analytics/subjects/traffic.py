"""Traffic: who comes, from where, how far they get, and what is lost on the way."""

from msgspec.structs import replace

from analytics import catalogue
from analytics.breakdown import Breakdown
from analytics.daily_only import by_day, daily_only
from analytics.dimensions.place import PROVINCE
from analytics.log import VISITED
from analytics.metrics.people import BUYER_COUNT
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.metrics.traffic import (
    CART_SHARE,
    CONVERSION,
    DAILY_VIEW_COUNT,
    DAILY_VISITOR_COUNT,
    NEW_VISITOR_COUNT,
    PRODUCT_VISIT_COUNT,
    STAY,
    VIEWER_COUNT,
    VIEWS_PER_VISITOR,
    VISIT_COUNT,
    VISITOR_COUNT,
    VISITORS_PER_DAY,
)
from analytics.panels.daily_channels import daily_visitors
from analytics.panels.landing_pages import landing_pages, new_and_known
from analytics.panels.product_views import product_views
from analytics.panels.visit_hours import visit_hours
from analytics.panels.visit_sources import visit_sources
from analytics.panels.visitor_funnel import lost_sales, visitor_funnel
from analytics.subject import Panel, Subject
from storage.facts import Facts
from storage.words import Words

TRAFFIC = Subject(
    catalogue.TRAFFIC,
    figures=(
        VISITOR_COUNT,
        VISIT_COUNT,
        NEW_VISITOR_COUNT,
        PRODUCT_VISIT_COUNT,
        VIEWER_COUNT,
        CART_SHARE,
        CONVERSION,
        STAY,
    ),
    trend_title=Words("流量走势如何", "How did traffic go"),
    judged=(VISITOR_COUNT, CONVERSION),
    trend=(VISITOR_COUNT, VISIT_COUNT, VIEWER_COUNT, CONVERSION),
    leading=("visitors", "visits", "new_visitors", "viewers", "cart_share", "conversion"),
    tables=(
        Panel("funnel", Words("人走到哪一步就走了", "How far do visitors get"), visitor_funnel),
        Panel("lost_sales", Words("补哪一步最划算", "Which step is worth mending"), lost_sales),
        Panel("sources", Words("哪些来源带来买家", "Which sources bring buyers"), visit_sources),
        Panel("product_views", Words("看的人多，买的人多吗", "Is what is looked at also bought"), product_views),
        Panel("new_and_known", Words("来的是新人还是熟人", "Are visitors new or known"), new_and_known),
        Panel("landing_pages", Words("从哪个页面进来会买", "From which pages do people buy"), landing_pages),
        Panel("hours", Words("一天里什么时候有人来", "At which hour do people come"), visit_hours),
        Breakdown(
            "by_province", Words("访客从哪些地区来", "Which regions visitors come from"), PROVINCE,
            (VISITOR_COUNT, VISIT_COUNT),
        ),
    ),
)  # fmt: skip

TRAFFIC_BY_DAY = replace(
    TRAFFIC,
    figures=(
        DAILY_VISITOR_COUNT, DAILY_VIEW_COUNT, VISITORS_PER_DAY, VIEWS_PER_VISITOR, BUYER_COUNT, PAYMENT_AMOUNT,
    ),
    judged=(DAILY_VISITOR_COUNT, DAILY_VIEW_COUNT),
    trend=(DAILY_VISITOR_COUNT, DAILY_VIEW_COUNT, BUYER_COUNT),
    leading=("daily_visitors", "daily_views", "visitors_per_day", "views_per_visitor", "buyers", "payment_amount"),
    tables=(
        Panel("by_channel", Words("各渠道的流量", "Traffic by channel"), daily_visitors),
        *by_day(TRAFFIC.tables, Words("单次访问", "single visits")),
    ),
)  # fmt: skip
"""For a source that only gives totals of days."""


def traffic_of(facts: Facts) -> Subject:
    """The page as the source can fill it: single visits win wherever there are any."""
    return TRAFFIC_BY_DAY if daily_only(facts, VISITED, "visitors") else TRAFFIC
