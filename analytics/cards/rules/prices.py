"""Prices: what became dearer and sells less than the rest of the shop."""

from collections.abc import Iterator

import numpy as np

from analytics.arrays import Codes
from analytics.cards.price_rises import Rise, rises, solo_sales
from analytics.cards.rule import Draft, Rule, Scene, Thing
from analytics.cards.wording import percent, span, told
from analytics.dimension import Dimension
from analytics.dimensions.goods import CATEGORY, PRODUCT
from analytics.result import Concern, Selection
from storage.words import Words


def _dearer(scene: Scene) -> Iterator[Draft]:
    """At stake: what the group would have brought at its old price, moved like the rest, less what it brought."""
    before = scene.asked.before
    if before is None:
        return
    now, then = solo_sales(scene.asked.now), solo_sales(before)
    taken: set[int] = set()
    for dimension in (CATEGORY, PRODUCT):
        group = _groups(scene, dimension)
        for rise in rises(now, then, group):
            members = np.flatnonzero(group == rise.group)
            if not taken.issuperset(members.tolist()):
                taken.update(members.tolist())
                yield _test_old_price(scene, dimension, rise, members)


def _groups(scene: Scene, dimension: Dimension) -> Codes:
    """Code of a product -> code of its value of the dimension."""
    facts = scene.facts
    if dimension is PRODUCT:
        return np.arange(len(facts.position("products")))
    category = np.append(facts["products"]["category"], np.int32(-1))
    return category[facts.position("products")]


def _test_old_price(scene: Scene, dimension: Dimension, rise: Rise, members: Codes) -> Draft:
    facts, name = scene.facts, dimension.label_of(scene.facts, rise.group)
    about: Thing = ((dimension.id, dimension.key_of(facts, rise.group)),)
    selection = Selection("order_lines", "sold_lines", scene.period, scene.filters, about)
    return Draft(
        about=about,
        title=told("「{name}」涨价后卖少了：拿几款试回原价", "{name} sells less since it is dearer: try the old price",
                   name=name),
        evidence=told(
            "同样的商品每件实付涨了 {up}；订单从 {b} 笔变成 {n} 笔，只有跟着全店走应有数的 {part}。",
            "The same goods cost {up} more a piece and orders went from {b} to {n}: {part} of what the rest of the "
            "shop would lead to.",
            up=percent(rise.price - 1), b=f"{rise.before:,}", n=f"{rise.now:,}",
            part=percent(rise.orders.value),
        ),
        effect=told(
            "试回原价的商品，14 天内订单数应明显多于没有试的；约值 {span}。",
            "Within 14 days those at the old price should sell clearly more than the others; worth {span}.",
            span=span(scene.shop, rise.lost),
        ),
        stake=rise.lost,
        concerns=(Concern(told("{n} 行明细", "{n} lines sold", n=f"{rise.now:,}"), selection),),
        slices=about,
        covers=tuple((("product", PRODUCT.key_of(facts, member)),) for member in members.tolist()),
    )  # fmt: skip


PRICE_RISE = Rule(
    "price_rise", Words("涨价后卖少了", "Dearer and sold less"),
    Words("价格弹性：已发表的 1851 个弹性平均为 -2.62（Bijmolt、van Heerde、Pieters 2005）",
          "Price elasticity: the mean of 1,851 published ones is -2.62 (Bijmolt, van Heerde, Pieters 2005)"),
    "payment_amount", "rise", _dearer,
)  # fmt: skip
