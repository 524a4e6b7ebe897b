"""What each option would bring, as it is told: means with intervals, bad cases, what a new buyer costs."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Mask
from analytics.group_buy.whatif.asked import LEVERS, Choice
from analytics.group_buy.whatif.learnt import Learnt
from analytics.group_buy.whatif.options import Options
from analytics.group_buy.whatif.outcomes import Outcomes
from analytics.group_buy.whatif.past import Floats
from analytics.group_buy.whatif.terms import Terms
from analytics.result import Estimate

BAD = 0.1
"""A bad case is what one offer in ten falls short of."""


class Option(Struct, frozen=True):
    """One offer; money in minor units. Intervals are of what is to be expected, bad cases of a single offer."""

    choice: Choice
    tried: int
    """Finished groups under exactly these terms, of any product."""
    tried_here: int
    """Those of them with the product that is asked about."""
    opened: Estimate
    fill: Estimate
    newcomers: Estimate | None
    margin: Estimate | None
    pieces: Estimate
    goal: Estimate
    bad_goal: float
    bad_margin: float | None
    best: float
    """The chance that no other allowed option serves the goal better."""
    better: float | None
    """The chance that it serves better than last time's terms; None without these. For new buyers that is with the
    margin they cost, where that is known."""
    per_newcomer: float | None
    """What is given away (discounts, rewards, spend) for each new buyer."""
    break_even: float | None
    """The fill rate below which the offer loses money; None where no fill rate saves it, or the cost is not known."""
    pareto: bool
    """No other option brings more new buyers without less margin, nor more margin without fewer new buyers."""
    allowed: bool
    """Its price lies below the solo price, and it does not lose money in a bad case (if any option does not)."""


class Numbers(Struct, frozen=True):
    """A value per option of all that does not depend on the goal."""

    tried: list[int]
    tried_here: list[int]
    opened: list[Estimate]
    fill: list[Estimate]
    newcomers: list[Estimate] | list[None]
    margin: list[Estimate] | list[None]
    pieces: list[Estimate]
    bad_margin: list[float] | list[None]
    per_newcomer: list[float | None]
    break_even: list[float | None]
    pareto: list[bool]


def numbers(found: Learnt, terms: Terms, compared: Options, brought: Outcomes) -> Numbers:
    """Of all options."""
    choices, mine = compared.choices, found.past.product == terms.product
    unknown: list[None] = [None] * len(choices)
    pieces, lucky = spans(brought.pieces), brought.lucky_margin
    new = unknown if brought.newcomers is None else spans(brought.newcomers)
    return Numbers(
        tried=_tried(found, terms, choices, np.ones_like(mine)),
        tried_here=_tried(found, terms, choices, mine),
        opened=spans(brought.opened),
        fill=spans(brought.fill),
        newcomers=new,
        margin=unknown if brought.margin is None else spans(brought.margin, money=True),
        pieces=pieces,
        bad_margin=unknown if lucky is None else np.quantile(lucky, BAD, axis=1).tolist(),
        per_newcomer=[_per_newcomer(terms, *one) for one in zip(choices, pieces, new, strict=True)],
        break_even=_break_evens(terms, brought),
        pareto=_front(brought, len(choices)),
    )


def spans(draws: Floats, money: bool = False) -> list[Estimate]:
    """Mean and 95% interval of each row; money in whole minor units."""
    low, high = np.quantile(draws, (0.025, 0.975), axis=1).tolist()
    parts = zip(draws.mean(axis=1).tolist(), low, high, strict=True)
    return [Estimate(*(round(one) for one in part)) if money else Estimate(*part) for part in parts]


def pareto(one: Floats, other: Floats) -> Mask:
    """Which points no other point beats in one number without losing in the other."""
    beaten = (one[None, :] >= one[:, None]) & (other[None, :] >= other[:, None])
    beaten &= (one[None, :] > one[:, None]) | (other[None, :] > other[:, None])
    return ~np.asarray(beaten.any(axis=1))


def break_even(spend: float, opened: float, each: float) -> float | None:
    """The fill rate at which what filled groups leave pays the spend; None where none up to 1 does.

    spend = opened x rate x each, where ``each`` is the margin of a filled group; without regard to the stock.
    """
    if each <= 0 or opened <= 0:
        return None
    rate = spend / (opened * each)
    return rate if rate <= 1 else None


def _break_evens(terms: Terms, brought: Outcomes) -> list[float | None]:
    if brought.each is None:
        return [None] * len(brought.opened)
    pairs = zip(brought.opened.mean(axis=1).tolist(), brought.each.mean(axis=1).tolist(), strict=True)
    return [break_even(terms.asked.spend, *pair) for pair in pairs]


def _front(brought: Outcomes, many: int) -> list[bool]:
    if brought.newcomers is None or brought.margin is None:
        return [False] * many
    return [bool(one) for one in pareto(brought.newcomers.mean(axis=1), brought.margin.mean(axis=1))]


def _tried(found: Learnt, terms: Terms, choices: tuple[Choice, ...], counted: Mask) -> list[int]:
    """Finished groups of the offers that count."""
    groups: dict[tuple[int, ...], int] = {}
    offers = zip(*(found.past.lever(name).tolist() for name in LEVERS), strict=True)
    for offer, many in zip(offers, (found.past.finished * counted).tolist(), strict=True):
        groups[offer] = groups.get(offer, 0) + many
    levels = [terms.levels(one) for one in choices]
    return [groups.get(tuple(one[name] for name in LEVERS), 0) for one in levels]


def _per_newcomer(terms: Terms, choice: Choice, pieces: Estimate, new: Estimate | None) -> float | None:
    """Discounts against the solo price, a reward per filled group, and the fixed spend, for each new buyer."""
    if new is None or new.value <= 0:
        return None
    given = (terms.solo - choice.price) * pieces.value + choice.reward * pieces.value / choice.size
    return (given + terms.asked.spend) / new.value
