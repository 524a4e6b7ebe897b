"""Parts of products as they stand on the shelf when the data ends, whatever the period."""

import numpy as np

from analytics.arrays import Ints, Mask
from analytics.cut import Cut
from analytics.log import Log, Ordered
from analytics.part import Part
from analytics.shelf import Shelf, shelf
from storage.columns import MISSING
from storage.facts import Facts
from storage.words import Words


def _all(facts: Facts) -> Ordered:
    products = len(facts["products"])
    return Ordered(np.arange(products), np.zeros(products, dtype=np.int64))


SHELVED = Log("shelved", "products", Words("库存", "stock"), _all, (), standing=True)


def _known(cut: Cut) -> Mask:
    found = shelf(cut.facts)
    if isinstance(found, Words):
        return np.zeros(len(cut), dtype=bool)
    return cut.of(found.state >= 0)


def _amounts(cut: Cut, name: str) -> Ints:
    found = shelf(cut.facts)
    if not isinstance(found, Shelf):
        return np.full(len(cut), MISSING)
    return cut.of(found.stock if name == "stock" else found.value)


ON_SHELF = Part("stocked", SHELVED, Words("商品", "Products"), where=_known, amounts=lambda cut: _amounts(cut, "stock"))
STOCK_VALUE = Part(
    "stock_value", SHELVED, Words("库存成本", "Cost of the stock"), where=_known,
    amounts=lambda cut: _amounts(cut, "value"),
)  # fmt: skip
