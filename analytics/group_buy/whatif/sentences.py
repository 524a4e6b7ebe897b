"""The answer in sentences: what is advised, what it brings, how sure that is."""

from analytics.group_buy.whatif.advice_words import dearer_of, left_of, step_of, unsure
from analytics.group_buy.whatif.answer import Answer
from analytics.group_buy.whatif.asked import GOALS, Choice, Goal
from analytics.group_buy.whatif.cost_words import NOTHING, cost_of, losing, was_of
from analytics.group_buy.whatif.numbers import Option
from analytics.group_buy.whatif.refusals import duration
from analytics.group_buy.whatif.trial import SURE, Trial, doubtful
from analytics.result import Estimate
from analytics.say import counted, money, percent, plain_money
from storage.shop import Shop
from storage.words import Words


def named(choice: Choice, shop: Shop, only: str | None = None) -> Words:
    """An offer in a few words, or one of its terms."""
    price, reward, time = plain_money(shop, choice.price), plain_money(shop, choice.reward), duration(choice.window)
    parts = {
        "size": Words(f"{choice.size} 人团", f"{choice.size} people"),
        "discount": Words(price, price),
        "window": time,
        "reward": Words(f"团长奖 {reward}", f"reward {reward}") if choice.reward else Words("无奖励", "no reward"),
    }
    if only is not None:
        return parts[only]
    return Words(" · ".join(one.zh for one in parts.values()), " · ".join(one.en for one in parts.values()))


_ALL_BUT = 0.99
"""Draws say nothing of chances nearer to 1."""
_MIXED = Words(
    "这样的组合没有整套办过，是把各项试过的结果合起来算的。",
    " These terms were never tried together: it is put together from what each did.",
)


def lead_of(answer: Answer, shop: Shop) -> Words:
    """What is advised, and how it stands against last time."""
    best = answer.advised
    assert best is not None
    goal, offer = answer.asked.goal, named(best.choice, shop)
    if not answer.safe:
        return losing(answer, best, offer, shop)
    brings, bad = amount(goal, best.goal, shop), _bad(goal, best, shop)
    parts = (
        left_of(answer, best),
        cost_of(answer, best, shop),
        _beside(answer, best, shop),
        dearer_of(answer, best, shop),
    )
    zh, en = ("".join(getattr(one, name) for one in parts) for name in ("zh", "en"))
    mixed = NOTHING if best.tried else _MIXED
    return Words(
        f"要{GOALS[goal].zh}，建议 {offer.zh}：{answer.asked.days} 天预计 {brings.zh}，"
        f"坏情况(十场里最差的一场) {bad.zh}。{zh}{mixed.zh}",
        f"For {GOALS[goal].en}: {offer.en}. In {counted(answer.asked.days or 1, 'day').en} expect {brings.en}, in a "
        f"bad case (one in ten) {bad.en}.{en}{mixed.en}",
    )


def _beside(answer: Answer, best: Option, shop: Shop) -> Words:
    last = answer.last
    if last is not None and best.choice == last.choice:
        return Words("就是上次的做法，没有更好的。", " These are last time's terms; nothing is better.")
    if last is None or best.better is None:
        return Words("上次的做法试得不够，没法比。", " Last time's terms were not tried enough to compare.")
    was = _plain(answer.asked.goal, float(last.goal.value), shop)
    cost = was_of(answer, last, shop)
    then = "," if cost.en else ";"
    sure = Words("99% 以上的", "more than 99%") if best.better > _ALL_BUT else Words(
        f"{percent(best.better)} 的", percent(best.better)
    )  # fmt: skip
    if best.better >= SURE:
        return Words(
            f"和上次一样做是 {was.zh}{cost.zh}，有 {sure.zh}把握比它好。",
            f" Same as last time: {was.en}{cost.en}{then} better with a chance of {sure.en}.",
        )
    step = step_of(answer.trial, best)
    do = unsure(answer.trial, None if step is None else named(step.choice, shop, only=step.changed[0]))
    return Words(
        f"和上次一样做是 {was.zh}{cost.zh}，比它好的把握只有 {percent(best.better)}。{do.zh}。",
        f" Same as last time: {was.en}{cost.en}{then} better with a chance of {sure.en} only: {do.en}.",
    )


