"""What is bought again and when: counted against plain loops, found where it is planted, silent where it is not."""

import math
from random import Random

import numpy as np
import pytest

from analytics.cards.goods import categories
from analytics.local_time import DAY
from analytics.recommend.shop.again import LIKELY, Again, again
from analytics.recommend.shop.chances import EDGES, LATER, chances
from analytics.recommend.shop.past import Taken, bought
from tests.analytics.recommend.shop.shops import simulated


def taken_of(orders: list[tuple[int, float, list[int]]]) -> Taken:
    """Orders as (customer, day, products)."""
    rows = sorted((day, number, user, item) for number, (user, day, items) in enumerate(orders) for item in items)
    order = {number: place for place, number in enumerate(dict.fromkeys(number for _, number, _, _ in rows))}
    day, number, user, item = (np.array(column) for column in zip(*rows, strict=True))
    return Taken(
        user.astype(np.int32), item.astype(np.int32), (day * DAY).astype(np.int64), np.array([order[n] for n in number])
    )


def by_loops(orders: list[tuple[int, float, list[int]]], products: int) -> tuple[np.ndarray, np.ndarray]:
    """Exposures and events, order by order."""
    exposed, again_ = np.zeros((2, products, len(EDGES) - 1), np.int64)
    for user in {user for user, _, _ in orders}:
        mine = sorted((day, number) for number, (who, day, _) in enumerate(orders) if who == user)
        for at, (day, number) in enumerate(mine):
            for item in set(orders[number][2]):
                for later, other in mine[at + 1 : at + 1 + LATER]:
                    bin_ = int(np.searchsorted(EDGES, later - day, "right")) - 1
                    got = item in orders[other][2]
                    if 0 <= bin_ < len(EDGES) - 1:
                        exposed[item, bin_] += 1
                        again_[item, bin_] += got
                    if got:
                        break
    return exposed, again_


def routine(random: Random, people: int, days: float) -> list[tuple[int, float, list[int]]]:
    """Product 0 is used up after so many days, more or less; the other nine are bought by whim, twice a month."""
    orders = []
    for user in range(people):
        now, last = random.uniform(0, 30), -random.uniform(0, days)
        while now < 360:
            due = 0.8 * math.exp(-0.5 * (math.log((now - last) / days) / 0.35) ** 2)
            basket, got = [random.randrange(1, 10)], random.random() < due
            orders.append((user, now, [*basket, 0] if got else basket))
            last, now = now if got else last, now + random.expovariate(1 / 14)
    return orders


def learnt(orders: list[tuple[int, float, list[int]]], products: int = 10) -> Again:
    category = np.zeros(products, np.int32)
    return again(chances(taken_of(orders), category), category)


def test_later_orders_are_counted_until_the_product_is_bought_again() -> None:
    random = Random(3)
    orders = [
        (random.randrange(6), random.choice((0.0, 1.0, 2.5)) + 5 * random.randrange(60), random.choices(range(4), k=3))
        for _ in range(150)
    ]
    orders = list({(user, day): (user, day, items) for user, day, items in orders}.values())  # one order at a time
    found = chances(taken_of(orders), np.zeros(4, np.int32))
    exposed, again_ = by_loops(orders, 4)
    assert found.exposed.tolist() == exposed.tolist()
    assert found.again.tolist() == again_.tolist()
    assert again_.sum() > 50


def test_a_planted_routine_is_found_with_its_days_and_whims_are_not() -> None:
    found = learnt(routine(Random(1), people=80, days=28))
    unknown = np.full(10, -1)
    assert found.bought_again(unknown).tolist() == [True] + [False] * 9
    assert found.soonest[0] <= 28 <= found.latest[0]
    assert found.days[0] == pytest.approx(28, rel=0.15)
    assert found.after(np.array([0]), np.array([28.0]))[0] > 3 * found.after(np.array([0]), np.array([9.0]))[0]


def test_what_is_bought_too_soon_to_be_used_up_is_no_rhythm() -> None:
    """A second piece two days later, then never again."""
    orders = [
        (user, day, items) for user in range(80) for day, items in ((10.0, [0]), (12.0, [0]), (40.0, [1]), (70.0, [2]))
    ]
    found = learnt(orders, 3)
    assert not found.bought_again(np.full(3, -1))[0]
    assert found.after(np.array([0]), np.array([2.0]))[0] == 0


def test_a_product_with_few_buyers_is_judged_by_its_category() -> None:
    """Two customers bought product 0 once more; its likes are all bought again after three weeks."""
    often = [(user, 21.0 * times + user % 5, [1 + user % 6]) for user in range(120) for times in range(8)]
    few = [(200, 5.0, [0]), (200, 27.0, [0]), (201, 9.0, [0]), (201, 30.0, [0])]
    filler = [(300 + user, 11.0 * times, [7 + (user + times) % 6]) for user in range(120) for times in range(8)]
    taken = taken_of([*often, *few, *filler])
    kind = np.array([0] * 7 + [1] * 6)
    together = again(chances(taken, kind), kind)
    alone = again(chances(taken, np.array([2] + [0] * 6 + [1] * 6)), np.array([2] + [0] * 6 + [1] * 6))
    assert together.due[0] > alone.due[0]
    assert together.due[0] > 0.8


def test_the_word_of_the_shop_lowers_the_bar_and_no_more() -> None:
    found = learnt(routine(Random(2), people=80, days=28))
    said_so, said_no = np.ones(10, np.int64), np.zeros(10, np.int64)
    assert found.bought_again(said_no)[0]
    assert (found.due[found.bought_again(said_so)] >= LIKELY).all()


def test_planted_consumables_of_a_simulated_shop_are_found_with_their_days() -> None:
    made, facts = simulated()
    lasts, kind = made.truth.lasts, categories(facts)
    found = again(chances(bought(facts), kind), kind + 1)  # the shop's own word is not read
    sold = np.bincount(bought(facts).item, minlength=len(lasts)) >= 30
    said = found.bought_again(np.full(len(lasts), -1))
    assert (said & (lasts == 0)).sum() <= 0.05 * said.sum()
    assert said[sold & (lasts > 0)].mean() > 0.35
    told = said & (lasts > 0) & ~np.isnan(found.days)
    assert np.abs(np.log(found.days[told] / lasts[told])).mean() < 0.4
    within = (found.soonest[told] <= lasts[told]) & (lasts[told] <= found.latest[told])
    assert within.mean() > 0.75
