"""What a buyer mostly buys: the same as counted by hand, half of it drawn by lot, never a small group."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.cooperation.buckets import Hashes
from analytics.cooperation.groups import OTHERS, Groups, drawn, groups_of
from analytics.cooperation.people import bought
from tests.analytics.making import Book
from tests.two_shops import Pair, facts_and_people, two_shops


@pytest.fixture(scope="module")
def pair() -> Pair:
    return two_shops(0, 0, orders=3000)


def coins(count: int, seed: int = 1) -> Hashes:
    return np.random.default_rng(seed).integers(0, 2**64, count, dtype=np.uint64)


def test_the_group_is_the_category_of_most_products_bought(pair: Pair) -> None:
    side = pair.ours
    facts, _ = facts_and_people(side)
    sales = bought(facts)
    groups = groups_of(facts, sales, sales.buyers)
    for place, code in enumerate(sales.buyers):
        counts = Counter(side.category[product] for product in side.bought[facts.ids("customers")[code]])
        most = {category for category, number in counts.items() if number == max(counts.values())}
        told = groups.names[groups.of[place]]
        assert told in most or (told == OTHERS and not most <= set(groups.names))


def test_gifts_and_what_was_bought_more_than_two_years_ago_do_not_count() -> None:
    book = Book().order("2026-11-01 10:00", 100, "b1", lines=[("p1", 100)])
    book.order("2024-10-01 10:00", 100, "b2", lines=[("p2", 100)]).order(None, 100, "b3", lines=[("p1", 100)])
    sales = bought(book.facts())
    assert (len(sales.buyers), len(sales.person), len(sales.product)) == (1, 1, 1)


def test_about_half_are_told_as_they_are_and_the_whole_stays_alike() -> None:
    of = np.repeat([0, 1, 2], [6000, 3000, 1000])
    told = drawn(Groups(("a", "b", OTHERS), of), coins(10_000)).of
    counts, true = np.bincount(told), np.bincount(of)
    assert np.abs(counts - true).max() < 4 * np.sqrt(2500)
    for group in range(3):
        kept = (told[of == group] == group).mean()
        assert kept == pytest.approx(0.5 + 0.5 * true[group] / 10_000, abs=0.05)


def test_telling_again_tells_the_same_so_that_nothing_averages_out() -> None:
    groups = Groups(("a", "b", OTHERS), np.arange(3000) % 3)
    assert (drawn(groups, coins(3000)).of == drawn(groups, coins(3000)).of).all()
    assert not (drawn(groups, coins(3000)).of == drawn(groups, coins(3000, seed=2)).of).all()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=8), st.integers(0, 1000))
def test_no_group_that_is_told_has_fewer_than_ten(counts: list[int], seed: int) -> None:
    names = (*(f"g{place}" for place in range(len(counts) - 1)), OTHERS)
    of = np.repeat(np.arange(len(counts)), counts)
    told = drawn(Groups(names, of), coins(len(of), seed))
    sizes = Counter(told.of.tolist())
    assert told.names[-1] == OTHERS
    assert all(size >= 10 for size in sizes.values()) or (len(sizes) == 1 and sum(counts) < 10)
