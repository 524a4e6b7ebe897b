"""Whom to choose within a budget, given sets: the best of several ways, and a bound on what anybody could choose.

Where all cost the same, greedy hits at least 1 - 1/e of the most sets that can be hit (Nemhauser, Wolsey, Fisher 1978).
Where costs differ, greedy by what is added per cost can be near half or worse, and so can greedy by what is added: the
best of both, of the best single one, and of every start of up to three continued by the first (Khuller, Moss, Naor
1999) is taken. If all such starts were gone through, 1 - 1/e holds again; else they are those of the most promising.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.seeding.cover import Cover
from analytics.seeding.greedy import ROOM, Picked, Waiting, grow, waiting

Floats = NDArray[np.float64]
Rule = Literal["gain", "ratio", "single", "enumeration", "best_known", "pagerank", "buyers", "downstream"]
"""Which way won: most added, most added per cost, one alone, every start of up to three; the highest of a score, where
it does better than all these; sums of certain trees."""

NEARLY = 1 - 1 / np.e
STARTERS = 26
"""Triples of so many are 2,600 starts."""
_WORK = 30_000_000
"""Sets to be looked at over all starts: a few seconds."""


class Purse(Struct, frozen=True, eq=False):
    """What may be spent on whom."""

    costs: Floats
    """Per node."""
    budget: float
    candidates: Ints
    """Who may be chosen and costs no more than the budget."""

    @property
    def one_price(self) -> bool:
        """Whether all candidates cost the same."""
        prices = self.costs[self.candidates]
        return bool((prices == prices[0]).all()) if len(prices) else True


class Choice(Struct, frozen=True):
    """Who was chosen, by which rule."""

    picked: Picked
    rule: Rule
    nearly: bool
    """Whether they certainly hit 1 - 1/e of the most that can be hit."""


def chosen(cover: Cover, purse: Purse) -> Choice:
    """The best of the quick ways."""
    alone = cover.gains(cover.given)
    by_gain = _grown(cover, purse, alone, np.ones(cover.count))
    if purse.one_price:
        return Choice(by_gain, "gain", True)
    by_ratio = _grown(cover, purse, alone, purse.costs)
    ways: list[Choice] = [Choice(by_ratio, "ratio", False), Choice(by_gain, "gain", False)]
    if len(purse.candidates):
        best = int(purse.candidates[np.argmax(alone[purse.candidates])])
        ways.append(Choice(Picked((best,), (int(alone[best]),), 0), "single", False))
    return max(ways, key=lambda way: way.picked.won)


def with_starts(cover: Cover, purse: Purse, quick: Choice) -> Choice:
    """A better choice found by going through starts of one, two and three; else the quick one."""
    if purse.one_price:
        return quick
    alone = cover.gains(cover.given)
    line = waiting(alone, purse.candidates, purse.costs)
    starters = _starters(line, alone)
    best, work, every = quick, 0, len(starters) == len(line.nodes)
    for start in _starts(starters, purse):
        grown = grow(cover, line, purse.costs, purse.budget, start)
        work += grown.counted + 1000
        if grown.won > best.picked.won:
            best = Choice(grown, "enumeration", False)
        if work > _WORK:
            every = False
            break
    return Choice(best.picked, best.rule, every)


def bound(cover: Cover, purse: Purse, choice: Choice) -> float:
    """At least as many sets as any choice within the budget can hit.

    To any set of nodes others add at most what the best of them would add if parts of nodes could be bought; the least
    of that over some beginnings of the choice (Tang, Tang, Xiao, Yuan 2018, here for costs).
    """
    nodes, won = choice.picked.nodes, np.concatenate([[0], np.cumsum(choice.picked.adds)])
    cuts = {0, len(nodes) // 2, len(nodes) - 1, len(nodes)} - {-1}
    bounds = [won[cut] + _most_addable(cover.gains(cover.hit(nodes[:cut])), purse) for cut in sorted(cuts)]
    if choice.nearly:
        bounds.append(choice.picked.won / NEARLY)
    return float(min(*bounds, len(cover.drawn) - np.count_nonzero(cover.given)))


def _most_addable(gains: Ints, purse: Purse) -> float:
    """What the best candidates add to the budget's last coin, each as if alone, the last one in part."""
    gain, cost = gains[purse.candidates], purse.costs[purse.candidates]
    order = np.argsort(-gain / cost, kind="stable")
    spent = np.cumsum(cost[order])
    whole = int(np.searchsorted(spent, purse.budget * (1 + ROOM), "right"))
    most = float(gain[order[:whole]].sum())
    if whole < len(order):
        before = spent[whole - 1] if whole else 0.0
        most += float(gain[order[whole]] * max(purse.budget - before, 0.0) / cost[order[whole]])
    return most


def _grown(cover: Cover, purse: Purse, alone: Ints, price: Floats) -> Picked:
    return grow(cover, waiting(alone, purse.candidates, price), purse.costs, purse.budget)


def _starters(line: Waiting, alone: Ints) -> list[int]:
    """All who wait where they are few; else, by turns, those who add most per cost and those who add most."""
    by_gain = line.nodes[np.argsort(-alone[line.nodes], kind="stable")]
    turns = np.stack([line.nodes[:STARTERS], by_gain[:STARTERS]], axis=1).ravel().tolist()
    return list(dict.fromkeys(turns))[:STARTERS]


def _starts(starters: list[int], purse: Purse) -> Iterator[tuple[int, ...]]:
    for size in (1, 2, 3):
        for start in combinations(starters, size):
            if purse.costs[list(start)].sum() <= purse.budget * (1 + ROOM):
                yield start
