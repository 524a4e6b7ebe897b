"""Sentences of cards: both languages filled from the same values."""

from datetime import date

from analytics import say
from analytics.result import Concern, Estimate, Selection
from storage.shop import Shop
from storage.words import Words

Said = Words | str | int


def told(zh: str, en: str, **values: Said) -> Words:
    """Both texts with ``{name}`` replaced, each by the value's own language."""
    of_zh = {name: value.zh if isinstance(value, Words) else value for name, value in values.items()}
    of_en = {name: value.en if isinstance(value, Words) else value for name, value in values.items()}
    return Words(zh.format(**of_zh), en.format(**of_en))


def money(shop: Shop, amount: float) -> Words:
    """An amount rounded as people say it; above a hundred nobody needs the small coins of an estimate."""
    whole = 10**shop.exponent
    rounded = round(amount / whole) * whole if abs(amount) >= 100 * whole else round(amount)
    return say.money(shop, rounded)


def span(shop: Shop, estimate: Estimate) -> Words:
    """¥1.2万–¥1.8万."""
    return told("{low}–{high}", "{low}–{high}", low=money(shop, estimate.low), high=money(shop, estimate.high))


def percent(ratio: float) -> str:
    """12.3%."""
    return say.percent(ratio)


def part_of(share: float) -> Words:
    """ ", 65.8% of the whole change"; nothing where the rest of the shop moved the other way."""
    if not 0 < share <= 1:
        return Words("", "")
    return told("，占全店变化的 {share}", ", {share} of the whole change", share=percent(share))


def number(value: float) -> str:
    """1.5 below ten, 1,234 above."""
    return f"{value:.1f}".removesuffix(".0") if abs(value) < 10 else f"{value:,.0f}"


def day(value: date) -> str:
    """11-20."""
    return f"{value:%m-%d}"


def concern(many: int, zh: str, one: str, rows: Selection, several: str = "") -> Concern:
    """Whom or what it is about, with how many they are: "{n} 位买家", "buyer"."""
    return Concern(told(zh, "{n}", n=say.counted(many, one, several)), rows)


def within(estimate: Estimate, most: float) -> Estimate:
    """The stake in whole minor units: never below nothing and never above what is really there to lose."""
    value, low, high = (round(min(max(bound, 0.0), most)) for bound in (estimate.value, estimate.low, estimate.high))
    return Estimate(value, min(low, value), max(high, value))
