"""Simulated shops with planted key people: how many of the first 20 are such, by our ranking and by plain measures.

Then a look ahead: what is known half a year before the end is ranked, and the ranking is held against what people and
those who came through them bought since. That chooses how much of a sale counts at every step down (``KEEP``).
"""

import argparse
from collections.abc import Callable

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.network.fans import Fans, fans_forest
from analytics.network.forest import Floats, below, forest_of
from analytics.network.friends_worth import KEEP, friends_worth
from analytics.network.standing import Standing, standing
from analytics.network.watched import WINDOW
from analytics.paths import places
from storage.derive import paid
from storage.facts import Facts
from sync.sandbox.shop import simulate
from sync.sandbox.truth import Truth
from tests.simulated import simulated_facts

DAY = 86_400_000
ORDERS, FIRST, AT_LEAST = 20_000, 20, 0.8
LOOKED_AT = 50
KEEPS = (0.0, 0.1, 0.25, 0.5, 0.75, 1.0)
MEASURES: dict[str, Callable[[Fans, Standing], Floats]] = {
    "spread (ours)": lambda fans, ranks: np.where(ranks.bringing.friends > 0, ranks.spread, -1.0),
    "friends over expected": lambda fans, ranks: ranks.bringing.ratio,
    "degree": lambda fans, ranks: ranks.bringing.friends.astype(np.float64),
    "PageRank": lambda fans, ranks: ranks.pagerank,
    "worth: own and downstream": lambda fans, ranks: ranks.worth,
    "own and raw downstream": lambda fans, ranks: fans.sales + below(fans.forest, fans.sales.astype(np.float64), KEEP),
    "own sales": lambda fans, ranks: fans.sales.astype(np.float64),
}


class Shop(Struct, frozen=True):
    """One simulated shop as a network."""

    facts: Facts
    fans: Fans
    ranks: Standing
    truth: Truth


def main(options: argparse.Namespace) -> int:
    """0 if the precision at 20 of our ranking is at least 0.8 on average."""
    seeds = range(options.seed, options.seed + (options.n or 20))
    precisions: dict[str, list[float]] = {name: [] for name in MEASURES}
    foretold: dict[str, list[float]] = {}
    for seed in seeds:
        shop = simulated(seed)
        for name, measure in MEASURES.items():
            precisions[name].append(precision(measure(shop.fans, shop.ranks), shop.truth.key_people))
        for name, part in captured(shop).items():
            foretold.setdefault(name, []).append(part)
    print(f"precision at {FIRST} for planted key people, {len(seeds)} shops of {ORDERS:,} orders")
    for name, found in precisions.items():
        print(f"  {name:26} {np.mean(found):.3f}  lowest {min(found):.2f}")
    print(f"own sales and those of new fans below, {WINDOW} days ahead: part caught of the best {LOOKED_AT}")
    for name, found in foretold.items():
        print(f"  {name:26} {np.mean(found):.3f}")
    return 0 if np.mean(precisions["spread (ours)"]) >= AT_LEAST else 1


def simulated(seed: int) -> Shop:
    """The shop of a seed."""
    shop = simulate(ORDERS, seed=seed)
    facts = simulated_facts(shop)
    ranks = standing(facts)
    assert isinstance(ranks, Standing), "so many orders come with ties enough"
    return Shop(facts, fans_forest(facts), ranks, shop.truth)


def precision(scores: Floats, planted: Ints) -> float:
    """Of the first 20 by a score, how many are planted key people."""
    first = np.argsort(-scores, kind="stable")[:FIRST]
    return float(np.isin(first, planted).mean())


def captured(shop: Shop) -> dict[str, float]:
    """For each way of ranking what was known then: the future sales of its best, over those of the truly best."""
    fans = shop.fans
    then = fans.until - WINDOW * DAY
    there = fans.since < then
    past, early, ahead = _sales(shop, then)
    new_below = below(fans.forest, np.where(there, 0, ahead).astype(np.float64))
    truth = np.where(there, ahead + new_below, 0)
    forest = forest_of(np.where(there, fans.forest.parent, -1).astype(np.int32))
    whole = there & (fans.since + WINDOW * DAY <= then)
    scores = {"own sales alone": past.astype(np.float64)}
    for keep in KEEPS[1:]:
        friends = friends_worth(forest, early, whole, keep)
        scores[f"worth, keep {keep:g}"] = past + friends.per_friend * friends.reached
        raw = below(forest, past.astype(np.float64), keep) / keep
        scores[f"not shrunk, keep {keep:g}"] = past + raw
    best = np.sort(truth)[-LOOKED_AT:].sum()
    return {name: float(truth[_first(score, there)].sum() / best) for name, score in scores.items()}


def _first(scores: Floats, there: Floats) -> Ints:
    return np.argsort(-np.where(there, scores, -1.0), kind="stable")[:LOOKED_AT]


def _sales(shop: Shop, then: int) -> tuple[Ints, Ints, Ints]:
    """Sales of each fan before a moment, those of them within the window of coming, and sales after it."""
    log = paid(shop.facts)
    buyer = places(shop.facts, "customers")[log.buyer]
    known = buyer >= 0
    buyer, at, amount = buyer[known], log.at[known], log.amount[known]
    before, soon = at < then, at < shop.fans.since[buyer] + WINDOW * DAY

    def of(rows: Floats) -> Ints:
        return np.bincount(buyer[rows], amount[rows], minlength=len(shop.fans)).astype(np.int64)

    return of(before), of(before & soon), of(~before)
