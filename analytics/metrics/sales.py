"""Metrics of what was paid: money, orders and what one order is like."""

from analytics.metric import Metric, count, total
from analytics.metrics.rules import BY_PAYMENT_DAY, FILTERED, FILTERED_MONEY, REFUNDS_APART, define
from analytics.parts.goods import PIECES, PLACED_LINES, PLACED_LINES_PAID, SOLD_LINES, SOLD_ORDERS
from analytics.parts.sales import COUNTED_ORDERS, DISCOUNTS, LIST_AMOUNTS, PAID_ORDERS, PLACED_ORDERS, PLACED_PAID
from analytics.result import Good, Shown
from storage.words import Words

NO_ORDERS = Words("没有支付订单。", "There are no paid orders.")

PAYMENT_AMOUNT = Metric(
    "payment_amount",
    Words("支付金额", "Payment amount"),
    define(
        Words(
            "周期内支付订单的支付金额之和，含运费。",
            "The sum of what was paid for orders in the period, freight included.",
        ),
        BY_PAYMENT_DAY,
        REFUNDS_APART,
        FILTERED_MONEY,
    ),
    Shown.MONEY,
    Good.UP,
    total(PAID_ORDERS, SOLD_LINES),
)
PAID = Metric(
    "paid_orders",
    Words("支付订单", "Paid orders"),
    define(
        Words(
            "周期内支付的订单数，游客订单也算。", "How many orders were paid in the period, those of guests included."
        ),
        BY_PAYMENT_DAY,
        Words("之后退款的订单仍然算。", "Orders refunded later still count."),
        FILTERED,
    ),
    Shown.COUNT,
    Good.UP,
    count(PAID_ORDERS, SOLD_ORDERS),
)
AMOUNT_PER_ORDER = Metric(
    "amount_per_order",
    Words("笔单价", "Amount per order"),
    define(
        Words("支付金额 ÷ 支付订单数。", "Payment amount / paid orders."), BY_PAYMENT_DAY, REFUNDS_APART, FILTERED_MONEY
    ),
    Shown.MONEY,
    Good.UP,
    PAYMENT_AMOUNT.top,
    PAID.top,
    NO_ORDERS,
)
ITEMS_PER_ORDER = Metric(
    "items_per_order",
    Words("每单件数", "Items per order"),
    define(
        Words("支付订单的商品件数 ÷ 这些订单数；不知道件数的订单不算。",
              "Pieces in paid orders / these orders; orders whose pieces are not known are left out."),
        BY_PAYMENT_DAY,
        Words("之后退货不扣减。", "Later returns are not subtracted."),
        FILTERED_MONEY,
    ),
    Shown.NUMBER,
    Good.UP,
    total(COUNTED_ORDERS, PIECES),
    count(COUNTED_ORDERS, SOLD_ORDERS),
    NO_ORDERS,
)  # fmt: skip
DISCOUNT_SHARE = Metric(
    "discount_share",
    Words("优惠占比", "Discount share"),
    define(
        Words("支付订单的优惠金额 ÷ 商品标价总额；不知道优惠的订单不算。",
              "Discounts of paid orders / their goods at list price; orders whose discount is not known are left out."),
        BY_PAYMENT_DAY,
        Words("与退款无关。筛选渠道、地区、新老买家时只算这些订单；优惠属于整单，不能按类目筛选。",
              "Refunds play no part. Filters leave the orders of these channels, regions and buyers; a discount "
              "belongs to the whole order and cannot be filtered by category."),
    ),
    Shown.RATIO,
    Good.NEITHER,
    total(DISCOUNTS),
    total(LIST_AMOUNTS),
    Words("数据来源没有优惠和标价。", "The source supplies no discounts and list prices."),
)  # fmt: skip

PLACED = Metric(
    "placed_orders",
    Words("下单数", "Orders placed"),
    define(
        Words("周期内下的订单数，不论是否支付。", "How many orders were placed in the period, paid or not."),
        Words("按店铺当地日期、以下单时间为准。", "Counted on the shop's local day of the order."),
        Words("与退款无关。", "Refunds play no part."),
        FILTERED,
    ),
    Shown.COUNT,
    Good.UP,
    count(PLACED_ORDERS, PLACED_LINES),
)
PAYMENT_RATE = Metric(
    "payment_rate",
    Words("支付率", "Payment rate"),
    define(
        Words("周期内下的订单中到现在已支付的 ÷ 周期内下的订单。",
              "Orders placed in the period and paid by now / orders placed in the period."),
        Words("按店铺当地日期、以下单时间为准；刚下的订单可能还会支付。",
              "Counted on the shop's local day of the order; the latest orders may still be paid."),
        Words("与退款无关。", "Refunds play no part."),
        FILTERED,
    ),
    Shown.RATIO,
    Good.UP,
    count(PLACED_PAID, PLACED_LINES_PAID),
    PLACED.top,
    Words("没有下单。", "No orders were placed."),
)  # fmt: skip
