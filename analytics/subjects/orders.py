"""Orders: how many, how large, where from and when."""

from analytics import catalogue
from analytics.breakdown import Breakdown
from analytics.dimensions.order import ORDER, ORDER_TYPE
from analytics.dimensions.people import BUYER
from analytics.dimensions.place import CHANNEL, PROVINCE
from analytics.listing import Field, Listing, identified, moment, named, number
from analytics.metrics.people import BUYER_COUNT
from analytics.metrics.refunds import REFUND_AMOUNT, REFUND_RATE
from analytics.metrics.sales import (
    AMOUNT_PER_ORDER,
    DISCOUNT_SHARE,
    ITEMS_PER_ORDER,
    PAID,
    PAYMENT_AMOUNT,
    PAYMENT_RATE,
    PLACED,
)
from analytics.panels.busy_hours import orders_by_hour
from analytics.panels.discount_depth import discount_depth
from analytics.panels.order_values import order_values
from analytics.panels.refund_reasons import refund_reasons
from analytics.panels.time_to_ship import overdue, shipping_days, time_to_ship
from analytics.parts.sales import PAID_ORDERS
from analytics.result import Column, Shown
from analytics.subject import Panel, Subject
from storage.words import Words

_BY_SOURCE = (PAYMENT_AMOUNT, PAID, BUYER_COUNT, AMOUNT_PER_ORDER, REFUND_AMOUNT)
_FIELDS = (
    Field(Column("order_id", Words("订单编号", "Order id"), Shown.ID), identified(ORDER)),
    Field(Column("paid_at", Words("支付时间", "Paid"), Shown.TIME), moment),
    Field(Column("buyer", BUYER.name, Shown.TEXT), named(BUYER)),
    Field(Column("channel", CHANNEL.name, Shown.TEXT), named(CHANNEL)),
    Field(Column("province", PROVINCE.name, Shown.TEXT), named(PROVINCE)),
    Field(Column("type", ORDER_TYPE.name, Shown.TEXT), named(ORDER_TYPE)),
    Field(Column("items", Words("件数", "Pieces"), Shown.COUNT), number("item_count")),
    Field(Column("payment_amount", PAYMENT_AMOUNT.name, Shown.MONEY, bar=True), number("payment_amount")),
)
ORDERS = Subject(
    catalogue.ORDERS,
    figures=(
        PAYMENT_AMOUNT,
        PLACED,
        PAID,
        PAYMENT_RATE,
        AMOUNT_PER_ORDER,
        ITEMS_PER_ORDER,
        DISCOUNT_SHARE,
        REFUND_AMOUNT,
        REFUND_RATE,
    ),
    trend_title=Words("订单走势如何", "How did orders go"),
    judged=(PAYMENT_AMOUNT, PAID, REFUND_AMOUNT),
    trend=(PAYMENT_AMOUNT, PAID, AMOUNT_PER_ORDER, PLACED, REFUND_AMOUNT),
    leading=("payment_amount", "paid_orders", "amount_per_order", "items_per_order", "payment_rate", "refund_rate"),
    tables=(
        Panel("busy_hours", Words("什么时候下单付款最多", "When people pay"), orders_by_hour),
        Breakdown("by_channel", Words("订单从哪些渠道来", "Which channels orders came from"), CHANNEL, _BY_SOURCE),
        Panel("time_to_ship", Words("发货快不快", "How fast orders leave"), time_to_ship),
        Panel("overdue", Words("超时还没发的订单", "Orders that wait too long"), overdue),
        Panel("refund_reasons", Words("为什么退款", "Why goods come back"), refund_reasons),
        Panel("discount_depth", Words("打折带来了什么", "What discounts bring"), discount_depth),
        Panel("order_values", Words("每单多大", "How large orders are"), order_values),
        Breakdown("by_type", Words("各类订单", "Types of orders"), ORDER_TYPE, _BY_SOURCE),
        Panel("shipping_days", Words("每天付款的订单按时发了吗", "Sent in time, day by day"), shipping_days),
        Listing("largest", Words("金额最大的订单", "Largest orders"), PAID_ORDERS, ORDER, _FIELDS, "amount"),
    ),
)
