"""What is said of a shop's stage: which, how much, what to do first, and what the signs do not show by themselves."""

from analytics.lifecycle.course import LifeCycle
from analytics.lifecycle.said import month, pause_said, signed, span
from analytics.lifecycle.signals import YEAR_DAYS, Signals
from analytics.lifecycle.stages import FADING, GROWING, LAPSING, START, STEADY, Stage
from storage.words import Words

_NOTHING = Words("", "")
_WEEKS = YEAR_DAYS // 7


def headline(life: LifeCycle) -> Words:
    """The stage, how much, and the first thing to do."""
    stage = life.stage
    if stage is None:
        why = _no_stage(life)
        return Words(f"还说不出店铺在哪个阶段：{why.zh}", f"The stage of the shop cannot be told yet. {why.en}")
    since, newest, why, step = _since(life), _newest(life), because(life), first_step(stage, life)
    return Words(
        f"店铺在「{stage.name.zh}」阶段{since.zh}{newest.zh}：{why.zh}。先做：{step.zh}。",
        f"Stage: {stage.name.en}{since.en}{newest.en}. {why.en}. First: {_lower(step.en)}.",
    )


def because(life: LifeCycle) -> Words:
    """What the newest data says, in one number; of a stage that it does not speak of, when that was judged."""
    says, signals = life.now.says, life.now.signals
    if life.now.pause is not None and life.now.paused:
        return pause_said(life.now.pause)
    if isinstance(says, Words):
        return _judged_before(life)
    if says is START:
        return Words(
            f"{life.first} 才有第一单，之后单子多了起来",
            f"The first order was paid on {life.first}, and there have been far more since",
        )
    if says is LAPSING and signals.left is not None:
        return Words(f"近来只剩平常的 {signals.left:.0%}", f"Sales are down to {signals.left:.0%} of the usual")
    return _against_last_year(says, signals) or _half_a_year(says, signals)


def first_step(stage: Stage, life: LifeCycle) -> Words:
    """What to do first: where the newest data looks worse than the stage in force, what that asks for."""
    newest = life.now.says
    worse = (one for one in (LAPSING, FADING) if one in (stage, newest))
    return next(worse, stage).first_step


def grounds(life: LifeCycle) -> Words | None:
    """What the signs do not show by themselves: a fall told from last year alone, newest data that waits or is mute."""
    says = life.now.says
    if life.stage is None or life.now.paused:
        return None
    if isinstance(says, Words):
        return says
    told = [one for one in (_by_last_year_alone(says, life.now.signals), _waits(life, says)) if one is not None]
    return Words("".join(one.zh for one in told), " ".join(one.en for one in told)) if told else None


def _since(life: LifeCycle) -> Words:
    if life.since is None:
        return _NOTHING
    since = str(life.since) if life.paused else month(life.since)
    return Words(f"({since} 起)", f" (since {since})")


def _newest(life: LifeCycle) -> Words:
    """The other stage that the newest days speak for."""
    says = life.now.says
    if life.paused or not isinstance(says, Stage) or says is life.stage:
        return _NOTHING
    return Words(f"，眼下像「{says.name.zh}」", f", now looking like {says.name.en.lower()}")


def _judged_before(life: LifeCycle) -> Words:
    """That the stage is an old one, of which the newest data says nothing."""
    last = next((one.days.last for one in reversed(life.months) if one.look.says is life.stage), life.now.day)
    return Words(
        f"这是 {month(last)} 底判的，眼下看不出走势",
        f"That was judged at the end of {month(last)}; no trend can be seen now",
    )


def _against_last_year(says: Stage, signals: Signals) -> Words | None:
    """The plain total, which anybody can add up, where sales are surely off last year's and it says so too."""
    off, whole = signals.against_last_year, signals.whole
    if off is None or whole is None:
        return None
    more, less = off.low > 0 and whole > 0, off.high < 0 and whole < 0
    if not ((more and says is not FADING) or (less and says is not GROWING)):
        return None
    why = _why_steady(signals, more) if says is STEADY else _NOTHING
    return Words(
        f"近 {_WEEKS} 周比去年同期 {signed(whole)}{why.zh}",
        f"The last {_WEEKS} weeks are {signed(whole)} against last year{why.en}",
    )


def _why_steady(signals: Signals, more: bool) -> Words:
    """Why a shop that stands off last year is steady all the same."""
    sales, season = signals.sales, signals.season
    if not more and season is not None and season.low > 0:
        return Words("，正在往回走", ", and coming back")
    if sales is not None and not sales.low <= 0 <= sales.high:
        return Words("，近半年变得不快，或去年这时候也这样", ", moving slowly or as it did last year")
    if more:
        return Words("，近半年没再明显涨", ", with no clear rise in the last half year")
    return Words("，近半年没再明显跌", ", with no clear fall in the last half year")


def _half_a_year(says: Stage, signals: Signals) -> Words:
    change = signals.sales
    assert change is not None, "no stage of these is told without it"
    alone = signals.season is None and says is not STEADY
    season = Words("，也可能只是季节", ", which may be the season only")
    more = season if alone else _NOTHING
    return Words(
        f"近半年每月约 {span(change).zh}{more.zh}", f"Over half a year about {span(change).en} a month{more.en}"
    )


def _by_last_year_alone(says: Stage, signals: Signals) -> Words | None:
    off, sales = signals.against_last_year, signals.sales
    if says is not FADING or off is None or off.high >= 0 or sales is None or sales.high < 0:
        return None
    half = Words("单看近半年说不清", "half a year alone does not tell")
    if sales.low > 0:
        half = Words("近半年在变多，但没超出去年这时候的走势", "the rise of the last half year is last year's again")
    return Words(
        f"少卖是和去年同期比出来的，居中的两周 {span(off).zh}；{half.zh}。",
        f"The fall shows against last year, the middle fortnight being {span(off).en}; {half.en}.",
    )


def _waits(life: LifeCycle, says: Stage) -> Words | None:
    if says is life.stage:
        return None
    return Words(
        f"到 {life.now.day:%m-%d} 的数据像「{says.name.zh}」，连着两个月底都这样才改判。",
        f"The data up to {life.now.day:%m-%d} looks like {says.name.en.lower()}; the stage changes only when two "
        "month-ends in a row agree.",
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
