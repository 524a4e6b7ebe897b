"""What the truth says an offer brings is what offers bring in simulated shops; levers act as they are declared."""

from functools import cache

import numpy as np
import pytest
from msgspec import structs
from scipy.stats import poisson

from storage.derive import paid
from sync.sandbox.hypothetical import LIKE_LAST, Imagined, Outcome
from sync.sandbox.plan import DAY
from sync.sandbox.shop import simulate
from sync.sandbox.simulated import Simulated
from tests.simulated import simulated_facts

SEEDS = range(1, 13)


@cache
def shop(seed: int) -> Simulated:
    return simulate(20_000, seed=seed)


def offers(made: Simulated) -> list[tuple[int, Imagined, float]]:
    """Row, terms and days in the last sixty, of each offer that ran in them."""
    table = made.tables["group_campaigns"]
    items = table.items(np.arange(len(table)))
    products = {one["id"]: row for row, one in enumerate(made.items("products", np.arange(made.count("products"))))}
    found = []
    for row, one in enumerate(items):
        days = (min(one["ends_at"], made.until) - max(one["starts_at"], made.until - LIKE_LAST)) / DAY
        imagined = Imagined(
            products[one["product_id"]], one["size"], one["solo_price"], one["group_price"], one["window_minutes"],
            one["leader_reward"],
        )  # fmt: skip
        if days > 0:
            found.append((row, imagined, days))
    return found


def expected(made: Simulated) -> np.ndarray:
    told = [made.truth.group_buying.outcome(offer, days) for _, offer, days in offers(made)]
    return np.sum([[one.opened, one.filled, one.newcomers, one.pieces] for one in told], axis=0)


def happened(made: Simulated) -> np.ndarray:
    """Opened, filled, new buyers and pieces of groups opened in the last sixty days, counted in the records."""
    facts = simulated_facts(made)
    groups, orders = facts["groups"], paid(facts)
    late = groups["created_at"] >= made.until - LIKE_LAST
    filled = late & (groups["status"] == facts.category("status", "completed"))
    inside = np.append(filled, False)[facts["orders"]["group_id"][orders.position]]
    return np.array([late.sum(), filled.sum(), (inside & (orders.previous < 0)).sum(), inside.sum()])


def test_offers_bring_what_the_truth_says() -> None:
    told = np.sum([expected(shop(seed)) for seed in SEEDS], axis=0)
    seen = np.sum([happened(shop(seed)) for seed in SEEDS], axis=0)
    assert seen / told == pytest.approx(1, abs=0.09)  # about 1,900 groups, 650 newcomers


def test_stock_is_the_most_that_can_be_sold_and_its_mean_is_that_of_a_cut_poisson() -> None:
    world = shop(1).truth.group_buying
    offer = offers(shop(1))[0][1]
    free = world.outcome(offer, 300)
    assert world.outcome(offer, 300, stock=0).pieces == 0
    assert world.outcome(offer, 300, stock=10**6).pieces == pytest.approx(free.pieces)
    sold = [world.outcome(offer, 300, stock=stock).pieces for stock in range(0, 200, 7)]
    assert (np.diff(sold) >= 0).all()
    lucky = structs.replace(world, leaders=np.array([1.0]), joining=np.array([1e9]))  # every group fills
    one_piece = structs.replace(offer, size=2)
    mean = lucky.outcome(one_piece, 20).opened
    drawn = poisson.rvs(mean * np.random.default_rng(1).lognormal(0, 0.2, 200_000) / np.exp(0.02), random_state=2)
    assert lucky.outcome(one_piece, 20, stock=10).filled == pytest.approx(mean, rel=1e-6)
    assert lucky.outcome(one_piece, 20, stock=10).pieces == pytest.approx(2 * np.minimum(drawn, 5).mean(), rel=0.01)


@pytest.mark.parametrize(
    ("change", "number"),
    [({"reward": 800}, "opened"), ({"group_price": 700}, "opened"), ({"group_price": 700}, "filled"),
     ({"window": 2880}, "filled")],
)  # fmt: skip
def test_what_is_promised_brings_more_and_levels_off(change: dict[str, int], number: str) -> None:
    plain = Imagined(product=0, size=3, solo_price=1000, group_price=900, window=720, reward=0)

    def brought(offer: Imagined) -> float:
        found: Outcome = shop(1).truth.group_buying.outcome(offer, 30)
        return float(getattr(found, number))

    name, value = next(iter(change.items()))
    half = (getattr(plain, name) + value) // 2
    start, middle, end = (brought(structs.replace(plain, **{name: one})) for one in (getattr(plain, name), half, value))
    assert start < middle < end
    assert end - middle < middle - start


def test_shops_differ_in_what_their_people_answer_to() -> None:
    best = set()
    for seed in SEEDS:
        world = shop(seed).truth.group_buying
        sizes = (2, 3, 5, 10)
        brought = [world.outcome(Imagined(0, size, 1000, 850, 1440, 0), 30).newcomers for size in sizes]
        best.add(sizes[int(np.argmax(brought))])
    assert len(best) >= 2
