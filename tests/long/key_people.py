"""Simulated shops with planted key people: how many of the first 20 are such, by our ranking and by plain measures.

Then a look ahead: what is known half a year before the end is ranked, and the ranking is held against what people and
those who came through them bought since. That chooses how much of a sale counts at every step down (``KEEP``).
"""

import argparse
from collections.abc import Callable

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints, Mask
from analytics.network.fans import Fans, fans_forest
from analytics.network.forest import Floats, below
from analytics.network.friends_worth import KEEP, friends_worth
from analytics.network.lookback import Then, first, scores_of, then
from analytics.network.standing import Standing, standing, standing_of
from analytics.network.watched import WINDOW, watched
from storage.facts import Facts
from sync.sandbox.shop import simulate
from sync.sandbox.truth import Truth
from tests.simulated import simulated_facts

DAY = 86_400_000
ORDERS, FIRST, AT_LEAST = 20_000, 20, 0.8
LOOKED_AT = 50
KEEPS = (0.1, 0.25, 0.5, 0.75, 1.0)
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
    foretold: dict[str, list[tuple[float, float]]] = {}
    for seed in seeds:
        shop = simulated(seed)
        for name, measure in MEASURES.items():
            precisions[name].append(precision(measure(shop.fans, shop.ranks), shop.truth.key_people))
        for name, part in captured(shop).items():
            foretold.setdefault(name, []).append(part)
    print(f"precision at {FIRST} for planted key people, {len(seeds)} shops of {ORDERS:,} orders")
    for name, found in precisions.items():
        print(f"  {name:26} {np.mean(found):.3f}  lowest {min(found):.2f}")
    print(
        f"{WINDOW} days ahead, part caught of the best {LOOKED_AT}: own sales and those of new fans below; new friends"
    )
    for name, ahead in foretold.items():
        sales, friends = np.mean(ahead, axis=0)
        print(f"  {name:26} {sales:.3f}  {friends:.3f}")
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


def captured(shop: Shop) -> dict[str, tuple[float, float]]:
    """For each way of ranking what was known then what its best had ahead, over that of the truly best.

    First own sales and those of new fans below, then the number of friends they brought themselves.
    """
    moment = shop.fans.until - WINDOW * DAY
    past = then(shop.facts, shop.fans, moment)
    ahead = np.where(past.there, shop.fans.sales - past.fans.sales, shop.fans.sales)
    new = np.where(past.there, 0, ahead).astype(np.float64)
    sales = np.where(past.there, ahead + below(shop.fans.forest, new), 0.0)
    friends = np.where(past.there, _new_friends(shop.fans, past.there), 0.0)
    scores = _scores(past)
    return {
        name: (_caught(score, past.there, sales), _caught(score, past.there, friends)) for name, score in scores.items()
    }


def _scores(past: Then) -> dict[str, Floats]:
    fans = past.fans
    ranks = standing_of(fans, past.early)
    assert isinstance(ranks, Standing), "so many orders come with ties enough"
    scores = scores_of(fans, ranks)
    whole = watched(fans).whole
    for keep in KEEPS:
        friends = friends_worth(fans.forest, past.early, whole, keep)
        scores[f"worth, keep {keep:g}"] = fans.sales + friends.per_friend * friends.reached
        scores[f"not shrunk, keep {keep:g}"] = (
            fans.sales + below(fans.forest, fans.sales.astype(np.float64), keep) / keep
        )
    return scores


def _new_friends(fans: Fans, there: Mask) -> Floats:
    later = fans.forest.parent[~there & (fans.forest.parent >= 0)]
    return np.bincount(later, minlength=len(fans)).astype(np.float64)


def _caught(scores: Floats, there: Mask, truth: Floats) -> float:
    return float(truth[first(scores, there, LOOKED_AT)].sum() / np.sort(truth)[-LOOKED_AT:].sum())
