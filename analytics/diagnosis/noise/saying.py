"""Judgements in words: against what a change was held."""

import math

from msgspec import Struct

from analytics.chance import FALSE_DISCOVERIES
from analytics.diagnosis.noise.buyers import Chance
from analytics.diagnosis.noise.history import Spread
from analytics.diagnosis.noise.windows import Windows, holidays_named
from analytics.finished import weekday_counts
from analytics.result import Estimate, Verdict
from analytics.say import MINUS, counted
from storage.words import Words

NOT_KNOWN = Words("这个数字不知道，没法判断。", "The number is not known and cannot be judged.")
TOO_YOUNG = Words(
    "数据开始得太晚，对比期里的老买家认不全，没法判断涨跌。",
    "The data begins too late to know the returning buyers of the comparison: the change cannot be judged.",
)
FROM_NOTHING = Words("对比期是零，没法判断涨跌。", "The comparison is zero: there is nothing to judge by.")


ONE_BUYER = Words(
    "起落的大半来自一位买家（或一张不知道买家的订单），不能算店铺的变化。",
    "Most of the movement is one buyer's, or one order of an unknown buyer: that is no change of the shop.",
)
_DAYS = (
    Words("星期一", "Mondays"), Words("星期二", "Tuesdays"), Words("星期三", "Wednesdays"),
    Words("星期四", "Thursdays"), Words("星期五", "Fridays"), Words("星期六", "Saturdays"), Words("星期日", "Sundays"),
)  # fmt: skip


class Said(Struct, frozen=True, eq=False):
    """What is told of one number."""

    verdict: Verdict
    interval: Estimate
    chance: Chance
    history: Spread | None
    level: float
    smallest: float
    p: float


def few(units: int) -> Words:
    """Too few buyers."""
    return Words(
        f"数据太少，看不准：只有 {units} 位买家或访客有变化。",
        f"Too little data to tell: {counted(units, 'buyer or visitor', 'buyers or visitors').en} changed, no more.",
    )


def nothing_at_times(usual: float) -> Words:
    """It has come to nothing before."""
    return Words(
        f"以前同样长的时间里也有 {usual:.0%} 是零，没法判断涨跌。",
        f"Of earlier periods as long {usual:.0%} came to nothing as well: the change cannot be judged.",
    )


def uneven(apart: float) -> Words:
    """The weekdays of the two sides sell too unlike."""
    return Words(
        f"两期的星期差得太多，平时一天就差 {max(apart, 1 / apart):.1f} 倍，没法判断涨跌；请和同样的星期几比。",
        f"The weekdays of the two periods sell {max(apart, 1 / apart):.1f} times as much: compare the same weekdays.",
    )


def closed(compared: Windows) -> Words:
    """One side lies on weekdays on which the shop does not sell."""
    quiet = compared.now if compared.ratio < 1 else compared.before
    names = [_DAYS[at] for at, count in enumerate(weekday_counts(quiet.period)) if count]
    zh, en = "、".join(name.zh for name in names), ", ".join(name.en for name in names)
    return Words(
        f"店里{zh}平时几乎不卖货，没法和别的日子比，判断不了涨跌。",
        f"The shop hardly ever sells on {en}: that cannot be held against other days.",
    )


def tested(said: Said, compared: Windows, held: Words | None) -> Words:
    """Why the verdict is what it is, and what was left out or weighed."""
    first = held or _said_of(said)
    notes = [note for note in (_cut(compared), _calendar(compared), _holidays(compared)) if note]
    return Words("".join(words.zh for words in (first, *notes)), " ".join(words.en for words in (first, *notes)))


def _said_of(said: Said) -> Words:
    if said.verdict == "unknown":
        return _unknown(said)
    if said.verdict == "flat" and said.history is not None:
        return _usual(said.history)
    return _held_against(said)


def _usual(history: Spread) -> Words:
    reach = history.quantile(FALSE_DISCOVERIES)
    low, high, pairs = _signed(math.expm1(-reach)), _signed(math.expm1(reach)), history.pairs
    return Words(
        f"在店铺平时的起落之内：此前 {pairs} 次同样的对比，一般在 {low} 到 {high} 之间。",
        f"Within the shop's own ups and downs: {pairs} earlier comparisons like this one lie mostly between {low} and "
        f"{high}.",
    )


def _unknown(said: Said) -> Words:
    low, high, size = _signed(said.interval.low), _signed(said.interval.high), _percent(said.smallest)
    if said.p <= FALSE_DISCOVERIES:
        return Words(
            f"单看这一项像是变了，和别的数放在一起看还不能肯定：变化在 {low} 到 {high} 之间。",
            f"By itself it seems changed, among all these numbers that is not sure: between {low} and {high}.",
        )
    return Words(
        f"数据太少，看不准：变化在 {low} 到 {high} 之间，要到 {size} 左右才看得出来。",
        f"Too little data to tell: between {low} and {high}; about {size} is the smallest change that could be seen.",
    )


def _held_against(said: Said) -> Words:
    chance, history = said.chance, said.history
    reach = chance.reach(said.level)
    by_chance = _percent(math.expm1(min(reach, 20.0)) if chance.in_logs else reach)
    outside = said.verdict != "flat"
    buyers = Words(
        f"{chance.units:,} 位买家或访客偶然来去的幅度（±{by_chance}）",
        f"what chance among {chance.units:,} buyers or visitors brings (±{by_chance})",
    )
    if history is None:
        return _said(outside, buyers.zh, buyers.en, Words("；历史太短，没有比平时的起落。", "; too little history."))
    own = _percent(math.expm1(min(history.quantile(said.level), 20.0)))
    return _said(
        outside,
        f"{buyers.zh}和店铺平时的起落（±{own}，此前 {history.pairs} 次）",
        f"{buyers.en} and the shop's own ups and downs (±{own}, {history.pairs} earlier times)",
        Words("。", "."),
    )


def _said(outside: bool, zh: str, en: str, end: Words) -> Words:
    if outside:
        return Words(f"变化超出{zh}{end.zh}", f"The change is beyond {en}{end.en}")
    return Words(f"变化没有超出{zh}{end.zh}", f"The change is not beyond {en}{end.en}")


def _cut(compared: Windows) -> Words | None:
    if not compared.cut:
        return None
    days, before = compared.now.period, compared.before.period
    return Words(
        f"只比已经过完的日子：{days.first} 到 {days.last}，对 {before.first} 到 {before.last}。",
        f"Only finished days are compared: {days.first} to {days.last} against {before.first} to {before.last}.",
    )


def _calendar(compared: Windows) -> Words | None:
    if abs(compared.ratio - 1) < 0.001:
        return None
    return Words(
        f"两期的天数或星期不同，已按 {compared.ratio:.3f} 折算后再判断。",
        f"Days and weekdays of the two periods differ: judged after weighing them by {compared.ratio:.3f}.",
    )


def _holidays(compared: Windows) -> Words | None:
    return holidays_named(compared.now.facts, compared.now.period, compared.before.period)


def _signed(part: float) -> str:
    return f"{MINUS if part < 0 else '+'}{_percent(abs(part))}"


def _percent(part: float) -> str:
    if part >= 10:
        return "1000%+"
    return f"{part:.1%}" if part < 1 else f"{part:.0%}"
