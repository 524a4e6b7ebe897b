"""What each customer has: last time and number of orders of each product, as plain loops tell them."""

from random import Random

import numpy as np
import pytest

from analytics.recommend.shop.owned import owned
from analytics.recommend.shop.past import Taken
from analytics.recommend.shop.ranking import best, first_of, same_for_all

PEOPLE, ITEMS = 7, 9


@pytest.fixture(scope="module")
def lines() -> list[tuple[int, int, int, int]]:
    """(order, customer, product, time), several lines and repeats in an order."""
    random, found = Random(2), []
    for order in range(60):
        user = random.randrange(PEOPLE - 1)  # the last one buys nothing
        found += [(order, user, random.randrange(ITEMS), 100 + order) for _ in range(random.randint(1, 4))]
    return found


@pytest.fixture(scope="module")
def taken(lines: list[tuple[int, int, int, int]]) -> Taken:
    order, user, item, at = (np.array(column) for column in zip(*lines, strict=True))
    return Taken(user, item, at, order)


def test_pairs_are_those_of_plain_loops(lines: list[tuple[int, int, int, int]], taken: Taken) -> None:
    found = owned(taken, PEOPLE, ITEMS)
    pairs = found.of(np.array([5, 6, 0]))
    told = {
        (row, item): (last, times)
        for row, item, last, times in zip(pairs.row, pairs.item, pairs.last, pairs.times, strict=True)
    }
    for row, user in enumerate((5, 6, 0)):
        for item in range(ITEMS):
            mine = [(order, at) for order, who, what, at in lines if (who, what) == (user, item)]
            wanted = (max(at for _, at in mine), len({order for order, _ in mine})) if mine else None
            assert told.get((row, item)) == wanted
            assert found.has(np.array([user]), np.array([item]))[0] == bool(mine)


def test_the_best_are_those_that_may_be_offered_and_are_not_owned(taken: Taken) -> None:
    has, rng = owned(taken, PEOPLE, ITEMS), np.random.default_rng(1)
    table = rng.random((PEOPLE, ITEMS)).astype(np.float32)
    may = np.arange(ITEMS) != 4
    users = np.arange(PEOPLE)
    found = best(lambda some: table[some].copy(), users, may, has, 3, lambda: False)
    for user in users.tolist():
        open_ones = [i for i in range(ITEMS) if may[i] and not has.has(np.array([user]), np.array([i]))[0]]
        wanted = sorted(open_ones, key=lambda item: -table[user, item])[:3]
        assert found.items[user].tolist() == wanted + [-1] * (3 - len(wanted))


def test_equal_scores_go_to_the_lower_code_and_short_lists_end_in_nothing() -> None:
    nobody = owned(Taken(*(np.zeros(0, np.int64),) * 4), 2, 4)
    found = best(same_for_all(np.ones(4)), np.arange(2), np.array([False, True, True, True]), nobody, 6, lambda: False)
    assert found.items.tolist() == [[1, 2, 3, -1, -1, -1]] * 2


def test_the_first_of_each_row_by_value() -> None:
    row, item, value = np.array([2, 0, 2, 2, 0]), np.array([5, 1, 6, 7, 2]), np.array([0.1, 0.2, 0.9, 0.5, 0.3])
    assert first_of(row, item, value, 3, 2).tolist() == [[2, 1], [-1, -1], [6, 7]]


@pytest.mark.parametrize("items", [5, 640, 1283])
def test_the_best_of_very_many_products_are_those_of_a_whole_sort(items: int) -> None:
    """No two scores are equal, so there is one answer; some products may not be offered."""
    table = np.random.default_rng(items).permutation(40 * items).reshape(40, items).astype(np.float32)
    may = np.arange(items) % 7 != 3
    nobody = owned(Taken(*(np.zeros(0, np.int64),) * 4), 40, items)
    found = best(lambda users: table[users].copy(), np.arange(40), may, nobody, 20, lambda: False).items
    for row in range(40):
        wanted = [item for item in np.argsort(-table[row]).tolist() if may[item]][:20]
        assert [item for item in found[row].tolist() if item >= 0] == wanted
