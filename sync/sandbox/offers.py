"""Group-buy offers: rounds of thirty days, each with some products at a group price for groups of a size."""

import numpy as np
from msgspec import Struct

from sync.sandbox.catalogue import Catalogue
from sync.sandbox.columns import Floats, Ints
from sync.sandbox.plan import DAY, Plan

ROUND = 30 * DAY
SIZES = (2, 3, 5, 10)
_SIZE_WEIGHTS = (0.38, 0.34, 0.2, 0.08)
GOALS = ("拉新", "推广", "清仓")
_WINDOWS = (720, 1440, 1440, 2880)


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
    per_round: int

    def __len__(self) -> int:
        return len(self.product)

    def drawn_at(self, rng: np.random.Generator, moments: Ints, start: int) -> Ints:
        """An offer running at each moment."""
        last = len(self) // self.per_round - 1
        turn = np.clip((moments - start) // ROUND, 0, last)
        return turn * self.per_round + rng.integers(0, self.per_round, len(moments))


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
    return Offers(
        product=product,
        size=rng.choice(sizes, count, p=weights / weights.sum()),
        window=rng.choice(_WINDOWS, count),
        solo_price=solo,
        group_price=(solo * (1 - discount)).astype(np.int64) // 10 * 10,
        reward=rng.choice([0, 0, 300, 500, 1000], count),
        goal=rng.choice(len(GOALS), count, p=[0.5, 0.3, 0.2]),
        starts=starts,
        ends=starts + ROUND,
        stock=rng.choice([100, 200, 500, 1000], count) * max(1, plan.orders // 20_000),
        appeal=np.exp(1.2 * (discount - 0.18)) * rng.lognormal(0.0, 0.12, count),
        per_round=per_round,
    )


def _products(rng: np.random.Generator, catalogue: Catalogue, starts: Ints) -> Ints:
    """Popular products that are on sale when the round begins."""
    chances = np.cumsum(catalogue.popularity**0.7)
    product = np.searchsorted(chances, rng.random(len(starts)) * chances[-1], "right")
    oldest = int(np.argmin(np.where(catalogue.popularity > 0, catalogue.listed, np.iinfo(np.int64).max)))
    return np.where(catalogue.listed[product] <= starts, product, oldest)
