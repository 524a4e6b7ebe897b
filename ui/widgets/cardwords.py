"""What a card of advice says beside its own words: the money at stake, and what was done with it."""

from PySide6.QtCore import QCoreApplication

from analytics.result import Card, Shown
from ui.widgets.format import Writing, full, short

translate = QCoreApplication.translate


def is_note(card: Card) -> bool:
    """Whether a card asks for nothing and only needs to be known, like what a holiday did."""
    return card.urgency == "known"


def turn_of(card: Card) -> str:
    """In a word, why a card stands where it does; empty for a note."""
    return {
        "losing": translate("cards", "先止损"),
        "lapsing": translate("cards", "限时"),
        "chance": translate("cards", "机会"),
        "tidying": translate("cards", "有空再做"),
        "known": "",
    }[card.urgency]


def turn_hover() -> str:
    """The order of all cards."""
    return translate("cards", "先止损，再做过几天就没了的（钱太少就不提前），其余的按牵涉的钱排，多的在前。")


def stake_of(card: Card, writing: Writing) -> str:
    """¥1,234, or that it cannot be told."""
    if card.stake is None:
        return translate("cards", "金额说不准")
    return rough(card.stake.value, writing)


def range_of(card: Card, writing: Writing) -> str:
    """Between what and what the money at stake lies; empty where it cannot be told."""
    if card.stake is None or card.stake.low == card.stake.high:
        return ""
    low, high = (rough(end, writing) for end in (card.stake.low, card.stake.high))
    return translate("cards", "{0} 到 {1}").format(low, high)


def rough(amount: float, writing: Writing) -> str:
    """¥1.31万, ¥452: an estimate has no cents."""
    unit = 10**writing.exponent
    text = short(round(amount / unit) * unit, Shown.MONEY, writing)
    return text.removesuffix("." + "0" * writing.exponent)


def stake_hover(card: Card, writing: Writing) -> str:
    """What the amount means, exactly."""
    if card.stake is None:
        return translate("cards", "数据太少，算不出这件事牵涉多少钱。")
    return translate("cards", "这件事牵涉的钱：{0}").format(full(card.stake, Shown.MONEY, writing))


def state_of(card: Card) -> str:
    """What was done with it."""
    return translate("cards", "已做") if card.state == "done" else translate("cards", "不用")


def source_of(card: Card, writing: Writing) -> str:
    """Where the rule comes from."""
    return translate("cards", "依据：{0}").format(card.source.say(writing.language))


def said_of(card: Card, writing: Writing) -> str:
    """Everything but the title, for screen readers."""
    words = (card.evidence.say(writing.language), card.effect.say(writing.language), source_of(card, writing))
    return " ".join((turn_of(card), stake_of(card, writing), range_of(card, writing), *words))
