"""Small shops with group-buys, and the what-if asked of them."""

from functools import cache

from msgspec import structs

from analytics.group_buy.whatif.answer import Answer, what_if
from analytics.group_buy.whatif.asked import Asked
from storage.facts import Facts
from sync.sandbox.shop import simulate
from tests.analytics.group_buy.offers import Stall
from tests.simulated import simulated_facts


def two_sizes() -> Stall:
    """Threes and fives at two prices, all in all 160 groups; threes fill more often, the lower price fills more."""
    stall = Stall().goods()
    for number in range(4):
        stall.offer(number, 14, 6, size=3, group_price=8_000)
        stall.offer(number, 8, 12, size=5, group_price=9_000)
    return stall


@cache
def small() -> Facts:
    return two_sizes().closed()


@cache
def simulated() -> Facts:
    return simulated_facts(simulate(60_000, seed=3))


def asked(facts: Facts, **more: object) -> Answer:
    return what_if(facts, structs.replace(Asked(), **more))  # type: ignore[arg-type]


def told(answer: Answer) -> str:
    return "\n".join(one.zh for one in answer.untold)


def many_goods(products: int) -> Stall:
    stall = Stall()
    for number in range(products):
        key = f"tea{number}"
        stall.goods(key)
        for at in range(3):
            stall.offer(at, 12 + 3 * (number % 3), 5, size=3, product_id=key)
            stall.offer(at, 8, 6 + number % 3, size=5, group_price=9_000, product_id=key)
    return stall
