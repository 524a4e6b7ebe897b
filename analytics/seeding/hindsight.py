"""How much of what is expected comes: the same people picked in the shop's own past, and what they then brought.

Those who look best have been lucky, and some will have lost interest; so what is expected of those picked is too high.
By how much, earlier windows tell: whom each way of picking would have picked then, what was expected of them, and what
came. Each way has its own: people drawn by lot have not been lucky. And each window has its luck, beyond that of single
friends: how much windows differ is told by the looks, drawn towards what is usual where they are few.
"""

from collections.abc import Callable

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.local_time import DAY
from analytics.seeding.history import Reached
from analytics.seeding.pace import paces_of
from analytics.seeding.rates import rates_of
from storage.columns import MISSING

Floats = NDArray[np.float64]
LOOKS = 3
"""Windows looked back at, the newest ones whose friends were all watched in full."""
USUAL, WEIGHT = 3.0, 4.0
"""How many times as much windows usually differ as by chance alone, and how many looks that weighs as much as: of
simulated shops of 3,000 to 20,000 orders the looks differ 3.0 to 3.7 times as much."""
LEAST = 20
"""Purchases by friends known at the time, below which a look says nothing."""


class Look(Struct, frozen=True):
    """One window of the past."""

    expected: float
    came: float
    """Friends who bought of all whom those picked reached."""


class Hindsight(Struct, frozen=True):
    """What the looks say together."""

    looks: tuple[Look, ...]

    @property
    def kept(self) -> float:
        """The part of what was expected that came; 1 where there is no look. Half a friend is added on both sides."""
        return (self._came + 0.5) / (self._expected + 0.5) if self.looks else 1.0

    def drawn(self, rng: np.random.Generator, expected: float) -> float:
        """The part of so many friends expected that comes in one window, as likely as the looks allow."""
        times = max(1.0, (self._squares + WEIGHT * USUAL) / float(rng.chisquare(len(self.looks) + WEIGHT)))
        mean = 1.0
        if self.looks:
            mean = float(rng.gamma((self._came + 0.5) / times) / ((self._expected + 0.5) / times))
        luck = max(expected * self.kept, 0.5) / max(times - 1, 1e-6)
        return mean * float(rng.gamma(luck)) / luck

    @property
    def _came(self) -> float:
        return sum(look.came for look in self.looks)

    @property
    def _expected(self) -> float:
        return sum(look.expected for look in self.looks)

    @property
    def _squares(self) -> float:
        """By how much the looks differ: the sum of their squared distances from the mean, as parts of it."""
        means = ((look, look.expected * self.kept) for look in self.looks)
        return sum((look.came - mean) ** 2 / mean for look, mean in means if mean > 0)


Scores = Callable[[Reached, int], dict[str, Floats]]
"""What ways of picking rank people by, from the pairs known at a moment."""


def hindsight(pairs: Reached, since: Ints, until: int, days: int, many: int, scores: Scores) -> dict[str, Hindsight]:
    """By way of picking what came of the best so many in up to ``LOOKS`` windows of the past.

    "ours" ranks by what is expected, "by_lot" is everybody, scaled to so many; the others are those of ``scores``.
    """
    moments = [until - (back + 2) * days * DAY for back in range(LOOKS)]
    seen = [look for moment in moments if (look := _look(pairs, since, moment, days, many, scores))]
    ways = seen[0] if seen else dict.fromkeys((*scores(pairs, until), "ours", "by_lot"))
    return {way: Hindsight(tuple(look[way] for look in seen)) for way in ways}


def _look(pairs: Reached, since: Ints, moment: int, days: int, many: int, scores: Scores) -> dict[str, Look] | None:
    past = pairs.by(moment, days)
    if int((past.watched & past.bought).sum()) < LEAST:
        return None
    known = np.where(since < moment, since, MISSING)
    means = paces_of(past.who, past.at, known, moment, days).means * rates_of(past, len(since)).means
    after = (pairs.at >= moment) & (pairs.at < moment + days * DAY) & pairs.bought
    came = np.bincount(pairs.who[after], minlength=len(since))
    able = np.flatnonzero(np.bincount(past.who, minlength=len(since)))
    found = {}
    for way, score in {**scores(past, moment), "ours": means}.items():
        picked = able[np.argsort(-score[able], kind="stable")[:many]]
        found[way] = Look(float(means[picked].sum()), float(came[picked].sum()))
    part = min(many / len(able), 1.0)
    return found | {"by_lot": Look(float(means[able].sum()) * part, float(came[able].sum()) * part)}
