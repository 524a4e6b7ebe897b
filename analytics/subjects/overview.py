"""Overview: how the shop went in the period, and what moved."""

from analytics.metrics.people import AOV, BUYER_COUNT, NEW, RETURNING
from analytics.metrics.refunds import REFUND_AMOUNT
from analytics.metrics.sales import PAID, PAYMENT_AMOUNT
from analytics.metrics.traffic import CONVERSION, VISITOR_COUNT
from analytics.subject import Subject
from storage.words import Words

OVERVIEW = Subject(
    id="overview",
    title=Words("今日", "Overview"),
    figures=(
        PAYMENT_AMOUNT,
        PAID,
        BUYER_COUNT,
        AOV,
        NEW,
        RETURNING,
        REFUND_AMOUNT,
        VISITOR_COUNT,
        CONVERSION,
    ),
    trend_title=Words("生意走势如何", "How did business go"),
    trend=(PAYMENT_AMOUNT, PAID, BUYER_COUNT, AOV),
)
