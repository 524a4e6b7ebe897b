"""Overview: how the shop went in the period, and what moved."""

from analytics import catalogue
from analytics.dimensions.goods import PRODUCT
from analytics.dimensions.place import CHANNEL, PROVINCE
from analytics.metric import total
from analytics.metrics.people import AOV, BUYER_COUNT, NEW, RETURNING
from analytics.metrics.refunds import REFUND_AMOUNT
from analytics.metrics.sales import PAID, PAYMENT_AMOUNT
from analytics.metrics.traffic import CONVERSION, VISITOR_COUNT
from analytics.movers import Movers
from analytics.parts.sales import FREIGHT
from analytics.subject import Subject
from storage.words import Words

OVERVIEW = Subject(
    catalogue.OVERVIEW,
    figures=(PAYMENT_AMOUNT, PAID, BUYER_COUNT, AOV, NEW, RETURNING, REFUND_AMOUNT, VISITOR_COUNT, CONVERSION),
    trend_title=Words("生意走势如何", "How did business go"),
    judged=(PAYMENT_AMOUNT, PAID, BUYER_COUNT, AOV, NEW, RETURNING, REFUND_AMOUNT, VISITOR_COUNT, CONVERSION),
    trend=(PAYMENT_AMOUNT, PAID, BUYER_COUNT, AOV),
    leading=("payment_amount", "paid_orders", "buyers", "aov", "conversion", "refund_amount"),
    tables=(
        Movers(
            "movers_products",
            Words("哪些商品变化最大", "Which products moved most"),
            Words("哪些商品卖得最多", "Which products sold most"),
            PRODUCT,
            PAYMENT_AMOUNT,
            remainder=total(FREIGHT),
            remainder_name=Words("运费等商品以外的金额", "Freight and what else is not goods"),
        ),
        Movers(
            "movers_provinces",
            Words("哪些地区变化最大", "Which regions moved most"),
            Words("哪些地区买得最多", "Which regions bought most"),
            PROVINCE,
            PAYMENT_AMOUNT,
        ),
        Movers(
            "movers_channels",
            Words("哪些渠道变化最大", "Which channels moved most"),
            Words("哪些渠道卖得最多", "Which channels sold most"),
            CHANNEL,
            PAYMENT_AMOUNT,
        ),
    ),
)
