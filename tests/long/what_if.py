"""Is the advice on the next group-buy worth taking: scored by what was planted, beside "same as last time".

Of each simulated shop the advice for each goal is taken as it is given, for the product of its last offer, and what it
is to bring is worked out from the planted truth, which the advice has not seen. So it is for last time's terms, and for
a mix of tried terms drawn by lot. To clear there are 20 to 150 pieces. New buyers are told as their number, and with
the margin they cost, at the price the answer puts on one. Of intervals it is told how many hold the truth: of the
advised option, which was chosen because it looks good, and of one drawn by lot.
"""

import argparse

import numpy as np
from msgspec import Struct

from analytics.group_buy.whatif.answer import Answer, what_if
from analytics.group_buy.whatif.asked import GOALS, Asked, Choice, Goal
from analytics.group_buy.whatif.numbers import Option
from storage.facts import Facts
from sync.sandbox.hypothetical import Imagined, Outcome
from sync.sandbox.shop import simulate
from sync.sandbox.simulated import Simulated
from tests.simulated import simulated_facts

SEEDS, DRAWS = 200, 4000
ORDERS = (20_000, 60_000)
DAYS = 30
STOCKS = (20, 40, 80, 150)


class Scored(Struct, frozen=True):
    """What one shop's answer to one goal is truly worth, in the unit of the goal (people, minor units, pieces)."""

    advised: float
    last: float
    lot: float
    most: float
    """The best that was among the allowed options."""
    same: bool
    """The advice was to do the same as last time, or there was none."""
    bad_margin: float
    """What the advised offer is to earn, minor units."""
    last_margin: float
    held: tuple[bool, ...]
    """Whether the interval of the goal holds the truth: of the advised option, of one drawn by lot."""
    sure: float
    """The chance to beat last time, as it was said."""
    served: tuple[float, float, float]
    """By what options are held against one another, of advice, last time's and the best allowed: the goal; for new
    buyers the margin with new buyers at the price they may cost."""
    given: tuple[float, float]
    """Discounts and rewards of the advised and of last time's offer, minor units."""


def main(options: argparse.Namespace) -> int:
    """0 if for every goal and size of shop the advice beats last time's terms beyond chance."""
    seeds = range(options.seed, options.seed + (options.n or SEEDS))
    good = []
    for orders in ORDERS:
        found = [scores(simulate(orders, seed=seed), seed) for seed in seeds]
        print(f"shops of {orders:,} orders")
        good += [_tell(goal, [one[goal] for one in found]) for goal in GOALS]
    return 0 if all(good) else 1


def scores(made: Simulated, seed: int) -> dict[Goal, Scored]:
    """Of one shop, by goal."""
    facts, chance = simulated_facts(made), np.random.default_rng(seed)
    stock = int(chance.choice(STOCKS))
    asked = [Asked(goal=goal, days=DAYS, stock=stock if goal == "clear" else None, seed=seed) for goal in GOALS]
    return {one.goal: scored(made, facts, what_if(facts, one), chance) for one in asked}


def scored(made: Simulated, facts: Facts, answer: Answer, chance: np.random.Generator) -> Scored:
    """One answer against the truth."""
    assert answer.terms is not None
    last = answer.terms.last
    lot = answer.options[int(chance.integers(len(answer.options)))] if answer.options else None
    advised = answer.advised.choice if answer.advised else last
    goal, worth = answer.asked.goal, {one: truth(made, answer, one) for one in (advised, last)}
    by_lot = truth(made, answer, lot.choice) if lot else worth[last]
    asked = [one for one in (answer.advised, lot) if one is not None]
    allowed = [truth(made, answer, one.choice) for one in answer.options if one.allowed]
    return Scored(
        advised=of(goal, worth[advised]), last=of(goal, worth[last]), lot=of(goal, by_lot), same=advised == last,
        most=max((of(goal, one) for one in allowed), default=0.0),
        bad_margin=worth[advised].margin, last_margin=worth[last].margin,
        held=tuple(_holds(one, of(goal, truth(made, answer, one.choice))) for one in asked),
        sure=(answer.advised.better if answer.advised else None) or 0.0,
        served=(
            served(answer, worth[advised]), served(answer, worth[last]),
            max((served(answer, one) for one in allowed), default=0.0),
        ),
        given=(given(answer, advised, worth[advised]), given(answer, last, worth[last])),
    )  # fmt: skip


