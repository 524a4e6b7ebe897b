"""Prices: what became dearer and sells less than the rest of the shop."""

import math
from collections.abc import Iterator

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints
from analytics.cards.chance import widened
from analytics.cards.rule import Draft, Rule, Scene, Thing
from analytics.cards.wording import percent, span, told, within
from analytics.dimension import Dimension
from analytics.dimensions.goods import CATEGORY, PRODUCT
from analytics.intervals import Z95
from analytics.log import SOLD
from analytics.result import Concern, Estimate, Selection
from analytics.slice import Slice
from storage.columns import MISSING
from storage.words import Words

DEARER = 1.05
"""How much the price paid per piece must have risen."""
LEAST_LINES = 20
"""Orders of the comparison below which a fall cannot be told."""
LUMPY = 1.5
"""Variance of the number of orders over that of single independent ones: buyers come with several."""


class Sales(Struct, frozen=True, eq=False):
    """One value per product."""

    lines: Ints
    pieces: Ints
    amount: Ints


class Rise(Struct, frozen=True):
    """A group of products that became dearer and sold less."""

    price: float
    """Price paid per piece of the same products, now as a part of before."""
    pieces: Estimate
    """Pieces against what the rest of the shop would lead one to expect, as a factor."""
    lines_before: int
    lines_now: int
    expected: float
    """Minor units: the amount before, moved like the rest of the shop."""

    @property
    def lost(self) -> Estimate:
        """Minor units that the fewer pieces cost beyond what the price brought in."""
        by = [self.expected * (1 - self.price * pieces) for pieces in
              (self.pieces.value, self.pieces.high, self.pieces.low)]  # fmt: skip
        return within(Estimate(*by), self.expected)


def _dearer(scene: Scene) -> Iterator[Draft]:
    """At stake: what the group would have brought at its old price, moved like the rest, less what it brought."""
    before = scene.asked.before
    if before is None:
        return
    now, then = _sales(scene.asked.now), _sales(before)
    taken: set[int] = set()
    for dimension in (CATEGORY, PRODUCT):
        group = _groups(scene, dimension)
        looked = np.unique(group[(group >= 0) & (then.lines > 0)])
        for code in looked.tolist():
            members = np.flatnonzero(group == code)
            rise = _rise(now, then, members, len(looked))
            if rise is not None and not taken.issuperset(members.tolist()):
                taken.update(members.tolist())
                yield _test_old_price(scene, dimension, int(code), rise, members)


def _sales(cube: Slice) -> Sales:
    """What was sold outside group-buys: the end of one is no price rise."""
    cut = cube.cut(SOLD)
    product, pieces, amount = cut.codes(("product_id",)), cut.column("quantity"), cut.column("amount")
    good = (pieces != MISSING) & (amount != MISSING) & (amount > 0) & (pieces > 0) & (product >= 0)
    good &= cut.codes(("order_id.group_id",)) < 0
    size = len(cube.facts.position("products"))

    def by_product(values: Ints | None) -> Ints:
        return np.bincount(product[good], values, size).round().astype(np.int64)

    return Sales(by_product(None), by_product(pieces[good]), by_product(amount[good]))


def _groups(scene: Scene, dimension: Dimension) -> Codes:
    """Code of a product -> code of its value of the dimension."""
    facts = scene.facts
    if dimension is PRODUCT:
        return np.arange(len(facts.position("products")))
    category = np.append(facts["products"]["category"], np.int32(-1))
    return category[facts.position("products")]


def _rise(now: Sales, then: Sales, members: Codes, looks: int) -> Rise | None:
    """None unless the price rose and the pieces fell beyond noise, at the level that ``looks`` groups ask for."""
    b, n = int(then.lines[members].sum()), int(now.lines[members].sum())
    rest_b, rest_n = int(then.lines.sum()) - b, int(now.lines.sum()) - n
    if b < LEAST_LINES or not rest_b or not rest_n:
        return None
    price = _price_index(now, then, members)
    middle = math.log((n + 0.5) / (b + 0.5)) - math.log(rest_n / rest_b)
    spread = math.sqrt(LUMPY * (1 / (n + 0.5) + 1 / (b + 0.5) + 1 / rest_n + 1 / rest_b))
    if price is None or price < DEARER or middle + widened(looks) * spread >= 0:
        return None
    factor = Estimate(*(math.exp(middle + z * spread) for z in (0, -Z95, Z95)))
    rise = Rise(price, factor, b, n, float(then.amount[members].sum()) * rest_n / rest_b)
    return rise if rise.lost.low > 0 else None


def _price_index(now: Sales, then: Sales, members: Codes) -> float | None:
    """Price per piece now against before, each product weighted by its pieces of both: the mix plays no part."""
    both = members[(now.pieces[members] > 0) & (then.pieces[members] > 0)]
    if not len(both):
        return None
    weight = now.pieces[both] + then.pieces[both]
    was = float((weight * then.amount[both] / then.pieces[both]).sum())
    return float((weight * now.amount[both] / now.pieces[both]).sum()) / was


def _test_old_price(scene: Scene, dimension: Dimension, code: int, rise: Rise, members: Codes) -> Draft:
    facts, name = scene.facts, dimension.label_of(scene.facts, code)
    about: Thing = ((dimension.id, dimension.key_of(facts, code)),)
    selection = Selection("order_lines", "sold_lines", scene.period, scene.filters, about)
    return Draft(
        about=about,
        title=told("「{name}」涨价后卖少了：拿几款试回原价", "{name} sells less since it is dearer: try the old price",
                   name=name),
        evidence=told(
            "同样的商品每件实付涨了 {up}；订单从 {b} 笔变成 {n} 笔，只有跟着全店走应有数的 {part}。",
            "The same goods cost {up} more a piece and orders went from {b} to {n}: {part} of what the rest of the "
            "shop would lead to.",
            up=percent(rise.price - 1), b=f"{rise.lines_before:,}", n=f"{rise.lines_now:,}",
            part=percent(rise.pieces.value),
        ),
        effect=told(
            "试回原价的商品，14 天内订单数应明显多于没有试的；约值 {span}。",
            "Within 14 days those at the old price should sell clearly more than the others; worth {span}.",
            span=span(scene.shop, rise.lost),
        ),
        stake=rise.lost,
        concerns=(Concern(told("{n} 行明细", "{n} lines sold", n=f"{rise.lines_now:,}"), selection),),
        slices=about,
        covers=tuple((("product", PRODUCT.key_of(facts, member)),) for member in members.tolist()),
    )  # fmt: skip


PRICE_RISE = Rule(
    "price_rise", Words("涨价后卖少了", "Dearer and sold less"),
    Words("价格弹性：已发表的 1851 个弹性平均为 -2.62（Bijmolt、van Heerde、Pieters 2005）",
          "Price elasticity: the mean of 1,851 published ones is -2.62 (Bijmolt, van Heerde, Pieters 2005)"),
    "payment_amount", "rise", _dearer,
)  # fmt: skip
