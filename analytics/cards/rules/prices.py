"""Prices: what was raised in price and sells less than the rest of the shop since."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from analytics.arrays import Codes
from analytics.cards.audience import many
from analytics.cards.goods import categories
from analytics.cards.price_rises import ELASTICITY, Both, Rise, Sales, both, course, rises, solo_sales
from analytics.cards.rule import Draft, Rule, Scene, Thing
from analytics.cards.wording import concern, day, money, number, percent, span, told
from analytics.coverage import coverage
from analytics.dimension import Dimension
from analytics.dimensions.goods import CATEGORY, PRODUCT
from analytics.period import Period, local_day
from analytics.result import Selection
from analytics.say import counted
from analytics.slice import Slice
from storage.words import Words

YEAR = timedelta(days=364)
"""So that the same weekdays are held against each other."""


def _dearer(scene: Scene) -> Iterator[Draft]:
    """At stake: the part of the missing sales that published elasticities of the price explain, from none to most.

    Never more than is missing against the days before, moved like the rest of the shop. Silent where the category as
    a whole, or the same goods a year ago, went the same way.
    """
    before = scene.asked.before
    if before is None:
        return
    sold = both(solo_sales(scene.asked.now), solo_sales(before))
    taken: set[int] = set()
    for dimension in (CATEGORY, PRODUCT):
        group = _groups(scene, dimension)
        for rise in rises(sold, group):
            members = np.flatnonzero(group == rise.group)
            if taken.issuperset(members.tolist()) or _is_season(scene, rise, members, sold):
                continue
            taken.update(members.tolist())
            yield _test_old_price(scene, dimension, rise, members)


def _is_season(scene: Scene, rise: Rise, members: Codes, sold: Both) -> bool:
    """Whether what is like it fell as much: the same goods a year ago, or the others of their category."""
    size = len(scene.facts.position("products"))
    own = np.isin(np.arange(size), members)
    category = _groups(scene, CATEGORY)
    others = np.isin(category, category[members][category[members] >= 0]) & ~own
    a_year_ago = scene.asked.now.once("solo sales a year ago", lambda: _a_year_ago(scene))
    fell = [course(*a_year_ago, own)] if a_year_ago else []
    fell.append(course(sold.now, sold.then, others))
    return any(factor is not None and rise.orders.high >= factor for factor in fell)


def _a_year_ago(scene: Scene) -> tuple[Sales, Sales] | None:
    """What was sold in the same days a year before; None where the data does not reach back so far."""
    known, comparison = coverage(scene.facts), scene.asked.comparison
    if known is None or comparison is None or comparison.first - YEAR < known.first:
        return None
    period, compared = (
        solo_sales(Slice(scene.facts, Period(days.first - YEAR, days.last - YEAR), scene.filters))
        for days in (scene.period, comparison)
    )
    return period, compared


def _groups(scene: Scene, dimension: Dimension) -> Codes:
    """Code of a product -> code of its value of the dimension."""
    facts = scene.facts
    if dimension is PRODUCT:
        return np.arange(len(facts.position("products")))
    return categories(facts)


def _test_old_price(scene: Scene, dimension: Dimension, rise: Rise, members: Codes) -> Draft:
    facts, name = scene.facts, dimension.label_of(scene.facts, rise.group)
    about: Thing = ((dimension.id, dimension.key_of(facts, rise.group)),)
    selection = Selection("order_lines", "sold_lines", scene.period, scene.filters, about)
    return Draft(
        about=about,
        title=told("「{name}」涨价后卖少了：拿几款试回原价", "{name} sells less since its price rose: try the old one",
                   name=name),
        evidence=told(
            "{day} 起单价涨了 {up}，之后卖 {n} 笔；之前卖 {b} 笔，订单只有跟着全店走应有数的 {part}。"
            "按公开研究的价格弹性（平均 {power}，多数在 {strong} 到 0），涨价约能解释少收的 {lost}（{span}）。",
            "The price rose by {up} on {day}; {n} since, {b} before: {part} of what the rest of the shop would "
            "lead to. By published elasticities ({power} on average, most between {strong} and 0) the price explains "
            "about {lost} less ({span}).",
            day=day(_day(scene, rise)), up=percent(rise.price - 1), b=f"{rise.before:,}", n=counted(rise.now, "order"),
            part=percent(rise.orders.value), power=number(ELASTICITY.value), strong=number(ELASTICITY.high),
            lost=money(scene.shop, rise.lost.value), span=span(scene.shop, rise.lost),
        ),
        effect=Words("试回原价的商品，14 天内订单数应明显多于没有试的；没有，就不是价格的事。",
                     "Within 14 days those at the old price should sell clearly more than the others; if not, it is "
                     "not the price."),
        stake=rise.lost,
        concerns=(concern(many(scene, selection), "{n} 行明细", "line sold", selection, "lines sold"),),
        slices=about,
        covers=tuple((("product", PRODUCT.key_of(facts, member)),) for member in members.tolist()),
    )  # fmt: skip


def _day(scene: Scene, rise: Rise) -> date:
    return local_day(rise.since, scene.shop.zone)


PRICE_RISE = Rule(
    "price_rise", Words("涨价后卖少了", "Dearer and sold less"),
    Words("价格弹性：已发表的 1851 个弹性平均为 -2.62（Bijmolt、van Heerde、Pieters 2005）",
          "Price elasticity: the mean of 1,851 published ones is -2.62 (Bijmolt, van Heerde, Pieters 2005)"),
    "payment_amount", "rise", _dearer,
)  # fmt: skip
