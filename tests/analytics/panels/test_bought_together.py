"""Pairs of products in one basket, a second time in plain Python, and none by chance."""

from collections import Counter, defaultdict
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given as holds
from hypothesis import settings
from hypothesis import strategies as st

from analytics.baskets import pairs_in, surprise
from analytics.chance import discovered
from tests.analytics.making import Book, asking
from tests.analytics.panels.given import (
    Given,
    answer,
    behind_of,
    place_of,
    simulated,
)


def pairs_twin(baskets: list[set[int]], least: int) -> dict[frozenset[int], int]:
    found = Counter(frozenset(pair) for basket in baskets for pair in combinations(sorted(basket), 2))
    return {pair: count for pair, count in found.items() if count >= least}


@holds(st.lists(st.lists(st.integers(-1, 6), min_size=1, max_size=7), max_size=40), st.integers(1, 4))
@settings(deadline=None)
def test_pairs_are_those_of_the_baskets(lists: list[list[int]], least: int) -> None:
    baskets = [{product for product in lines if product >= 0} for lines in lists]
    orders = np.array([number for number, lines in enumerate(lists) for _ in lines], dtype=np.int32)
    products = np.array([product for lines in lists for product in lines], dtype=np.int32)
    pairs = pairs_in(orders, products, least)
    found = {
        frozenset(ends): count
        for *ends, count in zip(pairs.one.tolist(), pairs.other.tolist(), pairs.together.tolist(), strict=True)
    }
    assert found == pairs_twin(baskets, least)
    assert pairs.orders == len([basket for basket in baskets if basket])
    for place, code in enumerate(pairs.one.tolist()):
        assert pairs.with_one[place] == len([basket for basket in baskets if code in basket])


def test_baskets_filled_by_chance_have_no_pairs() -> None:
    chance = np.random.default_rng(3)
    false_alarms = 0
    popular = 1 / np.arange(1, 81) ** 0.8
    for _ in range(40):
        sizes = chance.choice([1, 1, 1, 2, 3, 12], 800)  # a few large baskets: all products meet there
        picks = [chance.choice(80, size, replace=False, p=popular / popular.sum()) for size in sizes]
        order = np.repeat(np.arange(800), sizes)
        pairs = pairs_in(order, np.concatenate(picks), 5)
        false_alarms += bool(discovered(surprise(pairs.together, pairs.expected), pairs.tested).any())
    assert false_alarms <= 4


def test_what_is_bought_together_leads_to_the_orders_with_both() -> None:
    book = Book()
    for key in ("tea", "cup", "pot"):
        book.product(key, key)
    for number in range(120):
        lines = (
            [("tea", 5), ("cup", 5)]
            if number < 40
            else [("pot", 5)]
            if number < 80
            else [(("tea", "cup")[number % 2], 5)]
        )
        book.order(f"2026-03-{1 + number % 28:02d} 12:00", 10, lines=lines)
    given = Given(book.shop, book.records, book.facts("2026-04-02 00:00"))
    table = answer(given, "products", "bought_together", asking("2026-03-01", "2026-03-31"))
    assert len(table.rows) == 1
    row = table.rows[0]
    assert {row.cells[1], row.cells[2]} == {"tea", "cup"}
    assert row.cells[3] == 40 == given.count(row.rows)
    assert given.ids(row.rows) == {o.id for o in given.of("orders")[:40]}
    assert row.cells[8].value == pytest.approx(40 * 120 / (60 * 60))
    assert given.count(behind_of(table, row, "with_one")) == 60


def test_simulated_pairs_lead_to_their_orders() -> None:
    given = simulated()
    table = answer(given, "products", "bought_together", given.last(700))
    baskets = defaultdict(set)
    for order, line in given.sold():
        baskets[order.id].add(line.product_id)
    for row in table.rows:
        assert given.count(row.rows) == row.cells[3]
        for column in ("with_one", "with_other"):
            assert given.count(behind_of(table, row, column)) == row.cells[place_of(table, column)]
