"""Income: what is left of what was paid, where the rest went, and whether the account matches the orders."""

from analytics import catalogue
from analytics.breakdown import Breakdown
from analytics.dimensions.income import COMMISSION_LEVEL, EARNER, MOVEMENT, SETTLEMENT
from analytics.dimensions.order import ORDER
from analytics.dimensions.people import BUYER
from analytics.dimensions.place import CHANNEL
from analytics.listing import Field, Listing, identified, moment, named, number
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
from analytics.panels.settled import settled
from analytics.panels.statement import statement
from analytics.parts.settled import WRONGLY_SETTLED
from analytics.result import Column, Shown
from analytics.settlement import settlement
from analytics.subject import Panel, Subject
from storage.words import Words

_WRONG = (
    Field(Column("order_id", Words("订单编号", "Order id"), Shown.ID), identified(ORDER)),
    Field(Column("settlement", SETTLEMENT.name, Shown.TEXT), named(SETTLEMENT)),
    Field(
        Column("gap", Words("到账 − 应到", "Settled less due"), Shown.MONEY, total=True),
        lambda cut: settlement(cut.facts).gap[cut.position].tolist(),
    ),
    Field(Column("payment_amount", PAYMENT_AMOUNT.name, Shown.MONEY), number("payment_amount")),
    Field(Column("paid_at", Words("支付时间", "Paid"), Shown.TIME), moment),
    Field(Column("buyer", BUYER.name, Shown.TEXT), named(BUYER)),
)

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
        Listing(
            "not_matching",
            Words("对不上的订单", "Orders that do not match"),
            WRONGLY_SETTLED,
            ORDER,
            _WRONG,
            "amount",
            200,
            Words("没有对不上的订单。", "There are no such orders."),
        ),
        Breakdown(
            "commission_by_level", Words("佣金给了几级", "Commissions by level"), COMMISSION_LEVEL, (COMMISSION_AMOUNT,)
        ),
        Breakdown("top_earners", Words("佣金给了谁", "Who earned commissions"), EARNER, (COMMISSION_AMOUNT,), top=200),
        Breakdown("ads_by_channel", Words("推广花在哪些渠道", "Advertising by channel"), CHANNEL, (AD_AMOUNT,)),
        Breakdown("movements", Words("账户流水", "Movements on the account"), MOVEMENT, (CASH_IN,)),
    ),
)
