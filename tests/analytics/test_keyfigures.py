"""The key figures of random periods against counting by hand: ties, guests, unpaid orders."""

from random import Random

import pytest

from analytics.keyfigures import YEAR_MS, key_figures
from storage.derive import paid
from storage.facts_memory import facts_of
from storage.shop import Shop
from tests.storage.orders import DAY, random_orders

SHOP = Shop(id="s1", name="小店")


@pytest.mark.parametrize("seed", range(12))
def test_key_figures_equal_counting_by_hand(seed: int) -> None:
    random = Random(seed)
    orders = random_orders(random, 80)
    log = paid(facts_of(SHOP, orders))
    edges = [
        moment for o in orders for moment in (o.paid_at, o.paid_at and o.paid_at + YEAR_MS) if isinstance(moment, int)
    ]
    for _ in range(50):
        start, stop = sorted(random.choice([random.choice(edges), random.randrange(1300 * DAY)]) for _ in range(2))
        inside = [o for o in orders if isinstance(o.paid_at, int) and start <= o.paid_at < stop]
        buyers = {o.buyer_id for o in inside} - {None}
        before = {o.buyer_id for o in orders if isinstance(o.paid_at, int) and start - YEAR_MS <= o.paid_at < start}
        figures = key_figures(log, start, stop)
        assert figures.payment_amount == sum(o.payment_amount or 0 for o in inside)
        assert figures.paid_orders == len(inside)
        assert figures.buyers == len(buyers)
        assert figures.returning_buyers == len(buyers & before)
        assert figures.new_buyers == len(buyers - before)


def test_a_shop_without_orders_has_zero_of_everything() -> None:
    figures = key_figures(paid(facts_of(SHOP, [])), 0, 10**13)
    assert (figures.payment_amount, figures.paid_orders, figures.buyers, figures.new_buyers) == (0, 0, 0, 0)
