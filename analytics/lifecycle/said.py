"""What is said of a shop's life in sentences: the stage and why, the pause, the risk."""

from datetime import date

from analytics.lifecycle.course import LifeCycle
from analytics.lifecycle.rhythm import Pause
from analytics.lifecycle.signals import YEAR_DAYS, Signals
from analytics.lifecycle.stages import FADING, LAPSING, START, STEADY, Stage
from analytics.result import Estimate
from analytics.say import MINUS, counted
from storage.words import Words

NO_CHANCE = Words(
    "停顿只和店铺自己的节奏比，不是停业的概率：这家店没停过业，这样的概率没法验证。",
    "A pause is compared with the shop's own rhythm. It is not a probability of closing down: this shop never has, so "
    "that could not be checked.",
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
        return Words(
            f"{life.first} 才有第一单，之后单子多了起来",
            f"The first order was paid on {life.first}, and there have been far more since",
        )
    if life.stage is LAPSING and signals.left is not None:
        return Words(f"近来只剩平常的 {signals.left:.0%}", f"Sales are down to {signals.left:.0%} of the usual")
    if signals.sales is None:
        return Words("节日多，眼下看不出新的走势", "Too many holidays of late to see a new trend")
    change, last_year, why = span(signals.sales), _last_year(signals), _why_steady(life, signals, signals.sales)
    return Words(
        f"{last_year.zh}；近半年每月约 {change.zh}{why.zh}",
        f"{last_year.en}; over the last half year sales changed by about {change.en} a month{why.en}",
    )


def pause_said(pause: Pause) -> Words:
    """How long, against the usual, and how often that comes."""
    often = how_often(pause)
    return Words(
        f"已 {pause.days} 天没有付款，平常隔 {pause.usual:.1f} 天；照自己的节奏，{often.zh}",
        f"No payment for {counted(pause.days, 'day').en}, where {pause.usual:.1f} is usual; by the shop's own "
        f"rhythm {often.en}",
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


def risk(life: LifeCycle) -> Words:
    """How near the shop is to lapsing, in words; there is no number that could be trusted."""
    pause = life.now.pause
    if life.stage is LAPSING:
        return Words("高", "High")
    if pause is None:
        return Words("说不准：单子太少，看不出节奏", "Not known: too few orders to see a rhythm")
    if pause.a_year < 1 and pause.days > pause.usual:
        return Words(
            f"留意：{pause.days} 天没单，偏久", f"Watch: no order for {counted(pause.days, 'day').en}, rather long"
        )
    if life.stage is FADING:
        return Words("留意：在下滑", "Watch: sales are falling")
    return Words("低：停顿在平常之内", "Low: no unusual pause")


def month(day: date) -> str:
    """2026-03."""
    return f"{day:%Y-%m}"


def _since(life: LifeCycle) -> Words:
    if life.since is None:
        return _NOTHING
    since = str(life.since) if life.paused else month(life.since)
    return Words(f"({since} 起)", f" (since {since})")


def _last_year(signals: Signals) -> Words:
    """The plain total, which anybody can add up; and the fortnight in the middle, which one large day cannot move."""
    change, whole = signals.against_last_year, signals.whole
    if change is None:
        return Words("没有去年同期可比", "There is no last year to compare with")
    middle = Words(
        f"每两周和去年同期比，居中的是 {span(change).zh}",
        f"fortnight by fortnight against last year, the middle one is {span(change).en}",
    )
    if whole is None:
        return Words(middle.zh, middle.en[0].upper() + middle.en[1:])
    return Words(
        f"近 {YEAR_DAYS} 天支付金额一共比去年同期 {signed(whole)}，{middle.zh}",
        f"The payment amount of the last {YEAR_DAYS} days is {signed(whole)} against last year in all; {middle.en}",
    )


def _why_steady(life: LifeCycle, signals: Signals, sales: Estimate) -> Words:
    """Why a shop that stands off last year is called steady all the same."""
    off = signals.against_last_year
    if life.stage is not STEADY or life.now.says is not STEADY or off is None or off.low <= 0 <= off.high:
        return _NOTHING
    if sales.low <= 0 <= sales.high:
        return Words(
            "，还分不清是不是碰巧，所以算「稳定」", ", which may be chance: that is why the shop counts as steady"
        )
    return Words(
        "，变得不快，或去年这时候也这样，所以算「稳定」", ", slowly or as it did last year: so it counts as steady"
    )


def _turning(life: LifeCycle) -> Words:
    """That the newest days speak for another stage, which needs more of them."""
    says = life.now.says
    if life.paused or not isinstance(says, Stage) or says is life.stage:
        return _NOTHING
    return Words(
        f"不过照到 {life.now.day:%m-%d} 的数据看像「{says.name.zh}」，连着两个月底都这样才改判。",
        f"The data up to {life.now.day:%m-%d} looks like {says.name.en.lower()}, but the stage changes only when two "
        "month-ends in a row agree. ",
    )


def _no_stage(life: LifeCycle) -> Words:
    says = life.now.says
    if isinstance(says, Words):
        return says
    return Words(
        f"眼下看像「{says.name.zh}」，连着两个月底都这样才算数。",
        f"It looks like {says.name.en.lower()} now; that counts once two month-ends in a row agree.",
    )


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
