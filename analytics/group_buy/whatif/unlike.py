"""Products too far from those that were tried: nothing is told of them."""

import numpy as np

from analytics.group_buy.whatif.learnt import LEAST_OF_VALUE, LEAST_OFFERS, Learnt
from analytics.group_buy.whatif.terms import Terms
from analytics.say import plain_money
from storage.shop import Shop
from storage.words import Words

FAR = 2
"""So many times the dearest, or as small a part of the cheapest, that had groups: too far."""
PRODUCTS = 5
"""Tried ones it takes to know how far another may differ."""
_TRY = Words(
    f"请先用它小规模办 {LEAST_OFFERS} 场、攒 {LEAST_OF_VALUE} 个有结果的团。",
    f"Run {LEAST_OFFERS} small offers of it first, until {LEAST_OF_VALUE} groups have an outcome.",
)
WIDER = Words(
    "这个商品没有办过拼团：当作和店里别的商品差不多，区间已按各商品最多能差多少放宽。",
    "There was no group-buy of this product: it is taken to be like the others, and the intervals are as much wider as "
    "products of this shop may differ.",
)


def unlike(known: Terms, found: Learnt, shop: Shop) -> Words | None:
    """Why nothing is told of this product; None where it can be."""
    seen = found.past.finished > 0
    low, high = (int(end(found.past.solo[seen])) for end in (np.min, np.max))
    if not low / FAR <= known.solo <= high * FAR:
        solo, cheap, dear = (plain_money(shop, one) for one in (known.solo, low, high))
        return Words(
            f"这个商品单买价 {solo}，办过拼团的在 {cheap} 到 {dear} 之间，差得太远，不猜。{_TRY.zh}",
            f"Its solo price is {solo}; products with group-buys cost {cheap} to {dear}: too far to tell. {_TRY.en}",
        )
    products = len(np.unique(found.past.product[seen & (found.past.product >= 0)]))
    if known.last_of_product or products >= PRODUCTS:
        return None
    return Words(
        f"这个商品没有办过拼团，店里只有 {products} 个商品办过(要 {PRODUCTS} 个)，看不出商品之间差多少，"
        f"不猜。{_TRY.zh}",
        f"There was no group-buy of this product, and of {products} others only (it takes {PRODUCTS}): how products "
        f"differ is not known. {_TRY.en}",
    )
