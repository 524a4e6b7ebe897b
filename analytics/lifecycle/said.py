"""What is said of a shop's life in sentences: the stage and why, the pause, the risk."""

from datetime import date

from analytics.lifecycle.course import LifeCycle
from analytics.lifecycle.rhythm import Pause
from analytics.lifecycle.stages import FADING, LAPSING, START, Stage
from analytics.result import Estimate
from analytics.say import MINUS, counted
from storage.words import Words

NO_CHANCE = Words(
    "停顿只和店铺自己的节奏比，不是停业的概率：这家店没停过业，这样的概率没法验证。",
    "A pause is held against the shop's own rhythm. It is no chance of closing down: the shop never has, so that could "
    "not be checked.",
)
_NOTHING = Words("", "")


def signed(part: float) -> str:
    """+12%, −3%, 0%."""
    text = f"{part:+.0%}".replace("-", MINUS)
    return "0%" if text in ("+0%", f"{MINUS}0%") else text


def span(change: Estimate) -> Words:
    """−8%(−12% 到 −4%)."""
    value, low, high = (signed(one) for one in (change.value, change.low, change.high))
    return Words(f"{value}({low} 到 {high})", f"{value} ({low} to {high})")


def headline(life: LifeCycle) -> Words:
    """The stage, since when, why, and the first thing to do."""
    stage = life.stage
    if stage is None:
        why = _no_stage(life)
        return Words(f"还说不出店铺在哪个阶段：{why.zh}", f"The stage of the shop cannot be told yet. {why.en}")
    since, why, turning = _since(life), because(life), _turning(life)
    return Words(
        f"店铺在「{stage.name.zh}」阶段{since.zh}：{why.zh}。{turning.zh}先做：{stage.first_step.zh}。",
        f"Stage: {stage.name.en}{since.en}. {why.en}. {turning.en}First: {_lower(stage.first_step.en)}.",
    )


def because(life: LifeCycle) -> Words:
    """Why the shop is in its stage, by the numbers of now."""
    signals, pause = life.now.signals, life.now.pause
    if life.paused and pause is not None:
        return pause_said(pause)
    if life.stage is START:
        return Words(f"{life.first} 才有第一单，之后单子多了起来", f"First paid on {life.first}, far more since")
    if life.stage is LAPSING and signals.left is not None:
        return Words(f"近来只剩平常的 {signals.left:.0%}", f"{signals.left:.0%} of the usual is left")
    if signals.sales is None:
        return Words("节日多，眼下看不出新的走势", "Too many holidays of late to read a new course")
    change, last_year = span(signals.sales), _last_year(signals.against_last_year)
    return Words(
        f"近几个月支付金额{last_year.zh}，半年来每月约 {change.zh}",
        f"The payment amount of late {last_year.en}; it moves {change.en} a month over half a year",
    )


def pause_said(pause: Pause) -> Words:
    """How long, against the usual, and how often that comes."""
    often = how_often(pause)
    return Words(
        f"已 {pause.days} 天没有付款，平常隔 {pause.usual:.1f} 天；照自己的节奏，{often.zh}",
        f"Nothing paid for {counted(pause.days, 'day').en}, {pause.usual:.1f} is usual; by its own rhythm {often.en}",
    )


def how_often(pause: Pause) -> Words:
    """How many such pauses are to be expected."""
    if pause.a_year >= 1:
        times = counted(round(pause.a_year), "such pause")
        return Words(f"这么久的停顿一年约 {times.zh} 次", f"{times.en} may come in a year")
    years = 1 / pause.a_year if pause.a_year > 0.01 else 100
    if years >= 100:
        return Words("这么久的停顿上百年才一次", "a pause as long comes once in a hundred years or less")
    often = counted(round(years), "year")
    return Words(f"这么久的停顿约 {often.zh} 年才一次", f"a pause as long comes about once in {often.en}")


def risk(life: LifeCycle) -> Words:
    """How near the shop is to lapsing, in words; there is no number that could be trusted."""
    pause = life.now.pause
    if life.stage is LAPSING:
        return Words("高", "High")
    if pause is None:
        return Words("说不准：单子太少，看不出节奏", "Not known: too few orders for a rhythm")
    if pause.a_year < 1 and pause.days > pause.usual:
        return Words(f"留意：{pause.days} 天没单，偏久", f"Watch: {counted(pause.days, 'day').en} silent, rather long")
    if life.stage is FADING:
        return Words("留意：在下滑", "Watch: fading")
    return Words("低：停顿在平常之内", "Low: no unusual pause")


def month(day: date) -> str:
    """2026-03."""
    return f"{day:%Y-%m}"


def _since(life: LifeCycle) -> Words:
    if life.since is None:
        return _NOTHING
    since = str(life.since) if life.paused else month(life.since)
    return Words(f"({since} 起)", f" (since {since})")


def _last_year(change: Estimate | None) -> Words:
    if change is None:
        return Words("没有去年同期可比", "cannot be held against last year")
    return Words(f"比去年同期 {span(change).zh}", f"is {span(change).en} against last year")


def _turning(life: LifeCycle) -> Words:
    """That the newest days speak for another stage, which needs more of them."""
    says = life.now.says
    if life.paused or not isinstance(says, Stage) or says is life.stage:
        return _NOTHING
    return Words(
        f"不过照到 {life.now.day:%m-%d} 的数据看像「{says.name.zh}」，连着两个月底都这样才改判。",
        f"The days up to {life.now.day:%m-%d} look like {says.name.en.lower()}: two ends of months in a row turn it. ",
    )


def _no_stage(life: LifeCycle) -> Words:
    says = life.now.says
    if isinstance(says, Words):
        return says
    return Words(
        f"眼下看像「{says.name.zh}」，连着两个月底都这样才算数。",
        f"It looks like {says.name.en.lower()}; two ends of months in a row have to say so.",
    )


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
