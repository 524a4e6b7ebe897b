"""Group-buy offers: rounds of thirty days, each with some products at a group price for groups of a size."""

import numpy as np
from msgspec import Struct

from sync.sandbox.catalogue import Catalogue
from sync.sandbox.columns import Floats, Ints
from sync.sandbox.levers import levers_of
from sync.sandbox.plan import DAY, Plan

ROUND = 30 * DAY
SIZES = (2, 3, 5, 10)
_SIZE_WEIGHTS = (0.38, 0.34, 0.2, 0.08)
GOALS = ("拉新", "推广", "清仓")
_WINDOWS = (720, 1440, 1440, 2880)
LUCK_OF_JOINING, LUCK_OF_OPENING = 0.12, 0.2
"""Offers that promise the same still differ by so much, as logarithms."""


class Offers(Struct, frozen=True):
    """One value per offer, round by round."""

    product: Ints
    size: Ints
    window: Ints
    """Minutes a group has to fill."""
    solo_price: Ints
    group_price: Ints
    reward: Ints
    goal: Ints
    starts: Ints
    ends: Ints
    stock: Ints
    appeal: Floats
    """Factor on the number of people who join."""
    attraction: Floats
    """Factor on how many groups are opened."""
    per_round: int

    def __len__(self) -> int:
        return len(self.product)

    def drawn_at(self, rng: np.random.Generator, moments: Ints, start: int) -> Ints:
        """An offer running at each moment."""
        last = len(self) // self.per_round - 1
        turn = np.clip((moments - start) // ROUND, 0, last)
        upto = np.concatenate([[0.0], np.cumsum(self.attraction)])
        first, end = upto[turn * self.per_round], upto[(turn + 1) * self.per_round]
        found = np.searchsorted(upto, first + rng.random(len(moments)) * (end - first), "right") - 1
        return np.asarray(np.clip(found, turn * self.per_round, (turn + 1) * self.per_round - 1))

    def pull(self) -> Floats:
        """How readily groups are opened in each round."""
        return np.asarray(self.attraction.reshape(-1, self.per_round).sum(axis=1))


def offers_of(plan: Plan, catalogue: Catalogue) -> Offers:
    """All offers of a plan."""
    rng = plan.rng("offers")
    rounds = max(1, -((plan.start - plan.until) // ROUND))
    per_round = 3 + plan.products // 100
    count = rounds * per_round
    starts = np.repeat(plan.start + np.arange(rounds) * ROUND, per_round)
    product = _products(rng, catalogue, starts)
    solo = catalogue.price_at(product, starts)
    discount = rng.choice([0.1, 0.15, 0.2, 0.3], count)
    sizes = np.array(SIZES if plan.orders >= 200 else SIZES[:2])
    weights = np.array(_SIZE_WEIGHTS[: len(sizes)])
    size, window = rng.choice(sizes, count, p=weights / weights.sum()), rng.choice(_WINDOWS, count)
    reward, levers = rng.choice([0, 0, 300, 500, 1000], count), levers_of(plan)
    return Offers(
        product=product,
        size=size,
        window=window,
        solo_price=solo,
        group_price=(solo * (1 - discount)).astype(np.int64) // 10 * 10,
        reward=reward,
        goal=rng.choice(len(GOALS), count, p=[0.5, 0.3, 0.2]),
        starts=starts,
        ends=starts + ROUND,
        stock=rng.choice([100, 200, 500, 1000], count) * max(1, plan.orders // 20_000),
        appeal=levers.joining(discount, window) * rng.lognormal(0.0, LUCK_OF_JOINING, count),
        attraction=levers.opening(size, discount, reward) * rng.lognormal(0.0, LUCK_OF_OPENING, count),
        per_round=per_round,
    )


def _products(rng: np.random.Generator, catalogue: Catalogue, starts: Ints) -> Ints:
    """Popular products that are on sale when the round begins."""
    chances = np.cumsum(catalogue.popularity**0.7)
    product = np.searchsorted(chances, rng.random(len(starts)) * chances[-1], "right")
    oldest = int(np.argmin(np.where(catalogue.popularity > 0, catalogue.listed, np.iinfo(np.int64).max)))
    return np.where(catalogue.listed[product] <= starts, product, oldest)
