"""How many sets are enough, and whom they say to choose (OPIM-C: Tang, Tang, Xiao, Yuan 2018).

Two collections of the same size: by one the choice is made, by the other, which knows nothing of it, it is judged. From
the second follows how much the choice reaches at least, from the first how much any choice could reach at most; both
hold together with probability ``SURE``. Their ratio is the certificate. Sets are doubled until chance takes no more
than ``LOSS`` of what the certificate would be with endless sets, or a limit is reached. Where all cost the same that
is a choice that reaches at least (1 - LOSS)(1 - 1/e) of the best, and nearly always far more.
"""

import math

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.seeding.choice import Choice, Purse, bound, chosen, with_starts
from analytics.seeding.cover import Cover, cover_of
from analytics.seeding.graph import Graph
from analytics.seeding.reverse import EMPTY, Collection, Limits, draw, joined

Floats = NDArray[np.float64]
LOSS = 0.05
SURE = 0.99
_FIRST = 4096


class Sampled(Struct, frozen=True, eq=False):
    """A choice with what is known of it."""

    choice: Choice
    sets: int
    """How many sets it was chosen by; as many judged it."""
    certificate: float
    """It reaches at least so much of the best there is, with probability ``SURE``."""
    limited: bool
    """Whether a limit was reached before the sets were enough."""
    judges: Cover
    """The sets that knew nothing of the choice."""


def sampled(graph: Graph, values: Floats, purse: Purse, already: Ints, seed: int, limits: Limits) -> Sampled:
    """The choice within the purse that reaches most of ``values`` beyond what ``already`` reach."""
    streams = [np.random.default_rng([seed, which]) for which in (1, 2)]
    half = Limits(limits.members // 2, limits.tosses // 2)
    drawn, sets, size = [EMPTY, EMPTY], 0, _FIRST
    for look in range(1, 64):
        drawn = [
            joined([old, draw(graph, values, size - sets, rng, _rest(half, old))])
            for old, rng in zip(drawn, streams, strict=True)
        ]
        limited = any(len(one) < size for one in drawn)
        sets, size = size, size * 2
        makers, judges = (cover_of(one, len(graph), already) for one in drawn)
        choice = chosen(makers, purse)
        certificate, endless = _certificate(makers, judges, purse, choice, look)
        if limited or certificate >= (1 - LOSS) * endless:
            break
    final = with_starts(makers, purse, choice)
    certificate, _ = _certificate(makers, judges, purse, final, look)
    return Sampled(final, len(drawn[0]), certificate, limited, judges)


def _rest(limits: Limits, used: Collection) -> Limits:
    return structs.replace(limits, members=limits.members - len(used.members), tosses=limits.tosses - used.tossed)


def _certificate(makers: Cover, judges: Cover, purse: Purse, choice: Choice, look: int) -> tuple[float, float]:
    """What the choice reaches of the best at least, and what that would be without chance.

    Each look may be wrong with its own part of 1 - SURE: 1/2, 1/6, 1/12 ... of it, which sum up to 1.
    """
    doubt = math.log(2 * look * (look + 1) / (1 - SURE))
    most = bound(makers, purse, choice)
    if most <= 0 or not len(judges.drawn):
        return 0.0, 1.0
    least = at_least(judges.won(choice.picked.nodes), doubt) / len(judges.drawn)
    return min(1.0, least / (at_most(most, doubt) / len(makers.drawn))), choice.picked.won / most


def at_least(hits: int, doubt: float) -> float:
    """Of so many hits as many were to be expected at least, but for a chance of exp(-doubt) (OPIM-C, lemma 4.2)."""
    return max(0.0, (math.sqrt(hits + 2 * doubt / 9) - math.sqrt(doubt / 2)) ** 2 - doubt / 18)


def at_most(hits: float, doubt: float) -> float:
    """So many hits were to be expected at most, but for a chance of exp(-doubt) (OPIM-C, lemma 4.3)."""
    return (math.sqrt(hits + doubt / 2) + math.sqrt(doubt / 2)) ** 2
