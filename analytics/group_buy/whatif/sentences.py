"""The answer in sentences: what is advised, what it brings, how sure that is."""

from analytics.group_buy.whatif.answer import Answer
from analytics.group_buy.whatif.asked import GOALS, Choice, Goal
from analytics.group_buy.whatif.numbers import Option
from analytics.group_buy.whatif.refusals import duration
from analytics.group_buy.whatif.trial import SURE, Trial
from analytics.result import Estimate
from analytics.say import as_words, money, percent, plain_money
from storage.shop import Shop
from storage.words import Words


def named(choice: Choice, shop: Shop, only: str | None = None) -> Words:
    """An offer in a few words, or one of its terms."""
    price, reward, time = plain_money(shop, choice.price), plain_money(shop, choice.reward), duration(choice.window)
    parts = {
        "size": Words(f"{choice.size} 人团", f"{choice.size} people"),
        "discount": Words(price, price),
        "window": Words(time.zh.strip(), time.en),
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
    brings, bad = amount(goal, best.goal, shop), _plain(goal, best.bad_goal, shop)
    beside = _beside(answer, best, shop)
    mixed = Words("", "") if best.tried else _MIXED
    loses = Words("", "")
    if best.bad_margin is not None and best.bad_margin < 0:
        loses = Words("坏情况会亏钱。", " In a bad case it loses money.")
    return Words(
        f"要{GOALS[goal].zh}，建议 {offer.zh}：{answer.asked.days} 天预计{brings.zh}，"
        f"坏情况(十场里最差的一场){bad.zh}。{beside.zh}{loses.zh}{mixed.zh}",
        f"For {GOALS[goal].en}: {offer.en}. In {answer.asked.days} days expect {brings.en}, in a bad case (one in ten) "
        f"{bad.en}. {beside.en}{loses.en}{mixed.en}",
    )


def _beside(answer: Answer, best: Option, shop: Shop) -> Words:
    last = answer.last
    if last is None or best.better is None:
        return Words("上次的做法试得不够，没法比。", "Last time's terms were not tried enough to compare.")
    if best.choice == last.choice:
        return Words("就是上次的做法，没有更好的。", "These are last time's terms; nothing is better.")
    was = _plain(answer.asked.goal, float(last.goal.value), shop)
    sure = Words("99% 以上", "more than 99%") if best.better > _ALL_BUT else as_words(percent(best.better))
    if best.better >= SURE:
        return Words(
            f"和上次一样做是{was.zh}，有 {sure.zh} 的把握比它好。",
            f"Same as last time: {was.en}; better with a chance of {sure.en}.",
        )
    return Words(
        f"和上次一样做是{was.zh}，比它好的把握只有 {percent(best.better)}，先对照着试。",
        f"Same as last time: {was.en}; better with a chance of {percent(best.better)} only: try both side by side.",
    )


def amount(goal: Goal, span: Estimate, shop: Shop) -> Words:
    """A number of the goal with its interval."""
    value = _plain(goal, float(span.value), shop)
    low, high = (_bare(goal, float(one), shop) for one in (span.low, span.high))
    return Words(f"{value.zh}({low.zh} 到 {high.zh})", f"{value.en} ({low.en} to {high.en})")


def _plain(goal: Goal, value: float, shop: Shop) -> Words:
    """A number of the goal and what it counts."""
    bare = _bare(goal, value, shop)
    counted = {"newcomers": (" 位新客", " new buyers"), "margin": ("", ""), "clear": (" 件", " pieces")}[goal]
    return Words(f" {bare.zh}{counted[0]}", f"{bare.en}{counted[1]}")


def _bare(goal: Goal, value: float, shop: Shop) -> Words:
    if goal == "margin":
        return money(shop, round(value))
    number = f"{value:,.0f}" if value >= 10 else f"{value:.1f}"
    return Words(number, number)


def plan_lead(trial: Trial) -> Words:
    """How long it takes and what it can tell."""
    if trial.tells is None:
        return Words(
            f"按现在的开团速度，{trial.days} 天也分不出高低：先多开团。",
            f"At the present pace {trial.days} days cannot tell them apart: open more groups first.",
        )
    return Words(
        f"全店的拼团一周一轮换着来，每种 {trial.groups} 个有结果的团，一共约 {trial.days} 天；"
        f"成团率差 {percent(trial.tells)} 以上的，八成能看出来。",
        f"All offers of the shop in turn week by week, {trial.groups} groups with an outcome each, about {trial.days} "
        f"days in all; a difference of fill rates of {percent(trial.tells)} is told four times in five.",
    )