def truth(made: Simulated, answer: Answer, choice: Choice) -> Outcome:
    """What was planted says of terms."""
    terms = answer.terms
    assert terms is not None
    offer = Imagined(terms.product, choice.size, terms.solo, choice.price, choice.window, choice.reward)
    return made.truth.group_buying.outcome(offer, answer.asked.days or DAYS, answer.asked.stock)


def served(answer: Answer, outcome: Outcome) -> float:
    """What the advice goes by, were everything known but what a new buyer is worth."""
    if answer.price is None:
        return of(answer.asked.goal, outcome)
    return outcome.margin + answer.price.mean * outcome.newcomers


def given(answer: Answer, choice: Choice, outcome: Outcome) -> float:
    """Discounts and rewards."""
    assert answer.terms is not None
    return (answer.terms.solo - choice.price + choice.reward / choice.size) * outcome.pieces


def of(goal: Goal, outcome: Outcome) -> float:
    """What a goal counts."""
    return {"newcomers": outcome.newcomers, "margin": outcome.margin, "clear": outcome.pieces}[goal]


def _holds(option: Option, value: float) -> bool:
    return option.goal.low <= value <= option.goal.high


def _tell(goal: Goal, found: list[Scored]) -> bool:
    """Print one goal; whether the advice beats last time's terms beyond chance."""
    advised, last, lot = (np.array([getattr(one, name) for one in found]) for name in ("advised", "last", "lot"))
    low, high = interval(advised - last)
    same = np.array([one.same for one in found])
    better, worse = (~same & (advised > last)).mean(), (~same & (advised < last)).mean()
    unit = 100 if goal == "margin" else 1
    print(
        f"{goal}: {len(found)} shops. Expected by the truth: advice {advised.mean() / unit:.2f}, same as last time "
        f"{last.mean() / unit:.2f}, by lot {lot.mean() / unit:.2f}\n"
        f"  advice less last time {(advised - last).mean() / unit:+.2f} ({low / unit:+.2f} to {high / unit:+.2f}), "
        f"{advised.sum() / last.sum() - 1:+.0%}; less lot {(advised - lot).mean() / unit:+.2f}; "
        f"{advised.sum() / sum(one.most for one in found):.0%} of the best among the allowed options\n"
        f"  better {better:.0%}, the same {same.mean():.0%}, worse {worse:.0%}; said to be better "
        f"{np.mean([one.sure for one in found if not one.same]):.0%}\n"
        f"  margin of the offer {np.mean([one.bad_margin for one in found]) / 100:.0f} yuan, last time's "
        f"{np.mean([one.last_margin for one in found]) / 100:.0f}; losing offers "
        f"{np.mean([one.bad_margin < 0 for one in found]):.0%} against "
        f"{np.mean([one.last_margin < 0 for one in found]):.0%}\n"
        f"  95% intervals that hold: advised {_held(found, 0)}, by lot {_held(found, 1)}",
        flush=True,
    )
    return _tell_price(found) if goal == "newcomers" else low > 0


def _tell_price(found: list[Scored]) -> bool:
    """What new buyers cost, and whether the advice serves better than last time's terms beyond chance with that."""
    ours, last, most = (np.array([one.served[place] for one in found]) / 100 for place in range(3))
    low, high = interval(ours - last)
    each = [sum(one.given[place] for one in found) / 100 for place in range(2)]
    new = [sum(one.advised for one in found), sum(one.last for one in found)]
    print(
        f"  margin with new buyers at their price {ours.mean():.0f} yuan, last time's {last.mean():.0f}: "
        f"{(ours - last).mean():+.0f} ({low:+.0f} to {high:+.0f}); {ours.sum() / most.sum():.0%} of the best; better "
        f"{(ours > last).mean():.0%}, worse {(ours < last).mean():.0%}\n"
        f"  given per new buyer {each[0] / new[0]:.2f} yuan, last time {each[1] / new[1]:.2f}",
        flush=True,
    )
    return low > 0


def interval(gain: np.ndarray) -> tuple[float, float]:
    """The 95% interval of a mean, shops drawn with replacement."""
    chance = np.random.default_rng(1)
    means = gain[chance.integers(len(gain), size=(DRAWS, len(gain)))].mean(axis=1)
    return float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))


def _held(found: list[Scored], place: int) -> str:
    held = [one.held[place] for one in found if len(one.held) > place]
    return f"{np.mean(held):.1%} of {len(held)}"
