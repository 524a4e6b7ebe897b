"""Which of the options serves the goal best, and how sure that is."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Mask
from analytics.group_buy.whatif.asked import Asked, Goal
from analytics.group_buy.whatif.learnt import Learnt
from analytics.group_buy.whatif.numbers import BAD, Option, numbers, spans
from analytics.group_buy.whatif.options import Options
from analytics.group_buy.whatif.outcomes import Outcomes
from analytics.group_buy.whatif.past import Floats
from analytics.group_buy.whatif.terms import Terms
from analytics.group_buy.whatif.tradeoff import Price, price_of, worth_of
from analytics.group_buy.whatif.worth import Worth

_NEARLY = 0.99
"""Offers that come so near to the best are as good; of them the one that was tried most is taken."""
CLEARED = 0.95
"""The part of the stock from which on it counts as cleared. Of offers that all clear it the margin decides."""


class Judged(Struct, frozen=True):
    """All options, in the order in which they were given; the others are places among them."""

    options: tuple[Option, ...]
    advised: int
    last: int | None
    own: int | None
    price: Price | None
    """Where new buyers are the goal: what one may cost in margin; None where that is not known."""
    safe: bool
    """Some option does not lose money in a bad case; True where the cost is not known."""


def judged(found: Learnt, terms: Terms, compared: Options, brought: Outcomes, one: Worth | None) -> Judged | None:
    """None where what the goal counts is not known; ``one`` is what a new buyer is worth."""
    goal = of_goal(terms.asked.goal, brought)
    if goal is None:
        return None
    value, lucky = goal
    allowed, safe = _allowed(terms, compared, brought)
    price = price_of(one, brought, allowed) if terms.asked.goal == "newcomers" else None
    ranked = _ranked(terms, value, brought, price, safe)
    winner = np.where(allowed[:, None], ranked, -np.inf).argmax(axis=0)
    best = np.bincount(winner, minlength=len(allowed)) / ranked.shape[1]
    better = None if compared.last is None else (ranked > ranked[compared.last]).mean(axis=1).tolist()
    told = numbers(found, terms, compared, brought)
    goals = spans(value, money=terms.asked.goal == "margin")
    bad = np.quantile(lucky, BAD, axis=1).tolist()
    rows = tuple(
        Option(
            choice=choice, tried=told.tried[at], tried_here=told.tried_here[at],
            opened=told.opened[at], fill=told.fill[at],
            newcomers=told.newcomers[at], margin=told.margin[at], pieces=told.pieces[at], goal=goals[at],
            bad_goal=bad[at], bad_margin=told.bad_margin[at], best=float(best[at]),
            better=better[at] if better and at != compared.last else None, per_newcomer=told.per_newcomer[at],
            break_even=told.break_even[at], pareto=told.pareto[at], allowed=bool(allowed[at]),
        )
        for at, choice in enumerate(compared.choices)
    )  # fmt: skip
    best_one = _advised(terms.asked, ranked, brought, allowed, told.tried) if safe else _richest(brought, allowed)
    return Judged(rows, best_one, compared.last, compared.own, price, safe)


def of_goal(goal: Goal, brought: Outcomes) -> tuple[Floats, Floats] | None:
    """What a goal counts: expected, and as it may really come."""
    expected, lucky = {
        "newcomers": (brought.newcomers, brought.lucky_newcomers),
        "margin": (brought.margin, brought.lucky_margin),
        "clear": (brought.pieces, brought.lucky_pieces),
    }[goal]
    return None if expected is None or lucky is None else (expected, lucky)


def _ranked(terms: Terms, value: Floats, brought: Outcomes, price: Price | None, safe: bool) -> Floats:
    """By what options are held against one another: the goal, new buyers with the margin they cost, or the loss."""
    if brought.margin is None:
        return value
    if not safe:
        return brought.margin
    if price is not None and brought.newcomers is not None:
        return worth_of(price, brought.newcomers, brought.margin, terms.asked.seed)
    return value + 1e-9 * brought.margin if terms.asked.goal == "clear" else value


def _allowed(terms: Terms, compared: Options, brought: Outcomes) -> tuple[Mask, bool]:
    """Rules that no goal outweighs: those that can be kept are; and whether losing nothing is among them."""
    allowed: Mask = np.array([one.price < terms.solo for one in compared.choices])
    if not allowed.any():
        allowed[:] = True
    if brought.lucky_margin is not None:
        safe = allowed & (np.quantile(brought.lucky_margin, BAD, axis=1) >= 0)
        return (safe, True) if safe.any() else (allowed, False)
    return allowed, True


def _richest(brought: Outcomes, allowed: Mask) -> int:
    """Where all lose: the least loss."""
    assert brought.margin is not None
    return int(np.where(allowed, brought.margin.mean(axis=1), -np.inf).argmax())


def _advised(asked: Asked, ranked: Floats, brought: Outcomes, allowed: Mask, tried: list[int]) -> int:
    expected = np.where(allowed, ranked.mean(axis=1), -np.inf)
    near = expected >= expected.max() - (1 - _NEARLY) * abs(expected.max())
    cleared = asked.goal == "clear" and expected.max() >= CLEARED * (asked.stock or 0)
    if cleared and brought.margin is not None:  # no more can be sold: the most tried may give margin away for nothing
        return int(np.where(near, brought.margin.mean(axis=1), -np.inf).argmax())
    return max(np.flatnonzero(near).tolist(), key=lambda at: (tried[at], expected[at]))
