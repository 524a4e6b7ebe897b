"""How many sets are enough, and whom they say to choose (OPIM-C: Tang, Tang, Xiao, Yuan 2018).

Two collections of the same size: by one the choice is made, by the other, which knows nothing of it, it is judged. From
the second follows how much the choice reaches at least, from the first how much any choice could reach at most; both
hold together with probability ``SURE``. Their ratio is the certificate. Sets are doubled until chance takes no more
than ``LOSS`` of what the certificate would be with endless sets, or a limit is reached. Where all cost the same that
is a choice that reaches at least (1 - LOSS)(1 - 1/e) of the best, and nearly always far more.

Where a few people reach nearly everything, who comes after them adds so little that the first sets cannot tell it from
chance. So the choices by simple scores are judged as well, and the best by the second sets is taken.
"""

import math
from collections.abc import Mapping

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.seeding.choice import Choice, Purse, Rule, bound, chosen, with_starts
from analytics.seeding.cover import Cover, cover_of
from analytics.seeding.graph import Graph
from analytics.seeding.greedy import picked
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


def sampled(
    graph: Graph, values: Floats, purse: Purse, already: Ints, simple: Mapping[Rule, Ints], seed: int, limits: Limits
) -> Sampled:
    """The choice within the purse that reaches most of ``values`` beyond what ``already`` reach.

    ``simple`` are other choices within the purse, by the rule that made them.
    """
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
    greedy = with_starts(makers, purse, choice)
    most = bound(makers, purse, greedy)
    final = max([greedy, *_simple(makers, simple)], key=lambda one: judges.won(one.picked.nodes))
    certificate, _ = _certified(makers, judges, most, final, look, among=1 + len(simple))
    return Sampled(final, len(drawn[0]), certificate, limited, judges)


def _simple(makers: Cover, simple: Mapping[Rule, Ints]) -> list[Choice]:
    return [Choice(picked(makers, nodes.tolist()), rule, False) for rule, nodes in simple.items()]


def _rest(limits: Limits, used: Collection) -> Limits:
    return structs.replace(limits, members=limits.members - used.kept, tosses=limits.tosses - used.tossed)


def _certificate(makers: Cover, judges: Cover, purse: Purse, choice: Choice, look: int) -> tuple[float, float]:
    return _certified(makers, judges, bound(makers, purse, choice), choice, look, among=1)


def _certified(makers: Cover, judges: Cover, most: float, choice: Choice, look: int, among: int) -> tuple[float, float]:
    """What the choice reaches of the best at least, and what that would be without chance.

    Each look may be wrong with its own part of 1 - SURE: 1/2, 1/6, 1/12 ... of it, which sum up to 1. The judges' part
    of that is for each of the choices they chose ``among``.
    """
    doubt = math.log((1 + among) * (look + 1) * look / (1 - SURE))
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
