"""Regions: where buyers are, how each region converts, refunds and waits for its parcels."""

from analytics import catalogue
from analytics.breakdown import Breakdown
from analytics.dimensions.place import CITY
from analytics.metrics.people import AOV, BUYER_COUNT, NEW, RETURNING
from analytics.metrics.refunds import REFUND_AMOUNT, REFUND_RATE
from analytics.metrics.regions import NEW_SHARE, REGION_COUNT
from analytics.metrics.sales import PAID, PAYMENT_AMOUNT
from analytics.metrics.traffic import CONVERSION, VISITOR_COUNT
from analytics.panels.region_delivery import region_delivery
from analytics.panels.region_map import region_map, region_ranking
from analytics.panels.region_rates import region_conversion, region_refunds
from analytics.subject import Panel, Subject
from storage.words import Words

REGIONS = Subject(
    catalogue.REGIONS,
    figures=(
        PAYMENT_AMOUNT,
        REGION_COUNT,
        BUYER_COUNT,
        AOV,
        NEW,
        RETURNING,
        NEW_SHARE,
        VISITOR_COUNT,
        CONVERSION,
        REFUND_AMOUNT,
        REFUND_RATE,
    ),
    trend_title=Words("各地区合计走势如何", "How did all regions go"),
    trend=(PAYMENT_AMOUNT, BUYER_COUNT, REGION_COUNT, CONVERSION),
    leading=("payment_amount", "regions", "buyers", "new_share", "conversion", "refund_rate"),
    judged=(PAYMENT_AMOUNT, BUYER_COUNT, AOV, NEW, RETURNING, VISITOR_COUNT, CONVERSION, REFUND_AMOUNT),
    tables=(
        Panel("region_map", Words("钱从哪些省来", "Which provinces the money comes from"), region_map),
        Panel("region_ranking", Words("各地区排名和变化", "Regions ranked, and how they moved"), region_ranking),
        Panel("region_conversion", Words("哪些地区转化好、哪些差", "How regions convert"), region_conversion),
        Panel("region_refunds", Words("哪些地区退得多", "Which regions send back"), region_refunds),
        Panel("region_delivery", Words("到货快不快", "How long parcels travel"), region_delivery),
        Breakdown(
            "cities",
            Words("哪些城市买得最多", "Which cities bought most"),
            CITY,
            (PAYMENT_AMOUNT, PAID, BUYER_COUNT, AOV),
            top=100,
        ),
    ),
)
