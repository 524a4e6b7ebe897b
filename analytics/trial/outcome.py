"""What came of a trial: who of each arm bought in its days, and how far the arms differ.

Everybody counts in the arm they were put in, whether the offer reached them or not (intention to treat). Buyers decide;
amounts are told beside them. Of three arms each pair is compared, with intervals that hold 95% of the time together
(Bonferroni).

Before the days are over somebody may look every day. Intervals are then so wide that in 99 of 100 trials without an
effect no look ever shows one: after a part t of the window by c / sqrt(t) standard errors, where a Brownian motion
passes c before its end with that chance (O'Brien and Fleming 1979, Biometrics 35, 549; Lan and DeMets 1983, Biometrika
70, 659).
"""

import math
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Literal

import numpy as np
from msgspec import Struct

from analytics.chance import normal_quantile
from analytics.coverage import coverage, present
from analytics.intervals import gap, share_at, widened
from analytics.period import midnight
from analytics.power import smallest_more
from analytics.result import Estimate
from analytics.trial.amounts import Paid, head_gap
from analytics.trial.persons import Persons, persons
from storage.derive import paid
from storage.facts import Facts
from storage.trial import Enrolled, Trial

EARLY = 0.01
"""How often a trial without an effect may ever seem to have one before its days are over."""

Phase = Literal["not begun", "running", "over"]


class Compared(Struct, frozen=True):
    """Two arms, by their places; what is told is the first against the second."""

    one: int
    other: int
    share: Estimate
    """The difference of the shares who bought."""
    head: Estimate | None
    """The difference of amounts per head, minor units; None where too few bought."""
    extra: Estimate
    """So many buyers more than the other arm's share would have made of the first; within what there can be."""
    smallest: float | None
    """The smallest difference of shares that so many people can tell in the whole window; None where they can tell
    none, or where it is not over and was not planned."""

    @property
    def told(self) -> bool:
        """Whether they differ beyond chance."""
        return self.share.low > 0 or self.share.high < 0


class Outcome(Struct, frozen=True):
    """What is seen of a trial so far."""

    phase: Phase
    day: int
    """How many of its days are over in the data."""
    arms: tuple[Paid, ...]
    compared: tuple[Compared, ...]
    in_both: int
    absent: int
    guests: float
    """The part of what was paid in those days that has no buyer, and so no arm."""


def outcome(facts: Facts, enrolled: Enrolled, merges: Mapping[str, str]) -> Outcome:
    """What the orders say."""
    trial, found = enrolled.trial, persons(facts, enrolled, merges)
    begin, end, phase = window(facts, trial)
    arms, guests = _paid(facts, found, len(trial.arms), begin, min(end, present(facts) + 1))
    compared: tuple[Compared, ...] = ()
    if phase != "not begun" and min(arm.people for arm in arms) > 0:
        compared = compare(arms, min((present(facts) - begin) / (end - begin), 1.0), trial.usual)
    return Outcome(phase, _days_over(facts, trial), arms, compared, found.in_both, found.absent, guests)


def compare(arms: Sequence[Paid], part: float, usual: float | None = None) -> tuple[Compared, ...]:
    """Each pair of arms, none of them empty, after a part of the window above 0.

    ``usual`` is the share that was expected to buy in the whole of it, which counts until the window is over.
    """
    pairs = list(combinations(range(len(arms)), 2))
    last = widened(len(pairs))
    z = last if part >= 1 else normal_quantile(EARLY / 2 / len(pairs)) / math.sqrt(part)
    rates = [_seen(arm) if part >= 1 else usual for arm in arms]
    return tuple(
        _compare(arms, one, other, z, _smallest(arms[one], arms[other], last, rates[other])) for one, other in pairs
    )


def window(facts: Facts, trial: Trial) -> tuple[int, int, Phase]:
    """The first moment that counts, the first that does not any more, and whether the data reaches there."""
    begin, end = midnight(trial.start, facts.shop.zone), midnight(trial.end, facts.shop.zone)
    until = present(facts)
    return begin, end, "not begun" if until <= begin else "running" if until < end else "over"


def _days_over(facts: Facts, trial: Trial) -> int:
    known = coverage(facts)
    return 0 if known is None else min(max((known.until_day - trial.start).days, 0), trial.days)


def _paid(facts: Facts, found: Persons, arms: int, begin: int, end: int) -> tuple[tuple[Paid, ...], float]:
    orders = paid(facts)
    lo, hi = orders.between(begin, max(begin, end))
    place, amount = found.place[orders.buyer[lo:hi]], orders.amount[lo:hi]
    ours, count = place >= 0, len(found.arm)
    often = np.bincount(place[ours], minlength=count)
    money = np.bincount(place[ours], amount[ours].astype(np.float64), minlength=count)
    guests = float(amount[orders.buyer[lo:hi] < 0].sum()) / max(float(amount.sum()), 1.0)

    columns = (np.ones(count), often > 0, often, money, money * money)
    sums = np.array([np.bincount(found.arm, values, minlength=arms) for values in columns])
    return tuple(Paid(int(n), int(k), int(o), round(m), float(s)) for n, k, o, m, s in sums.T.tolist()), guests


def _compare(arms: Sequence[Paid], one: int, other: int, z: float, smallest: float | None) -> Compared:
    first, second = arms[one], arms[other]
    share = gap(share_at(first.buyers, first.people, z), share_at(second.buyers, second.people, z))
    return Compared(one, other, share, head_gap(first, second, z), _extra(share, first), smallest)


def _extra(share: Estimate, arm: Paid) -> Estimate:
    """Counted in people of the arm: an offer cannot have brought more than all who bought, nor kept away more than all
    who did not."""
    extra = share.times(arm.people)
    return Estimate(extra.value, max(extra.low, arm.buyers - arm.people), min(extra.high, arm.buyers))


def _smallest(first: Paid, second: Paid, z: float, rate: float | None) -> float | None:
    return None if rate is None else smallest_more(rate, second.people, first.people, z)


def _seen(arm: Paid) -> float:
    return (arm.buyers + 1) / (arm.people + 2)  # of nobody who bought nothing could be planned
