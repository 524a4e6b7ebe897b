"""Simulated shops as networks, made once."""

from functools import cache

from msgspec import Struct

from analytics.network.fans import Fans, fans_forest
from analytics.network.standing import Standing, standing
from storage.facts import Facts
from sync.sandbox.shop import simulate
from sync.sandbox.truth import Truth
from tests.simulated import simulated_facts


class Network(Struct, frozen=True):
    """A shop with what was planted in it."""

    facts: Facts
    fans: Fans
    ranks: Standing
    truth: Truth


@cache
def network(seed: int, orders: int = 20_000) -> Network:
    shop = simulate(orders, seed=seed)
    facts = simulated_facts(shop)
    ranks = standing(facts)
    assert isinstance(ranks, Standing)
    return Network(facts, fans_forest(facts), ranks, shop.truth)
