"""What stands beside an advice: the stock that stays, and what to do while it is not sure."""

from analytics.group_buy.whatif.answer import Answer
from analytics.group_buy.whatif.asked import FIELDS
from analytics.group_buy.whatif.cost_words import NOTHING, money
from analytics.group_buy.whatif.judged import CLEARED
from analytics.group_buy.whatif.numbers import Option
from analytics.group_buy.whatif.trial import Arm, Trial, doubtful
from storage.shop import Shop
from storage.words import Words


def left_of(answer: Answer, best: Option) -> Words:
    """To clear stock: what is sold of it and what stays, and whether any option clears it."""
    stock = answer.asked.stock
    if answer.asked.goal != "clear" or stock is None:
        return NOTHING
    sold = round(best.pieces.value)
    if sold >= stock:
        return Words(f"{stock:,} 件预计都能卖出。", f" All of the {stock:,} pieces are expected to be sold.")
    never = _never(answer, stock)
    return Words(
        f"{stock:,} 件里预计卖出 {sold:,} 件，还剩约 {stock - sold:,} 件{never.zh}。",
        f" Of {stock:,} pieces {sold:,} are expected to be sold, about {stock - sold:,} stay{never.en}.",
    )


def _never(answer: Answer, stock: int) -> Words:
    """A merchant who has to clear it needs to know that no group-buy will."""
    clear = [one for one in answer.options if one.pieces.value >= CLEARED * stock]
    if any(one.allowed for one in clear):
        return NOTHING
    if clear:
        return Words("；坏情况不亏的做法都清不完", "; no option that is safe in a bad case clears them")
    return Words("；试过的做法都清不完", "; nothing that was tried clears them")


def dearer_of(answer: Answer, best: Option, shop: Shop) -> Words:
    """To clear stock: the margin, where that is lower than last time's."""
    last = answer.last
    if answer.asked.goal != "clear" or last is None or best.margin is None or last.margin is None:
        return NOTHING
    if best.margin.value >= last.margin.value:
        return NOTHING
    now, was = (money(shop, round(one.value)) for one in (best.margin, last.margin))
    return Words(
        f"毛利要少赚：预计 {now.zh}，和上次一样做是 {was.zh}。",
        f" It costs margin: {now.en} is expected, {was.en} with last time's terms.",
    )


def step_of(trial: Trial | None, best: Option) -> Arm | None:
    """What a trial changes on the way to the advised terms; None where it is of these, or of something else."""
    if trial is None or len(trial.arms) != 2 or len(trial.arms[1].changed) != 1:
        return None
    arm, field = trial.arms[1], FIELDS[trial.arms[1].changed[0]]
    towards = getattr(arm.choice, field) == getattr(best.choice, field)
    return arm if towards and arm.choice != best.choice else None


def unsure(trial: Trial | None, step: Words | None) -> Words:
    """One thing to do while the advice is not sure; ``step`` is what a trial changes on the way to it."""
    if trial is not None and trial.tells_goal is None and trial.tells is None:
        return Words(
            "把握不够，眼下试也分不出：先按上次的办", "not sure enough, nor can a trial tell: stay with last time's"
        )
    hurry = (
        Words("；急着定的按上次的办", "; in a hurry stay with last time's") if trial and doubtful(trial) else NOTHING
    )
    if step is None:
        return Words(f"把握不够，先对照着试{hurry.zh}", f"not sure enough, so try it first{hurry.en}")
    return Words(
        f"把握不够，先只改一样：往建议走一步，换成 {step.zh}，和上次的做法对照着试{hurry.zh}",
        f"not sure enough, so change one thing first: {step.en}, a step towards it, tried beside last time's{hurry.en}",
    )
