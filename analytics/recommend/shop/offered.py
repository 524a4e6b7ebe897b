"""Which products may be offered: goods of the shop that can be bought now and do not lose money; what is not known is
not held against a product, but counted."""

from typing import Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints, Mask
from analytics.cards.goods import goods
from analytics.coverage import present
from analytics.local_time import DAY
from analytics.paths import places
from analytics.recommend.shop.sent_back import sent_back
from analytics.shelf import last_sale, stock_left
from storage.columns import MISSING
from storage.facts import Facts
from storage.words import Words

Floats = NDArray[np.float64]
Why = Literal["deleted", "no_goods", "off_sale", "out", "below_floor", "sent_back", "gone"]
QUIET = 90
"""Days without a sale after which a product of which nothing else is known is taken to be gone."""
REASONS: dict[Why, Words] = {
    "deleted": Words("已删除", "deleted"),
    "no_goods": Words("不是商品(运费、赠品等)", "no goods (postage, gifts)"),
    "off_sale": Words("已下架", "off sale"),
    "out": Words("没库存", "out of stock"),
    "below_floor": Words("毛利低于底线", "margin below the floor"),
    "sent_back": Words("卖出的多半全额退了", "mostly sent back by buyers"),
    "gone": Words(f"{QUIET} 天没卖出，也没说在售", f"not sold for {QUIET} days, nor said to be on sale"),
}
"""Why a product is not offered; the first that holds."""


class Offered(Struct, frozen=True, eq=False):
    """One value per code of a product."""

    mask: Mask
    why: dict[Why, Mask]
    """Those left out, by the first reason."""
    margin: Floats
    """Of the price, the part that stays; NaN where cost or price is not known."""


def offered(facts: Facts, floor: float = 0.0) -> Offered:
    """What may be offered at a margin of at least ``floor``."""
    return facts.derived(f"offered at a margin of {floor}", lambda facts: _offered(facts, floor))


def _offered(facts: Facts, floor: float) -> Offered:
    margin = _margin(facts)
    status, stock = _of_products(facts, facts["products"]["status"]), _of_products(facts, stock_left(facts))
    known = facts.position("products") >= 0
    silent = (status < 0) & (stock == MISSING)
    with np.errstate(invalid="ignore"):
        cheap = margin < floor - 1e-9
    rules: dict[Why, Mask] = {
        "deleted": ~known & (len(facts["products"]) > 0),
        "no_goods": ~goods(facts) | (_of_products(facts, facts["products"]["price"]) == 0),
        "off_sale": status == facts.category("status", "off_sale"),
        "out": (stock != MISSING) & (stock <= 0),
        "below_floor": cheap,
        "sent_back": _these(list(sent_back(facts)), len(known)),
        "gone": silent & (last_sale(facts) < present(facts) - QUIET * DAY),
    }
    left, why = np.ones(len(known), bool), dict[Why, Mask]()
    for name, rule in rules.items():
        why[name] = left & rule
        left &= ~rule
    return Offered(left, why, margin)


def _these(items: list[int], many: int) -> Mask:
    found = np.zeros(many, bool)
    found[items] = True
    return found


def _margin(facts: Facts) -> Floats:
    """(price - cost) / price by code."""
    price, cost = (_of_products(facts, facts["products"][name]) for name in ("price", "cost"))
    known = (price != MISSING) & (cost != MISSING) & (price > 0)
    return np.where(known, 1 - cost / np.where(known, price, 1), np.nan)


def _of_products(facts: Facts, values: Ints) -> Ints:
    """Values per position as values per code; "not known" where there is no record."""
    unknown = MISSING if values.dtype == np.int64 else -1
    found: Ints = np.append(values, values.dtype.type(unknown))[places(facts, "products")[:-1]]
    return found
