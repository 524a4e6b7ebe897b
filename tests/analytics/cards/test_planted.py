"""On simulated shops: the rule that fits what was planted is among the first three cards, quiet shops stay quiet.

A sample; ``python -m tests.long cards`` looks at many seeds.
"""

from datetime import date
from functools import cache

import pytest

from analytics.cards.declared import RULES
from analytics.cards.goods import sold_in
from analytics.period import Period
from analytics.presets import default_period
from analytics.question import Question
from analytics.result import View
from analytics.rows import behind
from analytics.views import evaluate
from storage.facts import Facts
from sync.sandbox.shop import CALM, simulate
from sync.sandbox.truth import Cause, Fall
from tests.simulated import simulated_facts

ORDERS, SEED = 20_000, 1
FITS: dict[Cause, str] = {
    "out_of_stock": "sold_out",
    "channel_cut": "channel_fell",
    "region_lost": "region_fell",
    "price_rise": "price_rise",
}
STANDING = ("restock",)  # a stock that runs out does so in quiet shops too


@cache
def shop(seed: int, cause: Cause | None) -> tuple[Facts, Fall | None]:
    made = simulate(ORDERS, seed, until=CALM, cause=cause)
    return simulated_facts(made), made.truth.fall


def found(seed: int, cause: Cause) -> bool:
    """Whether the card that fits is among the first three."""
    _, fall = shop(seed, cause)
    return fall is not None and f"{FITS[cause]}:{fall.value}" in [card.id for card in view(seed, cause).cards[:3]]


def alarms(seed: int) -> list[str]:
    """The cards of a shop where nothing happened that say something goes wrong."""
    return [card.id for card in view(seed, None).cards if RULES[card.rule].alarm and card.rule not in STANDING]


@cache
def view(seed: int, cause: Cause | None) -> View:
    facts, _ = shop(seed, cause)
    return evaluate("diagnosis", facts, Question(default_period(facts)))


@pytest.mark.parametrize("cause", FITS)
def test_the_rule_that_fits_is_among_the_first_three(cause: Cause) -> None:
    assert found(SEED, cause)


def test_the_stake_holds_what_the_same_shop_sold_where_nothing_was_planted() -> None:
    facts, fall = shop(SEED, "out_of_stock")
    untouched, _ = shop(SEED, None)
    assert fall is not None
    month = Period(date(2026, 7, 21), date(2026, 8, 19))
    sold = [sold_in(each, month).amount[list(each.ids("products")).index(fall.value)] for each in (facts, untouched)]
    stake = view(SEED, "out_of_stock").cards[0].stake
    assert stake is not None
    assert stake.low <= sold[1] - sold[0] <= stake.high


@pytest.mark.parametrize("seed", [SEED, 2])
def test_a_quiet_shop_gets_no_alarm(seed: int) -> None:
    assert alarms(seed) == []


def test_every_list_of_every_card_can_be_opened() -> None:
    for cause in (*FITS, None):
        facts, _ = shop(SEED, cause)
        for card in view(SEED, cause).cards:
            for concern in card.concerns:
                assert len(behind(facts, concern.rows)) > 0, (card.id, concern.name)
