"""Key people: those planted in simulated shops are found, and every amount is what a look at each fan says."""

import numpy as np
import pytest
from msgspec.structs import replace

from analytics.network.fans import fans_forest
from analytics.network.friends_worth import KEEP
from analytics.network.standing import Standing, standing, standing_of
from analytics.network.watched import WINDOW, early_sales, watched
from storage.records import Customer, Referral
from storage.words import Words
from tests.analytics.making import Book
from tests.analytics.network.shops import network

DAY = 86_400_000
SEEDS = (1, 2, 3)


def precision(places: list[int], seed: int) -> float:
    return sum(place in set(network(seed).truth.key_people.tolist()) for place in places) / len(places)


def test_the_planted_key_people_come_first_and_before_those_with_most_friends() -> None:
    ours = [precision(network(seed).ranks.ranked(20).tolist(), seed) for seed in SEEDS]
    degree = [
        precision(np.argsort(-network(seed).ranks.bringing.friends, kind="stable")[:20].tolist(), seed)
        for seed in SEEDS
    ]
    assert np.mean(ours) >= 0.8
    assert np.mean(ours) > np.mean(degree)


def test_early_sales_are_those_of_the_first_window() -> None:
    shop = network(1)
    fans, orders = shop.fans, shop.facts["orders"]
    expected = [0] * len(fans)
    place = shop.facts.position("customers")
    for buyer, at, amount in zip(
        orders["buyer_id"].tolist(), orders["paid_at"].tolist(), orders["payment_amount"].tolist(), strict=True
    ):
        if buyer >= 0 and at > 0 and at < fans.since[place[buyer]] + WINDOW * DAY:
            expected[place[buyer]] += amount
    assert early_sales(shop.facts, fans).tolist() == expected


def test_amounts_of_the_best_are_what_walking_down_says() -> None:
    shop = network(2)
    fans, ranks = shop.fans, shop.ranks
    below: dict[int, list[int]] = {}
    for child, parent in enumerate(fans.forest.parent.tolist()):
        below.setdefault(parent, []).append(child)
    whole, early = watched(fans).whole, early_sales(shop.facts, fans)

    def walk(fan: int, step: int) -> list[tuple[int, int]]:
        return [one for child in below.get(fan, []) for one in ((child, step), *walk(child, step + 1))]

    for place in ranks.ranked(5).tolist():
        found = walk(place, 0)
        assert ranks.reached[place] == len(found)
        assert ranks.downstream[place] == sum(int(fans.sales[one]) for one, _ in found)
        assert ranks.buyers[place] == sum(bool(fans.bought[one]) for one in below[place])
        reached = sum(KEEP**step for one, step in found if whole[one])
        total = sum(KEEP**step * int(early[one]) for one, step in found if whole[one])
        assert ranks.friends.reached[place] == pytest.approx(reached)
        weight = ranks.friends.credibility
        each = ranks.friends.mean if np.isinf(weight) else (weight * ranks.friends.mean + total) / (weight + reached)
        assert ranks.friends.per_friend[place] == pytest.approx(each)
        assert ranks.worth[place] == pytest.approx(fans.sales[place] + each * reached)
        spread = ranks.spread_of(place)
        assert spread.value == pytest.approx(ranks.bringing.ratio[place] * ranks.usual * each)
        assert spread.low < spread.value < spread.high


def test_only_those_who_brought_somebody_are_ranked() -> None:
    ranks = network(1).ranks
    every = ranks.ranked(10**6)
    assert len(every) == int((ranks.bringing.friends > 0).sum())
    assert (np.diff(ranks.spread[every]) <= 0).all()


def test_few_ties_are_refused_with_a_reason() -> None:
    book = Book().order("2026-01-10 10:00", 300, "a")
    for key in ("a", "b"):
        book.records.append(Customer(id=key, updated_at=1, joined_at=book.at("2026-01-01 09:00")))
    book.records.append(Referral(id="t", updated_at=1, created_at=1, parent_id="a", child_id="b"))
    facts = book.facts("2026-06-01 00:00")
    assert len(fans_forest(facts)) == 2
    assert isinstance(standing(facts), Words)
    assert isinstance(standing(Book().facts("2026-06-01 00:00")), Words)


def many(joined: str) -> Words | Standing:
    """One fan who brings forty, who all buy."""
    book = Book().order("2026-05-01 10:00", 300, "a")
    book.records.append(Customer(id="a", updated_at=1, joined_at=book.at("2026-01-01 09:00")))
    for number in range(40):
        key, at = f"c{number}", book.at(f"{joined} 09:00")
        book.records.append(Customer(id=key, updated_at=1, joined_at=at))
        book.records.append(Referral(id=key, updated_at=1, created_at=at, parent_id="a", child_id=key))
        book.order(f"{joined} 10:00", 500, key)
    return standing(book.facts("2026-12-01 00:00"))


def test_friends_have_to_be_watched_before_they_are_worth_anything() -> None:
    lately = many("2026-09-01")
    assert isinstance(lately, Words)
    assert "180" in lately.zh
    ranks = many("2026-02-01")
    assert isinstance(ranks, Standing)
    assert ranks.friends.mean == 500
    days = 333.625 + 40 * 302.625  # until 2026-12-01 00:00 from 9 in the morning
    assert ranks.usual == pytest.approx(40 * 180 / days)
    assert ranks.ranked(5).tolist() == [0]


def test_a_shop_that_brings_nobody_lately_still_has_its_key_people() -> None:
    shop = network(1)
    long_ago = replace(shop.fans, until=shop.fans.until + 1000 * DAY)
    ranks = standing_of(long_ago, early_sales(shop.facts, long_ago))
    assert isinstance(ranks, Standing)
    assert precision(ranks.ranked(20).tolist(), 1) >= 0.8
