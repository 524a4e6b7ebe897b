"""What became of a card that was marked done: whether the number it watched moved, against what was to be expected.

Expected is the level before, day of the week by day of the week, moved along with the rest of the shop where a part
is watched, and with the trend of the eight weeks before where the whole shop is, if there clearly was one. The
difference has a 95% interval from the days before; it has moved if the interval leaves out 0.
"""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations
from statistics import fmean, median
from typing import Literal

from msgspec import Struct

from analytics.cards.days import METRICS, Days, Watched
from analytics.cards.declared import RULES
from analytics.cards.rule import Hope
from analytics.cards.wording import Said, money, number, percent, told
from analytics.coverage import coverage
from analytics.intervals import t95
from analytics.period import local_day
from analytics.result import Estimate, Shown
from analytics.say import MINUS, counted
from storage.facts import Facts
from storage.notebook import Mark
from storage.words import Words

BEFORE = 28
"""Days that make the level: four of each weekday."""
LEAST, MOST = 7, 28
"""Finished days after the mark that are waited for, and that are looked at."""
_CLEAR = 18  # Mann-Kendall's S of eight weeks beyond which a trend is clear (two-sided 3%)
_WEEKS = 8
_STEEPEST = 1.5

State = Literal["unknown", "early", "not visible", "moved"]


class Outcome(Struct, frozen=True):
    """What is seen of a card that was marked done."""

    state: State
    words: Words
    change: Estimate | None = None
    """Per day, against what was to be expected; in the unit of the number."""
    helped: bool = False
    """It moved, or held, as the rule hoped."""


class _Compared(Struct, frozen=True):
    days: int
    mean: float
    expected: float
    reach: float


def outcome_of(facts: Facts, mark: Mark) -> Outcome:
    """What is seen so far of a card marked done."""
    known, metric = coverage(facts), METRICS.get(mark.node)
    if known is None or metric is None:
        return Outcome("unknown", Words("这张卡片没有可以跟踪的数字。", "This card has no number to be watched."))
    day = local_day(mark.at, facts.shop.zone)
    waited = max(0, (known.until_day - day).days - 1)
    if waited < LEAST:
        left = counted(LEAST - waited, "day")
        return Outcome("early", told("还太早，再等 {n} 天。", "Too early: wait {n} more.", n=left))
    compared = _compare(facts, Watched(metric, mark.slices), day, mark.expected)
    if compared is None:
        return Outcome("unknown", Words("之前的数据不够，没法比较。", "Too little data of before to compare with."))
    return _told(facts, mark, metric.shown, compared)


def _compare(facts: Facts, watched: Watched, day: date, expected: float | None) -> _Compared | None:
    first, last = day - timedelta(days=BEFORE), day + timedelta(days=MOST)
    values = watched.by_day(facts, first, last)
    before, after = _split(values, day)
    if len(before) < BEFORE or len(after) < LEAST:
        return None
    usual = _by_weekday(before)
    factor, doubt = _along(facts, watched, day, len(after))
    base = (expected or fmean(before.values())) / (fmean(before.values()) or 1.0)
    should = fmean(usual[each.weekday()] for each in after) * base * factor
    spread = _spread([value - usual[each.weekday()] for each, value in before.items()])
    error = spread * math.sqrt(1 / len(after) + factor**2 / len(before))
    reach = t95(BEFORE - 7) * math.hypot(error, should * doubt)
    return _Compared(len(after), fmean(after.values()), should, reach)


def _split(values: Days, day: date) -> tuple[Days, Days]:
    """Before the day of the mark and after it; the day itself belongs to neither."""
    return {each: value for each, value in values.items() if each < day}, {
        each: value for each, value in values.items() if each > day
    }


def _by_weekday(values: Days) -> dict[int, float]:
    return {
        weekday: fmean(value for each, value in values.items() if each.weekday() == weekday) for weekday in range(7)
    }


def _spread(left: Sequence[float]) -> float:
    """The standard deviation of a day, or what a day of a week that moves as one amounts to if that is more."""
    daily = sum(value * value for value in left) / (BEFORE - 7)
    weeks = [sum(left[start : start + 7]) for start in range(0, BEFORE, 7)]
    weekly = sum(week * week for week in weeks) / (len(weeks) - 1) / 7
    return math.sqrt(max(daily, weekly))


