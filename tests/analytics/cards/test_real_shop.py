"""Cards of a real shop, of which we know what did not happen: no price rose, Saturdays are closed, "Manual" is no good.

And cards of odd shops: of one buyer, of guests only, of refunds only.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from analytics.period import Period
from analytics.presets import default_period
from analytics.question import Filters, Question
from analytics.result import Card, Selection, View
from analytics.rows import behind, total
from analytics.views import evaluate
from storage.facts import Facts
from storage.facts_load import load_facts
from storage.store import open_store
from tests.analytics.cards.stall import NOW, Stall, ago
from tests.online_retail import SHOP, needs_file

Cards = Callable[[Period], tuple[Card, ...]]
MONTHS = {
    "January": Period(date(2011, 1, 1), date(2011, 1, 31)),
    "October": Period(date(2011, 10, 1), date(2011, 10, 31)),
    "November": Period(date(2011, 11, 1), date(2011, 11, 30)),
    "latest": Period(date(2011, 11, 9), date(2011, 12, 8)),
}


@pytest.fixture(scope="module")
def shop(online_retail: Path) -> Iterator[Facts]:
    with open_store(online_retail) as store:
        yield load_facts(store, SHOP)


@pytest.fixture(scope="module")
def cards(shop: Facts) -> Cards:
    """The cards of some days, each asked once."""
    return cache(lambda period: evaluate("diagnosis", shop, Question(period)).cards)


@needs_file
@pytest.mark.parametrize("month", MONTHS)
def test_no_price_rose_and_no_card_says_so(cards: Cards, month: str) -> None:
    assert [card.id for card in cards(MONTHS[month]) if card.rule == "price_rise"] == []


@needs_file
def test_what_fades_with_its_season_since_may_is_no_news_in_october(cards: Cards) -> None:
    assert "product_fell:47566" not in [card.id for card in cards(MONTHS["October"])]


@needs_file
@pytest.mark.parametrize("days", [MONTHS["latest"], Period(date(2011, 12, 1), date(2011, 12, 8))])
def test_refunds_at_stake_were_made_in_the_period_and_of_goods(shop: Facts, cards: Cards, days: Period) -> None:
    found = [card for card in cards(days) if card.rule == "refunds_product"]
    assert "refunds_product:M" not in [card.id for card in found]
    assert found
    for card in found:
        in_the_period = Selection("refunds", "refunds", days, Filters(), card.slices)
        assert card.stake is not None
        assert 0 < card.stake.high <= (total(shop, in_the_period) or 0)


@needs_file
def test_a_saturday_is_always_closed(cards: Cards) -> None:
    saturday = date(2011, 10, 15)
    assert [card.id for card in cards(Period(saturday, saturday))] == []


def opened(stall: Stall) -> View:
    facts = stall.facts(NOW)
    view = evaluate("diagnosis", facts, Question(default_period(facts)))
    for card in view.cards:
        for concern in card.concerns:
            assert concern.rows is not None
            assert len(behind(facts, concern.rows)) > 0
    return view


def test_a_shop_of_one_buyer() -> None:
    stall = Stall().customer("ann", "安").sales(range(31, 61), "tea", 5000, 5, buyer_id="ann")
    rules = [card.rule for card in opened(stall.sales(range(1, 31), "tea", 6000, 1, buyer_id="ann")).cards]
    assert "price_rise" not in rules
    assert "second_purchase" not in rules


def test_a_shop_that_knows_no_buyers() -> None:
    stall = Stall().sales(range(31, 61), "tea", 5000, 5).sales(range(1, 31), "tea", 6000, 2)
    stall.sales(range(1, 61), "cup", 2000, 5)
    rules = [card.rule for card in opened(stall).cards]
    assert not {"returning_fell", "new_fell", "second_purchase", "unpaid"} & set(rules)
    assert "price_rise" in rules


def test_a_shop_of_which_only_refunds_are_known() -> None:
    stall = Stall()
    stall.records.clear()
    for day in range(1, 60):
        stall.refund(ago(day), 4000, product_id="tea", reason="破损" if day < 30 else "不想要了")
    assert opened(stall).cards == ()
