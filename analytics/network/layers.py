"""The network layer by layer: those the shop brought itself, those they brought, and so on; how each buys and brings.

Conversion and R are those of fans watched for a whole window (``watched.py``), so layers of different age can be
compared. Sales are all sales to date.
"""

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from analytics.arrays import Mask
from analytics.intervals import share
from analytics.network.branching import Branching, branching
from analytics.network.fans import Fans
from analytics.network.watched import WINDOW, Watched, watched
from analytics.result import Estimate
from storage.words import Words

DEEPEST = 4
"""Deeper layers are one with this one."""

_NO_TIES = Words(
    "数据里没有谁带来谁的记录。导入推荐关系，或接上提供推荐关系的店铺接口，就能看到裂变。",
    "The data does not tell who brought whom. Import referrals, or connect a shop that provides them.",
)
_NOTHING_SOLD = Words("这些粉丝还没有买过东西。", "These fans have bought nothing yet.")


class Layer(Struct, frozen=True):
    """Fans as many steps from the shop."""

    depth: int
    """0: brought by the shop, or nobody says by whom."""
    fans: int
    buyers: int
    """Of them bought to date."""
    watched: int
    """Fans watched for a whole window."""
    converted: int
    """Of these bought within it."""
    conversion: Estimate | Words
    sales: int
    """Payment amount to date, minor units."""
    part: float | None
    """Of the sales of all layers; None where nothing was sold."""
    branching: Branching | Words
    """How many buyers a buyer of this layer brings within the window."""


class Layers(Struct, frozen=True):
    """All layers, and what holds for them together."""

    days: int
    """The window."""
    layers: tuple[Layer, ...]
    through_others: float | Words
    """Share of the sales that came through others: to fans of layer 1 and deeper. Guests' sales belong to nobody."""
    branching: Branching | Words


def layers(fans: Fans, days: int = WINDOW) -> Layers:
    """The layers of the network."""
    seen = watched(fans, days)
    depth = np.minimum(fans.forest.depth, DEEPEST)
    every, deep = int(fans.sales.sum()), int(depth.max(initial=-1)) + 1
    found = tuple(_layer(fans, seen, number, depth == number, every) for number in range(deep))
    through = int(fans.sales[depth > 0].sum()) / every if every > 0 else _NOTHING_SOLD
    if not (fans.forest.parent >= 0).any():
        return Layers(days, tuple(replace(layer, branching=_NO_TIES) for layer in found), _NO_TIES, _NO_TIES)
    return Layers(days, found, through, branching(seen.brought[seen.bought]))


def _layer(fans: Fans, seen: Watched, depth: int, inside: Mask, every: int) -> Layer:
    sales = int(fans.sales[inside].sum())
    whole, converted = int((inside & seen.whole).sum()), int((inside & seen.bought).sum())
    return Layer(
        depth,
        int(inside.sum()),
        int((inside & fans.bought).sum()),
        whole,
        converted,
        _conversion(fans, whole, converted, seen.days),
        sales,
        sales / every if every > 0 else None,
        branching(seen.brought[inside & seen.bought]),
    )


def _conversion(fans: Fans, whole: int, converted: int, days: int) -> Estimate | Words:
    if fans.by_orders_only:
        return Words(
            "数据只在下单时才认识粉丝，人人都买过，转化率没有意义。",
            "Fans are known from their first order on only: all have bought, and conversion says nothing.",
        )
    return share(converted, whole) or Words(
        f"这一层还没有人加入满 {days} 天。", f"Nobody in this layer came {days} days ago or longer."
    )