def _along(facts: Facts, watched: Watched, day: date, days: int) -> tuple[float, float]:
    """What would have moved the number anyway, as a factor, and its relative standard error."""
    rest = watched.beside(facts, day - timedelta(days=BEFORE), day + timedelta(days=days))
    before, after = _split(rest, day)
    if not watched.slices or len(before) < BEFORE or len(after) < LEAST:
        return (_trend(facts, watched, day, days), 0.0) if not watched.slices else (1.0, 0.0)
    usual = _by_weekday(before)
    should = fmean(usual[each.weekday()] for each in after)
    if should <= 0:
        return 1.0, 0.0
    spread = _spread([value - usual[each.weekday()] for each, value in before.items()])
    return fmean(after.values()) / should, spread / should * math.sqrt(1 / len(after) + 1 / len(before))


def _trend(facts: Facts, watched: Watched, day: date, days: int) -> float:
    """How far a clear trend of the weeks before would have carried the number (Theil 1950, Sen 1968; Mann 1945)."""
    values = watched.by_day(facts, day - timedelta(days=7 * _WEEKS), day - timedelta(days=1))
    ordered = [value for _, value in sorted(values.items())]
    weeks = [fmean(ordered[start : start + 7]) for start in range(0, len(ordered), 7)]
    if len(ordered) < 7 * _WEEKS or min(weeks) <= 0:
        return 1.0
    logs = list(enumerate(math.log(week) for week in weeks))
    slopes = [(late - early) / (then - now) for (now, early), (then, late) in combinations(logs, 2)]
    if abs(sum(math.copysign(1, slope) if slope else 0 for slope in slopes)) < _CLEAR:
        return 1.0
    ahead = (BEFORE + days) / 2 / 7  # from the middle of the level to the middle of what is judged
    return min(max(math.exp(median(slopes) * ahead), 1 / _STEEPEST), _STEEPEST)


def _told(facts: Facts, mark: Mark, shown: Shown, compared: _Compared) -> Outcome:
    change = compared.mean - compared.expected
    interval = Estimate(change, change - compared.reach, change + compared.reach)
    rule = RULES.get(mark.card_id.partition(":")[0])
    moved = interval.low > 0 or interval.high < 0
    helped = _helped(rule.hope if rule else "rise", interval)
    written: dict[str, Said] = {
        "n": counted(compared.days, "day"),
        "mean": _written(facts, shown, compared.mean),
        "expected": _written(facts, shown, compared.expected),
        "low": _written(facts, shown, interval.low),
        "high": _written(facts, shown, interval.high),
        "name": METRICS[mark.node].name,
    }
    kind = _kind(rule.hope if rule else "rise", moved, helped)
    wait = MOST - compared.days if kind == "not visible" else 0
    zh, en = (said + facts + more for said, facts, more in
              zip(_SENTENCES[kind], _FACTS, _WAIT if wait else ("", ""), strict=True))  # fmt: skip
    words = told(zh, en, wait=counted(wait, "day"), **written)
    return Outcome("moved" if moved else "not visible", words, interval, helped)


def _helped(hope: Hope, interval: Estimate) -> bool:
    if hope == "rise":
        return interval.low > 0
    return interval.high < 0 if hope == "fall" else interval.high >= 0


def _kind(hope: Hope, moved: bool, helped: bool) -> str:
    if helped:
        return "held" if hope == "hold" else "helped"
    return "against" if moved else "not visible"


_SENTENCES = {
    "helped": ("动了：", "It moved: "),
    "held": ("守住了：", "It held: "),
    "against": ("朝反方向动了：", "It moved the other way: "),
    "not visible": ("还看不出：", "Not visible yet: "),
}
_FACTS = (
    "之后 {n} 天，{name}每天 {mean}，预期 {expected}，相差 {low} 到 {high}。",
    "{name} over {n} after, a day: {mean}; expected {expected}; a difference of {low} to {high}.",
)
_WAIT = (
    "效果可能来得晚，再等 {wait} 天。",
    " What it does may come late: wait {wait} more.",
)


def _written(facts: Facts, shown: Shown, value: float) -> Words | str:
    if shown is Shown.MONEY:
        return money(facts.shop, value)
    sign = MINUS if value < 0 else ""
    return f"{sign}{percent(value)}" if shown is Shown.RATIO else number(value)
