"""The small sentences of a shop's life: a change with its interval, a month, a pause."""

from datetime import date

from analytics.lifecycle.rhythm import Pause
from analytics.result import Estimate
from analytics.say import MINUS, counted
from storage.words import Words

NO_CHANCE = Words(
    "停顿只和店铺自己的节奏比，不是停业的概率：这家店没停过业，这样的概率没法验证。",
    "A pause is compared with the shop's own rhythm. It is not a probability of closing down: this shop never has, so "
    "that could not be checked.",
)


def signed(part: float) -> str:
    """+12%, −3%, 0%."""
    text = f"{part:+.0%}".replace("-", MINUS)
    return "0%" if text in ("+0%", f"{MINUS}0%") else text


def span(change: Estimate) -> Words:
    """−8%(−12% 到 −4%)."""
    value, low, high = (signed(one) for one in (change.value, change.low, change.high))
    return Words(f"{value}({low} 到 {high})", f"{value} ({low} to {high})")


def month(day: date) -> str:
    """2026-03."""
    return f"{day:%Y-%m}"


def pause_said(pause: Pause) -> Words:
    """How long, against the usual, and how often that comes."""
    if not pause.has_rhythm:
        return _against_few(pause)
    often = how_often(pause)
    return Words(
        f"已 {pause.days} 天没有付款，平常隔 {pause.usual:.1f} 天；照自己的节奏，{often.zh}",
        f"No payment for {counted(pause.days, 'day').en}, where {pause.usual:.1f} is usual; by the shop's own "
        f"rhythm {often.en}",
    )


def _against_few(pause: Pause) -> Words:
    """Without a rhythm nobody knows how often."""
    sold = pause.gaps + 1
    return Words(
        f"已 {pause.days} 天没有付款；以前只有 {sold} 天卖出过东西，最多隔 {pause.longest} 天",
        f"No payment for {counted(pause.days, 'day').en}; orders came on {counted(sold, 'day').en} before, at most "
        f"{counted(pause.longest, 'day').en} apart",
    )


def how_often(pause: Pause) -> Words:
    """How many such pauses are to be expected."""
    if pause.a_year >= 1:
        times = counted(round(pause.a_year), "such pause")
        return Words(f"这么久的停顿一年约 {times.zh} 次", f"about {times.en} a year are to be expected")
    years = 1 / pause.a_year if pause.a_year > 0.01 else 100
    if years >= 100:
        return Words("这么久的停顿上百年才一次", "a pause this long comes less than once in a hundred years")
    if round(years) == 1:
        return Words("这么久的停顿约一年一次", "a pause this long comes about once a year")
    return Words(f"这么久的停顿约 {years:.0f} 年才一次", f"a pause this long comes about once in {years:.0f} years")
