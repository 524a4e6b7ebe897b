"""Looking back: who would have been picked by what was known then, and what they brought since, fan by fan."""

import numpy as np
import pytest

from analytics.local_time import DAY
from analytics.network.fans import fans_forest
from analytics.network.lookback import PICKED, Lookback, lookback, then
from analytics.network.standing import Standing, standing_of
from analytics.network.watched import WINDOW
from storage.facts_memory import facts_of
from storage.words import Words
from sync.sandbox.shop import simulate
from tests.analytics.network.shops import network
from tests.simulated import simulated_facts


def looked(seed: int) -> Lookback:
    found = lookback(network(seed, 6000).facts)
    assert isinstance(found, Lookback), str(found)
    return found


def test_what_is_known_then_is_what_a_shop_that_ends_there_would_know() -> None:
    """The same shop cut at the moment, by its records, has the same ranking."""
    made = simulate(1500, seed=5)
    whole = simulated_facts(made)
    fans = network(5, 1500).fans
    moment = fans.until - WINDOW * DAY
    past = then(whole, fans, moment)
    kept = [
        record
        for kind in ("customers", "referrals", "orders")
        for record in made.records(kind)
        if (getattr(record, "created_at", None) or getattr(record, "joined_at", None) or 0) < moment
    ]
    cut_facts = facts_of(made.shop, kept, as_of=moment)
    cut = fans_forest(cut_facts)
    ids = whole.ids("customers")
    names = {ids[code]: place for place, code in enumerate(whole["customers"]["id"].tolist())}
    cut_ids = [cut_facts.ids("customers")[code] for code in cut_facts["customers"]["id"].tolist()]
    places = np.array([names[name] for name in cut_ids])
    assert (cut.since == past.fans.since[places]).mean() > 0.99  # but for who ordered just before and paid after
    assert (cut.sales <= past.fans.sales[places] + 1).all()
    parents = {
        (cut_ids[child], cut_ids[parent]) for child, parent in enumerate(cut.forest.parent.tolist()) if parent >= 0
    }
    id_of = [ids[code] for code in whole["customers"]["id"].tolist()]
    seen = {
        (id_of[child], id_of[parent]) for child, parent in enumerate(past.fans.forest.parent.tolist()) if parent >= 0
    }
    assert parents == seen


@pytest.mark.parametrize("seed", [1, 2])
def test_friends_brought_since_are_counted_one_by_one(seed: int) -> None:
    shop = network(seed, 6000)
    moment = shop.fans.until - WINDOW * DAY
    parents, since = shop.fans.forest.parent.tolist(), shop.fans.since.tolist()
    for way in looked(seed).ways[:-1]:
        assert len(way.people) == PICKED
        came = [child for child, parent in enumerate(parents) if parent in way.people and since[child] >= moment]
        assert way.friends == len(came)
        assert way.each.value == pytest.approx(len(came) / PICKED)
        assert way.buyers == sum(bool(shop.fans.bought[child]) for child in came)
        assert way.sales == sum(int(shop.fans.sales[child]) for child in came)


def test_anyone_is_the_mean_of_everybody_who_was_there() -> None:
    found, shop = looked(1), network(1, 6000)
    moment = shop.fans.until - WINDOW * DAY
    there = shop.fans.since < moment
    parent = shop.fans.forest.parent
    later = np.flatnonzero(~there & (parent >= 0) & np.append(there, False)[parent])
    assert found.fans == there.sum()
    assert found.ways[-1].friends == pytest.approx(len(later) * PICKED / there.sum())


def test_our_picks_are_ranked_by_what_was_known_then_only() -> None:
    shop = network(2, 6000)
    past = then(shop.facts, shop.fans, shop.fans.until - WINDOW * DAY)
    ranks = standing_of(past.fans, past.early)
    assert isinstance(ranks, Standing)
    assert looked(2).ways[0].people == tuple(ranks.ranked(PICKED).tolist())


def test_key_people_bring_many_times_what_anyone_brings_and_big_buyers_do_not() -> None:
    ways = {way.id: way for way in looked(1).ways}
    assert ways["ours"].friends > 10 * ways["anyone"].friends
    assert ways["ours"].friends > ways["sales"].friends


def test_a_young_shop_is_told_that_there_was_too_little_then() -> None:
    found = lookback(simulated_facts(simulate(300, seed=1, days=100)))
    assert isinstance(found, Words)
    assert "180" in found.zh
