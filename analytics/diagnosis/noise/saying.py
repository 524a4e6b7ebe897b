"""Judgements in words: against what a change was held."""

import math

from analytics.diagnosis.noise.buyers import Chance
from analytics.diagnosis.noise.history import Spread
from analytics.diagnosis.noise.windows import Windows, holidays_named
from analytics.intervals import Z95
from analytics.result import Verdict
from storage.words import Words

NOT_KNOWN = Words("这个数字不知道，没法判断。", "The number is not known and cannot be judged.")
TOO_YOUNG = Words(
    "数据开始得太晚，对比期里的老买家认不全，没法判断涨跌。",
    "The data begins too late to know the returning buyers of the comparison: the change cannot be judged.",
)
FROM_NOTHING = Words("对比期是零，没法判断涨跌。", "The comparison is zero: there is nothing to judge by.")


def tested(verdict: Verdict, compared: Windows, chance: Chance, history: Spread | None, smallest: float) -> Words:
    """Why the verdict is what it is, and what was left out or weighed."""
    first = _unknown(smallest) if verdict == "unknown" else _held_against(verdict, chance, history)
    notes = [note for note in (_cut(compared), _calendar(compared), _holidays(compared)) if note]
    return Words("".join(words.zh for words in (first, *notes)), " ".join(words.en for words in (first, *notes)))


def _unknown(smallest: float) -> Words:
    size = _percent(smallest)
    return Words(
        f"数据太少，看不准：变化要到 {size} 左右才看得出来。",
        f"Too little data to tell: a change of about {size} is the smallest that could be seen.",
    )


def _held_against(verdict: Verdict, chance: Chance, history: Spread | None) -> Words:
    by_chance = _percent(Z95 * chance.error)
    outside = verdict != "flat"
    buyers = Words(
        f"{chance.units:,} 位买家或访客偶然来去的幅度（±{by_chance}）",
        f"what chance among {chance.units:,} buyers or visitors brings (±{by_chance})",
    )
    if history is None:
        return _said(outside, buyers.zh, buyers.en, Words("；历史太短，没有比平时的起落。", "; too little history."))
    own = _percent(math.expm1(min(history.quantile(0.05), 20.0)))
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


def _percent(part: float) -> str:
    if part >= 10:
        return "1000%+"
    return f"{part:.1%}" if part < 1 else f"{part:.0%}"
