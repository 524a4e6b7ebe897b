"""Products by what they bring and how their stock stands."""

import numpy as np
from msgspec.structs import replace

from analytics.abc import CLASSES, abc
from analytics.arrays import Codes
from analytics.cut import Cut
from analytics.dimension import fixed
from analytics.shelf import STATES, shelf
from storage.words import Words

_PRODUCTS = frozenset({"products"})

ABC = replace(
    fixed("abc", Words("ABC 分类", "ABC class"), frozenset({"order_lines"}), abc, CLASSES),
    unknown=Words("未知商品", "product not known"),
    one_per=_PRODUCTS,
)


def _state(cut: Cut) -> Codes:
    found = shelf(cut.facts)
    return np.full(len(cut), -1, dtype=np.int32) if isinstance(found, Words) else found.state[cut.position]


STOCK_STATE = replace(
    fixed("stock_state", Words("库存够不够", "State of the stock"), _PRODUCTS, _state, STATES),
    unknown=Words("库存未知", "stock not known"),
)
