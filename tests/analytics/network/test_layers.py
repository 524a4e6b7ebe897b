"""Layers of the network, counted fan by fan; windows that are not over do not count."""

import numpy as np
import pytest

from analytics.intervals import share
from analytics.network.branching import Branching, branching
from analytics.network.fans import fans_forest
from analytics.network.layers import DEEPEST, Layers, layers
from analytics.network.watched import watched
from analytics.result import Estimate
from storage.columns import MISSING
from storage.records import Customer, Referral
from storage.words import Words
from sync.sandbox.shop import simulate
from tests.analytics.making import Book
from tests.simulated import simulated_facts

DAY = 86_400_000
SHOP = fans_forest(simulated_facts(simulate(4000, seed=2)))


@pytest.mark.parametrize("days", [30, 180])
def test_what_was_seen_in_a_window_is_what_a_look_at_each_fan_says(days: int) -> None:
    found = watched(SHOP, days)
    since, first, parent = SHOP.since.tolist(), SHOP.first_purchase.tolist(), SHOP.forest.parent.tolist()
    brought = [0] * len(SHOP)
    for child, above in enumerate(parent):
        if above >= 0 and first[child] != MISSING and since[above] <= first[child] < since[above] + days * DAY:
            brought[above] += 1
    assert found.brought.tolist() == brought
    whole = [start != MISSING and start + days * DAY <= SHOP.until for start in since]
    assert found.whole.tolist() == whole
    assert 0 < sum(whole) < len(SHOP)
    bought = [one != MISSING and one < start + days * DAY for one, start in zip(first, since, strict=True)]
    assert found.bought.tolist() == [a and b for a, b in zip(whole, bought, strict=True)]


def test_layers_add_up_to_the_shop() -> None:
    found = layers(SHOP)
    assert [layer.depth for layer in found.layers] == list(range(DEEPEST + 1))
    assert sum(layer.fans for layer in found.layers) == len(SHOP)
    assert sum(layer.buyers for layer in found.layers) == int(SHOP.bought.sum())
    assert sum(layer.sales for layer in found.layers) == int(SHOP.sales.sum())
    assert sum(layer.part or 0 for layer in found.layers) == pytest.approx(1)
    assert found.through_others == pytest.approx(1 - (found.layers[0].part or 0))
    seen = watched(SHOP)
    for layer in found.layers:
        inside = np.array([min(depth, DEEPEST) == layer.depth for depth in SHOP.forest.depth.tolist()])
        assert layer.watched == int((seen.whole & inside).sum())
        assert layer.conversion == share(layer.converted, layer.watched)
        assert layer.branching == branching(seen.brought[seen.bought & inside])
    assert isinstance(found.branching, Branching)
    assert found.branching.buyers == sum(layer.converted for layer in found.layers)


def small(until: str) -> Layers:
    """The shop brings one fan, who brings two, of whom one buys."""
    book = Book().order("2026-01-10 10:00", 300, "a").order("2026-02-10 10:00", 100, "b")
    for key, day in (("a", "01-01"), ("b", "02-01"), ("c", "02-02")):
        book.records.append(Customer(id=key, updated_at=1, joined_at=book.at(f"2026-{day} 09:00")))
    for parent, child in (("a", "b"), ("a", "c")):
        tied = book.at("2026-02-01 09:00")
        book.records.append(Referral(id=child, updated_at=1, created_at=tied, parent_id=parent, child_id=child))
    return layers(fans_forest(book.facts(until)), 60)


def test_a_small_network_is_counted_by_hand() -> None:
    first, second = small("2026-06-01 00:00").layers
    assert (first.fans, first.buyers, first.sales, first.part) == (1, 1, 300, 0.75)
    assert (second.fans, second.buyers, second.sales, second.part) == (2, 1, 100, 0.25)
    assert second.conversion == share(1, 2)
    assert isinstance(second.branching, Words), "two people tell nothing of R"


def test_who_came_lately_waits_for_the_window_to_pass() -> None:
    first, second = small("2026-03-20 00:00").layers
    assert isinstance(first.conversion, Estimate)
    assert (second.fans, second.watched) == (2, 0)
    assert isinstance(second.conversion, Words)
    assert "60" in second.conversion.zh


def test_fans_known_by_their_orders_have_no_conversion() -> None:
    book = Book()
    for number in range(3):
        book.order("2026-01-10 10:00", 300, f"c{number}")
        at = book.at("2026-01-10 10:00")
        book.records.append(Customer(id=f"c{number}", updated_at=1, joined_at=at))
    found = layers(fans_forest(book.facts("2027-06-01 00:00")))
    (layer,) = found.layers
    assert isinstance(layer.conversion, Words)
    assert "下单" in layer.conversion.zh
    assert isinstance(found.through_others, Words), "who brought whom is not recorded: that is no share of 0"
    assert isinstance(found.branching, Words)


def test_nobody_has_no_layers() -> None:
    empty = layers(fans_forest(Book().facts("2026-06-01 00:00")))
    assert empty.layers == ()
    assert isinstance(empty.through_others, Words)
