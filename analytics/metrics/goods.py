"""Metrics of what was sold: products, pieces and their money, told by order lines."""

from analytics.metric import Metric, count, total
from analytics.metrics.people import BUYER_COUNT
from analytics.metrics.rules import BY_PAYMENT_DAY, REFUNDS_APART, define
from analytics.metrics.sales import PAID
from analytics.parts.goods import PIECES, PRODUCTS_SOLD, SOLD_LINES
from analytics.result import Good, Shown
from storage.words import Words

_FILTERED = Words(
    "筛选渠道、地区、新老买家时只算这些订单里的商品；筛选类目时只算该类目的商品。",
    "Filters by channel, region and buyers leave the lines of these orders; a category filter leaves its own lines.",
)

GOODS_AMOUNT = Metric(
    "goods_amount",
    Words("商品支付金额", "Goods amount"),
    define(
        Words("周期内支付订单的商品金额之和，不含运费，整单优惠已分摊到商品。",
              "The sum of the amounts of lines in orders paid in the period, without freight, discounts shared out."),
        BY_PAYMENT_DAY,
        REFUNDS_APART,
        _FILTERED,
    ),
    Shown.MONEY,
    Good.UP,
    total(SOLD_LINES),
)  # fmt: skip
PIECES_SOLD = Metric(
    "pieces",
    Words("售出件数", "Pieces sold"),
    define(
        Words("周期内支付订单的商品件数，赠品也算。", "Pieces in orders paid in the period, gifts included."),
        BY_PAYMENT_DAY,
        Words("之后退货不扣减。", "Later returns are not subtracted."),
        _FILTERED,
    ),
    Shown.COUNT,
    Good.UP,
    total(PIECES),
)
PRODUCTS = Metric(
    "products_sold",
    Words("有销量的商品", "Products sold"),
    define(
        Words("周期内卖出过的商品，每个算一次。", "Different products sold in the period, each counted once."),
        BY_PAYMENT_DAY,
        Words("之后退款的仍然算。不知道是哪个商品的明细不算。",
              "Later refunds do not matter. Lines without a product are left out."),
        _FILTERED,
    ),
    Shown.COUNT,
    Good.UP,
    count(PRODUCTS_SOLD),
)  # fmt: skip
ORDERS_WITH = Metric(
    "orders", Words("支付订单", "Paid orders"), PAID.definition, Shown.COUNT, Good.UP, PAID.top.by_line or PAID.top
)
BUYERS_OF = Metric(
    "buyers",
    Words("支付买家数", "Buyers"),
    BUYER_COUNT.definition,
    Shown.COUNT,
    Good.UP,
    BUYER_COUNT.top.by_line or BUYER_COUNT.top,
)
AMOUNT_PER_PIECE = Metric(
    "amount_per_piece",
    Words("件单价", "Amount per piece"),
    define(Words("商品支付金额 ÷ 售出件数。", "Goods amount / pieces sold."), BY_PAYMENT_DAY, REFUNDS_APART, _FILTERED),
    Shown.MONEY,
    Good.UP,
    GOODS_AMOUNT.top,
    PIECES_SOLD.top,
    Words("没有卖出商品。", "Nothing was sold."),
)
