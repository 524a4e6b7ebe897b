"""Which of the options serves the goal best, and how sure that is."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Mask
from analytics.group_buy.whatif.asked import Goal
from analytics.group_buy.whatif.learnt import Learnt
from analytics.group_buy.whatif.numbers import BAD, Option, numbers, spans
from analytics.group_buy.whatif.options import Options
from analytics.group_buy.whatif.outcomes import Outcomes
from analytics.group_buy.whatif.past import Floats
from analytics.group_buy.whatif.terms import Terms

_NEARLY = 0.99
"""Offers that clear so much of what the best clears are as good; of them the one with the highest margin is taken."""


class Judged(Struct, frozen=True):
    """All options, in the order in which they were given; the others are places among them."""

    options: tuple[Option, ...]
    advised: int
    last: int | None
    own: int | None


def judged(found: Learnt, terms: Terms, compared: Options, brought: Outcomes) -> Judged | None:
    """None where what the goal counts is not known."""
    goal = of_goal(terms.asked.goal, brought)
    if goal is None:
        return None
    value, lucky = goal
    allowed = _allowed(terms, compared, brought)
    ranked = value if brought.margin is None or terms.asked.goal != "clear" else value + 1e-9 * brought.margin
    winner = np.where(allowed[:, None], ranked, -np.inf).argmax(axis=0)
    best = np.bincount(winner, minlength=len(allowed)) / ranked.shape[1]
    better = None if compared.last is None else (ranked > ranked[compared.last]).mean(axis=1).tolist()
    told = numbers(found, terms, compared.choices, brought)
    goals = spans(value, money=terms.asked.goal == "margin")
    bad = np.quantile(lucky, BAD, axis=1).tolist()
    rows = tuple(
        Option(
            choice=choice, tried=told.tried[at], opened=told.opened[at], fill=told.fill[at],
            newcomers=told.newcomers[at], margin=told.margin[at], pieces=told.pieces[at], goal=goals[at],
            bad_goal=bad[at], bad_margin=told.bad_margin[at], best=float(best[at]),
            better=better[at] if better and at != compared.last else None, per_newcomer=told.per_newcomer[at],
            break_even=told.break_even[at], pareto=told.pareto[at], allowed=bool(allowed[at]),
        )
        for at, choice in enumerate(compared.choices)
    )  # fmt: skip
    return Judged(rows, _advised(terms.asked.goal, value, brought, allowed), compared.last, compared.own)


def of_goal(goal: Goal, brought: Outcomes) -> tuple[Floats, Floats] | None:
    """What a goal counts: expected, and as it may really come."""
    expected, lucky = {
        "newcomers": (brought.newcomers, brought.lucky_newcomers),
        "margin": (brought.margin, brought.lucky_margin),
        "clear": (brought.pieces, brought.lucky_pieces),
    }[goal]
    return None if expected is None or lucky is None else (expected, lucky)


def _allowed(terms: Terms, compared: Options, brought: Outcomes) -> Mask:
    """Rules that no goal outweighs: those that can be kept are."""
    allowed: Mask = np.array([one.price < terms.solo for one in compared.choices])
    if not allowed.any():
        allowed[:] = True
    if brought.lucky_margin is not None:
        safe = allowed & (np.quantile(brought.lucky_margin, BAD, axis=1) >= 0)
        if safe.any():
            return safe
    return allowed


def _advised(goal: Goal, value: Floats, brought: Outcomes, allowed: Mask) -> int:
    expected = np.where(allowed, value.mean(axis=1), -np.inf)
    if goal != "clear" or brought.margin is None:
        return int(expected.argmax())
    near = expected >= _NEARLY * expected.max()
    return int(np.where(near, brought.margin.mean(axis=1), -np.inf).argmax())
