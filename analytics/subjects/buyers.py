"""Buyers: who bought, whether they came back, and what they are worth."""

from analytics import catalogue
from analytics.breakdown import Breakdown
from analytics.dimensions.people import BUYER, ORDERS_OF_BUYER
from analytics.metrics.people import (
    AOV,
    BUYER_COUNT,
    GUESTS,
    NEW,
    ORDERS_PER_BUYER,
    REPEAT_SHARE,
    RETURNING,
)
from analytics.metrics.refunds import REFUND_AMOUNT
from analytics.metrics.sales import AMOUNT_PER_ORDER, PAID, PAYMENT_AMOUNT
from analytics.panels.cohort_retention import cohort_retention
from analytics.panels.new_and_returning import new_and_returning
from analytics.panels.rfm import rfm
from analytics.panels.standings import standings
from analytics.subject import Panel, Subject
from storage.words import Words

_SPENT = (PAYMENT_AMOUNT, PAID, BUYER_COUNT, AOV)

BUYERS = Subject(
    catalogue.BUYERS,
    figures=(BUYER_COUNT, NEW, RETURNING, AOV, ORDERS_PER_BUYER, REPEAT_SHARE, GUESTS),
    trend_title=Words("买家走势如何", "How did buyers go"),
    judged=(BUYER_COUNT, NEW, RETURNING, AOV, ORDERS_PER_BUYER),
    trend=(BUYER_COUNT, NEW, RETURNING, AOV),
    leading=("buyers", "new_buyers", "returning_buyers", "aov", "orders_per_buyer", "repeat_share"),
    tables=(
        Panel("rfm", Words("多久没来、来过几次", "How long ago and how often they bought"), rfm),
        Panel("standings", Words("有哪几类客户", "Kinds of customers"), standings),
        Panel("cohorts", Words("新买家会不会再来", "Do new buyers come back"), cohort_retention),
        Panel("new_returning", Words("新买家和老买家差多少", "New against returning buyers"), new_and_returning),
        Breakdown("by_orders", Words("本期买了几次", "How often they bought"), ORDERS_OF_BUYER, _SPENT),
        Breakdown(
            "top_buyers",
            Words("买得最多的买家", "Best buyers"),
            BUYER,
            (PAYMENT_AMOUNT, PAID, AMOUNT_PER_ORDER, REFUND_AMOUNT),
            top=200,
        ),
    ),
)
