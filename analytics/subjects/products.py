"""Products: what sold, how well, and what stopped selling."""

from analytics import catalogue
from analytics.breakdown import Breakdown
from analytics.dimensions.goods import CATEGORY, PRODUCT
from analytics.metrics.goods import (
    AMOUNT_PER_PIECE,
    BUYERS_OF,
    GOODS_AMOUNT,
    ORDERS_WITH,
    PIECES_SOLD,
)
from analytics.metrics.goods import (
    PRODUCTS as PRODUCTS_SOLD,
)
from analytics.metrics.refunds import GOODS_REFUND_RATE, KEPT_REFUND_AMOUNT, KEPT_REFUND_RATE, REFUND_AMOUNT
from analytics.panels.abc_classes import abc_classes
from analytics.panels.bought_together import bought_together
from analytics.panels.price_volume import price_volume
from analytics.panels.product_refunds import product_refunds
from analytics.panels.stock import dead_stock, runs_out, stock_states
from analytics.stopped import Stopped
from analytics.subject import Panel, Subject
from storage.words import Words

_SOLD = (GOODS_AMOUNT, PIECES_SOLD, ORDERS_WITH, BUYERS_OF, KEPT_REFUND_AMOUNT, KEPT_REFUND_RATE)

PRODUCTS = Subject(
    catalogue.PRODUCTS,
    figures=(GOODS_AMOUNT, PRODUCTS_SOLD, PIECES_SOLD, AMOUNT_PER_PIECE, BUYERS_OF, REFUND_AMOUNT, GOODS_REFUND_RATE),
    trend_title=Words("商品卖得如何", "How did products sell"),
    judged=(GOODS_AMOUNT,),
    trend=(GOODS_AMOUNT, PIECES_SOLD, PRODUCTS_SOLD, BUYERS_OF),
    leading=("goods_amount", "pieces", "products_sold", "amount_per_piece", "buyers", "goods_refund_rate"),
    tables=(
        Panel("abc", Words("哪些商品撑起店铺", "Which products carry the shop"), abc_classes),
        Breakdown("top_products", Words("卖得最好的商品", "Best products"), PRODUCT, _SOLD, top=200),
        Panel("runs_out", Words("哪些商品快卖断", "What runs out first"), runs_out),
        Panel("dead_stock", Words("哪些库存卖不动", "Stock that does not sell"), dead_stock),
        Panel("stock", Words("库存够不够、压了多少", "Does the stock fit"), stock_states),
        Panel("product_refunds", Words("哪些商品退得多", "Which products come back"), product_refunds),
        Panel("bought_together", Words("哪些商品一起买", "What is bought together"), bought_together),
        Panel("price_volume", Words("降价有没有用", "What a price does to sales"), price_volume),
        Breakdown("by_category", Words("各类目卖得如何", "How categories sold"), CATEGORY, _SOLD),
        Stopped(
            "stopped",
            Words("对比期有销量、本期没有的商品", "Sold in the comparison and not in the period"),
            PRODUCT,
            (GOODS_AMOUNT, PIECES_SOLD, ORDERS_WITH),
        ),
    ),
)
