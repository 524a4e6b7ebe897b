"""The real shop, without costs, stock, fans or categories: lists are made, and what is not known is said."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.recommend.shop.moments import moments
from analytics.recommend.shop.offered import offered
from analytics.recommend.shop.past import bought
from analytics.recommend.shop.sets import sets
from storage.facts import Facts
from storage.facts_load import load_facts
from storage.store import open_store
from tests.online_retail import SHOP, needs_file

pytestmark = needs_file


@pytest.fixture(scope="module")
def facts(online_retail: Path) -> Iterator[Facts]:
    with open_store(online_retail) as store:
        yield load_facts(store, SHOP)


def test_what_an_invoice_charges_beside_goods_is_never_offered(facts: Facts) -> None:
    found = offered(facts)
    left_out = {facts.ids("products")[place] for place in found.why["no_goods"].nonzero()[0]}
    assert {"POST", "DOT"} <= left_out
    assert not found.why["out"].any()
    assert not found.why["off_sale"].any()
    assert 2000 < found.mask.sum() < 3500
    assert not set(bought(facts).item[found.why["no_goods"][bought(facts).item]].tolist())


def test_it_has_a_past_long_enough_to_be_replayed(facts: Facts) -> None:
    assert len(moments(facts)) == 4


def test_cups_and_saucers_of_one_kind_sell_as_a_set(facts: Facts) -> None:
    titles = facts["products"].labels("title")
    place = facts.position("products")
    found = sets(bought(facts), moments(facts)[-1], offered(facts).mask)
    first = [[titles[place[item]] or "" for item in one.items] for one in found[:5]]
    assert any(all("REGENCY TEACUP" in title for title in some) for some in first)
    assert all(one.lift.low > 1 for one in found)
