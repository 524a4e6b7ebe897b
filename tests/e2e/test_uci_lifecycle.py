"""The life cycle of a real shop: a year of orders from the middle of its life, growing into November 2011."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from analytics.lifecycle.course import LifeCycle, life_cycle
from analytics.lifecycle.stages import FADING, GROWING, LAPSING, STEADY
from storage.facts import Facts
from storage.facts_load import load_facts
from storage.store import open_store
from tests.online_retail import SHOP, needs_file

pytestmark = needs_file


@pytest.fixture(scope="module")
def facts(online_retail: Path) -> Iterator[Facts]:
    with open_store(online_retail) as store:
        yield load_facts(store, SHOP)


def life(facts: Facts, day: date) -> LifeCycle:
    found = life_cycle(facts, day)
    assert isinstance(found, LifeCycle)
    return found


def test_it_is_no_new_shop_though_the_file_begins_in_december(facts: Facts) -> None:
    assert life(facts, date(2011, 4, 30)).stage is None


def test_it_is_steady_in_summer_and_growing_into_november(facts: Facts) -> None:
    assert life(facts, date(2011, 8, 31)).stage is STEADY
    november = life(facts, date(2011, 11, 30))
    assert november.now.says is GROWING
    assert november.now.signals.sales is not None
    assert 0.1 < november.now.signals.sales.value < 0.25
    assert not {FADING, LAPSING} & {one.stage for one in november.months}


def test_christmas_days_without_orders_are_not_the_end(facts: Facts) -> None:
    for day in (date(2011, 1, 3), date(2011, 4, 25)):  # closed from 12-24 to 01-03, and over Easter
        assert not life(facts, day).paused