def amount(goal: Goal, span: Estimate, shop: Shop) -> Words:
    """A number of the goal with its interval."""
    value = _plain(goal, float(span.value), shop)
    low, high = (_bare(goal, float(one), shop) for one in (span.low, span.high))
    return Words(f"{value.zh}({low.zh} 到 {high.zh})", f"{value.en} ({low.en} to {high.en})")


def _plain(goal: Goal, value: float, shop: Shop) -> Words:
    """A number of the goal and what it counts."""
    bare = _bare(goal, value, shop)
    counts = {"newcomers": (" 位新客", " new buyers"), "margin": ("", ""), "clear": (" 件", " pieces")}[goal]
    return Words(f"{bare.zh}{counts[0]}", f"{bare.en}{counts[1]}")


def _bad(goal: Goal, best: Option, shop: Shop) -> Words:
    """A single offer brings whole people and pieces: rounded as in the table."""
    if goal == "margin":
        return money(shop, round(best.bad_goal))
    many = round(best.bad_goal)
    zh, one, several = {"newcomers": ("位新客", "new buyer", "new buyers"), "clear": ("件", "piece", "pieces")}[goal]
    return Words(f"{many:,} {zh}", counted(many, one, several).en)


def _bare(goal: Goal, value: float, shop: Shop) -> Words:
    if goal == "margin":
        return money(shop, round(value))
    number = f"{value:,.0f}" if value >= 10 else f"{value:.1f}"
    return Words(number, number)


def plan_lead(trial: Trial, goal: Goal) -> Words:
    """How long it takes and what it can tell."""
    told = _told(trial, goal)
    if told is None:
        return Words(
            f"按现在的开团速度，{trial.days} 天也分不出高低：先多开团。",
            f"At the present pace {trial.days} days cannot tell them apart: open more groups first.",
        )
    faint = _faint(trial)
    return Words(
        f"一次只改一样。全店的拼团一周一轮换着来，每种 {trial.groups} 个有结果的团，一共约 {trial.days} 天；"
        f"{told.zh}，八成能看出来。{faint.zh}",
        f"One change at a time. All offers of the shop in turn week by week, {trial.groups} groups with an outcome "
        f"each, about {counted(trial.days, 'day').en} in all; {told.en} is told four times in five.{faint.en}",
    )


def _faint(trial: Trial) -> Words:
    """A trial that is not likely to tell what is expected says so."""
    if trial.expected is None or not doubtful(trial):
        return NOTHING
    part = f"{abs(trial.expected):.0%}"
    return Words(
        f"预计只差 {part}，一轮多半分不出来：多轮换几轮再定；急着定的按上次的办。",
        f" Only {part} is expected, which it is not likely to tell in one go: take turns for longer; in a hurry "
        "stay with last time's.",
    )


_COUNTED: dict[Goal, Words] = {
    "newcomers": Words("每天的新客", "new buyers per day"),
    "margin": Words("每天的毛利", "margin per day"),
    "clear": Words("每天卖出的件数", "pieces per day"),
}


def _told(trial: Trial, goal: Goal) -> Words | None:
    """The differences it tells: of what the goal counts, and of fill rates."""
    points = None if trial.tells is None else f"{trial.tells * 100:.1f}"
    if trial.tells_goal is not None:
        part, what = f"{trial.tells_goal:.0%}", _COUNTED[goal]
        more = Words(f"(成团率差 {points} 个百分点)", f" (of fill rates: {points} percentage points)")
        more = more if points else NOTHING
        return Words(f"{what.zh}差 {part} 以上的{more.zh}", f"a difference of {part} in {what.en}{more.en}")
    if points is None:
        return None
    return Words(f"成团率差 {points} 个百分点以上的", f"a difference of {points} percentage points in fill rates")
