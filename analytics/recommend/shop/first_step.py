"""What to do first, in a sentence or two: who is to be offered what today, how many they are, and about how much.

Who is due comes before who may like something new: people come back for what they use up far more surely.
"""

from collections.abc import Sequence

import numpy as np

from analytics.dimensions.goods import PRODUCT
from analytics.recommend.shop.counter import Counter
from analytics.recommend.shop.dues import DueProduct, price_of, purchases, worth
from analytics.recommend.shop.groups import Pick, five_for
from analytics.recommend.shop.offered import REASONS
from analytics.result import Estimate
from analytics.say import as_words, counted, money
from storage.words import Words


def headline(counter: Counter, dues: Sequence[DueProduct]) -> Words:
    """Of the whole shop."""
    if not counter.may.any():
        return _nothing(counter)
    if not len(counter.people):
        return Words("现在没有能发消息的客户。", "There is nobody now who may be told anything.")
    picks = five_for(counter, counter.people)
    if not dues and not picks:
        return Words("能推的商品大家都有了，也没有谁该补货。", "Everybody has what may be offered, and nobody is due.")
    said = _due(counter, dues) if dues else _new(counter, picks)
    if not picks:
        return said
    every = len(counter.people)
    lists = Words(
        f"{every:,} 位客户每人推哪五件，导出的名单里都有。",
        f"Which five suit each of {counted(every, 'customer').en} stands in the exported lists.",
    )
    return Words(said.zh + lists.zh, f"{said.en} {lists.en}")


def _due(counter: Counter, dues: Sequence[DueProduct]) -> Words:
    first, title = dues[0], _title(counter, dues[0].item)
    people, most = len(np.unique(np.concatenate([one.users for one in dues]))), len(first.users)
    pieces, much = purchases(dues), _much(counter, worth(counter.facts, dues))
    buy = Words("", "")
    if pieces is not None:
        said = _span(pieces)
        buy = Words(
            f"，30 天里预计买 {said.zh} 件{much.zh}",
            f"; within 30 days they are expected to buy {said.en} pieces{much.en}",
        )
    return Words(
        f"今天先找 {people:,} 位该补货的客户{buy.zh}；最多的是“{title.zh}”，{most:,} 位。",
        f"First today: {counted(people, 'customer').en} due to buy again{buy.en}; most ({most:,}) “{title.en}”.",
    )


def _new(counter: Counter, picks: Sequence[Pick]) -> Words:
    """The product that most people are expected to buy, new to them."""
    best = max(picks, key=lambda pick: (0.0 if pick.expected is None else pick.expected.value, pick.people))
    title, buy = _title(counter, best.item), _expected(counter, best.item, best.expected)
    return Words(
        f"今天先推“{title.zh}”：{best.people:,} 位没买过的客户，名单前五里有它{buy.zh}。",
        f"First today: “{title.en}”, among the first five of {counted(best.people, 'customer').en} who do not have "
        f"it{buy.en}.",
    )


def _expected(counter: Counter, item: int, expected: Estimate | None) -> Words:
    """How many will buy, and about how much that is at the list price; nothing where the past does not tell."""
    if expected is None:
        return Words("", "")
    people = _span(expected)
    price = price_of(counter.facts, item)
    much = _much(counter, None if price is None else expected.times(price))
    return Words(
        f"，30 天里预计 {people.zh} 位会买{much.zh}", f"; within 30 days {people.en} are expected to buy{much.en}"
    )


def _span(found: Estimate) -> Words:
    """3(0–7), whole."""
    value, ends = f"{found.value:,.0f}", f"({found.low:,.0f}–{found.high:,.0f})"
    return Words(f"{value}{ends}", f"{value} {ends}")


def _much(counter: Counter, amount: Estimate | None) -> Words:
    if amount is None:
        return Words("", "")
    value, low, high = (money(counter.facts.shop, round(end)) for end in (amount.value, amount.low, amount.high))
    return Words(
        f"，按标价约 {value.zh}({low.zh}–{high.zh})", f", about {value.en} ({low.en}–{high.en}) at list prices"
    )


def _nothing(counter: Counter) -> Words:
    """Why nothing may be offered: the reasons of most products."""
    reasons = sorted(
        ((int(mask.sum()), REASONS[key]) for key, mask in counter.offered.why.items() if mask.any()),
        key=lambda one: -one[0],
    )
    zh = "、".join(f"{reason.zh} {many:,} 件" for many, reason in reasons)
    en = "; ".join(f"{reason.en}: {many:,}" for many, reason in reasons)
    return Words(
        f"现在没有一件商品能推：{zh}。上架或补货、同步之后再来。",
        f"No product may be offered now ({en}). Put some on sale or in stock, sync, and come back.",
    )


def _title(counter: Counter, item: int) -> Words:
    return as_words(PRODUCT.label_of(counter.facts, item))
