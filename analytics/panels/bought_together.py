"""What is bought together, beyond chance: what to bundle, and what to show beside what."""

import math

import numpy as np

from analytics.asked import Asked
from analytics.baskets import Pairs, lifts, pairs_in, real
from analytics.contains import CONTAINS
from analytics.dimensions.goods import PRODUCT
from analytics.intervals import share
from analytics.metric import count
from analytics.part import Narrow
from analytics.parts.goods import SOLD_LINES, SOLD_ORDERS
from analytics.parts.sales import PAID_ORDERS
from analytics.result import Bars, Column, Estimate, Row, Shown, Table
from analytics.say import as_words, counted
from analytics.selections import selection
from analytics.subject import Panel
from storage.words import Words

LEAST = 5
"""Orders that must have both."""
MOST = 50
"""Pairs listed."""
_ORDERS = count(PAID_ORDERS, SOLD_ORDERS)
_LIFT = Words(
    "同时买的订单 × 全部订单 ÷ (买 A 的订单 × 买 B 的订单)，带 95% 区间。1 是碰巧，越大越是一起买。"
    "只列排除碰巧之后的(考虑了有的订单本来就买得多，误报控制在 5%)。",
    "Orders with both x all orders / (orders with A x orders with B), with the 95% interval; 1 is chance. Listed are "
    "only pairs beyond chance, given that some orders are large (false discoveries held at 5%).",
)
_ALSO = Words("买了 A 的订单里也有 B 的占比，带 95% 区间。", "Of the orders with A, the part that also has B.")
_COLUMNS = (
    Column("pair", Words("组合", "Pair"), Shown.TEXT),
    Column("one", Words("商品 A", "Product A"), Shown.TEXT),
    Column("other", Words("商品 B", "Product B"), Shown.TEXT),
    Column("together", Words("同时买的订单", "Orders with both"), Shown.COUNT, bar=True),
    Column("support", Words("占全部订单", "Part of all orders"), Shown.RATIO),
    Column("with_one", Words("买 A 的订单", "Orders with A"), Shown.COUNT),
    Column("also", Words("买 A 也买 B", "With A also B"), Shown.RATIO, _ALSO),
    Column("with_other", Words("买 B 的订单", "Orders with B"), Shown.COUNT),
    Column("lift", Words("提升度", "Lift"), Shown.NUMBER, _LIFT),
)


def bought_together(asked: Asked, panel: Panel) -> Table:
    """The pairs that most orders have beyond what chance would make."""
    why_not = asked.unknown or asked.now.lacks(SOLD_LINES.log)
    if why_not is not None:
        return Table(panel.id, panel.title, _COLUMNS, (), why_not)
    lines = asked.now.rows(SOLD_LINES)
    pairs = pairs_in(lines.codes(("order_id",)), lines.codes(("product_id",)), LEAST)
    places = real(pairs)
    beyond = pairs.together - pairs.expected
    places = places[np.lexsort((pairs.other[places], pairs.one[places], -beyond[places]))]
    if not len(places):
        return Table(panel.id, panel.title, _COLUMNS, (), _none(pairs))
    rows = tuple(_row(asked, pairs, int(place)) for place in places[:MOST])
    total_rows = len(places) if len(places) > MOST else None
    lead = _lead(asked, pairs, places)
    drawn = Bars("pair", "lift")
    return Table(panel.id, panel.title, _COLUMNS, rows, total_rows=total_rows, drawn=drawn, lead=lead)


def _row(asked: Asked, pairs: Pairs, place: int) -> Row:
    facts = asked.facts
    codes = (int(pairs.one[place]), int(pairs.other[place]))
    one, other = (as_words(PRODUCT.label_of(facts, code)).zh for code in codes)
    together, with_one, with_other = (int(of[place]) for of in (pairs.together, pairs.with_one, pairs.with_other))
    low, high = (float(end[place]) for end in lifts(pairs))
    keys = [PRODUCT.key_of(facts, code) for code in codes]
    both, first, second = (
        selection(asked.now, _ORDERS, Narrow(slices=tuple((CONTAINS, key) for key in chosen)))
        for chosen in (keys, keys[:1], keys[1:])
    )
    cells = (
        f"{one} + {other}",
        one,
        other,
        together,
        together / pairs.orders,
        with_one,
        share(together, with_one),
        with_other,
        Estimate(float(pairs.lift[place]), low, high),
    )
    return Row(cells, both, (None, None, None, both, both, first, both, second, both))


def _none(pairs: Pairs) -> Words:
    if not pairs.orders:
        return Words("没有支付订单。", "There are no paid orders.")
    return Words(
        f"{pairs.orders:,} 单里没有哪两个商品一起买得比碰巧多(至少 {LEAST} 单)。选更长的期间试试。",
        f"No two products are bought together beyond chance in {counted(pairs.orders, 'order').en} "
        f"(at least {LEAST} needed). Choose a longer period.",
    )


def _lead(asked: Asked, pairs: Pairs, places: np.ndarray[tuple[int], np.dtype[np.intp]]) -> Words:
    first = int(places[0])
    one, other = (as_words(PRODUCT.label_of(asked.facts, int(code[first]))) for code in (pairs.one, pairs.other))
    number, also = int(pairs.together[first]), share(int(pairs.together[first]), int(pairs.with_one[first]))
    part = 0.0 if also is None or math.isnan(also.value) else also.value
    return Words(
        f"{len(places):,} 对商品明显会一起买，最多的是“{one.zh}”和“{other.zh}”：{number:,} 单同时买，"
        f"买前者的 {part:.0%} 也买后者，是碰巧的 {pairs.lift[first]:.1f} 倍。",
        f"Bought together beyond chance: {counted(len(places), 'pair').en}, most "
        f'"{one.en}" with "{other.en}": {counted(number, "order").en}, '
        f"{part:.0%} of those with the first, {pairs.lift[first]:.1f} times chance.",
    )
