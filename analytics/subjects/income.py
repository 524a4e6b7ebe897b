"""Income: what is left of what was paid, where the rest went, and whether the account matches the orders."""

from analytics import catalogue
from analytics.breakdown import Breakdown
from analytics.dimensions.income import COMMISSION_LEVEL, EARNER, MOVEMENT
from analytics.dimensions.place import CHANNEL
from analytics.metrics.income import (
    AD_AMOUNT,
    CASH_IN,
    COMMISSION_AMOUNT,
    COMMISSION_RATE,
    FEE_AMOUNT,
    GOODS_COST_AMOUNT,
    NET_AMOUNT,
)
from analytics.metrics.refunds import REFUND_AMOUNT, REFUND_RATE
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.panels.not_matching import not_matching
from analytics.panels.settled import settled
from analytics.panels.statement import statement
from analytics.subject import Panel, Subject
from storage.words import Words

INCOME = Subject(
    catalogue.INCOME,
    figures=(
        PAYMENT_AMOUNT,
        NET_AMOUNT,
        REFUND_AMOUNT,
        COMMISSION_AMOUNT,
        FEE_AMOUNT,
        AD_AMOUNT,
        GOODS_COST_AMOUNT,
        CASH_IN,
        REFUND_RATE,
        COMMISSION_RATE,
    ),
    trend_title=Words("收入和支出走势如何", "How did income and costs go"),
    trend=(NET_AMOUNT, PAYMENT_AMOUNT, REFUND_AMOUNT, CASH_IN),
    leading=("payment_amount", "net_amount", "refund_amount", "commission_amount", "ad_cost", "cash_in"),
    judged=(PAYMENT_AMOUNT, NET_AMOUNT, REFUND_AMOUNT),
    tables=(
        Panel("statement", Words("钱去了哪里", "Where did the money go"), statement),
        Panel("settled", Words("账户和订单对得上吗", "Does the account match the orders"), settled),
        Panel("not_matching", Words("对不上的订单", "Orders that do not match"), not_matching),
        Breakdown(
            "commission_by_level", Words("佣金给了几级", "Commissions by level"), COMMISSION_LEVEL, (COMMISSION_AMOUNT,)
        ),
        Breakdown("top_earners", Words("佣金给了谁", "Who earned commissions"), EARNER, (COMMISSION_AMOUNT,), top=200),
        Breakdown("ads_by_channel", Words("推广花在哪些渠道", "Advertising by channel"), CHANNEL, (AD_AMOUNT,)),
        Breakdown("movements", Words("账户流水", "Movements on the account"), MOVEMENT, (CASH_IN,)),
    ),
)
